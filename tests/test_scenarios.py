"""Whole people: what the library says of each is what a good coach and a good physiotherapist would.

A scenario is a file of `tests/scenarios`: who the person is (`about`), their `profile`, a training log in
weekly sets if they keep one, and what must hold.

    expect:
      findings: {hamstring_weakness[left]: moderate}      # this level, established
      only_findings: {…}                                  # these levels, and no other finding is established
      open: [hip_flexor_tightness[left]]                  # not established, still possible
      absent: [quadriceps_weakness[left]]                 # cannot reach any level
      referrals: [cauda_equina_signs]                     # exactly these are true
      refer: {cauda_equina_signs: emergency}              # these are true, with this haste
      not_referred: true                                  # none is true
      given: [...]    withheld: [...]    refused: [...]   # prescriptions
      only_given: [...]                                   # exactly these prescriptions are given
      exercises: {allowed: [...], refused: [...], withheld: [...]}
      loading: none                                       # no loading prescription is given
      not_given: [...]                                    # prescriptions that are not given
      forbidden_exercises: [...]                          # exercises, tests or steps that are refused
      first_question: screening                           # the attribute asked first
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from balance_rules import Assessment, KnowledgeBase
from balance_rules.documents import read_document
from balance_rules.model import name_of

FOLDER = Path(__file__).parent / "scenarios"
PATHS = sorted(FOLDER.glob("*.yaml"))
KEYS = {"findings", "only_findings", "open", "absent", "referrals", "given", "withheld", "refused", "only_given"} | {
    "exercises",
    "loading",
    "first_question",
    "refer",
    "not_referred",
    "not_given",
    "forbidden_exercises",
}


def scenario(path: Path) -> dict[str, Any]:
    """Return a scenario; a malformed one fails here, not silently."""
    document = read_document(path)
    assert not document.problems, document.problems
    value: dict[str, Any] = document.value
    assert set(value) == {"about", "profile", "expect"}, f"{path.name}: about, profile and expect"
    assert value["expect"], f"{path.name} expects nothing"
    assert set(value["expect"]) <= KEYS, f"{path.name}: {set(value['expect']) - KEYS}"
    return value


def test_there_are_whole_people() -> None:
    assert len(PATHS) >= 40


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_scenario(path: Path, kb: KnowledgeBase) -> None:
    value = scenario(path)
    assessment = kb.assess(value["profile"])
    failures = list(_failures(kb, assessment, value["expect"]))
    assert not failures, "\n".join(failures)
    assert not assessment.replay()


def _failures(kb: KnowledgeBase, assessment: Assessment, expect: dict[str, Any]) -> Any:
    levels = {finding.id: finding.level for finding in assessment.findings}
    possible = {finding.id for finding in assessment.findings if finding.level or finding.may_reach}
    for name, level in expect.get("findings", {}).items():
        if levels.get(name) != level:
            yield f"{name} is {levels.get(name)}, not {level}"
    established = {name: level for name, level in levels.items() if level}
    if established != expect.get("only_findings", established):
        yield f"the findings are {established}, not {expect['only_findings']}"
    for name in expect.get("open", []):
        if name not in possible or levels[name] is not None:
            yield f"{name} is not open: {levels.get(name, 'cannot be reached')}"
    for name in expect.get("absent", []):
        assert name in kb.knowledge.conclusions, f"no conclusion {name}"
        if name in possible:
            yield f"{name} is possible: {levels[name]}"
    if "referrals" in expect:
        true = {result.id for result in assessment.referrals if result.state == "refer"}
        if true != set(expect["referrals"]):
            yield f"referrals are {sorted(true)}, not {sorted(expect['referrals'])}"
    hastes = {result.id: result.urgency for result in assessment.referrals if result.state == "refer"}
    for name, urgency in expect.get("refer", {}).items():
        if hastes.get(name) != urgency:
            yield f"{name} refers {hastes.get(name, 'not at all')}, not {urgency}"
    if expect.get("not_referred") and hastes:
        yield f"referred by {sorted(hastes)}"
    yield from _prescription_failures(kb, assessment, expect)
    truths = dict(zip((name for name, _ in kb.knowledge.judged), assessment.inference.truths, strict=True))
    for word, truth in (("allowed", 1), ("withheld", 0), ("refused", -1)):
        for name in expect.get("exercises", {}).get(word, []):
            if truths[name] != truth:
                yield f"the exercise {name} is {truths[name]}, not {word}"
    for name in expect.get("forbidden_exercises", []):
        if truths[name] != -1:
            yield f"the exercise {name} is {truths[name]}, not refused"
    if "first_question" in expect:
        first = name_of(assessment.questions[0].fact) if assessment.questions else None
        if first != expect["first_question"]:
            yield f"the first question is {first}, not {expect['first_question']}"


def _prescription_failures(kb: KnowledgeBase, assessment: Assessment, expect: dict[str, Any]) -> Any:
    if not {"given", "withheld", "refused", "not_given", "only_given", "loading"} & set(expect):
        return  # what is prescribed takes longer than what is found
    states = {advice.id: advice.state for advice in assessment.prescriptions}
    for state in ("given", "withheld", "refused"):
        for name in expect.get(state, []):
            if states.get(name) != state:
                yield f"{name} is {states.get(name, 'not called for')}, not {state}"
    for name in expect.get("not_given", []):
        if states.get(name) == "given":
            yield f"{name} is given"
    given = sorted(name for name, state in states.items() if state == "given")
    if given != sorted(expect.get("only_given", given)):
        yield f"given are {given}, not {sorted(expect['only_given'])}"
    if expect.get("loading") == "none":
        loading = {prescription.id for prescription in kb.knowledge.prescriptions if prescription.loading}
        if loading & set(given):
            yield f"loading prescriptions are given: {sorted(loading & set(given))}"

"""Whole people: what the library says of each is what a good coach and a good physiotherapist would.

Each is a file of `tests/scenarios`, in the form that `balance_rules.assessment.scenarios` reads.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from effort import effort
from in_one import in_one

import balance_rules as br
from balance_rules import KnowledgeBase
from balance_rules.advice import states
from balance_rules.assessment.scenarios import Scenario, failures, read_scenario

PATHS = sorted((Path(__file__).parent / "scenarios").glob("*.yaml"))
PERSON = "about: Sits a lot.\nprofile: {screening: none, conditions: none, sedentary_hours: 12}\nexpect: "


def test_there_are_whole_people() -> None:
    assert len(PATHS) >= 40


@pytest.fixture(scope="module")
def assessed(kb: KnowledgeBase) -> dict[Path, tuple[Scenario, br.Assessment]]:
    """What each file says, and what the library says of the person."""
    scenarios = {path: read_scenario(path) for path in PATHS}
    return {
        path: (scenario, kb.assess(scenario.profile, engine="compiled" if turn % effort(4, 1) else "experta"))
        for turn, (path, scenario) in enumerate(scenarios.items())
    }


@in_one("path", PATHS, ids=lambda path: path.stem)
def test_scenario(path: Path, kb: KnowledgeBase, assessed: dict[Path, tuple[Scenario, br.Assessment]]) -> None:
    scenario, assessment = assessed[path]
    told = list(failures(kb.knowledge, assessment, scenario.expect))
    assert not told, "\n".join(told)
    if path in PATHS[:: effort(48, 1)]:
        assert not assessment.replay()
        assert {each.id: each.state for each in assessment.prescriptions} == states(assessment._judged)


def test_they_are_told_most_claims(kb: KnowledgeBase, assessed: dict[Path, tuple[Scenario, br.Assessment]]) -> None:
    """What people have heard is about somebody: here, for these people are assessed already."""
    told = {claim.id for _, assessment in assessed.values() for claim in assessment.claims}
    assert len(told) >= 24, sorted({claim.name for claim in kb.knowledge.claims} - told)


@in_one(
    ("expect", "failure"),
    [
        ("{findings: {prolonged_sitting: none}}", "prolonged_sitting is moderate, not none"),
        ("{only_findings: {}}", "the findings are {'prolonged_sitting': 'moderate'"),
        ("{open: [prolonged_sitting]}", "prolonged_sitting is not open: moderate"),
        ("{absent: [prolonged_sitting]}", "prolonged_sitting is possible: moderate"),
        ("{absent: [prolonged_standing]}", "there is no finding prolonged_standing"),
        ("{referrals: [cauda_equina_signs]}", "referrals are [], not ['cauda_equina_signs']"),
        ("{refer: {cauda_equina_signs: emergency}}", "cauda_equina_signs refers not at all, not emergency"),
        ("{given: [nothing_of_the_kind]}", "nothing_of_the_kind is not called for, not given"),
        ("{only_given: []}", "given are ["),
        ("{exercises: {refused: [lateral_raise]}}", "the exercise lateral_raise is withheld, not refused"),
        ("{forbidden_exercises: [no_such_lift]}", "the exercise no_such_lift is not known, not refused"),
        ("{first_question: nothing}", "the first question is "),
    ],
)
def test_what_is_told_otherwise_is_a_failure(kb: KnowledgeBase, tmp_path: Path, expect: str, failure: str) -> None:
    (tmp_path / "one.yaml").write_text(PERSON + expect)
    scenario = read_scenario(tmp_path / "one.yaml")
    (told,) = failures(kb.knowledge, kb.assess(scenario.profile), scenario.expect)
    assert told.startswith(failure)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (PERSON + "{refered: true}", r"3:19: found the key 'refered'; .* Write 'refer'"),
        (PERSON + "{}", "3:9: found nothing expected; expected at least one thing"),
        ("about: Nobody.\nexpect: {not_referred: true}", "found no 'profile'; expected about, profile and expect"),
        (PERSON + "{given: rest}", "3:17: found 'rest'"),
        ("about: [", "one.yaml"),
    ],
)
def test_a_malformed_scenario_is_refused_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "one.yaml").write_text(text)
    with pytest.raises(br.FactError, match=problem):
        read_scenario(tmp_path / "one.yaml")

"""Whole people in files: what must be told of each, held against what a knowledge base tells.

A scenario is a YAML file: who the person is (`about`), their `profile`, and what must apply (`expect`). It is to a
knowledge base what a case is to a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from balance_rules import advice
from balance_rules.assessment import Assessment
from balance_rules.errors import FactError, Problem, nearest
from balance_rules.model import Knowledge, name_of
from balance_rules.person.facts import document_of
from balance_rules.text.documents import Document
from balance_rules.text.misfits import misfit

Names = tuple[str, ...]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Exercises(_Strict):
    """Exercises by what becomes of them for the person."""

    allowed: Names = ()
    withheld: Names = ()
    refused: Names = ()


class Expected(_Strict):
    """What must be told of a person; what is left out is not looked at.

    Attributes
    ----------
    findings, only_findings
        Findings established at these levels; `only_findings` says that no other is.
    open, absent
        Findings that are not established but possible, and those that no level of can be reached.
    referrals, refer, not_referred
        Exactly these referrals apply; these apply with this haste; none does.
    given, withheld, refused, only_given, not_given
        Prescriptions by what becomes of them.
    exercises, forbidden_exercises
        Exercises by what becomes of them; `forbidden_exercises` are refused.
    loading
        ``none``: no prescription that loads is given.
    first_question
        The attribute that is asked first.
    """

    findings: dict[str, str] = {}
    only_findings: dict[str, str] | None = None
    open: Names = ()
    absent: Names = ()
    referrals: Names | None = None
    refer: dict[str, str] = {}
    not_referred: bool = False
    given: Names = ()
    withheld: Names = ()
    refused: Names = ()
    only_given: Names | None = None
    not_given: Names = ()
    exercises: Exercises = Exercises()
    forbidden_exercises: Names = ()
    loading: Literal["none"] | None = None
    first_question: str | None = None


class Scenario(_Strict):
    """A person of a file: who they are, their profile, and what must be told of them."""

    about: Annotated[str, Field(min_length=1)]
    profile: dict[str, Any]
    expect: Expected


def read_scenario(path: Path) -> Scenario:
    """Read a scenario.

    Raises
    ------
    FactError
        When the file cannot be read, has a key that no scenario has, or expects nothing.
    """
    document = document_of(path)
    try:
        scenario = Scenario.model_validate(document.value)
    except ValidationError as error:
        raise FactError([_problem(document, dict(detail)) for detail in error.errors(include_url=False)]) from None
    if not scenario.expect.model_fields_set:
        fix = "Say what must be told of the person, such as 'not_referred: true'."
        place = str(document.place(("expect",)))
        raise FactError.of(place, "nothing expected", "at least one thing", fix, code="missing")
    return scenario


def _problem(document: Document, detail: dict[str, Any]) -> Problem:
    route = tuple(detail["loc"])
    place = str(document.place(route))
    if detail["type"] == "extra_forbidden":
        known = Expected if route[:1] == ("expect",) and len(route) == 2 else Exercises if len(route) > 2 else Scenario
        names = sorted(known.model_fields)
        guess = nearest(str(route[-1]), names)
        fix = f"Write {guess!r}?" if guess else "Remove it."
        return Problem(place, f"the key {route[-1]!r}", "one of " + ", ".join(names), fix, code="unknown-name")
    if detail["type"] == "missing":
        fix = f"Add '{route[-1]}: …'."
        return Problem(place, f"no {route[-1]!r}", "about, profile and expect", fix, code="missing")
    return misfit(detail).at(place, "Change the value.")


def failures(knowledge: Knowledge, assessment: Assessment, expect: Expected) -> Iterator[str]:
    """Yield what is told of a person otherwise than expected, one sentence each.

    Examples
    --------
    >>> import balance_rules as br
    >>> kb = br.load()
    >>> list(failures(kb.knowledge, kb.assess({"screening": ["saddle_numbness"]}), Expected(not_referred=True)))
    ["referred by ['cauda_equina_signs']"]
    """
    yield from _findings(knowledge, assessment, expect)
    yield from _referrals(assessment, expect)
    yield from _prescriptions(knowledge, assessment, expect)
    yield from _exercises(knowledge, assessment, expect)
    if expect.first_question is not None:
        first = name_of(assessment.questions[0].fact) if assessment.questions else None
        if first != expect.first_question:
            yield f"the first question is {first}, not {expect.first_question}"


def _findings(knowledge: Knowledge, assessment: Assessment, expect: Expected) -> Iterator[str]:
    levels = {finding.id: finding.level for finding in assessment.findings}
    possible = {finding.id for finding in assessment.findings if finding.level or finding.may_reach}
    for name, level in expect.findings.items():
        if levels.get(name) != level:
            yield f"{name} is {levels.get(name)}, not {level}"
    established = {name: level for name, level in levels.items() if level}
    if expect.only_findings is not None and established != expect.only_findings:
        yield f"the findings are {established}, not {expect.only_findings}"
    for name in expect.open:
        if name not in possible or levels[name] is not None:
            yield f"{name} is not open: {levels.get(name, 'cannot be reached')}"
    for name in expect.absent:
        if name not in knowledge.conclusions:
            yield f"there is no finding {name}"
        elif name in possible:
            yield f"{name} is possible: {levels[name]}"


def _referrals(assessment: Assessment, expect: Expected) -> Iterator[str]:
    hastes = {result.id: result.urgency for result in assessment.referrals if result.state == "refer"}
    if expect.referrals is not None and set(hastes) != set(expect.referrals):
        yield f"referrals are {sorted(hastes)}, not {sorted(expect.referrals)}"
    for name, urgency in expect.refer.items():
        if hastes.get(name) != urgency:
            yield f"{name} refers {hastes.get(name, 'not at all')}, not {urgency}"
    if expect.not_referred and hastes:
        yield f"referred by {sorted(hastes)}"


PRESCRIBED = {"given", "withheld", "refused", "only_given", "not_given", "loading"}


def _prescriptions(knowledge: Knowledge, assessment: Assessment, expect: Expected) -> Iterator[str]:
    if not PRESCRIBED & expect.model_fields_set:
        return  # what is prescribed takes longer than what is found
    states = advice.states(assessment._judged)
    for state, names in (("given", expect.given), ("withheld", expect.withheld), ("refused", expect.refused)):
        for name in names:
            if states.get(name) != state:
                yield f"{name} is {states.get(name, 'not called for')}, not {state}"
    for name in expect.not_given:
        if states.get(name) == "given":
            yield f"{name} is given"
    given = {name for name, state in states.items() if state == "given"}
    if expect.only_given is not None and given != set(expect.only_given):
        yield f"given are {sorted(given)}, not {sorted(expect.only_given)}"
    loading = {prescription.id for prescription in knowledge.prescriptions if prescription.loading} & given
    if expect.loading == "none" and loading:
        yield f"loading prescriptions are given: {sorted(loading)}"


def _exercises(knowledge: Knowledge, assessment: Assessment, expect: Expected) -> Iterator[str]:
    truths = dict(zip((name for name, _ in knowledge.judged), assessment.inference.truths, strict=True))
    wanted = [(name, "allowed", 1) for name in expect.exercises.allowed]
    wanted += [(name, "withheld", 0) for name in expect.exercises.withheld]
    wanted += [(name, "refused", -1) for name in (*expect.exercises.refused, *expect.forbidden_exercises)]
    words = {1: "allowed", 0: "withheld", -1: "refused", None: "not known"}
    for name, state, truth in wanted:
        if truths.get(name) != truth:
            yield f"the exercise {name} is {words[truths.get(name)]}, not {state}"

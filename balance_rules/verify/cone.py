"""The part of the knowledge that one statement stands in, small enough to be proved while its author waits.

It has the statement on all its sides, the findings that it concludes or reads with all their rules, and the invariants
that name these. What is proved of the part is proved of the whole, for a question rests on nothing but its cone. What
the rest of the knowledge makes of the statement (advice that stays, red flags that are heard, questions that matter)
is left to the proof of the whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from itertools import product
from typing import Any

from balance_rules.inference.program import lowered
from balance_rules.knowledge.catalogue import same_muscle
from balance_rules.model import Invariant, Knowledge, Prescription, Referral, Rule, Statement, read_only
from balance_rules.verify.results import Report
from balance_rules.verify.running import TIMEOUT, proved

IDLE_SUPPRESSION = "V17"  # in a part most suppressions stand for nothing


def verify_statement(knowledge: Knowledge, name: str, *, timeout: int = TIMEOUT, fresh: bool = True) -> Report:
    """Prove or refute what is claimed of the statements of one name, of the findings they conclude and their rules.

    The options are those of `verify`, and so are the kept proofs.

    Examples
    --------
    >>> import balance_rules as br
    >>> report = verify_statement(br.load().knowledge, "knee_extension_gives_way")
    >>> len(report.failed)
    0
    """
    report = proved(cone_of(knowledge, name), timeout, fresh, part=True)
    own = _named(knowledge, name)
    findings = {one.conclusion for one in own if isinstance(one, Rule)}
    wanted = {
        name,
        *(one.stop for one in own if isinstance(one, Referral)),
        *(f"until_seen_{one.name}" for one in own if isinstance(one, Referral)),
        *(knowledge.conclusions[finding].name for finding in findings),
        *(rule.name for finding in findings for rule in knowledge.rules_for[finding]),
        *(one.name for one in _invariants(knowledge, own)),
    }
    told = (r for r in report.results if r.code != IDLE_SUPPRESSION and wanted & {r.subject, r.beside})
    return replace(report, results=tuple(told))


def cone_of(knowledge: Knowledge, name: str) -> Knowledge:
    """The part of the knowledge that the statements of one name stand in.

    >>> import balance_rules as br
    >>> sorted(cone_of(br.load().knowledge, "knee_extension_gives_way").conclusions)
    ['quadriceps_weakness[left]', 'quadriceps_weakness[right]']
    """
    own = _named(knowledge, name)
    ids = {one.id for one in own} | {one.stop for one in own if isinstance(one, Referral)}
    prescriptions = tuple(_prescriptions(knowledge, own))
    chosen = {exercise for one in prescriptions for exercise in one.exercises}
    exercises = {k: one for k, one in knowledge.exercises.items() if k in chosen or ids & set(one.restrictions)}
    stops = {one.id for one in knowledge.restrictions if one.referral} if prescriptions else set()
    restrictions = tuple(one for one in knowledge.restrictions if one.id in ids | stops)
    invariants = tuple(_invariants(knowledge, own))
    read = [
        *(one.condition for one in (*own, *prescriptions, *restrictions)),
        *(one.condition for one in exercises.values()),
        *(one.conclusion for one in own if isinstance(one, Rule)),
        *(condition for one in invariants for condition in (one.premise, *(never for _, never in one.never))),
    ]
    cone = lowered(knowledge).cone(*read)
    rules = {rule.id for rule in cone.rules}
    changed: dict[str, Any] = {
        "conclusions": read_only({k: one for k, one in knowledge.conclusions.items() if k in cone.findings}),
        "rules": tuple(rule for rule in knowledge.rules if rule.id in rules),
        "referrals": tuple(one for one in knowledge.referrals if one.id in ids),
        "restrictions": restrictions,
        "claims": tuple(one for one in knowledge.claims if one.id in ids),
        "exercises": read_only(exercises),
        "prescriptions": prescriptions,
        "invariants": invariants,
    }
    kept = {item.name: getattr(knowledge, item.name) for item in fields(Knowledge)}
    # restored, not made: where a part cuts its facts is where the whole does, or a ratio would round otherwise
    return Knowledge.restored({**kept, **changed, "hash": f"{knowledge.hash}-{name}"})


def _named(knowledge: Knowledge, name: str) -> list[Statement]:
    return [statement for statement in knowledge.statements if statement.name == name]


def _prescriptions(knowledge: Knowledge, own: Collection[Statement]) -> Iterator[Prescription]:
    """Yield the prescriptions among some statements, and those that change the sets of a muscle the other way."""
    changes = [change for one in own if isinstance(one, Prescription) for change in one.weekly_sets]
    for one in knowledge.prescriptions:
        pairs = product(changes, one.weekly_sets)
        if one in own or any(mine != other and same_muscle(knowledge.muscles, a, b) for (a, mine), (b, other) in pairs):
            yield one


def _invariants(knowledge: Knowledge, own: Collection[Statement]) -> Iterator[Invariant]:
    """Yield what the authors declare of some statements or of the findings that they conclude, and no more of it."""
    ids = {one.id for one in own}
    concluded = {one.conclusion for one in own if isinstance(one, Rule)}
    for one in knowledge.invariants:
        narrow = replace(
            one,
            never=tuple((name, condition) for name, condition in one.never if name in ids),
            monotone=tuple(declared for declared in one.monotone if declared[0] in concluded),
            alone=tuple(alone for alone in one.alone if ids & set(alone.rules)),
        )
        if narrow.never or narrow.monotone or narrow.alone:
            yield narrow

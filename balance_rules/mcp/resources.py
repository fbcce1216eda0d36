"""Entries of the knowledge by address: `balance-rules://rule/prolonged_sitting_self_report`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from balance_rules.errors import BalanceRulesError, unknown_name
from balance_rules.explain.describing import describe, plain
from balance_rules.mcp.answers import Data, fields, kept, squeezed
from balance_rules.mcp.parts import evidence
from balance_rules.model import Grade, Knowledge, Prescription, Referral, Rule, Statement, name_of
from balance_rules.text.quantities import expectation
from balance_rules.text.wording import without_values

SCHEME = "balance-rules"


def address(kind: str, name: str) -> str:
    """Return the address of an entry.

    >>> address("source", "coombs_2002")
    'balance-rules://source/coombs_2002'
    """
    return f"{SCHEME}://{kind}/{name}"


def about(knowledge: Knowledge) -> Data:
    """What the knowledge is, and how many entries of each kind there are."""
    return {
        **fields(knowledge, "name", "version", "hash"),
        "entries": {kind: len(set(names(knowledge, kind))) for kind in KINDS},
        "address": address("KIND", "ID"),
    }


def names(knowledge: Knowledge, kind: str) -> list[str]:
    return list(_LISTED[kind](knowledge))


def entry(knowledge: Knowledge, kind: str, name: str) -> Data:
    """Return an entry in at most 8 KB; `BalanceRulesError` where there is no such kind, or no such entry."""
    if kind not in KINDS:
        raise BalanceRulesError([unknown_name(address(kind[:50], name[:50]), kind, KINDS, "kind of entry")])
    known = names(knowledge, kind)
    if name not in known:
        raise BalanceRulesError([unknown_name(address(kind, name[:50]), name, known, kind, "Look it up with 'find'.")])
    return squeezed(kept({"kind": kind, "id": name, **_READ[kind](knowledge, name)}))


# ---------------------------------------------------------------- kinds


def _fact(knowledge: Knowledge, name: str) -> Data:
    attribute = knowledge.attributes[name]
    return {
        "title": attribute.title_of_all,
        "question": without_values(attribute.question),
        "how": attribute.how,
        **profile_entry(knowledge, name),
        "values": dict(attribute.values),
        "instances": dict(attribute.instances),
        "derived": attribute.measured or None,
    }


def profile_entry(knowledge: Knowledge, name: str) -> Data:
    """What an answer to a fact looks like, and the line of a profile that gives one."""
    attribute = knowledge.attributes[name]
    value: Any = attribute.plain((attribute.low + attribute.high) // 2)
    line: Any = {attribute.instances[0][0]: value} if attribute.instances else value
    return {"answer": expectation(attribute), "such_as": {name: line}}


def _finding(knowledge: Knowledge, name: str) -> Data:
    grounded = [c for c in knowledge.conclusions.values() if c.name == name]
    first = grounded[0]
    return {
        "title": first.title,
        "stands_for": [c.id for c in grounded],
        "family": first.family,
        "meaning": first.meaning,
        "levels": [level.name for level in first.levels],
        "muscles": list(first.muscles),
        "rules": list(dict.fromkeys(rule.name for rule in knowledge.rules if rule.conclusion == first.id)),
        "answered_by": list(dict.fromkeys(p.name for p in knowledge.prescriptions if name in map(name_of, p.answers))),
    }


def _statement(knowledge: Knowledge, name: str) -> Data:
    """What `rules show` says, with addresses of its sources; cases and the file are for those who write rules."""
    group = [statement for statement in knowledge.statements if statement.name == name]
    told = plain(describe(knowledge, group))
    for left_out in ("kind", "id", "cases", "rungs", "place"):
        told.pop(left_out, None)
    if isinstance(group[0], Prescription):
        told["exercises"] = list(group[0].exercises)  # ids, which can be looked up
    cited = {part: [_cited(source) for source in told[part]] for part in ("evidence_for", "evidence_against")}
    return {**told, "because": without_values(told["because"]), **cited}


def _cited(source: Data) -> Data:
    return {**kept(source), "source": address("source", source["source"]), "grade": evidence(Grade(source["grade"]))}


def _exercise(knowledge: Knowledge, name: str) -> Data:
    exercise = knowledge.exercises[name]
    return {
        "title": exercise.name,
        "category": exercise.category,
        "muscles": list(exercise.prime_movers),
        "helped_by": list(exercise.synergists),
        "equipment": [" and ".join(kit) for kit in exercise.equipment],
        "level": exercise.level,
        "one_sided": exercise.unilateral or None,
        "technique": list(exercise.technique),
        "easier": list(exercise.regressions),
        "harder": list(exercise.progressions),
        "other_names": list(exercise.aliases),
        "sources": [address("source", source) for source in exercise.evidence],
    }


def _source(knowledge: Knowledge, name: str) -> Data:
    source = knowledge.evidence[name]
    return {
        **fields(source, "citation", "link"),
        "evidence": evidence(source.grade),
        **fields(source, "design", "population", "finding", "limits"),
        "read": source.verified.read.meaning if source.verified else None,
    }


def _named(kind: type[Statement]) -> Callable[[Knowledge], Iterable[str]]:
    return lambda knowledge: dict.fromkeys(s.name for s in knowledge.statements if type(s) is kind)


_LISTED: Mapping[str, Callable[[Knowledge], Iterable[str]]] = {
    "fact": lambda knowledge: knowledge.attributes,
    "finding": lambda knowledge: dict.fromkeys(c.name for c in knowledge.conclusions.values()),
    "rule": _named(Rule),
    "prescription": _named(Prescription),
    "referral": _named(Referral),
    "restriction": lambda knowledge: dict.fromkeys(r.name for r in knowledge.restrictions if r.referral is None),
    "exercise": lambda knowledge: knowledge.exercises,
    "source": lambda knowledge: knowledge.evidence,
}
KINDS = tuple(_LISTED)
_READ: Mapping[str, Callable[[Knowledge, str], Data]] = {
    "fact": _fact,
    "finding": _finding,
    "rule": _statement,
    "prescription": _statement,
    "referral": _statement,
    "restriction": _statement,
    "exercise": _exercise,
    "source": _source,
}

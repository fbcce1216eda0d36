"""The names of columns: facts on the way in, findings, referrals and prescriptions on the way out.

A key of the knowledge becomes a column name with two underscores before its instance:
`hamstring_weakness[left]` is `hamstring_weakness__left`. On the way in, both spellings are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from balance_rules.errors import FactError, Problem, UnsupportedError, nearest
from balance_rules.model import Knowledge, instance_of, key, name_of
from balance_rules.person.facts import OTHERS

ATTRIBUTE, VALUE = "attribute", "value"  # the columns of a long table, beside the id
BITS = 63  # rules per column of fired bits: an Int64 that never turns negative
LOW, HIGH, CERTAINTY = "__low", "__high", "__certainty"
HASH = "knowledge_hash"

Sets = Literal["squad", "all"]


def column_of(name: str) -> str:
    """Return the column name of a key.

    >>> column_of("hamstring_weakness[left]"), column_of("sitting")
    ('hamstring_weakness__left', 'sitting')
    """
    instance = instance_of(name)
    return name if instance is None else f"{name_of(name)}__{instance}"


@dataclass(frozen=True, slots=True)
class Named:
    """What a column of a table speaks of: one fact, a whole attribute, or the `others` of one."""

    attribute: str
    fact: str | None = None
    others: bool = False


@dataclass(frozen=True, slots=True)
class Raw:
    """A column that the knowledge reads: its name, its position among them, its type, what it speaks of."""

    column: str
    position: int
    dtype: Any
    named: Named

    @property
    def name(self) -> str:
        """The column's name inside the plan."""
        return f"r{self.position}"


@lru_cache(maxsize=16)
def readable(knowledge: Knowledge) -> Mapping[str, Named]:
    """What each column name that a table may use speaks of."""
    names: dict[str, Named] = {}
    for attribute in knowledge.attributes.values():
        for fact in attribute.keys:
            names[fact] = names[column_of(fact)] = Named(attribute.id, fact)
        if attribute.instances and attribute.absent is not None:
            names[attribute.id] = Named(attribute.id)
            others = Named(attribute.id, others=True)
            names[key(attribute.id, OTHERS)] = names[f"{attribute.id}__{OTHERS}"] = others
    return names


def fired_columns(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the columns of fired bits: rule `i` of the knowledge is bit `i % 63` of column `fired_{i // 63}`."""
    return tuple(f"fired_{i}" for i in range((len(knowledge.rules) + BITS - 1) // BITS))


@lru_cache(maxsize=16)
def written(knowledge: Knowledge) -> Mapping[str, str]:
    """Return the statement that each result column is about, by column, in the order of the columns.

    Raises
    ------
    UnsupportedError
        When two statements would share a column.
    """
    names: dict[str, str] = {}
    for finding in knowledge.conclusions:
        for suffix in ("", LOW, HIGH, CERTAINTY):
            _claim(names, column_of(finding) + suffix, finding)
    for statement in (*knowledge.referrals, *knowledge.prescriptions):
        _claim(names, column_of(statement.id), statement.id)
    for name in (*fired_columns(knowledge), HASH):
        _claim(names, name, "")
    return names


def _claim(names: dict[str, str], column: str, statement: str) -> None:
    if column in names:
        raise UnsupportedError(rule=statement, back_end="cohort", construct=f"a second column {column!r}")
    names[column] = statement


def asked(knowledge: Knowledge, columns: Sets | Sequence[str]) -> tuple[str, ...]:
    """The result columns that are asked for, in their order.

    Parameters
    ----------
    columns
        ``"squad"`` for the level of every finding, the state of every referral and prescription, and the hash;
        ``"all"`` for the ends of the scores, certainties and fired rules too; or the names of columns.

    Raises
    ------
    FactError
        With every name that no result column bears, and the nearest that one does, or that stands twice.
    """
    if columns == "all":
        return tuple(written(knowledge))
    if columns == "squad":
        return tuple(squad_columns(knowledge))
    names = [columns] if isinstance(columns, str) else list(columns)
    problems = list(_misnamed(names, list(written(knowledge))))
    if problems:
        raise FactError(problems)
    return tuple(names)


def squad_columns(knowledge: Knowledge) -> Iterator[str]:
    """Yield the columns that a squad is looked through by."""
    statements = (*knowledge.conclusions, *(s.id for s in (*knowledge.referrals, *knowledge.prescriptions)))
    yield from map(column_of, statements)
    yield HASH


def _misnamed(names: Sequence[str], known: Sequence[str]) -> Iterator[Problem]:
    if not names:
        fix = "Name some, or leave `columns` out."
        yield Problem("columns", "none", "at least one column of the result", fix, code="missing")
    for name in dict.fromkeys(names):
        if name not in known:
            guess = nearest(name, [*known, "all", "squad"])
            fix = f"Did you mean {guess!r}?" if guess else "`kb.cohort(table, columns='all')` has them all."
            yield Problem(
                "columns", repr(name), "a column of the result, or 'squad' or 'all'", fix, code="unknown-word"
            )
        elif names.count(name) > 1:
            yield Problem("columns", f"{name!r} twice", "each column once", "Name it once.", code="duplicate")

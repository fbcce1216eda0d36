"""What differs between two results for the same people: under new knowledge, or at a later date; and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

from balance_rules.cohort.columns import column_of, fired_columns, squad_columns
from balance_rules.cohort.outputs import NONE, UNKNOWN, fired_rules
from balance_rules.inference.program import lowered
from balance_rules.model import Condition, Knowledge

Row = Mapping[str, Any]
MOST_CHANGES = 1_000


@dataclass(frozen=True, slots=True)
class Turn:
    """One outcome of one person that differs: its level or state before and after, and what makes the difference."""

    id: Any
    statement: str
    before: str | None
    after: str | None
    because: tuple[str, ...]
    since: Any = None
    date: Any = None


@dataclass
class Changes:
    """Who changes, and why: `changes` lists the first, `counts` counts all by (statement, before, after)."""

    people: int = 0
    compared: int = 0
    not_compared: int = 0
    counts: Counter[tuple[str, str | None, str | None]] = field(default_factory=Counter)
    changes: list[Turn] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the changes as plain data."""
        counted = [{"statement": s, "before": b, "after": a, "people": n} for (s, b, a), n in self.counts.most_common()]
        changes = [asdict(change) for change in self.changes]
        head = {"people": self.people, "compared": self.compared, "not_compared": self.not_compared}
        return {"format": "balance_rules.cohort_changes/1", **head, "counts": counted, "changes": changes}

    def __str__(self) -> str:
        lines = [f"{self.people:,} of {self.compared:,} compared rows change."]
        if self.not_compared:
            lines.append(f"{self.not_compared:,} rows can be judged on one side only.")
        lines += [f"  {s}: {b or 'none'} → {a or 'none'}: {n:,}" for (s, b, a), n in self.counts.most_common(20)]
        for change in self.changes[:20]:
            when = f" ({change.since} → {change.date})" if change.date is not None else ""
            moved = f"{change.statement}: {change.before or 'none'} → {change.after or 'none'}"
            lines.append(f"{change.id}{when}: {moved}: {'; '.join(change.because)}")
        return "\n".join(lines)


def compared(knowledge: Knowledge) -> tuple[str, ...]:
    """The result columns that a comparison reads."""
    return (*squad_columns(knowledge), *fired_columns(knowledge))


def outcomes(knowledge: Knowledge) -> Mapping[str, str]:
    """Return the column of each outcome that people see: findings, referrals, prescriptions."""
    names = [*knowledge.conclusions, *(s.id for s in (*knowledge.referrals, *knowledge.prescriptions))]
    return {name: column_of(name) for name in names}


def difference(old: Knowledge, new: Knowledge, before: Any, after: Any, person: str, total: Changes) -> None:
    """Add to `total` who changes from one knowledge to another; the frames hold the same people, row by row."""

    def because(name: str, _: int, was: Row, now: Row) -> Iterator[str]:
        return _why(old, new, name, was, now)

    _compare(total, before, after, {**outcomes(old), **outcomes(new)}, because, person)


def over_time(knowledge: Knowledge, results: Any, facts: Any, person: str, date: str) -> Changes:
    """What changed from each date of a person to the next: rules that fire or not, facts that differ."""
    order = results.select(person, date).with_row_index("row").sort(person, date)
    positions, people = order["row"].to_list(), order[person].to_list()
    pairs = [(a, b) for a, b, p, q in zip(positions, positions[1:], people, people[1:], strict=False) if p == q]
    earlier, later = [a for a, _ in pairs], [b for _, b in pairs]

    def because(name: str, row: int, was: Row, now: Row) -> Iterator[str]:
        yield from _why(knowledge, knowledge, name, was, now)
        yield from _told(knowledge, name, *(facts.row(rows[row], named=True) for rows in (earlier, later)))

    total = Changes()
    _compare(total, results[earlier], results[later], outcomes(knowledge), because, person, date)
    total.changes.sort(key=lambda change: (str(change.id), str(change.date)))
    return total


def _compare(
    total: Changes,
    before: Any,
    after: Any,
    columns: Mapping[str, str],
    because: Callable[[str, int, Row, Row], Iterator[str]],
    person: str,
    date: str | None = None,
) -> None:
    """Add to `total` the outcomes in which two Polars frames of the same people differ, row by row, and why."""
    touched: set[int] = set()
    for name, column in columns.items():
        rows = _reached(before, column).ne_missing(_reached(after, column)).arg_true().to_list()
        touched |= set(rows)
        for row in rows:
            was, now = before.row(row, named=True), after.row(row, named=True)
            states = was.get(column), now.get(column)
            total.counts[(name, *states)] += 1
            if len(total.changes) < MOST_CHANGES:
                dates = (was[date], now[date]) if date else ()
                total.changes.append(Turn(was[person], name, *states, tuple(because(name, row, was, now)), *dates))
    total.people += len(touched)
    total.compared += before.height


def _reached(frame: Any, column: str) -> Any:
    """The states of an outcome, null where one side does not know it or a finding reaches no level.

    That a finding is settled changes no advice.
    """
    if column not in frame.columns:
        return pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    return frame[column].cast(pl.String).replace([NONE, UNKNOWN], [None, None])


def _why(old: Knowledge, new: Knowledge, name: str, was: Row, now: Row) -> Iterator[str]:
    """Yield what makes an outcome differ: rules that fire or not, and what of the knowledge is another."""
    conditions = [_condition(knowledge, name) for knowledge in (old, new)]
    if conditions[0] is None or conditions[1] is None:
        yield f"{name} is new" if conditions[0] is None else f"{name} is no longer in the knowledge"
    elif conditions[0] != conditions[1]:
        yield f"the condition of {name} changed"
    before, after = set(fired_rules(old, was)), set(fired_rules(new, now))
    for rule in sorted(_rules(old, name) | _rules(new, name)):
        first, second = old.rules_by_id.get(rule), new.rules_by_id.get(rule)
        if second is None:
            if rule in before:
                yield f"rule {rule} fired and is no longer in the knowledge"
        elif first is None:
            if rule in after:
                yield f"new rule {rule} fires"
        elif (rule in before) != (rule in after):
            yield f"rule {rule} {'fires now' if rule in after else 'fires no longer'}"
        elif rule in after and (first.weight, first.group) != (second.weight, second.group):
            yield f"rule {rule} weighs {second.weight} in group {second.group}, not {first.weight} in {first.group}"
        elif first.condition != second.condition and rule not in after:
            yield f"the condition of rule {rule} changed"
    if _levels(old, name) != _levels(new, name):
        yield f"the levels of {name} changed"


def _levels(knowledge: Knowledge, name: str) -> Any:
    conclusion = knowledge.conclusions.get(name)
    return conclusion.levels if conclusion else None


def _condition(knowledge: Knowledge, name: str) -> Condition | bool | None:
    """What decides an outcome: its condition, True for a finding, None where the knowledge lacks it."""
    return True if name in knowledge.conclusions else dict(knowledge.judged).get(name)


def _rules(knowledge: Knowledge, name: str) -> set[str]:
    """Return the rules that an outcome rests on, through other findings too."""
    return {rule.id for rule in lowered(knowledge).cone(name).rules}


def _told(knowledge: Knowledge, name: str, was: Row, now: Row) -> Iterator[str]:
    for fact in sorted(was.keys() & lowered(knowledge).cone(name).facts):
        if was[fact] != now[fact]:
            attribute = knowledge.facts[fact]
            shown: Sequence[str] = ["unknown" if v is None else attribute.show(v) for v in (was[fact], now[fact])]
            yield f"{fact}: {shown[0]} → {shown[1]}"

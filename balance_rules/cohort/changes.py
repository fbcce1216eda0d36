"""What differs between two results for the same people: under new knowledge, or at a later date; and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from balance_rules.cohort.columns import column_of, fired_columns, squad_columns
from balance_rules.cohort.outputs import NONE, UNKNOWN, fired_rules
from balance_rules.inference.program import lowered
from balance_rules.model import Condition, Knowledge

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


def changed_rows(before: Any, after: Any, columns: Mapping[str, str]) -> Iterator[tuple[str, list[int]]]:
    """Yield each outcome with the rows at which two Polars frames of the same length differ in it."""
    import polars as pl

    for name, column in columns.items():
        was, now = (_reached(frame[column].cast(pl.String)) for frame in (before, after))
        rows = was.ne_missing(now).arg_true().to_list()
        if rows:
            yield name, rows


def _reached(states: Any) -> Any:
    """Return states in which a finding that reaches no level is null: that it is settled changes no advice."""
    return states.replace([NONE, UNKNOWN], [None, None])


def difference(old: Knowledge, new: Knowledge, before: Any, after: Any, person: str, total: Changes) -> None:
    """Add to `total` who changes from one knowledge to another; the frames hold the same people, row by row."""
    touched: set[int] = set()
    both = {**outcomes(old), **outcomes(new)}
    for name, rows in _differing(before, after, both):
        touched |= set(rows)
        for row in rows:
            was, now = before.row(row, named=True), after.row(row, named=True)
            states = was.get(both[name]), now.get(both[name])
            total.counts[(name, *states)] += 1
            if len(total.changes) < MOST_CHANGES:
                because = tuple(_why_new(old, new, name, was, now))
                total.changes.append(Turn(was[person], name, *states, because))
    total.people += len(touched)
    total.compared += before.height


def _differing(before: Any, after: Any, columns: Mapping[str, str]) -> list[tuple[str, list[int]]]:
    """Return the rows that differ, an outcome that only one side knows being none on the other."""
    import polars as pl

    def with_all(frame: Any) -> Any:
        missing = [pl.lit(None, pl.String).alias(c) for c in columns.values() if c not in frame.columns]
        return frame.with_columns(missing)

    return list(changed_rows(with_all(before), with_all(after), columns))


def _why_new(
    old: Knowledge, new: Knowledge, name: str, was: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[str]:
    """Yield what about the knowledge makes an outcome differ: rules that fire or not, and definitions."""
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


def over_time(knowledge: Knowledge, results: Any, facts: Any, person: str, date: str) -> Changes:
    """What changed from each date of a person to the next: rules that fire or not, facts that differ."""
    order = results.select(person, date).with_row_index("row").sort(person, date)
    positions, people = order["row"].to_list(), order[person].to_list()
    pairs = [(a, b) for a, b, p, q in zip(positions, positions[1:], people, people[1:], strict=False) if p == q]
    earlier, later = [a for a, _ in pairs], [b for _, b in pairs]
    before, after = results[earlier], results[later]
    total = Changes(compared=len(pairs))
    touched: set[int] = set()
    columns = outcomes(knowledge)
    for name, rows in _differing(before, after, columns):
        touched |= set(rows)
        for row in rows:
            was, now = before.row(row, named=True), after.row(row, named=True)
            states = was[columns[name]], now[columns[name]]
            total.counts[(name, *states)] += 1
            if len(total.changes) < MOST_CHANGES:
                told = facts.row(earlier[row], named=True), facts.row(later[row], named=True)
                because = (*_why_later(knowledge, name, was, now), *_told(knowledge, name, *told))
                total.changes.append(Turn(was[person], name, *states, because, was[date], now[date]))
    total.people = len(touched)
    total.changes.sort(key=lambda change: (str(change.id), str(change.date)))
    return total


def _why_later(knowledge: Knowledge, name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = set(fired_rules(knowledge, was)), set(fired_rules(knowledge, now))
    for rule in sorted(_rules(knowledge, name) & (before ^ after)):
        yield f"rule {rule} {'fires now' if rule in after else 'fires no longer'}"


def _told(knowledge: Knowledge, name: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for fact in sorted(was.keys() & lowered(knowledge).cone(name).facts):
        if was[fact] != now[fact]:
            attribute = knowledge.facts[fact]
            shown: Sequence[str] = ["unknown" if v is None else attribute.show(v) for v in (was[fact], now[fact])]
            yield f"{fact}: {shown[0]} → {shown[1]}"

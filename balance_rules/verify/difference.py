"""Two versions of a knowledge base: for whom something changes, and for nobody where nothing is reported."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from balance_rules.model import AtLeast, Condition, Knowledge
from balance_rules.verify.results import Alteration, Altered, Outcome, Witness
from balance_rules.verify.running import TIMEOUT, Progress, sizes

FORMAT = "balance_rules.difference/1"


@dataclass(frozen=True)
class VersionDifference:
    """All that changes between two versions; what is not in `altered` is proved equivalent.

    Attributes
    ----------
    compared
        How many findings and statements were compared.
    apart
        Facts whose range, resolution or values changed: they are compared as two different facts.
    """

    old: str
    new: str
    altered: tuple[Altered, ...]
    compared: int
    apart: tuple[str, ...]
    sizes: Mapping[str, int]
    seconds: float = field(compare=False)

    @property
    def open(self) -> tuple[Altered, ...]:
        """What was neither proved equivalent nor shown to differ."""
        return tuple(item for item in self.altered if item.change is Alteration.OPEN)

    def to_json(self) -> dict[str, Any]:
        """Return the difference as plain values."""
        return {
            "format": FORMAT,
            "old": self.old,
            "new": self.new,
            "compared": self.compared,
            "seconds": round(self.seconds, 2),
            "facts_compared_as_two": list(self.apart),
            "altered": [
                {
                    "kind": item.kind,
                    "id": item.id,
                    "change": item.change.value,
                    "less": _plain(item.less),
                    "more": _plain(item.more),
                }
                for item in self.altered
            ],
        }


def _plain(side: tuple[Witness, str] | None) -> dict[str, Any] | None:
    return None if side is None else {"facts": dict(side[0].values), "what": side[1]}


def difference(
    old: Knowledge, new: Knowledge, *, timeout: int = TIMEOUT, progress: Progress = lambda *_: None
) -> VersionDifference:
    """Return for each finding, prescription, referral, restriction and exercise whether it changes for anybody.

    People are compared whom both versions take; contradictions, which say whom they refuse, as they are written.

    Raises
    ------
    UnsupportedError
        When the solver is not installed.
    """
    from balance_rules.verify.comparing import TwoVersions  # which needs the solver

    began = time.perf_counter()
    comparison = TwoVersions(old, new, timeout)
    items = list(_items(old, new))
    altered = []
    for done, (kind, name) in enumerate(items):
        progress(f"{kind} {name}", done, len(items))
        before, after = _said(old, kind, name), _said(new, kind, name)
        if before is None or after is None:
            altered.append(Altered(kind, name, Alteration.ADDED if before is None else Alteration.REMOVED))
        elif not comparison.same(before, after):
            found = comparison.compare(kind, name, before, after)
            if found is not None:
                altered.append(found)
    refusals = list(_contradictions(old, new))
    altered += [Altered("contradiction", name, change) for name, change in refusals if change]
    progress("done", len(items), len(items))
    return VersionDifference(
        old=f"{old.name} {old.version} ({old.hash[:12]})",
        new=f"{new.name} {new.version} ({new.hash[:12]})",
        altered=tuple(altered),
        compared=len(items) + len(refusals),
        apart=tuple(sorted(comparison.apart)),
        sizes=sizes(new),
        seconds=time.perf_counter() - began,
    )


def _contradictions(old: Knowledge, new: Knowledge) -> Iterator[tuple[str, Alteration | None]]:
    """Yield how each contradiction changes, compared as written: whom it refuses is nobody in one of the versions."""
    before, after = ({c.id: c.condition for c in knowledge.contradictions} for knowledge in (old, new))
    for name in dict.fromkeys((*before, *after)):
        if name not in before or name not in after:
            yield name, Alteration.REMOVED if name in before else Alteration.ADDED
        else:
            yield name, None if before[name] == after[name] else Alteration.INCOMPARABLE


def _items(old: Knowledge, new: Knowledge) -> Iterator[tuple[str, str]]:
    for kind in ("finding", "referral", "restriction", "exercise", "prescription"):
        yield from ((kind, name) for name in dict.fromkeys((*_names(old, kind), *_names(new, kind))))


def _names(knowledge: Knowledge, kind: str) -> tuple[str, ...]:
    if kind == "finding":
        return tuple(knowledge.conclusions)
    if kind == "exercise":
        return tuple(knowledge.exercises)
    return tuple(statement.id for statement in getattr(knowledge, f"{kind}s"))


def _said(knowledge: Knowledge, kind: str, name: str) -> tuple[Condition, ...] | None:
    """Return the conditions that say what a thing is: a level each for a finding, its own for the rest."""
    if name not in _names(knowledge, kind):
        return None
    if kind == "finding":
        return tuple(AtLeast(name, level.name, level.cut) for level in knowledge.conclusions[name].levels)
    return (dict(knowledge.judged)[name],)


def outcome(difference: VersionDifference) -> Outcome:
    """Return PASS where the versions are proved equivalent, OPEN where that is not known, else FAIL."""
    if not difference.altered:
        return Outcome.PASS
    return Outcome.OPEN if len(difference.open) == len(difference.altered) else Outcome.FAIL

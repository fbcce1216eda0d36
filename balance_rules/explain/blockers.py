"""One comparison that stands in the way, and many of them in words: the same that holds back many exercises once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from balance_rules.explain.explanation import Audience, TruthName
from balance_rules.text.wording import briefly, counted, listed

UNKNOWN = "not recorded"
MOST_TOLD = 8
MOST_NAMED = 4
NEEDS = "needs"
Reason = tuple[str, str, TruthName, str]


@dataclass(frozen=True, slots=True)
class Blocker:
    """One comparison that is not as it would have to be.

    `distance` is how far the actual value is from the nearest that would do, in `unit`; `share` is the same as
    a share of the attribute's range, which orders blockers of different units. Both are None where a value
    is unknown or has no order. The distance of a finding is the evidence it lacks, or has too much of, in
    milli-nats. `via` says what the comparison belongs to, where that has a name of its own; `exercise` which of the
    exercises of a prescription it holds back; `hangs_on` what would settle a finding that is not decided.
    """

    what: str
    label: str
    truth: TruthName
    required: str
    actual: str
    distance: float | None
    unit: str
    share: float | None
    via: str = ""
    exercise: str = ""
    hangs_on: tuple[str, ...] = ()

    @property
    def reason(self) -> Reason:
        """The same for every exercise that it holds back."""
        return self.what, self.required, self.truth, self.via

    def belongs(self, others: int = 0) -> str:
        """What the comparison belongs to, with the exercise, and how many others it holds back as well."""
        beside = f" and {counted(others, 'other exercise')}" if others else ""
        if self.exercise and self.via == NEEDS:
            return f"{self.exercise}{beside} {'need' if others else NEEDS}"
        return ": ".join(part for part in (f"{self.exercise}{beside}", self.via) if part)

    def said(self, audience: Audience, others: int = 0) -> str:
        """Return the blocker in words; `others` are the further exercises that the same holds back."""
        belongs = self.belongs(others)
        label = f"{belongs}: {self.label}" if belongs else self.label
        if self.truth == "unknown":
            nobody = "nobody has answered this yet" if audience == "athlete" else UNKNOWN
            hangs = f", hangs on {briefly(self.hangs_on, MOST_NAMED)}" if self.hangs_on else ""
            words = nobody if self.actual == UNKNOWN else f"not decided yet{hangs}"
            return f"{label}: {words}; it would have to be {self.required}"
        if audience == "athlete":
            return f"{label}: {self.actual}; it would have to be {self.required}"
        far = ""
        if self.distance is not None:
            far = f", {self.distance:g}{'' if self.unit in ('', '°') else ' '}{self.unit} away"
        tail = f" [{self.what}]" if audience == "auditor" else ""
        return f"{label}: {self.actual}, required {self.required}{far}{tail}"


def once(blockers: Iterable[Blocker]) -> tuple[Blocker, ...]:
    """Return blockers without those that hold back another exercise for the reason of one before."""
    found: dict[object, Blocker] = {}
    for blocker in blockers:
        found.setdefault(blocker.reason if blocker.exercise else blocker, blocker)
    return tuple(found.values())


def told(blockers: tuple[Blocker, ...], audience: Audience, alike: Mapping[Reason, int]) -> Iterator[str]:
    """Yield blockers in words: what is false first, many unknown ones together under what they belong to.

    `alike` says how many exercises a reason holds back.
    """

    def others(blocker: Blocker) -> int:
        return alike.get(blocker.reason, 1) - 1 if blocker.exercise else 0

    false = [blocker for blocker in blockers if blocker.truth == "false"]
    unknown = [blocker for blocker in blockers if blocker.truth == "unknown"]
    shown = len(false) if audience == "auditor" else MOST_TOLD
    yield from (blocker.said(audience, others(blocker)) for blocker in false[:shown])
    if len(false) > shown:
        yield f"{len(false) - shown} more that would have to be otherwise"
    if audience == "auditor" or len(unknown) <= MOST_TOLD // 2:
        yield from (blocker.said(audience, others(blocker)) for blocker in unknown)
        return
    together: dict[str, dict[str, None]] = {}
    for blocker in unknown:
        together.setdefault(blocker.belongs(others(blocker)), {})[blocker.label] = None
    for belongs, labels in list(together.items())[:MOST_TOLD]:
        yield f"{belongs}: not known: {listed(labels)}" if belongs else f"not known: {listed(labels)}"
    if len(together) > MOST_TOLD:
        yield f"{len(together) - MOST_TOLD} more that are not known"

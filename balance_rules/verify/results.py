"""What verification says: claims that are proved, refuted or open, and everything an author needs to fix one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from balance_rules.model import Knowledge, Place, Suppression
from balance_rules.text.gathering import gathered

FORMAT = "balance_rules.verification/1"

CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "V01": ("dead", "A rule, referral or restriction can be true of somebody."),
        "V02": ("always true", "A rule, referral or restriction can be false of somebody."),
        "V03": (
            "subsumed or duplicate",
            "No rule of an evidence group is covered by one that weighs at least as much.",
        ),
        "V04": ("inert", "Removing a rule changes a finding's level for somebody."),
        "V05": ("unreachable", "A finding, and each of its levels that a condition reads, can be reached."),
        "V06": (
            "never given",
            "A prescription can be given, each of its reasons can hold, an exercise can be cleared.",
        ),
        "V07": (
            "conflicting prescriptions",
            "No two prescriptions given together add and take away one muscle's sets.",
        ),
        "V08": ("gap", "For a finding declared total, one of its rules holds once all they read is known."),
        "V09": ("boundary", "A comparison tells apart values of its attribute, and no value falls between two rules."),
        "V10": ("monotonicity", "A finding never falls while a fact moves in the direction declared for it."),
        "V11": ("invariant", "What the authors declare holds of everybody, whatever is known of them."),
        "V12": ("double count", "Rules that add up read no fact in common, or say why they are independent."),
        "V13": ("idle question", "No finding rests on itself; every attribute is read and can change an outcome."),
        "V14": ("red flag passed by", "Nothing that a referral stops is given while it is true or unknown."),
        "V15": ("withdrawn", "Advice once given is not withdrawn when more becomes known."),
        "V16": ("disagreement", "The reference and the engine confirm every person the solver found."),
        "V17": ("idle suppression", "Every suppression stands for a defect that is there."),
        "V18": ("one-sided", "What is said of one side of the body is said of the other."),
        "V19": ("flag unheard", "Whoever ticks a red flag is referred, or asked what would tell."),
    }
)


class Outcome(StrEnum):
    """Proved, refuted, or neither: a question that ran out of time is open, never passed."""

    PASS = "pass"
    FAIL = "fail"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Witness:
    """A person who shows a defect: what is known of them in words, and as stored.

    `changed` are the facts that differ in a second person, where the claim compares two.
    """

    facts: tuple[tuple[str, str], ...]
    values: tuple[tuple[str, int], ...]
    changed: tuple[tuple[str, str], ...] = ()
    changed_values: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One claim with its outcome.

    Attributes
    ----------
    subject, beside
        The name of what the claim is about, and of what it is found with.
    place, related
        Where they stand.
    effect
        What the defect does to the witness, in words.
    fix
        How to correct it.
    also
        Further groundings that have the same defect, by id.
    suppressed
        Why the author stands by it, or None.
    """

    code: str
    outcome: Outcome
    subject: str
    claim: str
    place: Place | None = None
    beside: str | None = None
    related: tuple[tuple[str, Place], ...] = ()
    witness: Witness | None = None
    effect: str = ""
    fix: str = ""
    also: tuple[str, ...] = ()
    suppressed: str | None = None

    @property
    def fingerprint(self) -> str:
        """A mark of the defect that stays when lines and wording move."""
        return hashlib.sha256(f"{self.code}/{self.subject}/{self.beside or ''}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Report:
    """All that was asked of a knowledge base.

    Attributes
    ----------
    results
        Every claim, in the order of the codes.
    notes
        What is no defect and yet worth knowing, and what the proofs assume.
    questions
        How many questions were asked.
    kept
        How many of them were answered by the proofs of earlier runs.
    """

    knowledge: str
    version: str
    hash: str
    solver: str
    results: tuple[Result, ...]
    notes: tuple[str, ...]
    sizes: Mapping[str, int]
    questions: int = field(compare=False)
    seconds: float = field(compare=False)
    kept: int = field(default=0, compare=False)

    @property
    def failed(self) -> tuple[Result, ...]:
        """The defects nobody stands by."""
        return tuple(r for r in self.results if r.outcome is Outcome.FAIL and r.suppressed is None)

    @property
    def open(self) -> tuple[Result, ...]:
        """The claims that were neither proved nor refuted."""
        return tuple(r for r in self.results if r.outcome is Outcome.OPEN)

    @property
    def suppressed(self) -> tuple[Result, ...]:
        """The defects the authors stand by."""
        return tuple(r for r in self.results if r.suppressed is not None)

    def counts(self, code: str) -> Counter[str]:
        """Return how many claims of a code passed, failed, are open or suppressed."""
        return Counter(
            "suppressed" if r.suppressed is not None else r.outcome.value for r in self.results if r.code == code
        )

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values: every claim that is not merely passed, every invariant, and the counts."""
        return {
            "format": FORMAT,
            "knowledge": {"name": self.knowledge, "version": self.version, "hash": self.hash, **self.sizes},
            "solver": self.solver,
            "questions": self.questions,
            "kept": self.kept,
            "seconds": round(self.seconds, 2),
            "outcome": "fail" if self.failed else "open" if self.open else "pass",
            "counts": {code: dict(self.counts(code)) for code in CODES},
            "results": [_plain(r) for r in self.results if r.outcome is not Outcome.PASS or r.code == "V11"],
            "notes": list(self.notes),
        }


def _plain(result: Result) -> dict[str, Any]:
    witness = result.witness
    return {
        "code": result.code,
        "outcome": result.outcome.value,
        "subject": result.subject,
        "beside": result.beside,
        "claim": result.claim,
        "place": str(result.place) if result.place else None,
        "related": [{"what": what, "place": str(place)} for what, place in result.related],
        "witness": None
        if witness is None
        else {"facts": dict(witness.values), "changed": dict(witness.changed_values)},
        "effect": result.effect,
        "fix": result.fix,
        "also": list(result.also),
        "suppressed": result.suppressed,
        "fingerprint": result.fingerprint,
    }


def merged(results: list[Result]) -> list[Result]:
    """Return results with the groundings of one defect told as one: the first, and the others by id."""
    alike = gathered(
        (i if r.outcome is Outcome.PASS else (r.code, r.subject, r.beside, r.outcome), r) for i, r in enumerate(results)
    )
    return [replace(first, also=tuple(other.claim for other in others)) for first, *others in alike.values()]


def with_suppressions(results: list[Result], knowledge: Knowledge) -> list[Result]:
    """Return results with the authors' suppressions applied, and one for each that stands for nothing."""
    used: set[Suppression] = set()
    kept = []
    for result in results:
        if result.outcome is Outcome.FAIL:
            match = next((s for s in knowledge.suppressions if _stands_for(s, result)), None)
            if match is not None:
                used.add(match)
                result = replace(result, suppressed=match.because)
        kept.append(result)
    for suppression in knowledge.suppressions:
        said = f"The suppression of {suppression.code} for {suppression.statement} stands for a defect."
        claim = Result("V17", Outcome.PASS, suppression.id, said, suppression.place)
        if suppression not in used:
            effect, fix = "The defect is gone, or was never there.", "Remove the suppression."
            claim = replace(claim, outcome=Outcome.FAIL, effect=effect, fix=fix)
        kept.append(claim)
    return kept


def _stands_for(suppression: Suppression, result: Result) -> bool:
    names = {result.subject, result.beside}
    wanted = {suppression.statement, suppression.beside} - {None}
    return suppression.code == result.code and wanted <= names


# ---------------------------------------------------------------- two versions


class Alteration(StrEnum):
    """How something behaves in the new version beside the old: of a finding, how easily it is reached."""

    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"
    ADDED = "added"
    REMOVED = "removed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Altered:
    """Something that is not the same for everybody in both versions.

    Attributes
    ----------
    kind
        finding, prescription, referral, restriction, exercise, or contradiction.
    less, more
        A person for whom the new version says less, and one for whom it says more, each with the two
        states in words.
    """

    kind: str
    id: str
    change: Alteration
    less: tuple[Witness, str] | None = None
    more: tuple[Witness, str] | None = None

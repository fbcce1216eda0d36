"""The file `follow_up.yaml`: its shape, and what it means."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from balance_rules.knowledge import schemas
from balance_rules.knowledge.catalogue import rationale_of
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.model import Decision, FollowUpRule
from balance_rules.model.following import SIGNALS


class WhenSchema(schemas.Schema):
    """What must hold of a prescription; what is not named may be anything."""

    kind: list[schemas.Id] | None = None
    loads: list[schemas.Id] | None = None
    state: list[schemas.Id] | None = None
    red_flag: list[schemas.Id] | None = None
    pain: list[schemas.Id] | None = None
    finding: list[schemas.Id] | None = None
    measure: list[schemas.Id] | None = None
    done: Annotated[dict[Literal["lt", "ge"], schemas.Number], Field(min_length=1)] | None = None


class FollowUpSchema(schemas.Schema):
    """What becomes of a prescription at the next visit."""

    id: schemas.Id
    when: WhenSchema
    decision: Literal["continue", "progress", "step_back", "done", "stop"]
    because: schemas.Text
    evidence: list[schemas.CitationSchema] = Field(default=[])
    conventions: dict[schemas.Id, schemas.Text] = Field(default={})


def build_follow_up(entries: Entries, vocabulary: Vocabulary) -> tuple[FollowUpRule, ...]:
    """Return the rules in the order of the file; the last must hold always, so that every prescription is decided."""
    found = list(entries.of("follow-up", FollowUpSchema).values())
    rules = []
    for entry in found:
        s = entry.schema
        when = [(name, tuple(values)) for name in SIGNALS if (values := getattr(s.when, name)) is not None]
        for name, values in when:
            for i, value in enumerate(values):
                if value not in SIGNALS[name]:
                    expected = "one of " + ", ".join(SIGNALS[name])
                    vocabulary.report(entry.problem(("when", name, i), repr(value), expected, "Fix the value."))
        bounds = {name: Fraction(share) for name, share in (s.when.done or {}).items()}
        rules.append(
            FollowUpRule(
                id=s.id,
                when=tuple(when),
                done_below=bounds.get("lt"),
                done_least=bounds.get("ge"),
                decision=Decision(s.decision),
                because=" ".join(s.because.split()),
                rationale=rationale_of(s.evidence, s.conventions, s.because),
                place=entry.place(),
            )
        )
    if rules and (rules[-1].when or found[-1].schema.when.done):
        expected, fix = "nothing in the last entry", "End with an entry 'when: {}'."
        vocabulary.report(found[-1].problem(("when",), "conditions", expected, fix, code="missing"))
    return tuple(rules)

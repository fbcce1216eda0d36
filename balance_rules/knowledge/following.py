"""What `follow_up.yaml` means: the rules for the next visit."""

from __future__ import annotations

from fractions import Fraction

from balance_rules.errors import Problem
from balance_rules.knowledge.catalogue import rationale_of
from balance_rules.knowledge.entries import Entries
from balance_rules.knowledge.follow_up_schema import FollowUpSchema
from balance_rules.knowledge.grounding import Vocabulary
from balance_rules.model import Decision, FollowUpRule
from balance_rules.model.following import SIGNALS


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
                    place, expected = str(entry.place("when", name, i)), "one of " + ", ".join(SIGNALS[name])
                    vocabulary.report(Problem(place, repr(value), expected, "Fix the value.", code="invalid"))
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
        place = str(found[-1].place("when"))
        vocabulary.report(
            Problem(place, "conditions", "nothing in the last entry", "End with an entry 'when: {}'.", code="missing")
        )
    return tuple(rules)

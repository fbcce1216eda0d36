"""What becomes of a prescription at the next visit: the rules, as the knowledge says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from balance_rules.model.evidence import Rationale
from balance_rules.model.names import Place


class Decision(StrEnum):
    """What is done with a prescription from now on."""

    CONTINUE = "continue"
    PROGRESS = "progress"
    STEP_BACK = "step_back"
    DONE = "done"
    STOP = "stop"

    @property
    def words(self) -> str:
        """The decision as a coach says it."""
        return {"step_back": "step back", "stop": "stop and be seen"}.get(self.value, self.value)


SIGNALS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": (
            *("strength", "mobility", "technique", "habit", "recovery", "retest", "education", "care", "safety_net"),
        ),
        "loads": ("yes", "no"),
        "state": ("given", "withheld", "refused", "over"),
        "red_flag": ("raised", "none"),
        "pain": ("worse", "new", "unknown", "same", "better", "gone", "none"),
        "finding": ("harder", "unknown", "easier", "same", "resolved", "none"),
        "measure": ("worse", "better", "within_error", "cannot_tell", "none"),
    }
)
"""What a rule may read, with the values each can have; where a prescription has several, the first named counts."""


@dataclass(frozen=True, slots=True)
class FollowUpRule:
    """A rule for what becomes of a prescription; `when` names values of `SIGNALS`, all of which must be met.

    `done_below` and `done_least` bound the share of the planned sets that was done; what is not known meets neither.
    """

    id: str
    when: tuple[tuple[str, tuple[str, ...]], ...]
    done_below: Fraction | None
    done_least: Fraction | None
    decision: Decision
    because: str
    rationale: Rationale = field(default_factory=Rationale)
    place: Place | None = None

    def holds(self, signals: Mapping[str, str], done: Fraction | None) -> bool:
        """Return whether the rule decides for a prescription with these signals.

        >>> rule = FollowUpRule("grew", (("pain", ("worse", "new")),), None, None, Decision.STEP_BACK, "It grew.")
        >>> rule.holds({"pain": "worse"}, None), rule.holds({"pain": "better"}, None)
        (True, False)
        """
        if self.done_below is not None and (done is None or done >= self.done_below):
            return False
        if self.done_least is not None and (done is None or done < self.done_least):
            return False
        return all(signals[name] in values for name, values in self.when)

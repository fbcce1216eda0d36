"""The named numbers of the knowledge, which a folder may set otherwise, and those by which logs are counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from balance_rules.model.evidence import Rationale


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number: its `value` with its unit, what was `declared` first, the `reason` of who changed it.

    `reason` is empty while the value is the declared one; `rules` are the files that use it. `rationale` has the
    sources and the convention of one that no rule gives a reason for, since logs are counted by it.
    """

    id: str
    title: str
    value: str
    declared: str
    reason: str = ""
    rules: tuple[str, ...] = ()
    rationale: Rationale = field(default_factory=Rationale)

    @property
    def words(self) -> str:
        """The value and where it comes from, in a line.

        >>> Parameter("long_day", "A long day", "9 h/day", "7 h/day", "Most of us sit eight.").words
        '9 h/day here in place of 7 h/day. Most of us sit eight.'
        """
        return f"{self.value} here in place of {self.declared}. {self.reason}" if self.reason else self.value


@dataclass(frozen=True, slots=True)
class Counting:
    """How a training log is counted: each is the named number of `parameters.yaml` that bears the same name.

    Parameters
    ----------
    log_weeks
        How many weeks of a log, up to the day of the profile, show what is trained now.
    log_break, log_current
        After how many weeks without a session days are not covered; how many after the last session still are.
    log_rise
        How many weeks the last seven days are compared with.
    set_for_a_synergist
        What a set counts for a muscle that helps, beside 1 for the one that leads.
    heavy_session_sets, heavy_repetitions
        How many compound sets make a session heavy, and how few repetitions each has.
    exertion_of_failure
        The exertion, of 10, at which no repetition was left.
    unknown_sets, unknown_part, unknown_share
        How much work that nobody could count a number bears: sets a week, a part of what was counted, and the share
        of all sets that facts on how training is done bear.
    """

    log_weeks: int
    log_break: int
    log_current: int
    log_rise: int
    set_for_a_synergist: Fraction
    heavy_session_sets: int
    heavy_repetitions: int
    exertion_of_failure: Fraction
    unknown_sets: Fraction
    unknown_part: Fraction
    unknown_share: Fraction

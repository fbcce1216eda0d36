"""The named numbers by which a training log is counted."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


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

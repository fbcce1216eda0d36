"""The numbers that a week of training is planned with."""

from __future__ import annotations

from dataclasses import dataclass

from balance_rules.model.conditions import Condition
from balance_rules.model.evidence import Rationale


@dataclass(frozen=True, slots=True)
class Programming:
    """How long things take, how much goes into a session, how sessions are spread, and what counts for a priority.

    `alike_a_session` is how many exercises of one movement pattern stand in a session; `slack_sets` how many sets
    more still count as held, since sets are whole; `fewest_sets` how many an exercise has at least where its dose
    allows; `compound_counts` how many exercises a compound one counts for when what is done now is to be kept.
    `benefit_weight` says how much the certainty of a finding counts by the size of its remedy's effect,
    `most_priorities` how many themes are named. `usual_days` holds for each number of sessions the days of the week
    they fall on, 0 is Monday, where the log shows none: a day is the person's own when it was trained in one week of
    `own_day_in_weeks`; `order` the kinds of exercise in the order of a session; `apart` those of which one
    exercise never stands on two days in a row; `not_capped` those that count for no limit of sets. Of the muscles of
    `never_below` a week never has fewer sets than now. `balanced` names the rules whose line between the sets of
    muscles a week does not cross.
    """

    session_minutes: int
    warm_up_minutes: int
    setup_seconds: int
    seconds_a_rep: int
    rest_seconds: int
    items_a_session: int
    alike_a_session: int
    slack_sets: int
    fewest_sets: int
    compound_counts: int
    habits: int
    benefit_weight: tuple[tuple[str, int], ...]
    most_priorities: int
    usual_days: tuple[tuple[int, ...], ...]
    own_day_in_weeks: int
    order: tuple[str, ...]
    apart: tuple[str, ...]
    not_capped: tuple[str, ...]
    never_below: tuple[str, ...]
    rationale: Rationale
    balanced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """Findings, painful sites, goals and situations of one cause or one remedy: what a priority of an assessment is.

    `prescriptions` are those that answer no finding and no pain, but what is so with a person. Where `safety` is so, a
    theme comes before pain and goals, right after a referral; `safety_because` says why.
    """

    id: str
    title: str
    findings: tuple[str, ...]
    sites: tuple[str, ...]
    goals: tuple[str, ...]
    prescriptions: tuple[str, ...] = ()
    safety: Condition | None = None
    safety_because: str = ""

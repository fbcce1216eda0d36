"""Weekly sets per muscle, and what else a training log tells about a person.

Counting is the convention of `pelland_2024_dose`: a working set counts 1 for each prime mover and a half
for each synergist, 0 for stabilisers. Warm-ups do not count, sets to failure and drop sets do, stretching
and drills (category ``mobility``) do not. A head of a muscle counts for the muscle, once a set. A set of
one side is a set.

A log is worth only what it covers: facts are means over the days covered (`coverage`), nothing is carried beyond
them, and what the log cannot show is left out instead of set to 0. Work that nobody could count is unknown work:
where it could change a number much, there is no number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median_high

from balance_rules.model import USUAL_ROLES, Exercise, Muscle, Roles, key
from balance_rules.person.logs.coverage import Coverage, coverage
from balance_rules.person.logs.log import LoggedSession, LoggedSet, TrainingLog
from balance_rules.person.logs.possible import Possible

PRIME_MOVER = Fraction(1)
SYNERGIST = Fraction(1, 2)

# Conventions of ours: what makes a session heavy. The log knows no one-repetition maximum.
HEAVY_SETS = 4  # compound sets in one session, for one muscle or, with few repetitions, at all
HEAVY_REPS = 6  # "few": a load that allows no more is about 80 % of the maximum and above
FULL_EFFORT = 10  # points of perceived exertion: no repetition was left

# Conventions of ours: how much unknown work a number bears. Less than one set a week is hardly a dose; otherwise it
# may not add half again to what was counted. Facts about how training is done bear a tenth, as the rules do.
UNKNOWN_SETS = 1
UNKNOWN_PART = Fraction(1, 2)
UNKNOWN_SHARE = Fraction(1, 10)

SWING = ("ballistic", "hinge")  # the category and pattern of kettlebell swings

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_HOUR = timedelta(hours=1)


def weekly_sets(
    sets: Iterable[LoggedSet], weeks: Fraction | int, exercises: Mapping[str, Exercise], muscles: Mapping[str, Muscle]
) -> dict[str, Fraction]:
    """The mean sets a week of every muscle without a parent; 0 for a muscle that no set trains.

    Parameters
    ----------
    sets
        Working sets of known exercises.
    weeks
        Over how many weeks they were done, at least 1; a part of a week is a fraction.
    """
    counts = Counter(logged.exercise for logged in sets)
    totals = {name: Fraction(0) for name, muscle in muscles.items() if muscle.parent is None}
    for name, count in counts.items():
        for muscle, credit in set_credits(exercises[name], muscles).items():
            totals[muscle] += credit * count
    return {muscle: total / weeks for muscle, total in totals.items()}


def training_facts(
    log: TrainingLog,
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
    until: date | None = None,
    weeks: int | None = None,
    roles: Roles = USUAL_ROLES,
) -> dict[str, Fraction]:
    """The facts a log gives, by the key of the attribute, exactly and in the attribute's unit.

    Parameters
    ----------
    until
        The last day that is looked at; the day of the last session by default. Nothing is known of a day that
        lies more than four weeks after the last session.
    weeks
        Look at no more than that many weeks before `until`; by default at the whole log.
    roles
        The names of the facts on weekly sets and sessions a week (`Knowledge.roles`), by default the usual ones.

    Returns
    -------
    dict
        ``weekly_sets[muscle]`` for every muscle without a parent, in sets a week; left out where unknown work
        could add more than half of it again and is at least a set a week.

        ``weeks_logged``: the weeks covered, days as parts of a week, at least 1. All that follows is divided by it,
        so that one week with one session is a week. A break of more than four weeks is not covered.

        ``sessions_per_week``: sessions with a working set, known or lost.

        ``log_unmapped_share``: per cent of the working sets that could not be counted: the exercise is not known,
        its shares among the muscles are not known, or the row could not be read.

        ``heavy_compound_sessions_per_week``: sessions with at least `HEAVY_SETS` sets of compound
        exercises of at most `HEAVY_REPS` repetitions.

        ``rest_hours_between_heavy_sessions``: the usual gap (the median, start to start) between sessions
        in each of which the same muscle is a prime mover of at least `HEAVY_SETS` compound sets, for the
        muscle whose usual gap is shortest; left out when there are no two. Days without an hour give no gap.

        ``failure_sets_share``: per cent of the known working sets to failure or at an exertion of 10.
        Only if somebody who trains to failure would have said so: some set is marked, or all have an exertion.

        ``weekly_sets_rise``: per cent by which the sets of the last seven days exceed the mean of the four
        weeks before; only if the log reaches back that far without a break.

        ``swing_weekly_sets``: sets a week of ballistic hinges, which are the kettlebell swings.

        When no set could be counted but some were lost, everything that would then be a false 0 is left
        out; nothing at all is returned when no session lies in those weeks.
    """
    covered = coverage(log, until, weeks)
    if covered is None:
        return {}
    sessions, length = covered.sessions, covered.weeks
    known = [logged for logged in log.sets if logged.session in sessions]
    lost = [session for session in log.lost() if not session or session in sessions]
    done = [logged for logged in known if exercises[logged.exercise].category != "mobility"]
    facts = {"weeks_logged": length}
    if known or lost or not log.skipped:
        active = {logged.session for logged in done} | {session for session in lost if session}
        facts[roles.sessions_per_week] = Fraction(len(active)) / length
    if known or lost:
        facts["log_unmapped_share"] = Fraction(100 * len(lost), len(known) + len(lost))
    if known or not (lost or log.skipped):
        unknown = _unknown(log, sessions, exercises, muscles)
        facts |= {
            key(roles.weekly_sets, muscle): sets
            for muscle, sets in weekly_sets(done, length, exercises, muscles).items()
            if unknown[muscle] < UNKNOWN_SETS * length or unknown[muscle] <= sets * length * UNKNOWN_PART
        }
        if len(lost) <= UNKNOWN_SHARE * (len(known) + len(lost)):
            facts |= _intensity(done, length, sessions, exercises, muscles)
            facts |= _rise(log, exercises, covered)
    return facts


def _unknown(
    log: TrainingLog,
    sessions: Mapping[str, LoggedSession],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> dict[str, int]:
    """For each muscle without a parent, the sets of unknown work that could have trained it."""
    possible = Possible(exercises) if log.unmapped else None
    work: list[tuple[Sequence[str], Collection[str] | None]] = [
        (title.sessions, possible.muscles(title.title) if possible else None) for title in log.unmapped
    ]
    work += [(title.sessions, title.muscles or None) for title in log.not_counted if title.work]
    work.append(([row.session for row in log.skipped if row.lost], None))
    counts = {name: 0 for name, muscle in muscles.items() if muscle.parent is None}
    for done_in, trained in work:
        sets = sum(not session or session in sessions for session in done_in)
        for muscle in counts if trained is None else {muscles[name].parent or name for name in trained}:
            counts[muscle] += sets
    return counts


def set_credits(exercise: Exercise, muscles: Mapping[str, Muscle]) -> dict[str, Fraction]:
    """Return what one set counts for each muscle without a parent; of a muscle's heads the best counts."""
    if exercise.category == "mobility":
        return {}
    credit: dict[str, Fraction] = {}
    for names, share in ((exercise.prime_movers, PRIME_MOVER), (exercise.synergists, SYNERGIST)):
        for name in names:
            whole = muscles[name].parent or name
            credit[whole] = max(share, credit.get(whole, Fraction(0)))
    return credit


def _intensity(
    done: list[LoggedSet],
    weeks: Fraction,
    sessions: Mapping[str, LoggedSession],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> dict[str, Fraction]:
    """Return the facts about how hard and how densely the sets were done."""
    compound = [logged for logged in done if exercises[logged.exercise].category == "compound"]
    few = Counter(logged.session for logged in compound if 1 <= (logged.reps or 0) <= HEAVY_REPS)
    swings = sum((e.category, e.movement_pattern) == SWING for e in (exercises[s.exercise] for s in done))
    facts = {
        "heavy_compound_sessions_per_week": Fraction(sum(n >= HEAVY_SETS for n in few.values())) / weeks,
        "swing_weekly_sets": Fraction(swings) / weeks,
    }
    rest = _usual_rest(compound, sessions, exercises, muscles)
    if rest is not None:
        facts["rest_hours_between_heavy_sessions"] = rest
    failures = sum(logged.set_type == "failure" or logged.rpe == FULL_EFFORT for logged in done)
    marked = any(logged.set_type == "failure" for logged in done)
    if done and (marked or all(logged.rpe is not None for logged in done)):
        facts["failure_sets_share"] = Fraction(100 * failures, len(done))
    return facts


def _usual_rest(
    compound: list[LoggedSet],
    sessions: Mapping[str, LoggedSession],
    exercises: Mapping[str, Exercise],
    muscles: Mapping[str, Muscle],
) -> Fraction | None:
    """Return the usual hours between heavy sessions for the muscle that gets the fewest, or None."""
    sets: Counter[tuple[str, str]] = Counter()
    for (session, exercise), count in Counter((s.session, s.exercise) for s in compound).items():
        for muscle, credit in set_credits(exercises[exercise], muscles).items():
            if credit == PRIME_MOVER and sessions[session].timed:
                sets[muscle, session] += count
    starts: dict[str, list[datetime]] = defaultdict(list)
    for (muscle, session), count in sets.items():
        if count >= HEAVY_SETS:
            starts[muscle].append(sessions[session].start)
    gaps = [[later - earlier for earlier, later in pairwise(sorted(times))] for times in starts.values()]
    usual = [median_high(between) for between in gaps if between]
    return Fraction(min(usual) // timedelta(microseconds=1), _HOUR // timedelta(microseconds=1)) if usual else None


def _rise(log: TrainingLog, exercises: Mapping[str, Exercise], covered: Coverage) -> dict[str, Fraction]:
    """By how many per cent the last seven days exceed the mean of the four weeks before, if it is known."""
    last = covered.last
    if covered.since > last - 5 * _WEEK + _DAY or "" in log.lost():
        return {}
    starts = {session.id: session.start.date() for session in log.sessions}
    days = [starts[logged.session] for logged in log.sets if exercises[logged.exercise].category != "mobility"]
    days += [starts[session] for session in log.lost()]
    now = sum(last - _WEEK < day <= last for day in days)
    before = Fraction(sum(last - 5 * _WEEK < day <= last - _WEEK for day in days), 4)
    return {"weekly_sets_rise": 100 * (now - before) / before} if before else {}

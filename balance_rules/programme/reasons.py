"""Why something stands in a week or not, by plain arithmetic over what was placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from balance_rules.model import Knowledge
from balance_rules.programme.plan import Aim, Candidate, MuscleLimit, WeekPlan
from balance_rules.text.wording import counted

Placed = Mapping[tuple[int, str], int]


def trained(plan: WeekPlan, placed: Placed, *, capped: bool = False) -> Counter[str]:
    """Return the halves of weekly sets of every muscle; `capped` counts only what counts for the limits of sets."""
    found: Counter[str] = Counter()
    credits = {candidate.id: candidate.capped if capped else candidate.credits for candidate in plan.candidates}
    for (_, name), sets in placed.items():
        for muscle, credit in credits[name]:
            found[muscle] += credit * sets
    return found


def week_sets(placed: Placed) -> Counter[str]:
    found: Counter[str] = Counter()
    for (_, name), sets in placed.items():
        found[name] += sets
    return found


def most_seconds_left(plan: WeekPlan, placed: Placed) -> int:
    """Return the time that is left in the emptiest session."""
    candidates = {candidate.id: candidate for candidate in plan.candidates}
    left = [plan.seconds] * len(plan.days)
    for (session, name), sets in placed.items():
        left[session] -= candidates[name].seconds(sets)
    return max(left, default=0)


def in_the_way(plan: WeekPlan, placed: Placed, candidate: Candidate, knowledge: Knowledge) -> str:
    """What keeps the fewest sets of an exercise out of a week as it is."""
    after, fewest = trained(plan, placed, capped=True), candidate.sets[0]
    limits = {limit.muscle: limit for limit in plan.limits}
    named = []
    for muscle, more in ((muscle, credit * fewest) for muscle, credit in candidate.capped):
        limit, beside = limits[muscle], limits[muscle].elsewhere  # goes on beside the week
        if after[muscle] + more > limit.most:
            now, most = (after[muscle] + beside) / 2, (limit.most + beside) / 2
            named.append(f"{knowledge.muscles[muscle].common_name} {now:g} + {more / 2:g} of {most:g}")
    if named:
        return f"{counted(fewest, 'set')} of it would be more than a step allows: {', '.join(named)}"
    needed, left = candidate.seconds(fewest), most_seconds_left(plan, placed)
    if needed > left:
        return f"it takes {needed / 60:g} minutes, and {left / 60:g} are left in the emptiest session"
    return "there would be too much alike, too many exercises, or too little rest in every session with room for it"


def left_for_later(plan: WeekPlan, placed: Placed, knowledge: Knowledge) -> Iterator[tuple[Aim, int, str]]:
    """Yield what is carried out less often than it is prescribed: how often, and what is in the way."""
    candidates = {candidate.id: candidate for candidate in plan.candidates}
    for theme in plan.themes:
        for aim in theme.aims:
            done = sum(name in aim.exercises for _, name in placed)
            if done < aim.sessions:
                yield aim, done, in_the_way(plan, placed, candidates[aim.exercises[0]], knowledge)


def too_few(plan: WeekPlan, placed: Placed, knowledge: Knowledge) -> Iterator[tuple[MuscleLimit, int, str]]:
    """Yield the muscles that get less than they keep in a week: how many halves, and what is in the way of more."""
    after = trained(plan, placed, capped=True)
    for limit in plan.limits:
        if after[limit.muscle] < limit.keep:
            movers = [c for c in plan.candidates if dict(c.capped).get(limit.muscle) == 2]
            out = [c for c in movers if all(name != c.id for _, name in placed)]
            reasons = [in_the_way(plan, placed, candidate, knowledge) for candidate in out[:1]]
            reasons += ["no room for more sets of what trains it"] if movers else ["nothing else for it is cleared"]
            yield limit, after[limit.muscle], reasons[0]


def limits_in_words(plan: WeekPlan, limits: Sequence[str], knowledge: Knowledge) -> Iterator[str]:
    words = {
        "minutes": f"{plan.minutes} minutes a session, in {counted(len(plan.days), 'session')}",
        "items a session": f"{plan.programming.items_a_session} exercises a session",
        "exercises alike": f"{plan.programming.alike_a_session} exercises of one movement in a session",
        "steps of a hold": "one step of a hold in a session",
        "sets a session": f"{plan.progression.most_sets_a_session} sets of a muscle in a session",
        "rest": f"{plan.progression.rest_hours_between_heavy} hours between heavy sessions of a muscle",
        "dose": "the sets and sessions of each exercise's dose",
    }
    caps = {limit.muscle: limit for limit in plan.limits}
    for limit in limits:
        kind, _, muscle = limit.partition(": ")
        if muscle:
            most = (caps[muscle].most + caps[muscle].elsewhere) / 2
            yield f"{most:g} weekly sets of the {knowledge.muscles[muscle].common_name}"
        else:
            yield words[kind]

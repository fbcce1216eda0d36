"""The training of the block against the programme that was given: sessions, sets of exercises, sets of muscles."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from balance_rules.errors import FactError, Problem, unknown_name
from balance_rules.follow_up.results import Block, DoneTally
from balance_rules.model import Knowledge
from balance_rules.person.logs import TrainingLog, counting_of, covered_days, weekly_sets
from balance_rules.person.logs.log import LoggedSet
from balance_rules.text.documents import beginning

LARGEST = 4_000_000

ProgrammeSource = Mapping[str, Any] | Path | str


def read_programme(knowledge: Knowledge, source: ProgrammeSource) -> tuple[int, dict[str, int]]:
    """Return how many sessions a week a programme has, and the sets a week of each exercise.

    Only ``sessions[].items[]`` with ``exercise`` and ``sets`` are read, so that a programme of any version and make
    can be followed.

    Raises
    ------
    FactError
        When it is no such programme, or names an exercise that the knowledge does not have.
    """
    value = source if isinstance(source, Mapping) else _json(Path(source))
    place = "programme" if isinstance(source, Mapping) else str(source)
    sessions = value.get("sessions") if isinstance(value, Mapping) else None
    if not isinstance(sessions, list) or not all(isinstance(s, Mapping) for s in sessions):
        raise FactError.of(
            place, "no list 'sessions'", "a programme", "Give the JSON of a programme.", code="wrong-format"
        )
    sets: Counter[str] = Counter()
    problems = []
    for i, session in enumerate(sessions):
        items = session.get("items")
        for j, item in enumerate(items if isinstance(items, list) else []):
            name, count = (item.get("exercise"), item.get("sets")) if isinstance(item, Mapping) else (None, None)
            where = f"{place}: sessions.{i}.items.{j}"
            if not isinstance(name, str) or name not in knowledge.exercises:
                problems.append(unknown_name(where, str(name), knowledge.exercises, "exercise"))
            elif isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= 99:
                problems.append(
                    Problem(where, repr(count), "a whole number of sets", "Write how many sets.", code="wrong-type")
                )
            else:
                sets[name] += count
    if problems:
        raise FactError(problems)
    return len(sessions), dict(sets)


def _json(path: Path) -> Any:
    try:
        text = beginning(path, LARGEST + 1)
        if len(text) <= LARGEST:
            return json.loads(text)
        found = f"more than {LARGEST:,} bytes"
    except OSError as error:
        found = error.strerror or "a file that cannot be read"
    except (ValueError, RecursionError) as error:
        found = f"JSON that cannot be read ({error})"
    raise FactError.of(
        str(path), found, "the JSON of a programme", "Give the file that 'programme' wrote.", code="wrong-format"
    )


def block(
    knowledge: Knowledge,
    log: TrainingLog,
    since: datetime.date,
    until: datetime.date,
    planned: tuple[int, Mapping[str, int]] | None,
) -> Block | None:
    """What a log shows of the days after the visit before, to the day of this one, against what was planned.

    What was planned counts for the days that the log covers alone: of the others it says nothing, and what nobody
    knows is not what was not done. None where it covers no day of the block.
    """
    days = covered_days((s.start.date() for s in log.sessions), counting_of(knowledge), since + _DAY, until)
    if not days:
        return None
    done = [s for s in log.sets if since < s.start.date() <= until]
    started = {s.session for s in done}
    weeks = Fraction(days, 7)
    sets = Counter(s.exercise for s in done)
    sessions, plan = planned or (0, {})
    whole = [LoggedSet(0, "", s, name, "", "normal") for name, n in plan.items() for s in [_MIDNIGHT] * n]
    wanted = weekly_sets(whole, 1, knowledge)
    real = weekly_sets(done, weeks, knowledge)
    return Block(
        since=since,
        until=until,
        weeks=round((until - since).days / 7, 2),
        sessions_planned=round(float(sessions * weeks), 1) if planned else None,
        sessions_done=len(started),
        exercises=tuple(_tally(knowledge, name, n * weeks, sets[name]) for name, n in plan.items()),
        muscles=tuple(
            DoneTally(
                name, knowledge.muscles[name].common_name, round(float(wanted[name]), 1), round(float(real[name]), 1)
            )
            for name in wanted
            if wanted[name] or real[name]
        ),
        beside=tuple(_tally(knowledge, name, Fraction(0), n) for name, n in sets.items() if name not in plan),
        weeks_covered=round(float(weeks), 2),
    )


def not_covered(log: TrainingLog, since: datetime.date, until: datetime.date) -> str:
    """Return in words that a log covers no day of a block, and what that means."""
    days = [session.start.date() for session in log.sessions]
    spans = f"it holds sessions from {days[0]} to {days[-1]}" if days else "it holds no session"
    return (
        f"The training log says nothing of the days from {since + _DAY} to {until}: {spans}. What was done of the "
        "plan is not known."
    )


_MIDNIGHT = datetime.datetime(1970, 1, 1)
_DAY = datetime.timedelta(days=1)


def _tally(knowledge: Knowledge, name: str, planned: Fraction, done: int) -> DoneTally:
    return DoneTally(name, knowledge.exercises[name].name, round(float(planned), 1), float(done))

"""A week as the routines that Hevy's public API takes, and the person's own exercise templates.

``POST /v1/routines`` takes one routine: its title and, for each exercise, the id of an exercise template, the rest
and the sets. Template ids are Hevy's or the person's own; none is made up here. They stand in what the person can
fetch from the API: ``/v1/workouts`` and ``/v1/exercise_templates``.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from balance_rules.errors import FactError
from balance_rules.text.documents import beginning
from balance_rules.text.writing import one_line

if TYPE_CHECKING:
    from balance_rules.person.logs import Catalogue
    from balance_rules.programme.week import PlannedItem, PlannedSession, ProgrammeRecord


LARGEST = 50_000_000  # bytes of workouts, as of a training log


def hevy_templates(source: Path | str, titles: Catalogue) -> dict[str, str]:
    """Return the ids of exercise templates by exercise, from a JSON file of the person's workouts or templates.

    The first title that means an exercise counts.

    Raises
    ------
    FactError
        When the file cannot be read as JSON.
    """
    try:
        data = json.loads(beginning(Path(source), LARGEST))  # what is longer is cut, and so no JSON
    except (OSError, ValueError, RecursionError) as error:
        fix = "Save what GET /v1/workouts or GET /v1/exercise_templates answers."
        raise FactError.of(str(source), one_line(str(error)), "JSON of Hevy's API", fix, code="syntax") from None
    found: dict[str, str] = {}
    for title, template in _titled(data):
        exercise = titles.meaning(title)
        if exercise is not None:
            found.setdefault(exercise, template)
    return found


def _titled(data: Any) -> Iterator[tuple[str, str]]:
    """Yield every title that stands beside the id of a template."""
    waiting = deque([data])
    while waiting:
        part = waiting.popleft()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            template = part.get("exercise_template_id") or (part.get("id") if "primary_muscle_group" in part else None)
            if isinstance(part.get("title"), str) and isinstance(template, str):
                yield part["title"], template
            waiting += part.values()


def as_routines(programme: ProgrammeRecord, templates: Mapping[str, str]) -> dict[str, Any]:
    """Return a body of ``POST /v1/routines`` for each session, and the exercises that have no known template."""
    items = [item for session in programme.sessions for item in session.items]
    missing = {item.exercise: item.name for item in items if item.exercise not in templates}
    return {
        "bodies": [{"routine": _routine(session, templates)} for session in programme.sessions],
        "without_template": [{"exercise": exercise, "name": name} for exercise, name in missing.items()],
    }


def _routine(session: PlannedSession, templates: Mapping[str, str]) -> dict[str, Any]:
    known = [item for item in session.items if item.exercise in templates]
    left_out = [item.name for item in session.items if item.exercise not in templates]
    notes = [f"Warm up with: {', '.join(session.warm_up)}."] if session.warm_up else []
    notes += [f"Not in this routine, for want of a template: {', '.join(left_out)}."] if left_out else []
    return {
        "title": f"{session.name} {session.day}",
        "folder_id": None,
        "notes": _plain(" ".join(notes)),
        "exercises": [_exercise(item, templates[item.exercise]) for item in known],
    }


def _exercise(item: PlannedItem, template: str) -> dict[str, Any]:
    notes = [f"{item.weaker_side} side first"] if item.weaker_side else []
    notes += [f"{item.reps_in_reserve[0]} to {item.reps_in_reserve[1]} in reserve"] if item.reps_in_reserve else []
    notes += [item.tempo] if item.tempo else []
    return {
        "exercise_template_id": template,
        "superset_id": None,
        "rest_seconds": sum(item.rest_seconds) // 2 if item.rest_seconds else None,
        "notes": _plain("; ".join(notes)),
        "sets": [_set(item) for _ in range(item.sets)],
    }


def _set(item: PlannedItem) -> dict[str, Any]:
    return {
        "type": "normal",
        "weight_kg": item.start_kg,
        "reps": None,
        "distance_meters": None,
        "duration_seconds": item.hold_seconds[1] if item.hold_seconds and not item.reps else None,
        "custom_metric": None,
        "rep_range": {"start": item.reps[0], "end": item.reps[1]} if item.reps else None,
    }


def _plain(text: str) -> str:
    """Return a note that the API takes: it refuses the sign @ in notes."""
    return one_line(text).replace("@", "at ")

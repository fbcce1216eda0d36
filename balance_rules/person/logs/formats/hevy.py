"""The CSV export of Hevy.

Hevy writes a row per set. An account in pounds and miles has ``weight_lbs`` and ``distance_miles``; exports that
passed through other programs carry both weights, a ``weight`` without unit, or lack the columns that nothing here
needs. Names of exercises and months are in the language of the telephone. A blank weight is body weight.
"""

from __future__ import annotations

from balance_rules.person.logs.formats.columns import ColumnNames, TableFormat

HEVY = TableFormat(
    id="hevy",
    name="Hevy",
    columns=ColumnNames(
        start=("start_time",),
        title="exercise_title",
        workout="title",
        set_type="set_type",
        index="set_index",
        duration="duration_seconds",
        rpe="rpe",
    ),
    required=("title", "start_time", "exercise_title", "set_type", "reps"),
    telling=frozenset(
        {"start_time", "end_time", "exercise_title", "exercise_notes", "superset_id", "set_index", "set_type"}
        | {"weight_kg", "weight_lbs", "distance_km", "distance_miles", "duration_seconds"}
    ),
    others=frozenset({"end_time", "description", "superset_id", "exercise_notes"}),
    spellings={"weight_lb": "weight_lbs", "supersets_id": "superset_id", "distance_mi": "distance_miles"},
)

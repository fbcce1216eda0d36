"""The CSV export of Liftosaur: a row for each set of a programme, done or not, with the unit of every weight."""

from __future__ import annotations

from balance_rules.person.logs.formats.columns import ColumnNames, TableFormat
from balance_rules.person.logs.formats.fitbod import is_warmup

LIFTOSAUR = TableFormat(
    id="liftosaur",
    name="Liftosaur",
    columns=ColumnNames(
        start=("workout_datetime",),
        title="exercise",
        reps="completed_reps",
        workout="day_name",
        set_type="is_warmup_set",
        rpe="completed_rpe",
        note="notes",
    ),
    required=("workout_datetime", "exercise", "is_warmup_set", "completed_reps"),
    telling=frozenset({"workout_datetime", "is_warmup_set", "completed_reps", "required_reps", "target_muscles"}),
    others=frozenset({"program", "required_reps", "target_muscles", "synergist_muscles", "completed_reps_time"}),
    spellings={"completed_weight_value": "weight", "completed_weight_unit": "weight_unit"},
    kind=is_warmup,
    blank_is_not_done=True,
)

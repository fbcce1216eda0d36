"""The CSV of entries of GymRun: semicolons, the day and the time of each set apart.

A set has the time at which it was entered, so a session is a day and a routine. Only the columns that were seen in
files are relied on; further ones are passed over.
"""

from __future__ import annotations

from balance_rules.person.logs.formats.columns import ColumnNames, TableFormat

GYMRUN = TableFormat(
    id="gymrun",
    name="GymRun",
    columns=ColumnNames(
        workout="routine",
        set_type="type",
        index="set",
        duration="duration",
        note="note",
    ),
    required=("date", "time", "exercise", "set", "reps"),
    telling=frozenset({"time", "set", "routine", "exercise"}),
    others=frozenset({"time"}),
    any_kind=True,
    zero_is_unset=True,
)

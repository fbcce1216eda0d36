"""The CSV exports of Fitbod: that of 2019, which packs equal sets into one row, and today's with a row for each.

Weights are in kg whatever the app shows. Rows come with blank lines between them and numbers with a blank before
them; a spreadsheet writes ``TRUE`` for ``true``. A ``multiplier`` of 2 marks two sides or two dumbbells, and does not
make two sets of one.
"""

from __future__ import annotations

from balance_rules.person.logs.formats.columns import ColumnNames, TableFormat

_WARMUP = {
    **dict.fromkeys(("true", "1", "yes"), "warmup"),
    **dict.fromkeys(("false", "0", "no", ""), "normal"),
}


def is_warmup(cell: str) -> str:
    """A cell that says whether a set was a warm-up, as the kind of the set.

    >>> is_warmup("TRUE"), is_warmup("0"), is_warmup("perhaps")
    ('warmup', 'normal', 'unknown_set_type')
    """
    return _WARMUP.get(cell.casefold().removesuffix(".0"), "unknown_set_type")


FITBOD = TableFormat(
    id="fitbod",
    name="Fitbod",
    columns=ColumnNames(
        set_type="iswarmup",
        duration="duration_s",
        note="note",
        sets="sets",
    ),
    required=("date", "exercise", "reps", "iswarmup"),
    telling=frozenset({"iswarmup", "multiplier", "duration_s", "incline", "resistance"}),
    others=frozenset({"multiplier", "incline", "resistance"}),
    spellings={"weight": "weight_kg"},
    kind=is_warmup,
    zero_is_unset=True,
)

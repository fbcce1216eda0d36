"""What makes a table quick changes nothing: quick readings are the full ones, and shared blocks are the sets."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_series_equal

import balance_rules as br
from balance_rules.cohort.bits import Stored, as_column, packed, stored
from balance_rules.cohort.blocks import Block, halves, in_blocks
from balance_rules.cohort.intake import Intake
from balance_rules.cohort.quick import QuickReading

IN_ORDER = st.integers(0, 96).map(lambda quarters: quarters / 4)
BETWEEN = st.floats(0, 24) | st.integers(0, 240).map(lambda tenths: tenths / 10)
NOT = st.floats(allow_nan=True, allow_infinity=True) | st.just(7.125)
WORDS = st.sampled_from(["true", "false", "TRUE", " ", "", "yes", "no"])


@st.composite
def columns(draw: Any) -> pl.DataFrame:
    """Draw a table: of each column all cells in order, or some between the multiples, or anything."""
    rows = draw(st.integers(0, 6))
    kind = draw(st.sampled_from([IN_ORDER, IN_ORDER | BETWEEN, IN_ORDER | NOT]))
    hours = draw(st.lists(st.none() | kind, min_size=rows, max_size=rows))
    cells = draw(st.sampled_from([st.sampled_from(["true", "false"]), WORDS]))
    words = draw(st.lists(st.none() | cells, min_size=rows, max_size=rows))
    numb = pl.Series("screening__saddle_numbness", words, pl.String)
    return pl.DataFrame([pl.Series("id", range(rows), pl.Int64), pl.Series("sitting", hours, pl.Float64), numb])


@settings(max_examples=effort(15, 200), deadline=None)
@given(frame=columns())
def test_a_quick_reading_is_the_full_one(small: br.KnowledgeBase, frame: pl.DataFrame) -> None:
    intake = Intake(small.knowledge, nw.from_native(frame), person="id", keep=(), language=pl)
    quick = QuickReading(intake).read(frame)
    whole = intake.read(intake.chosen(frame, as_told=intake.raws), intake.raws)
    good, none = ~whole.select(pl.any_horizontal(r"^b\d+$")).to_series(), packed(np.zeros(frame.height, bool))
    for raw in intake.raws:
        fact, bad = f"f{intake.position(raw)}", f"b{raw.position}"
        marked = as_column(bad, Stored(quick.bad.get(bad, none)), frame.height)
        assert_series_equal(marked, whole[bad], check_names=False)
        read = as_column(fact, quick.facts[raw.named.fact or ""], frame.height)
        assert_series_equal(read.filter(good), whole[fact].filter(good), check_dtypes=False, check_exact=True)


@given(flags=st.lists(st.none() | st.booleans(), max_size=200), first=st.integers(0, 200))
def test_a_column_of_bits_is_read_from_wherever_it_begins(flags: list[bool | None], first: int) -> None:
    column = pl.Series("a", flags, pl.Boolean)[first:]
    assert as_column("a", stored(column), len(column)).to_list() == flags[first:]
    numbers = pl.Series("a", [None if flag is None else flag * 300 for flag in flags], pl.Int16)[first:]
    assert as_column("a", stored(numbers), len(numbers)).to_list() == numbers.to_list()


@given(sets=st.dictionaries(st.integers(), st.lists(st.integers(0, 40), unique=True), max_size=8))
def test_the_blocks_of_a_set_hold_its_members_and_no_others(sets: dict[int, list[int]]) -> None:
    order, blocks = in_blocks(sets)

    def members(block: Block) -> list[int]:
        return [order[block[1]]] if not block[0] else [m for half in halves(block) for m in members(half)]

    for name, found in blocks.items():
        assert sorted(member for block in found for member in members(block)) == sorted(sets[name])

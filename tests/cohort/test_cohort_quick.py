"""What makes a table quick changes nothing: quick readings are the full ones, and shared blocks are the sets."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import balance_rules as br
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


@settings(max_examples=effort(40, 200), deadline=None)
@given(frame=columns())
def test_a_quick_reading_is_the_full_one(small: br.KnowledgeBase, frame: pl.DataFrame) -> None:
    intake = Intake(small.knowledge, nw.from_native(frame), person="id", keep=(), language=pl)
    quick = QuickReading(intake).read(frame)
    whole = intake.read(intake.chosen(frame, as_told=intake.raws), intake.raws)
    names = [name for name in quick.columns if name[0] in "fb"]
    assert sorted(names) == sorted(name for name in whole.columns if name[0] in "fb")
    assert_frame_equal(quick.select(names), whole.select(names), check_dtypes=False, check_exact=True)


@given(sets=st.dictionaries(st.integers(), st.lists(st.integers(0, 40), unique=True), max_size=8))
def test_the_blocks_of_a_set_hold_its_members_and_no_others(sets: dict[int, list[int]]) -> None:
    order, blocks = in_blocks(sets)

    def members(block: Block) -> list[int]:
        return [order[block[1]]] if not block[0] else [m for half in halves(block) for m in members(half)]

    for name, found in blocks.items():
        assert sorted(member for block in found for member in members(block)) == sorted(sets[name])

"""What takes too long for every change: all facts of the bundled knowledge in every back end but Polars.

python -m pytest tests/cohort/nightly_parity.py
"""

from __future__ import annotations

import pytest
from polars.testing import assert_frame_equal
from tables_of_people import as_results, as_table, expected_table, many_people

import balance_rules as br


@pytest.mark.parametrize("back_end", ["pandas", "arrow", "duckdb", "ibis"])
def test_ten_thousand_people_with_every_fact_are_told_the_same(kb: br.KnowledgeBase, back_end: str) -> None:
    people = many_people(kb.knowledge, 10_000)
    cohort = kb.cohort(people, columns="all")
    expected = expected_table(kb.kernel, cohort._runner().run_with_facts(people)[1])
    inside = kb.cohort(as_table(people, back_end), columns="all")
    assert_frame_equal(as_results(inside.table), expected, check_exact=True)
    assert inside.summary.findings == cohort.summary.findings

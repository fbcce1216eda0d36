"""What takes too long for every change: all the SQL of the small knowledge in the dialects of warehouses.

At each change `test_cohort_tables` has all of it in DuckDB's, and that of a few facts in these.

python -m pytest tests/cohort/nightly_tables.py
"""

from __future__ import annotations

import pytest
from small_people_table import small_frame, snapshot

import balance_rules as br


@pytest.mark.parametrize("dialect", ["postgres", "bigquery"])
def test_the_sql_of_the_small_knowledge_is_the_snapshot(small: br.KnowledgeBase, dialect: str) -> None:
    text = small.cohort(small_frame(), columns="all").sql(dialect)
    assert text.replace(small.hash, "HASH") + "\n" == snapshot(f"small_{dialect}")

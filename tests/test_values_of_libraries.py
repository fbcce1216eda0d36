"""What programs hand over beside plain values: days, columns and rows of libraries, and nothing at all."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from in_one import in_one

import balance_rules as br

DAY = datetime.date(2026, 3, 2)


@in_one(
    ("date", "read"),
    [
        (np.datetime64("2026-03-02"), DAY),
        (np.datetime64("2026-03-02T00:00:00.000000000"), DAY),
        (np.datetime64("NaT"), None),
        (pd.Timestamp("2026-03-02"), DAY),
        (pd.NaT, None),
        (pa.scalar(DAY), DAY),
        (np.str_("2026-03-02"), DAY),
    ],
)
def test_a_day_of_a_library_is_the_day_of_a_profile(small: br.KnowledgeBase, date: Any, read: Any) -> None:
    assert small.read_facts({"date": date, "sitting": 9}).date == read


@in_one("date", [0, 86_400, 1.0, np.int64(0), np.datetime64("2026-03-02T10:30"), pd.Timestamp("2026-03-02 10:30")])
def test_a_number_or_an_hour_is_no_day(small: br.KnowledgeBase, date: Any) -> None:
    with pytest.raises(br.FactError, match="date such as 2026-01-31"):
        small.read_facts({"date": date})


@pytest.mark.parametrize("value", [np.datetime64("2026-03-02", "ns"), np.timedelta64(9, "ns"), np.timedelta64(9, "h")])
def test_a_time_is_not_read_as_the_number_behind_it(small: br.KnowledgeBase, value: Any) -> None:
    with pytest.raises(br.FactError, match="a number from 0 to 24 h/day"):
        small.read_facts({"sitting": value})


@pytest.mark.parametrize("of", [np.array, pd.Series, pd.Index, pa.array])
def test_a_column_of_words_is_a_list_and_no_number(kb: br.KnowledgeBase, of: Any) -> None:
    listed = kb.read_facts({"equipment": ["barbell", "bench"]}).values
    assert kb.read_facts({"equipment": of(["barbell", "bench"])}).values == listed
    with pytest.raises(br.FactError, match="found a list; expected a number"):
        kb.read_facts({"sedentary_hours": of([9.0])})
    with pytest.raises(br.FactError, match="an empty list"):
        kb.read_facts({"equipment": of([])})


def test_a_row_of_a_table_is_a_profile_as_it_is(small: br.KnowledgeBase) -> None:
    frame = pd.DataFrame({"person": ["Robin", None], "sitting": [9.5, np.nan], "date": [pd.Timestamp(DAY), pd.NaT]})
    robin, nobody = (small.read_facts(row) for _, row in frame.iterrows())
    assert (robin.person, dict(robin.values), robin.date) == ("Robin", {"sitting": 38}, DAY)
    assert (nobody.person, dict(nobody.values), nobody.date) == ("", {}, None)


@pytest.mark.parametrize("profile", [5, None, [1], pd.DataFrame({"sitting": [9]})])
def test_what_is_no_profile_is_refused_with_what_to_give(small: br.KnowledgeBase, profile: Any) -> None:
    with pytest.raises(br.FactError, match="Give a mapping of attributes to values"):
        small.read_facts(profile)


@pytest.mark.parametrize(
    "profile",
    [
        {"pain": None, "pain[left_knee]": 3},
        {"pain[left_knee]": 3, "pain": None},
        {"pain[left_knee]": None, "pain": {"left_knee": 3}},
        {"pain": {"left_knee": 3, "others": None}},
        {"pain": {"left_knee": 3, "right_knee": pd.NA}},
    ],
)
def test_null_beside_an_answer_says_nothing(kb: br.KnowledgeBase, profile: dict[str, Any]) -> None:
    assert dict(kb.read_facts(profile).stated).keys() == {"pain[left_knee]"}


@pytest.mark.parametrize(
    "profile", [{"agee": None}, {"pain": {"left_nee": None}}, {"pain[left_nee]": None, "pain[right_knee]": 2}]
)
def test_a_name_that_nothing_bears_is_refused_even_where_it_says_nothing(
    kb: br.KnowledgeBase, profile: dict[str, Any]
) -> None:
    with pytest.raises(br.FactError, match="id of a known"):
        kb.read_facts(profile)

"""`facts list --search` says where nothing bears the name that is sought."""

from __future__ import annotations

import json

import pytest
from command_line import Run

NOT_THERE = "No attribute is called 'sleep hours'."


@pytest.mark.parametrize("words", ["age", "sore left knee", "sedentary_hours", "knee pain", "grip force"])
def test_what_is_there_is_listed_as_it_is(run: Run, words: str) -> None:
    assert "No attribute is called" not in run("facts", "list", "--search", words).output


def test_what_is_not_there_is_said_before_the_nearest(run: Run) -> None:
    """Sleep stands in a red flag and in the question about sitting, hours in the names of others."""
    told = run("facts", "list", "--search", "sleep hours").stdout
    assert told.startswith(f"{NOT_THERE} These are the nearest")
    assert "sedentary_hours" in told


def test_in_json_it_is_said_beside_the_records(run: Run) -> None:
    found = run("facts", "list", "--search", "sleep hours", "--json")
    assert found.stderr.startswith(NOT_THERE)
    assert [record["id"] for record in json.loads(found.stdout)]

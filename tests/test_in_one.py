"""Cases that are tried in one test fail as tests of their own would: all of them, each by its name."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from in_one import in_one


def test_every_case_is_tried_and_each_that_fails_is_named() -> None:
    tried = []

    @in_one("one, other", [(1, 1), (1, 2), (3, 3), (4, "four")])
    def equal(one: object, other: object) -> None:
        tried.append(one)
        assert one == other

    with pytest.raises(BaseExceptionGroup, match="2 of 4 cases") as failed:
        equal()
    assert tried == [1, 1, 3, 4]
    told = [error.__notes__ for error in failed.value.exceptions]
    assert told == [["with the case (1, 2)"], ["with the case (4, 'four')"]]


def test_what_is_not_raised_fails_too() -> None:
    @in_one("case", ["a"], ids=["the first"])
    def raises(case: str) -> None:
        with pytest.raises(ValueError, match=case):
            pass

    with pytest.raises(BaseExceptionGroup) as failed:
        raises()
    assert failed.value.exceptions[0].__notes__ == ["with the case the first"]


def test_a_case_has_a_folder_of_its_own_and_fixtures_beside_it(tmp_path: Path) -> None:
    @in_one("case", [1, 2])
    def writes(tmp_path: Path, case: int) -> None:
        assert not list(tmp_path.iterdir())
        (tmp_path / "file").write_text(str(case))

    assert [*inspect.signature(writes).parameters] == ["tmp_path"]
    writes(tmp_path=tmp_path)
    assert [path.read_text() for path in sorted(tmp_path.glob("*/file"))] == ["1", "2"]


def test_no_cases_are_no_test() -> None:
    with pytest.raises(AssertionError, match="cannot fail"):
        in_one("case", [])

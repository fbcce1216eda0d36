"""The reasons of mutants that no test notices speak of the code as it is."""

from __future__ import annotations

from tools.mutants import reasons, stale


def test_each_reason_is_of_code_that_is_there() -> None:
    assert reasons()
    assert not list(stale()), "take these out of code_survivors.yaml, or run their module and judge it anew"

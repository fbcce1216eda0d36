"""Many people assessed by a script without the guard that processes need, in this process; `nightly_scripts.py` has
real ones."""

from __future__ import annotations

import tempfile
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import process
from pathlib import Path
from typing import Any

import pytest

import balance_rules as br
from balance_rules.assessment import many

PEOPLE = [{"sitting": 9}, {"sitting": 90}] * 40


@pytest.fixture(autouse=True)
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files for other processes are put."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


class Ending:
    """A pool whose processes end as soon as they begin, as those of a script without the guard do."""

    def __init__(self, *_: Any) -> None:
        pass

    def submit(self, *_: Any) -> Future[Any]:
        broken: Future[Any] = Future()
        broken.set_exception(BrokenProcessPool("ended"))
        return broken

    def shutdown(self, **_: Any) -> None:
        pass


def test_a_script_without_it_is_told_once_what_to_write(
    small: br.KnowledgeBase, left: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "ProcessPoolExecutor", Ending)
    with pytest.raises(br.BalanceRulesError, match="if __name__ == '__main__':") as told:
        list(small.assess_many(PEOPLE, processes=2))
    assert len(told.value.problems) == 1
    assert list(left.iterdir()) == [], "nothing is left behind"


def test_a_process_that_comes_there_itself_ends_in_silence(
    small: br.KnowledgeBase,
    left: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The process that began it all is the one that tells; others import the script, and would begin more of them."""
    monkeypatch.setattr(process.current_process(), "_inheriting", True, raising=False)
    with pytest.raises(SystemExit) as ended:
        list(small.assess_many(PEOPLE, processes=2))
    assert ended.value.code == 1
    assert capfd.readouterr() == ("", "")
    assert list(left.iterdir()) == []

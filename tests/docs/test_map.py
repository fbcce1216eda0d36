"""The map of the code names every room, and no file that is not there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "map.md").read_text(encoding="utf-8")


def test_it_names_every_room_and_no_other() -> None:
    table = PAGE[PAGE.index("| Room") : PAGE.index("Beside the package")]
    named = {room for line in table.strip().splitlines()[2:] for room in re.findall(r"`(\w+)`", line.split("|")[1])}
    there = {path.stem for path in (ROOT / "balance_rules").iterdir() if path.suffix in ("", ".py")}
    assert named == {room for room in there if not room.startswith("_")}
    assert len(named) == 20


def test_every_file_that_it_names_is_there() -> None:
    files = re.findall(r"`([\w/]+\.(?:py|yaml))`", PAGE)
    assert files
    assert [file for file in files if not any((ROOT / top / file).exists() for top in ("", "balance_rules"))] == []

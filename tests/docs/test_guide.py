"""The guide for contributors names nothing that is not there, and what it asks to be told of is told of."""

from __future__ import annotations

import re
from pathlib import Path

from balance_rules.model import Operation
from balance_rules.person.logs.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = " ".join((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split())
FILE = r"`(?P<file>(?:balance_rules|docs|knowledge|tests)/[\w/.]*\w)`"
NAMED = (rf"{FILE}, `(?P<name>\w+)`", rf"`(?P<name>\w+)` (?:of|in) {FILE}")


def test_every_file_that_it_names_is_there() -> None:
    files = re.findall(FILE, GUIDE)
    assert len(files) > 20
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_every_name_stands_in_the_file_where_it_says() -> None:
    named = [(ROOT / found["file"], found["name"]) for form in NAMED for found in re.finditer(form, GUIDE)]
    assert len(named) > 8
    assert [(file, name) for file, name in named if not re.search(rf"\b{name}\b", file.read_text("utf-8"))] == []


def test_every_format_of_logs_and_every_operation_is_told_of() -> None:
    logs = (ROOT / "docs" / "how-to" / "training-log.md").read_text("utf-8")
    assert [form.name for form in FORMATS if form.name.split("'")[0] not in logs] == []
    knowledge = (ROOT / "docs" / "reference" / "knowledge-format.md").read_text("utf-8")
    assert [operation for operation in Operation if f"`{operation}`" not in knowledge] == []

"""Every JSON that a command prints is of a published, versioned format, and its schema refuses what is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from cohort.small_people_table import small_frame
from effort import effort
from in_one import in_one
from json_schemas import validator
from small_knowledge import write_knowledge
from typer.testing import CliRunner

import balance_rules as br
from balance_rules import knowledge_base
from balance_rules.cli import app
from balance_rules.knowledge.inventory import take_inventory
from balance_rules.report import formats
from balance_rules.report.formats import FORMATS

ROOT = Path(__file__).parents[1]
schema = cache(formats.schema)  # what pydantic makes of a format takes longer than what is asked about it
WEAK = "hamstring_weakness[left]"
PERSON: dict[str, Any] = {"hq[left]": "0.45", "hop": {"left": 82, "right": 100}, "nordic_sessions": 0}

# What each command with `--json` prints: the format, and the words after the command.
COMMANDS: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "assess": [("assessment-2", ("person.yaml",))],
    "trace": [("explanation-1", ("person.yaml",))],
    "rules list": [("statements-1", ("--kind", kind)) for kind in ("rule", "referral", "restriction", "prescription")],
    "rules show": [
        ("statement-1", (name,))
        for name in ("hq_below_convention", "cauda_equina", "severe_hamstring_pain", "nordic_curl")
    ],
    "follow-up": [("follow_up-1", ("person.yaml", "person.yaml", "--in-order"))],
    "facts list": [("attributes-1", ())],
    "facts show": [("attribute-1", ("sitting",))],
    "knowledge report": [("inventory-1", ())],
    "log": [("training_log-1", ("log.csv",))],
    "programme": [],  # this knowledge plans no week; tests/programme asks for the format
    "cohort": [("cohort_summary-1", ("people.parquet",)), ("assessment-2", ("people.parquet", "--explain", "p1"))],
    "verify": [("verification-1", ())],
}


@pytest.fixture
def run(small: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command over the small knowledge and return what it prints as JSON."""
    monkeypatch.setattr(knowledge_base, "load", lambda *folders: small)
    monkeypatch.chdir(tmp_path)
    header = "title,start_time,exercise_title,set_type,reps\n"
    Path("log.csv").write_text(
        f"{header}A,2026-03-02,Nordic curl,normal,5\nA,2026-03-02,Zottman,normal,5\nA,2026-03-02,,normal,5\n",
        encoding="utf-8",
    )
    Path("person.yaml").write_text("hq: {left: 0.45}\nnordic_sessions: 0\n", encoding="utf-8")

    def printed(*words: str) -> Any:
        result = CliRunner().invoke(app, words, catch_exceptions=False)
        return json.loads(result.stdout)

    return printed


def commands(name: str, command: Any) -> dict[str, Any]:
    """Return every command below one by its full name."""
    below = getattr(command, "commands", {})
    found = {} if below else {name: command}
    for part, inner in below.items():
        found |= commands(f"{name} {part}".strip(), inner)
    return found


def test_every_command_that_prints_json_is_known_here() -> None:
    with_json = {
        name
        for name, command in commands("", typer.main.get_command(app)).items()
        if any("--json" in option.opts for option in command.params)
    }
    assert with_json == set(COMMANDS)


@in_one("command", COMMANDS)
def test_what_a_command_prints_is_of_its_format(command: str, run: Callable[..., Any]) -> None:
    if command == "cohort":
        small_frame().write_parquet("people.parquet")
    for name, words in COMMANDS[command]:
        printed = run(*command.split(), *words, "--json")
        validator(schema(name)).validate(printed)
        if isinstance(printed, dict) and name not in {"statement-1", "attribute-1"}:
            assert printed["format"] == schema(name)["$id"]


def test_every_statement_and_the_inventory_of_the_bundled_knowledge_are_of_their_format(kb: br.KnowledgeBase) -> None:
    from balance_rules.explain.describing import describe, plain

    check = validator(schema("statement-1"))
    for statement in kb.knowledge.statements[:: effort(32, 1)]:
        check.validate(json.loads(json.dumps(plain(describe(kb.knowledge, [statement])))))
    if effort(1, 2) == 2:  # that of the small knowledge at each change: see `COMMANDS`
        validator(schema("inventory-1")).validate(json.loads(json.dumps(take_inventory(kb.knowledge).to_dict())))


def test_two_versions_of_the_knowledge_differ_in_the_published_shape(small: br.KnowledgeBase, tmp_path: Path) -> None:
    from balance_rules.verify import difference

    folder = write_knowledge(tmp_path / "other")
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"certainty: 0\.4\b", "certainty: 0.5", text), encoding="utf-8")
    other = br.load(folder, bundled=False)
    found = difference.difference(small.knowledge, other.knowledge).to_json()
    assert found["altered"]
    validator(schema("difference-1")).validate(json.loads(json.dumps(found)))
    changes = small.cohort(small_frame()).diff(other)
    printed = json.loads(json.dumps(changes.to_dict(), default=str))
    validator(schema("cohort_changes-1")).validate(printed)


@in_one("name", FORMATS)
def test_a_schema_is_versioned_and_refuses_what_is_of_another_shape(name: str) -> None:
    made = validator(schema(name))
    assert made.schema["$id"] == f"balance_rules.{name.replace('-', '/')}"
    assert not made.is_valid({"format": made.schema["$id"]})
    assert not made.is_valid([{"id": 1}])


@in_one("name", FORMATS)
def test_the_published_schema_is_the_librarys(name: str) -> None:
    published = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert published == schema(name)

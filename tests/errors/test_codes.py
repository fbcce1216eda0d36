"""Every problem has a stable code, a path and an entry of the documentation that shows it; and all of it as data."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from effort import effort
from typer.testing import CliRunner

import balance_rules as br
from balance_rules.cli import app
from balance_rules.errors import CODES, FORMAT
from balance_rules.report.formats import schema
from docs.generator.errors import EXAMPLES, given

ROOT = Path(__file__).parents[2]
GIVES_A_CODE = {"code", "path"}


@cache
def trees() -> dict[Path, ast.Module]:
    """Every file of the library in which a problem may be made or a code may stand, parsed."""
    codes = (rf"""["']{re.escape(code)}["']""" for code in CODES)
    told = re.compile("|".join((r"Problem\b", r"Error\s*\.\s*of\b", *codes)))
    texts = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "balance_rules").rglob("*.py"))}
    return {path: ast.parse(text) for path, text in texts.items() if told.search(text)}


@cache
def nodes() -> list[tuple[Path, ast.Call | ast.Constant]]:
    """Every call and every constant of these files, gathered once, for there are a hundred thousand nodes."""
    every = ((path, node) for path, tree in trees().items() for node in ast.walk(tree))
    return [(path, node) for path, node in every if isinstance(node, ast.Call | ast.Constant)]


def _makes_a_problem(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in {"Problem", "ValueProblem"}
    return isinstance(called, ast.Attribute) and called.attr == "of" and ast.unparse(called).endswith("Error.of")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every place of the library that makes a problem, or what becomes one."""
    for path, node in nodes():
        if isinstance(node, ast.Call) and _makes_a_problem(node.func):
            yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_problem_that_the_library_makes_is_given_its_code() -> None:
    without = [
        place
        for place, call in calls()
        if len(call.args) < 5 and not GIVES_A_CODE & {keyword.arg or "" for keyword in call.keywords}
    ]
    assert without == []


def test_every_code_of_the_source_has_an_entry_and_every_entry_a_code_of_the_source() -> None:
    written = {
        node.value
        for path, node in nodes()
        if isinstance(node, ast.Constant) and node.value in CODES and path.name != "errors.py"
    }
    assert written | {"unknown-name", "unsupported", "invalid"} == set(CODES) == set(EXAMPLES)
    assert list(CODES) == sorted(CODES)


@pytest.fixture
def loaded_on_the_small(monkeypatch: pytest.MonkeyPatch, small_folder: Path, tmp_path: Path) -> None:
    """What an example loads, it loads on top of the small knowledge; at night of the bundled, as the page has it."""
    if effort(0, 1):
        return
    (tmp_path / "attributes").mkdir()
    age = "- {id: age, title: A, type: number, range: [0, 99], resolution: 1, question: q, how: h, effort: 1}\n"
    (tmp_path / "attributes" / "age.yaml").write_text(age, encoding="utf-8")
    load = br.load
    monkeypatch.setattr(br, "load", lambda *folders: load(small_folder, tmp_path, *folders, bundled=False))


@pytest.mark.usefixtures("loaded_on_the_small")
@pytest.mark.parametrize("code", CODES)
def test_the_example_of_a_code_really_gives_it(code: Any, kb: br.KnowledgeBase) -> None:
    problems = given(code, kb)
    assert code in {problem.code for problem in problems}
    for problem in problems:
        assert problem.anchor == f"reference/errors/#{problem.code}"


def test_the_page_has_an_anchor_for_every_code() -> None:
    """The page as it was written last: `make pages` and the night run every example again, as the tests above do."""
    page = (ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")
    for code in CODES:
        assert f"{{ #{code} }}" in page


@pytest.mark.parametrize(
    ("person", "path", "code"),
    [
        ({"age": 900}, ("age",), "out-of-range"),
        ({"pain": {"left_knee": 30}}, ("pain", "left_knee"), "out-of-range"),
        ({"pain[left_knee]": 30}, ("pain", "left_knee"), "out-of-range"),
        ({"screening": ["saddle_numbness", "nothing_known"]}, ("screening", 1), "unknown-name"),
        ({"agee": 9}, ("agee",), "unknown-name"),
        ({"date": "yesterday"}, ("date",), "wrong-date"),
        ({"notes": 7}, ("notes",), "wrong-type"),
    ],
)
def test_a_path_leads_to_the_answer_in_a_mapping_and_in_a_file(
    person: dict[str, Any], path: tuple[str | int, ...], code: str, kb: br.KnowledgeBase, tmp_path: Path
) -> None:
    file = tmp_path / "person.json"
    file.write_text(json.dumps(person), encoding="utf-8")
    for source in (person, file):
        with pytest.raises(br.FactError) as caught:
            kb.assess(source)
        (problem,) = caught.value.problems
        assert (problem.code, problem.path) == (code, path)
        assert bool(problem.position) == (source is file)


def test_an_error_is_data_of_its_published_format(kb: br.KnowledgeBase) -> None:
    with pytest.raises(br.FactError) as caught:
        kb.assess({"age": 900, "sex": "man"})
    data = json.loads(caught.value.to_json())
    jsonschema.Draft202012Validator(schema("error-1")).validate(data)
    assert data["format"] == FORMAT == schema("error-1")["$id"]
    assert {problem["code"] for problem in data["problems"]} == {"out-of-range", "unknown-word"}
    assert data["count"] == 2


def test_a_command_for_a_program_prints_its_error_as_json(tmp_path: Path) -> None:
    file = tmp_path / "person.yaml"
    file.write_text("age: 900\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["assess", str(file), "--json"])
    assert told.exit_code == 4
    assert told.stdout == ""
    (problem,) = json.loads(told.stderr)["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == ("out-of-range", ["age"], 1)
    plain = CliRunner().invoke(app, ["assess", str(file)])
    assert "expected a number from" in plain.stderr
    assert not plain.stderr.startswith("{")

"""`balance-rules knowledge new | check`: a statement is begun, filled in, and shown to be right or wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from command_line import Run
from small_knowledge import write_knowledge
from typer.testing import CliRunner, Result

import balance_rules as br
from balance_rules.cli import app
from balance_rules.cli.authoring import NewKind
from balance_rules.errors import FactError, KnowledgeError
from balance_rules.knowledge.lint import lint
from balance_rules.knowledge.templates import FOLDERS, new_statement

RULE = "rules/1_from_facts/short_hop.yaml"

# What an author writes into the blanks of a rule, in their order.
WORDS = [
    "A short hop on the {side}",
    "hop[side]",
    "{lt: 40 cm}",
    "0.4",
    "function",
    "the hop on the {side} is {hop[side]}",
    "convention",
    *("cohort_2016", "association", "hop", "short hops were seen"),
    *("review_2002", "association", "not everywhere"),
    *("hop", "Our own line, a forearm and a hand."),
    "A sore knee hops short.",
    *("short", "hop[left]", "39"),
    *("hop[left]", "40", "silent"),
    *("long", "hop[left]", "120"),
    *("low", "nordic_sessions", '0, "hop[left]": 39'),
]


def fill(text: str, words: list[str]) -> str:
    """Fill the blanks of a file in their order, those in comments left out."""
    waiting = iter(words)
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    filled = "".join(re.sub("___", lambda _: next(waiting), line) + "\n" for line in lines)
    assert next(waiting, None) is None, "every word has a blank"
    return filled


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "small")


def test_a_new_rule_loads_and_passes_lint_once_its_blanks_are_filled(
    run_small: Run, folder: Path, small: br.KnowledgeBase
) -> None:
    arguments = ("knowledge", "new", "rule", "short_hop", "--finding", "hamstring_weakness", "--folder", folder)
    result = run_small(*arguments)
    assert (result.exit_code, result.stdout) == (0, f"{folder / RULE}\n")
    text = (folder / RULE).read_text(encoding="utf-8")
    assert "for: {side: [left, right]}" in text
    assert "# strength, up to 0.6, of hq\n" in text, "a group that the finding has, and what its rules read"
    (folder / RULE).write_text(fill(text, WORDS), encoding="utf-8")
    known = br.load(folder, bundled=False).knowledge
    assert [str(issue) for issue in lint(known) if issue.statement == "short_hop"] == []
    assert len([rule for rule in known.rules if rule.name == "short_hop"]) == 2


def test_each_blank_that_is_left_is_named_with_its_place(run_small: Run, folder: Path) -> None:
    run_small("knowledge", "new", "rule", "short_hop", "--finding", "hamstring_weakness", "--folder", folder)
    text = (folder / RULE).read_text(encoding="utf-8")
    blanks = sum(line.count("___") for line in text.splitlines() if not line.startswith("#"))
    with pytest.raises(KnowledgeError) as refused:
        br.load(folder, bundled=False)
    problems = refused.value.problems
    assert all(problem.place.startswith(f"small/{RULE}:") for problem in problems)
    # a pair whose name is blank is one problem, whatever its value
    assert blanks - 6 == len(problems) == len({problem.place for problem in problems})
    assert "'because' left blank" in [problem.found for problem in problems]
    assert "'cases.given' left blank" in [problem.found for problem in problems]
    filled = fill(text, [*WORDS[:-1], "___"])
    (folder / RULE).write_text(filled, encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        br.load(folder, bundled=False)
    assert [problem.found for problem in refused.value.problems] == ["'rungs.given.nordic_sessions' left blank"]


@pytest.mark.parametrize("kind", get_args(NewKind))
def test_what_is_written_has_every_key_that_is_needed(kind: NewKind, small: br.KnowledgeBase, tmp_path: Path) -> None:
    """Schemas refuse a missing key or one that they do not know; a blank is refused before they look."""
    from balance_rules.knowledge.loading import LAYOUTS
    from balance_rules.text.documents import read_document

    path = tmp_path / "new.yaml"
    path.write_text(new_statement(small.knowledge, kind, "something_new", "hamstring_weakness[left]"))
    schema = next(layout.schema for layout in LAYOUTS if layout.kind == kind)
    written = read_document(path).value
    known = {field.alias or name for name, field in schema.model_fields.items()}
    needed = {field.alias or name for name, field in schema.model_fields.items() if field.is_required()}
    assert needed <= written.keys() <= known
    assert FOLDERS[kind]


def test_nothing_is_overwritten(run_small: Run, folder: Path) -> None:
    arguments = ("knowledge", "new", "rule", "short_hop", "--finding", "hamstring_weakness", "--folder", folder)
    run_small(*arguments)
    (folder / RULE).write_text("mine", encoding="utf-8")
    result = run_small(*arguments)
    assert result.exit_code == 4
    assert "expected none" in result.stderr
    assert (folder / RULE).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("identity", "finding", "expected"),
    [
        ("hops_differ", "hamstring_weakness", "a name that nothing bears yet"),
        ("Short-Hop", "hamstring_weakness", "small letters, digits and _"),
        ("short_hop", "hamstring_weaknes", "Write 'hamstring_weakness'?"),
        ("short_hop", None, "Add --finding F"),
    ],
)
def test_what_cannot_be_begun_is_one_error(
    small: br.KnowledgeBase, identity: str, finding: str | None, expected: str
) -> None:
    with pytest.raises(FactError) as refused:
        new_statement(small.knowledge, "rule", identity, finding)
    assert expected in str(refused.value)
    assert len(refused.value.problems) == 1


def test_a_sound_statement_is_shown_with_lint_and_proofs(run: Run) -> None:
    result = run("knowledge", "check", "locked_knee", "--width", 100)
    assert result.exit_code == 0
    assert "locked_knee: A knee that is stuck" in result.stdout
    assert "- knee locked: screening[knee_locked] = yes: fires" in result.stdout
    assert re.search(r"Proved: \d+ claims, by \d+ questions", result.stdout)
    assert result.stderr == "locked_knee: nothing to fix\n"


def test_a_rule_shows_its_rungs(run: Run) -> None:
    result = run("knowledge", "check", "knee_extension_gives_way", "--width", 100)
    assert result.exit_code == 0
    assert "- low, when nothing is known but knee_extension_manual_test[left] = 4" in result.stdout


Check = Callable[[Path, str], Result]


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Check:
    """Check a statement of a folder that stands in for the bundled one."""

    def checked(folder: Path, name: str) -> Result:
        monkeypatch.setattr("balance_rules.knowledge.bundled_folder", lambda: folder)
        return CliRunner().invoke(app, ["knowledge", "check", name, "--width", "100"])

    return checked


def test_what_is_wrong_ends_with_status_5(check: Check, tmp_path: Path) -> None:
    old, new = '{name: at the threshold, given: {"hq[left]": 0.60}, expect: silent}', ""
    path = "rules/1_from_facts/hq_below_convention.yaml"
    folder = write_knowledge(tmp_path / "other", {path: (f"  - {old}\n", new)})
    result = check(folder, "hq_below_convention")
    assert result.exit_code == 5
    assert "L03 hq_below_convention: no case with hq[left] exactly at the threshold" in result.stdout
    assert "to fix" in result.stderr


def test_a_refuted_claim_is_shown_in_full(check: Check, tmp_path: Path) -> None:
    path = "rules/1_from_facts/hq_below_convention.yaml"
    folder = write_knowledge(tmp_path / "other", {path: ("{lt: 0.60}", "{lt: 0.1}")})
    result = check(folder, "hq_below_convention")
    assert result.exit_code == 5
    assert "FAIL V09" in result.stdout


def test_an_unknown_id_names_the_nearest(run_small: Run) -> None:
    result = run_small("knowledge", "check", "hops_difer")
    assert result.exit_code == 2
    assert "Did you mean 'hops_differ'?" in result.stderr

"""Facts of sheets beside a profile: merged, contradicted, told; the profile that `import` writes gives the same."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sheet_files import NORDBORD, apple, biodex, exercise, nordic, stand_hour, table
from typer.testing import CliRunner, Result

import balance_rules as br
from balance_rules import knowledge_base
from balance_rules.cli import app
from balance_rules.person.sheets import merged

Run = Callable[..., Result]


@pytest.fixture
def run(kb: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in a folder of its own, with the bundled knowledge loaded once."""
    monkeypatch.setattr(knowledge_base, "load", lambda *folders, **options: kb)
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return table(tmp_path / "nordbord.csv", NORDBORD, [nordic(402, 341), nordic(390, 352)])


def test_a_file_beside_a_profile_gives_its_facts_and_where_they_come_from(kb: br.KnowledgeBase, sheet: Path) -> None:
    stated = kb.read_facts({"age": 30}, tests=[sheet]).stated["nordic_force[right]"]
    assert stated.text == "352 N (best of 2; nordic, max force (NordBord))"
    assert stated.origin == f"{sheet}:3"


def test_measures_follow_from_the_facts_of_a_file(kb: br.KnowledgeBase, sheet: Path) -> None:
    result = kb.assess({"screening": "none"}, tests=[kb.read_tests(sheet)])
    assert result.sheet.values["nordic_asymmetry"] == 124
    assert kb.assess({"screening": "none"}, tests=[sheet], engine="compiled").sheet.values == result.sheet.values


def test_a_profile_that_says_otherwise_is_told_both(kb: br.KnowledgeBase, sheet: Path) -> None:
    with pytest.raises(br.FactError, match=r"= 300 N, but the file gives 402 N \(.*nordbord\.csv:2\)"):
        kb.assess({"nordic_force": {"left": 300}}, tests=[sheet])
    assert kb.assess({"nordic_force": {"left": 402}}, tests=[sheet])


def test_what_is_later_than_the_profile_does_not_count(kb: br.KnowledgeBase, sheet: Path) -> None:
    result = kb.assess({"date": "2026-01-01"}, tests=[sheet])
    assert "nordic_force[left]" not in result.sheet.values
    assert any("later than 2026-01-01" in note for note in result.notes)


def test_an_assessment_tells_what_of_a_file_was_not_read(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    path = table(tmp_path / "n.csv", NORDBORD, [nordic(402, 341), nordic(300, 300, Test="ISO 60"), nordic("x", "")])
    notes = kb.assess({}, tests=[path]).notes
    assert f"VALD NordBord: {path}, of Sam Example. 3 rows: 1 read, 2 skipped." in notes
    assert "not read, no attribute takes it: iso 60, max force (NordBord) (2)" in notes
    assert "skipped 1: a number that cannot be read (line 4: l max force (n) = 'x')" in notes


def test_the_age_of_a_test_is_told(kb: br.KnowledgeBase, sheet: Path) -> None:
    notes = kb.assess({"date": "2026-12-01"}, tests=[sheet]).notes
    assert any("the test of 2026-02-06 was 42 weeks before 2026-12-01" in note for note in notes)


def test_a_proxy_is_told_in_the_notes_also_through_a_written_profile(
    kb: br.KnowledgeBase, run: Run, tmp_path: Path
) -> None:
    days = [datetime.date(2026, 2, 27) - datetime.timedelta(days=back) for back in range(28)]
    elements = [stand_hour(day, hour, idle=hour in (9, 10)) for day in days for hour in range(7, 20)]
    elements += [exercise(day, 30) for day in days]
    (tmp_path / "export.xml").write_text(apple(elements), encoding="utf-8")
    assert run("import", "export.xml", "-o", "facts.yaml").exit_code == 0
    for tests in ("export.xml", "facts.yaml"):
        result = kb.assess({}, tests=[tmp_path / tests])
        assert result.sheet.values["moderate_activity_minutes"] == 42
        assert any("moderate_activity_minutes is a proxy" in note for note in result.notes)


def test_of_two_files_the_later_test_counts(kb: br.KnowledgeBase, sheet: Path, tmp_path: Path) -> None:
    older = table(tmp_path / "older.csv", NORDBORD, [nordic(200, 201, day="2025-02-06")])
    for paths in ([sheet, older], [older, sheet]):
        facts, notes = merged([kb.read_tests(path) for path in paths])
        assert {fact.fact: fact.value for fact in facts}["nordic_force[left]"] == 402
        assert any("the later of two files counts" in note for note in notes)


def test_two_files_of_one_day_that_differ_are_refused(kb: br.KnowledgeBase, sheet: Path, tmp_path: Path) -> None:
    other = table(tmp_path / "other.csv", NORDBORD, [nordic(200, 341)])
    with pytest.raises(br.FactError, match="Leave one of the files out") as caught:
        merged([kb.read_tests(sheet), kb.read_tests(other)])
    assert len(caught.value.problems) == 2


# ---------------------------------------------------------------- the command line


def test_import_prints_a_profile_that_gives_the_same_facts(
    kb: br.KnowledgeBase, run: Run, sheet: Path, tmp_path: Path
) -> None:
    text = biodex({("Extension", 60): (182.4, 205.9), ("Flexion", 60): (88.1, 101.7)}, cv="6.1")
    (tmp_path / "biodex.txt").write_text(text, encoding="utf-8")
    result = run("import", sheet, "biodex.txt", "--say", "contraction=concentric")
    assert result.exit_code == 0, result.output
    (tmp_path / "facts.yaml").write_text(result.stdout, encoding="utf-8")
    own = [kb.read_tests(sheet), kb.read_tests(tmp_path / "biodex.txt", say={"contraction": "concentric"})]
    expected = kb.read_facts({}, tests=own).values
    assert kb.read_facts(tmp_path / "facts.yaml").values == expected
    assert kb.read_facts({}, tests=[tmp_path / "facts.yaml"]).values == expected


def test_import_tells_source_repeat_and_what_was_not_read(run: Run, tmp_path: Path) -> None:
    rows = [nordic(402, 341), nordic(300, 300, Test="ISO 60"), nordic(9, 9, day="2025-01-01")]
    path = table(tmp_path / "n.csv", NORDBORD, rows)
    text = run("import", path).stdout
    assert f"left: 402  # 402 N (one value; nordic, max force (NordBord)), 2026-02-06, {path}:2" in text
    assert "3 rows: 2 read, 1 skipped" in text
    assert "not read, no attribute takes it: iso 60, max force (NordBord) (2)" in text
    assert "1 earlier are not used" in text


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--say", "joint"], 2, "'joint' is no WORD=VALUE"),
        (["--say", "joins=knee"], 4, "Write 'joint'?"),
        (["--person", "Kim"], 4, "expected one of the people in the file: 'Sam Example'"),
        (["--mapping", "missing.yaml"], 4, "missing.yaml"),
        (["--date", "2025-01-01"], 0, "later than 2025-01-01"),
    ],
)
def test_import_says_what_is_wrong(run: Run, sheet: Path, words: list[str], status: int, said: Any) -> None:
    result = run("import", sheet, *words)
    assert (result.exit_code, said in result.output) == (status, True), result.output


def test_assess_reads_files_of_tests(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("screening: none\n", encoding="utf-8")
    strong = table(tmp_path / "s.csv", NORDBORD, [nordic(402, 300)])
    result = run("assess", "p.yaml", "--tests", strong)
    assert "Nordic force differs by 25.4 %" in " ".join(result.output.split())
    assert run("assess", "p.yaml", "--tests", strong, "--tests", sheet).exit_code == 4


def test_a_mapping_is_drafted(run: Run, sheet: Path) -> None:
    result = run("import", sheet, "--draft-mapping", "-o", "m.yaml")
    assert (result.exit_code, Path("m.yaml").read_text("utf-8").count("Max Force (N)")) == (0, 2)

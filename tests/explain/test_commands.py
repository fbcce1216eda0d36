"""`balance-rules explain`, `trace`, `ask` and `assess --html`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from small_knowledge import write_knowledge
from typer.testing import CliRunner, Result

import balance_rules as br
from balance_rules.cli import app

WEAK = "hamstring_weakness[left]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small knowledge beside the bundled names, for the --knowledge option."""
    return write_knowledge(tmp_path_factory.mktemp("ask") / "knowledge")


@pytest.fixture
def only_small(monkeypatch: pytest.MonkeyPatch, small: br.KnowledgeBase) -> None:
    """Lets the commands load the small knowledge alone."""
    monkeypatch.setattr("balance_rules.knowledge_base.load", lambda *folders: small)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "person.yaml"
    path.write_text('"hq[left]": 0.45\nhop: {left: 82, right: 100}\nnordic_sessions: 0\n', encoding="utf-8")
    return path


def run(*arguments: object, typed: str = "") -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)


pytestmark = pytest.mark.usefixtures("only_small")


# ---------------------------------------------------------------- explain, trace


def test_a_name_alone_asks_how_when_it_holds_and_why_not_when_it_does_not(profile: Path) -> None:
    assert run("explain", profile, WEAK).stdout.startswith("Weak hamstrings, left: high.\n  evidence score")
    assert "it is withheld" in run("explain", profile, "nordic_curl[left]").stdout


@pytest.mark.parametrize("question", ["--how", "--why", "--why-not", "--change"])
def test_each_question_is_answered_in_text_and_json(profile: Path, question: str) -> None:
    kind = question.removeprefix("--").replace("-", "_")
    assert run("explain", profile, WEAK, question).exit_code == 0
    data = json.loads(run("explain", profile, WEAK, question, "--form", "json").stdout)
    assert data["kind"] == kind


def test_what_if_and_contrast_show_what_differs(profile: Path, tmp_path: Path) -> None:
    told = run("explain", profile, "--what-if", "hq[left]=0.48", "--what-if", "nordic_sessions=2").stdout
    assert "Weak hamstrings, left: high, may reach" not in told
    assert "Hamstring-to-quadriceps ratio, left: 0.45 → 0.48" in told
    other = tmp_path / "other.yaml"
    other.write_text('"hq[left]": 0.70\nhop: {left: 100, right: 100}\n', encoding="utf-8")
    assert "Weak hamstrings, left: high → none" in run("explain", profile, "--contrast", other).stdout


@pytest.mark.parametrize("form", ["tree", "graphml", "dot", "mermaid", "prov"])
def test_a_derivation_is_printed_in_every_form(profile: Path, form: str) -> None:
    result = run("explain", profile, WEAK, "--how", "--form", form)
    assert result.exit_code == 0
    assert "atio" in result.stdout
    assert run("explain", profile, WEAK, "--why", "--form", form).exit_code == 2


def test_a_name_nothing_bears_is_refused_with_the_nearest(profile: Path) -> None:
    result = run("explain", profile, "hamstring_weaknes")
    assert result.exit_code == 4
    assert "hamstring_weakness" in result.stderr
    assert run("explain", profile).exit_code == 2
    assert run("explain", profile, "--what-if", "sitting").exit_code == 2


def test_the_trace_tells_each_firing_and_each_closed_stratum(profile: Path) -> None:
    told = run("trace", profile).stdout
    assert "rule fires: the hops differ by 18 %" in told
    assert "stratum 2 closes" in told
    assert "facts declared." in told.splitlines()[0]
    assert "Nothing is left to fire: " in told.splitlines()[-1]
    assert "ready after it: " in run("trace", profile, "--for", "auditor").stdout
    assert json.loads(run("trace", profile, "--json").stdout)["kind"] == "trace"


def test_an_assessment_made_before_is_explained_and_traced_after_the_fact(profile: Path, tmp_path: Path) -> None:
    saved = tmp_path / "assessment.json"
    saved.write_text(run("assess", profile, "--json").stdout, encoding="utf-8")
    assert run("trace", saved).stdout == run("trace", profile).stdout
    assert run("explain", saved, WEAK, "--how").stdout == run("explain", profile, WEAK, "--how").stdout
    assert "Nothing else changes." in run("explain", profile, "--contrast", saved).stdout
    assert run("trace", saved, "--log", saved).exit_code == 2


def test_level_cost_and_number_of_changes_can_be_said(profile: Path) -> None:
    assert "at least moderate" in run("explain", profile, WEAK, "--why", "--level", "moderate").stdout
    assert run("explain", profile, WEAK, "--why-not", "--level", "great").exit_code == 4
    assert run("explain", profile, WEAK, "--cost", "hq=2").exit_code == 0
    assert run("explain", profile, WEAK, "--cost", "hq=much").exit_code == 2
    assert run("explain", profile, WEAK, "--cost", "hq").exit_code == 2


def test_assess_writes_the_report_as_one_html_file(profile: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert run("assess", profile, "--html", page).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


# ---------------------------------------------------------------- ask


def _answers(path: Path) -> dict[str, object]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_interview_asks_red_flags_first_and_stops_when_nothing_can_change(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    typed = "none\n" + "0.7\n" * 6 + "none\n" * 4 + "0\n" * 10
    result = run("ask", path, typed=typed)
    assert result.exit_code == 0
    assert result.stdout.index("Is there numbness between the legs?") < result.stdout.index("ratio on the")
    assert _answers(path)["screening"] == "none"


def test_the_profile_it_writes_is_assessed_as_answered_and_leaves_nothing_to_ask(
    tmp_path: Path, small: br.KnowledgeBase
) -> None:
    path = tmp_path / "new.yaml"
    known = {"hop": {"left": 100, "right": 100}, "hq": {"left": 0.7, "right": 0.7}, "training_experience": "beginner"}
    path.write_text(yaml.safe_dump(known), encoding="utf-8")
    result = run("ask", path, typed="none\n5 h/day\n" + "none\n" * 5)
    assert "No answer can change the advice any more." in result.stdout
    assert small.assess(path).missing().questions == ()
    assert {**_answers(path), **known} == _answers(path)


def test_it_can_be_left_and_taken_up_again(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    first = run("ask", path, typed="none\nquit\n")
    assert "Left; the answers are kept." in first.stdout
    assert _answers(path) == {"screening": "none"}
    again = run("ask", path, typed="quit\n")
    assert "numbness" not in again.stdout
    assert _answers(path) == {"screening": "none"}


def test_a_question_mark_explains_and_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("screening: none\nhamstring_pain: none\n", encoding="utf-8")
    result = run("ask", path, typed="?\nmuch\n400\nquit\n")
    assert "How: " in result.stdout
    assert "found 'much'" in result.stderr
    assert "400" in result.stderr
    assert set(_answers(path)) == {"screening", "hamstring_pain"}


def test_a_list_is_answered_by_numbers_and_the_rest_is_absent(tmp_path: Path, small: br.KnowledgeBase) -> None:
    path = tmp_path / "new.yaml"
    result = run("ask", path, typed="7\n1\nquit\n")
    assert "Write numbers from 1 to" in result.stdout
    assert _answers(path)["screening"] == {"saddle_numbness": True, "others": "none"}
    assert [referral.state for referral in small.assess(path).referrals] == ["refer"]


def test_a_question_mark_explains_a_whole_list(tmp_path: Path) -> None:
    result = run("ask", tmp_path / "new.yaml", typed="?\nquit\n")
    assert "What can hang on the answer:" in result.stdout
    assert result.stdout.count("Numbers with commas (3? where it is not sure), or none") == 2


def test_each_number_of_a_list_is_asked_until_it_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text('screening: none\n"hq[left]": 0.45\nhop: {left: 80, right: 100}\n', encoding="utf-8")
    result = run("ask", path, typed="1\n?\n50\n5\nquit\n")
    assert "nearest that is valid is 10" in result.stderr
    assert _answers(path)["hamstring_pain"] == {"left": 5, "others": "none"}


def test_questions_left_open_end_the_interview_and_come_back_in_the_next(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    first = run("ask", path, "--all", typed="\n" * 60)
    assert "Nothing else to ask. What you left open" in first.stdout
    assert not path.exists()
    assert "numbness" in run("ask", path, typed="quit\n").stdout


def test_what_takes_more_effort_than_wanted_is_not_asked(tmp_path: Path, small: br.KnowledgeBase) -> None:
    path = tmp_path / "new.yaml"
    asked = run("ask", path, "--effort", "1", typed="\n" * 60).stdout
    facts = small.knowledge.attributes.values()
    assert any(a.question in asked for a in facts if a.effort == 1 and not a.instances)
    assert not any(a.ask(fact) in asked for a in facts for fact in a.keys if a.effort > 1)


def test_the_profile_keeps_its_form_and_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "person.json"
    path.write_text("{}", encoding="utf-8")
    run("ask", path, typed="none\nquit\n")
    assert json.loads(path.read_text(encoding="utf-8")) == {"screening": "none"}
    noted = tmp_path / "noted.yaml"
    noted.write_text("sitting: 9  # as remembered\n", encoding="utf-8")
    run("ask", noted, typed="none\nquit\n")
    assert noted.read_text(encoding="utf-8").startswith("sitting: 9  # as remembered\n")
    assert _answers(noted) == {"sitting": 9, "screening": "none"}


def test_a_file_that_is_no_profile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- one\n- two\n", encoding="utf-8")
    assert run("ask", path, typed="none\n").exit_code == 4
    assert path.read_text(encoding="utf-8") == "- one\n- two\n"


def test_a_number_for_each_chosen_instance(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text('screening: none\n"hq[left]": 0.45\nhop: {left: 80, right: 100}\n', encoding="utf-8")
    run("ask", path, typed="1\n5\nquit\n")
    assert _answers(path)["hamstring_pain"] == {"left": 5, "others": "none"}


def test_a_measure_nobody_has_is_asked_by_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(
        "screening: none\nhamstring_pain: none\nsitting: 9\ntraining_experience: beginner\n"
        "prior_acl: none\nnordic_sessions: 0\nhop: {left: 100, right: 100}\nequipment: none\n",
        encoding="utf-8",
    )
    result = run("ask", path, "--all", typed="92\n178\nquit\n")
    assert "How strong are the" in result.stdout
    assert any("torque" in name for name in _answers(path))


def test_an_explanation_is_written_as_a_page(profile: Path) -> None:
    page = profile.with_name("why.html")
    result = run("explain", profile, WEAK, "--how", "--why", "--html", page)
    assert result.exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("For an auditor") == 2
    assert "The explanation is" in result.stderr

"""`balance-rules assess`: what the report says, how it looks, and how it ends."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from command_line import LOG, PROFILE, Run, runner, section
from effort import effort
from rich.cells import cell_len
from typer.testing import Result

from balance_rules import Assessment, KnowledgeBase, assessment_schema
from balance_rules.cli.shell import Records

pytestmark = pytest.mark.usefixtures("solved_once")

SECTIONS = [
    "Safety",
    "Findings",
    "What you may have heard",
    "What to do",
    "Weekly sets, all of it together: the next step",
    "Withheld until more is known",
    "Not for now",
    "Next questions",
    "Notes on the data",
    "Sources",
]


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """A person of the small knowledge: weak on the left, nothing asked about pain."""
    path = tmp_path / "person.yaml"
    path.write_text(
        "person: Robin\ndate: 2026-03-02\nscreening: none\nsitting: 9 h/day\nequipment: none\n"
        "training_experience: beginner\nnordic_sessions: 0\nhamstring_torque: {left: 80, right: 130}\n"
        "quadriceps_torque: {left: 200, right: 200}\nweekly_sets: {hamstrings: 4, quadriceps: 12}\n"
    )
    return path


@pytest.fixture(scope="module")
def assessed(kb: KnowledgeBase) -> Assessment:
    """The example, assessed by the library."""
    return kb.assess(PROFILE, LOG)


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, ...], Result]:
    """What was said of the example, by the options."""
    return {}


@pytest.fixture
def example(run: Run, said: dict[tuple[str, ...], Result]) -> Callable[..., Result]:
    """Assess the example with the log; the same words say the same, and are run once."""

    def told(*options: object) -> Result:
        words = tuple(map(str, options))
        if words not in said:
            said[words] = run("assess", PROFILE, "--log", LOG, *words)
        return said[words]

    return told


FULL, WHOLE = ("--full", "--width", 100), ("--whole", "--width", 140)  # what several tests look at


# ---------------------------------------------------------------- the example


def test_the_example_is_reported_section_by_section(example: Callable[..., Result], kb: KnowledgeBase) -> None:
    result = example(*FULL)
    assert result.exit_code == 0
    headings = re.findall(r"^(\S.*?) -{3,}$", result.output, re.MULTILINE)
    assert headings == SECTIONS
    assert f"Knowledge: {kb.knowledge.name} {kb.version} ({kb.hash[:12]})" in result.output
    assert "Person: Robin Hale\nDate: 2026-03-02\n" in result.output


def test_the_example_shows_every_state_of_a_prescription(example: Callable[..., Result], assessed: Assessment) -> None:
    output = " ".join(example(*FULL).output.split())
    assert {(a.state, a.called_for) for a in assessed.prescriptions} >= {
        ("given", True),
        ("withheld", True),
        ("refused", True),
    }
    assert len({finding.family for finding in assessed.findings if finding.level}) >= 5
    for finding in assessed.findings:
        if finding.level:
            assert f"{finding.title}: {finding.level} (" in output
    for advice in assessed.prescriptions:
        if advice.called_for:
            assert f" {advice.title} ({advice.kind}" in output


def test_the_log_of_the_example_is_real_in_layout_and_kind(kb: KnowledgeBase) -> None:
    log = kb.read_log(LOG)
    assert log.accounted == log.rows
    assert not log.skipped
    assert {logged.set_type for logged in log.sets} == {"normal", "dropset", "failure"}
    assert any(logged.weight_kg is None and logged.reps for logged in log.sets)
    assert log.warmups
    assert log.not_counted
    assert len(log.unmapped) == 1


def test_json_is_the_assessment_and_fits_its_schema(example: Callable[..., Result], assessed: Assessment) -> None:
    result = example("--json")
    jsonschema.Draft202012Validator(assessment_schema()).validate(json.loads(result.stdout))
    assert result.stdout == assessed.to_json(indent=2) + "\n"
    assert result.stderr == ""


def test_both_engines_report_the_same(example: Callable[..., Result]) -> None:
    outputs = {example("--full", "--engine", engine).output for engine in ("experta", "compiled")}
    assert len(outputs) == 1


def test_the_report_cites_every_source_it_lists_and_no_other(example: Callable[..., Result]) -> None:
    output = example(*WHOLE).output
    body, _, sources = output.partition("\nSources -")
    listed = [int(number) for number in re.findall(r"^\[(\d+)\] \([ABCD]\) ", sources, re.MULTILINE)]
    joined = " ".join(body.split())
    cited = {int(n) for group in re.findall(r"\[((?:against: )?\d[^\]]*)\]", joined) for n in re.findall(r"\d+", group)}
    assert listed == list(range(1, len(listed) + 1))
    assert cited == set(listed)


@pytest.mark.parametrize(
    ("form", "width"),
    [("--full", 40), ("--full", 100), ("--whole", 140), *[("--full", 140), ("--whole", 40), ("--whole", 60)]][
        : effort(3, 6)
    ],
)
def test_every_line_keeps_within_the_width(example: Callable[..., Result], form: str, width: int) -> None:
    lines = example(form, "--width", width).output.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert max(map(cell_len, lines)) > width - 15
    assert lines == [line.rstrip() for line in lines]


def test_a_pipe_gets_no_escape_sequence(example: Callable[..., Result]) -> None:
    assert "\x1b" not in example().output
    assert "\x1b" not in example(*FULL).output


def test_at_most_five_questions_are_asked_unless_all_are_wanted(
    example: Callable[..., Result], kb: KnowledgeBase, assessed: Assessment
) -> None:
    short = section(example(*FULL).output, "Next questions")
    whole = section(example(*WHOLE).output, "Next questions")
    assert len(re.findall(r" How: ", short)) == 5
    told = {question.fact for question in assessed.questions} | assessed.sheet.values.keys()
    computed = {measure.fact for measure in kb.knowledge.measures if told >= set(measure.inputs)}
    asked = {question.fact.partition("[")[0] for question in assessed.questions if question.fact not in computed}
    assert len(re.findall(r" How: ", whole)) == len(asked) > 5
    assert "nordic_force_per_kg" not in asked, "a force and a mass are asked, and not what is computed from them"


# ---------------------------------------------------------------- safety


def test_a_referral_comes_first_and_sets_the_exit_status(run_small: Run, tmp_path: Path) -> None:
    profile = tmp_path / "numb.json"
    profile.write_text('{"screening": ["saddle_numbness"], "sitting": 9}')
    result = run_small("assess", profile, "--full")
    assert result.exit_code == 3
    referral = section(result.output, "Referral")
    assert referral.startswith("EMERGENCY, NOW: Signs of a pressed cauda equina Do: Go to an emergency department now.")
    assert "Because: numbness around the saddle [1]" in referral
    assert result.output.index("EMERGENCY") < result.output.index("\nFindings -")
    assert run_small("assess", profile, "--json").exit_code == 3


def test_unanswered_screening_is_said_once(run: Run, tmp_path: Path, kb: KnowledgeBase) -> None:
    profile = tmp_path / "blank.yaml"
    profile.write_text("sedentary_hours: 9 h/day\n")
    result = run("assess", profile, "--full")
    assert result.exit_code == 0
    safety = section(result.output, "Safety")
    stopping = sum(referral.stops for referral in kb.knowledge.referrals)
    assert safety.startswith(f"Screening is not complete: {stopping} reasons to see a doctor not ruled out (")
    assert safety.endswith("What they stop is not given before.")
    assert result.output.count("not ruled out (") == 1
    questions = section(result.output, "Next questions")
    assert "one list answers them all, 'none' if none applies. screening" in questions


def test_nothing_unanswered_is_said_plainly(run_small: Run, person: Path) -> None:
    output = run_small("assess", person, "--full").output
    assert section(output, "Safety") == "No red flag: every one was asked and denied."


# ---------------------------------------------------------------- what is said of each


def test_a_finding_has_level_certainty_grade_reasons_and_meaning(run_small: Run, person: Path) -> None:
    findings = section(run_small("assess", person, "--full", "--width", 140).output, "Findings")
    assert "not a probability" in findings
    assert "A = systematic review or guideline" in findings
    assert "Weak hamstrings, left: moderate (may be high, certainty 0.60, evidence B)" in findings
    assert "- the ratio is 0.4 on the left [1]" in findings
    assert "- also: the ratio is 0.4 on the left; the convention is 0.60 [2; against: 1]" in findings
    assert "Meaning: The hamstrings are weak for the quadriceps." in findings
    assert findings.endswith("what is not known may still bring - up to moderate: Weak hamstrings (right)")


def test_what_is_given_withheld_and_settles_it(run_small: Run, person: Path) -> None:
    output = run_small("assess", person, "--full", "--width", 140).output
    given = section(output, "What to do")
    assert "Strengthen the back of the thigh (strength) For: " in given
    assert "> Hip lift: 2–4 sets, 5–12 reps, rest 120–240 s, " in given
    assert "Why: Trains hamstrings; with bench or nothing; beginner" in given
    assert "- Left out: Romanian deadlift (" in given
    assert "Weekly sets: hamstrings 4 → 5 sets a week" in given
    sets = section(output, "Weekly sets, all of it together: the next step")
    assert re.fullmatch(r"Add: hamstrings 4 → 5 \(\d\) Hold: quadriceps 12 \(\d\)", sets)
    withheld = section(output, "Withheld until more is known")
    assert "* Nordic curls for the left leg (strength, 8 weeks)" in withheld
    assert "Would settle it: Hamstring pain, left" in withheld
    assert "Nordic hamstring curl: " not in withheld  # no dose for what is withheld


def test_what_is_refused_says_why(run_small: Run, person: Path) -> None:
    person.write_text(person.read_text() + "hamstring_pain: {left: 7, right: 0}\n")
    refused = section(run_small("assess", person, "--full", "--width", 140).output, "Not for now")
    assert refused.startswith("* Nordic curls for the left leg (strength, 8 weeks) - Hamstring pain, left ≥ 4 of 10.")


def test_the_same_text_is_not_given_twice(example: Callable[..., Result]) -> None:
    output = " ".join(example(*WHOLE).output.split())
    rules = re.findall(r"Stop rule: (.*?)(?= Retest| \d+\. | Weekly sets, all)", output)
    written_out = [rule for rule in rules if not rule.startswith("as in ")]
    assert len(written_out) == len(set(written_out)) < len(rules)


# ---------------------------------------------------------------- text from anywhere


def test_text_of_a_profile_and_a_log_cannot_act_on_the_terminal(run_small: Run, tmp_path: Path) -> None:
    profile, log = tmp_path / "p.json", tmp_path / "log.csv"
    name = "[bold red]Eve[/] [link=https://x]y[/link] :skull: \x1b[31m\x9b2J\u202egnp.exe\r\nKnowledge: forged"
    profile.write_text(json.dumps({"person": name}))
    log.write_text(
        "title,start_time,exercise_title,set_type,weight_kg,reps\n"
        '"x","2 Mar 2026, 18:00","[blink]Curl\x1b]0;title\x07 [/nonsense]",normal,10,8\n'
    )
    output = run_small("assess", profile, "--log", log, "--full", "--width", 140).output
    assert [c for c in output if c != "\n" and not c.isprintable()] == []
    assert "Person: [bold red]Eve[/] [link=https://x]y[/link] :skull: [31m 2J gnp.exe Knowledge: forged\n" in output
    assert "[blink]Curl ]0;title [/nonsense] (1)" in output


def test_an_error_is_one_line_a_problem_whatever_it_quotes(run_small: Run, tmp_path: Path) -> None:
    profile = tmp_path / "bad.json"
    profile.write_text(json.dumps({"sittin\x1b[2Jg\n": 9, "hamstring_pain": {"left": 11, "middle": 1}}))
    result = run_small("assess", profile)
    assert result.exit_code == 4
    assert result.stdout == ""
    head, *lines = result.stderr.splitlines()
    assert head == "the facts cannot be used: 3 problems"
    assert len(lines) == 3
    assert all(re.match(r".*bad\.json:1:\d+: found .*; expected .*\. .*", line) for line in lines)
    assert "\x1b" not in result.stderr


# ---------------------------------------------------------------- how it ends


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("assess", "missing.yaml"), 4, "missing.yaml: found no such file or directory"),
        (("assess", PROFILE, "--log", "missing.csv"), 4, "missing.csv"),
        (("assess", PROFILE, "--knowledge", "missing"), 5, "missing: found no folder"),
        (("assess",), 2, "Missing argument 'PROFILE'"),
        (("assess", PROFILE, "--engine", "clips"), 2, "'clips'"),
        (("assess", PROFILE, "--width", "3"), 2, "greater than or equal to 40"),
        (("asses", PROFILE), 2, "asses"),
    ],
)
def test_what_cannot_be_done_ends_with_its_status(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[object, ...], status: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args)
    assert result.exit_code == status
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


@pytest.fixture
def run_on_top(small: KnowledgeBase, small_folder: Path, monkeypatch: pytest.MonkeyPatch, plain_terminal: None) -> Run:
    """Run a command that lays folders on top of the small knowledge: on top of the bundled one it takes seconds."""
    return runner(small, monkeypatch, small_folder)


def test_a_folder_of_knowledge_extends_and_overrides(run_on_top: Run, tmp_path: Path) -> None:
    (tmp_path / "club" / "referrals").mkdir(parents=True)
    (tmp_path / "club" / "knowledge.yaml").write_text("name: club\nversion: 9.9.9\nlicence: CC0-1.0\n")
    (tmp_path / "club" / "referrals" / "ask_the_club.yaml").write_text(
        "id: ask_the_club\ntitle: The club wants to see beginners\nurgency: routine\naction: Call the club.\n"
        "when: {training_experience: beginner}\nbecause: beginners are seen first\n"
        "conventions: {training_experience: A rule of the club.}\n"
    )
    profile = tmp_path / "beginner.yaml"
    profile.write_text("training_experience: beginner\n")
    result = run_on_top("assess", profile, "--full", "--knowledge", tmp_path / "club")
    assert result.exit_code == 3
    assert "WITHIN SOME WEEKS: The club wants to see beginners" in result.output
    assert "Knowledge: club 9.9.9 (" in result.output
    assert run_on_top("assess", profile).exit_code == 0


def test_a_broken_folder_of_knowledge_says_where(run_on_top: Run, tmp_path: Path) -> None:
    (tmp_path / "referrals").mkdir()
    (tmp_path / "referrals" / "broken.yaml").write_text("id: broken\nid: broken\n")
    result = run_on_top("assess", PROFILE, "--knowledge", tmp_path)
    assert result.exit_code == 5
    assert re.search(r"referrals/broken\.yaml:2:1: found the key 'id' a second time; expected", result.stderr)


def test_somebody_who_waits_sees_a_bar_and_a_pipe_does_not(
    small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch, plain_terminal: None
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr("sys.stderr", terminal)
    watched = Records().read(small, [LOG])
    monkeypatch.setattr("sys.stderr", pipe)
    assert watched == Records().read(small, [LOG])
    assert replace(watched, today=None) == small.read_log(LOG)
    assert "Reading the training log" in terminal.getvalue()
    assert pipe.getvalue() == ""

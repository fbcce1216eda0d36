"""`balance-rules session`, driven from a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

FACTS = {
    "screening": "none",
    "sitting": "9 h/day",
    "equipment": "[barbell]",
    "training_experience": "intermediate",
    "nordic_sessions": "0",
    "hamstring_torque": "{left: 80, right: 130}",
    "quadriceps_torque": "{left: 200, right: 200}",
    "hamstring_pain[left]": "2",
}


def declarations(facts: dict[str, str]) -> str:
    return "".join(f"declare {name}={value}\n" for name, value in facts.items())


@pytest.fixture
def assessed(run_small: Run, tmp_path: Path) -> str:
    """What `assess` reports of the facts."""
    profile = tmp_path / "person.yaml"
    profile.write_text("".join(f"{name}: {value}\n" for name, value in FACTS.items()))
    return run_small("assess", profile, "--full").output


def test_a_script_says_what_assess_says(run_small: Run, assessed: str) -> None:
    result = run_small("session", stdin=declarations(FACTS) + "report\n")
    assert result.exit_code == 0
    assert result.stdout.endswith(assessed)
    assert result.stdout.count("declared;") == len(FACTS)


def test_detours_do_not_change_what_is_said(run_small: Run, assessed: str) -> None:
    names = list(FACTS)
    script = (
        "declare sitting=2 h/day hamstring_pain={left: 9, right: 9}\nrun\nretract hamstring_pain[right]\nstep\n"
        + declarations({name: FACTS[name] for name in reversed(names)})
        + "run 3\nreport\n"
    )
    result = run_small("session", stdin=script)
    assert result.exit_code == 0
    assert result.stdout.endswith(assessed)


def test_several_facts_stand_on_one_line_and_values_hold_blanks(run_small: Run, assessed: str) -> None:
    line = "declare " + " ".join(f"{name}={value}" for name, value in FACTS.items())
    result = run_small("session", stdin=f"{line}\nreport\n")
    assert f"{len(FACTS)} declared;" in result.stdout
    assert result.stdout.endswith(assessed)


def test_a_profile_begins_a_session(run_small: Run, tmp_path: Path) -> None:
    profile = tmp_path / "p.yaml"
    profile.write_text("sitting: 9 h/day\n")
    output = run_small("session", profile, stdin="facts\n").stdout
    assert "Observed sitting = 9 h/day" in output


def test_one_steps_through_the_agenda(run_small: Run) -> None:
    script = "declare prior_acl[left]=true\nagenda\nstep\nagenda\nrun\nstep\nhistory\nfacts\n"
    lines = run_small("session", stdin=script).stdout.splitlines()
    assert lines[0] == "1 declared; 2 on the agenda"
    assert lines[1].startswith("after_ligament_injury[left] (salience ")
    assert lines[4] == "rule after_ligament_injury[left] on prior_acl[left] = yes"
    assert lines.count("rule after_ligament_injury[left] on prior_acl[left] = yes") == 2
    assert "nothing left to fire" in lines
    assert any(line.endswith("Fired after_ligament_injury[left]") for line in lines)
    assert any(line.endswith("Closed stratum 0") for line in lines)


def test_findings_are_shown_alone(run_small: Run) -> None:
    output = run_small("session", stdin=declarations(FACTS) + "findings\n").stdout
    assert "1. Weak hamstrings, left: moderate" in output
    assert "What to do" not in output


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("bogus", "session: found 'bogus'; expected the id of a known command."),
        ("agend", "Write 'agenda'?"),
        ("declare", "expected 'declare FACT=VALUE ...'"),
        ("declare sitting 9", "expected 'declare FACT=VALUE ...'"),
        ("declare siting=9", "Write 'sitting'?"),
        ("declare sitting=30", "expected a number from 0 to 24 h/day"),
        ("declare sitting={", "sitting:2:1: found while parsing"),
        ("retract", "expected 'retract FACT ...'"),
        ("retract hop[left]", "retract: found 'hop[left]'; expected the id of a known fact that was declared."),
        ("run x", "found 'x'; expected 'run [N], N a number'"),
    ],
)
def test_a_line_that_cannot_be_used_changes_nothing(run_small: Run, line: str, said: str) -> None:
    before = "declare sitting=9\nfacts\n"
    result = run_small("session", stdin=f"{before}{line}\nfacts\n")
    assert result.exit_code == 4
    assert said in result.stderr
    first, *rest = result.stdout.splitlines()
    assert first == "1 declared; 1 on the agenda" or first.startswith("1 declared; ")
    assert rest[: len(rest) // 2] == rest[len(rest) // 2 :]


def test_blank_lines_and_comments_do_nothing_and_quit_ends(run_small: Run) -> None:
    result = run_small("session", stdin="# a comment\n\ndeclare sitting=9\n\nquit\nbogus\n")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_help_names_every_command(run_small: Run) -> None:
    output = run_small("session", stdin="help\n").stdout
    for command in ("declare", "retract", "run", "step", "agenda", "facts", "history", "findings", "report", "quit"):
        assert f"\n{command}" in f"\n{output}"

"""The interview: the complaint first, only what can matter for this person, and the report soon at the end."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from command_line import Run
from effort import effort

import balance_rules as br
from balance_rules.cli.answers import numbered
from balance_rules.cli.ask import AT_MOST, Interview

pytestmark = pytest.mark.usefixtures("solved_once")

Answers = dict[str, str | Callable[[str], str]]


def choosing(*labels: str) -> Callable[[str], str]:
    """Return what answers a list with the numbers of some of its entries."""

    def answer(shown: str) -> str:
        found = [re.search(rf"^ *(\d+) {re.escape(label)}", shown, re.M | re.I) for label in labels]
        return ", ".join(match[1] for match in found if match) or "none"

    return answer


class Person:
    """Somebody who answers by the first pattern that the question matches, and "don't know" to all else."""

    def __init__(self, answers: Answers, out: io.StringIO) -> None:
        self.answers, self.out, self.read = answers, out, 0
        self.asked: list[str] = []

    def readline(self) -> str:
        shown = self.out.getvalue()[self.read :]
        self.read = len(self.out.getvalue())
        self.asked.append(shown.strip().splitlines()[0])
        for pattern, answer in self.answers.items():
            if re.search(pattern, shown, re.I):
                return (answer if isinstance(answer, str) else answer(shown)) + "\n"
        return "don't know\n"


def interview(
    kb: br.KnowledgeBase, path: Path, monkeypatch: pytest.MonkeyPatch, answers: Answers
) -> tuple[Interview, Person]:
    """Return an interview that was played to its end, and who was asked."""
    out = io.StringIO()
    person = Person(answers, out)
    monkeypatch.setattr(sys, "stdin", person)
    held = Interview(kb, path)
    with contextlib.redirect_stdout(out):
        held.run()
    monkeypatch.undo()
    return held, person


USUAL: Answers = {
    "which of these": "none",
    "how old": "40",
    "yes or no": "no",
    "for how many weeks has": "10",
    "getting better, staying the same": "same",
    "sit or recline": "8",
}


def usual(own: Answers) -> Answers:
    """Return the answers of a person who is usual in all else."""
    return {**own, **USUAL, **own}


PEOPLE: dict[str, Answers] = {
    "a back that hurts": {"Pain: which": choosing("low back"), "how strong is the pain": "5", **USUAL},
    "a knee that hurts": {"Pain: which": choosing("left knee"), "how strong is the pain": "4", **USUAL},
    "a nurse with a sore knee": usual(
        {
            "Pain: which": choosing("right knee"),
            "how strong is the pain": "4",
            "how old": "33",
            "can the person train": "2",
        }
    ),
    "a sprinter of 16": usual(
        {"how old": "16", "strain of the left": "past_6_weeks", "Goal: which": choosing("return to sport")}
    ),
    "a pregnant runner": usual(
        {"how old": "31", "female": "female", "Condition: which": choosing("is the person pregnant, in weeks 14")}
    ),
    "a shoulder in a wheelchair": usual({"Pain: which": choosing("left shoulder"), "how strong is the pain": "4"}),
    "a gardener with a new hip": usual(
        {
            "Pain: which": choosing("outer side of the left hip"),
            "how strong is the pain": "2",
            "how old": "74",
            "Operation: which": choosing("hip replacement"),
        }
    ),
    "82, a beginner": {
        "how old": "82",
        "beginner, intermediate": "beginner",
        "Goal: which": "1",
        "which of these": "none",
    },
}


@pytest.mark.parametrize("name", list(PEOPLE)[:: effort(8, 1)])
def test_an_ordinary_person_is_asked_fewer_than_25_questions_and_only_what_can_matter_the_complaint_first(
    kb: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    held, person = interview(kb, tmp_path / "p.yaml", monkeypatch, PEOPLE[name])
    assert not held.left
    assert len(person.asked) == held.asked <= AT_MOST < 25
    assert person.asked[0] == "Pain: which of these?"
    assert not any("::" in words for words in person.asked)
    assert len(set(person.asked)) == len(person.asked), "nothing is asked twice"
    facts = kb.knowledge.facts
    of_logs = {facts[fact].ask(fact) for fact in kb.knowledge.told_by_logs}
    assert not any(words.startswith(question) for words in person.asked for question in of_logs)
    painful = set(held.answers.get("pain", {})) - {"others"} if isinstance(held.answers.get("pain"), dict) else set()
    for attribute in kb.knowledge.attributes.values():
        if attribute.id.startswith("pain_"):
            elsewhere = {attribute.ask(f) for f in attribute.keys if f.split("[")[-1].rstrip("]") not in painful}
            assert not any(words.startswith(question) for words in person.asked for question in elsewhere)
    assert kb.assess(tmp_path / "p.yaml").sheet.stated
    assert person.asked[-1].startswith(kb.knowledge.facts["sessions_available"].ask("sessions_available"))
    if painful:
        assert person.asked[1].startswith("How strong is the pain of the ")
        assert "Red flag: which of these?" in person.asked[:4]
        labels = [label for site, label in kb.knowledge.attributes["pain"].instances if site in painful]
        about = [i for i, words in enumerate(person.asked) if any(label in words for label in labels)]
        assert len(about) >= 3
        assert about[2] < person.asked.index("Equipment: which of these?")


@pytest.fixture
def at_most_five(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interview of five questions, for what stands at its end: each question takes a tenth of a second."""
    monkeypatch.setattr("balance_rules.cli.ask.AT_MOST", 5)


@pytest.mark.usefixtures("at_most_five")
def test_the_report_stands_at_the_end_and_a_red_flag_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    result = run("ask", path, stdin="none\n1\n" + "\n" * 40)
    assert result.exit_code == 3
    assert "after 5 answers. More could matter: ask on with --all." in result.stdout
    assert "doctor" in result.stdout.split("More could matter")[-1]


@pytest.mark.usefixtures("at_most_five")
def test_the_page_with_its_week_stands_at_the_end(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    safe = ("screening", "conditions", "surgery", "acute_strain", "pain", "radiating_leg_pain", "goal")
    path.write_text("".join(f"{name}: none\n" for name in safe) + "age: 40\nsedentary_hours: 9\n")
    told = run("ask", str(path), stdin="\n" * 4 + "2\n").stdout.split("answers.")[-1]
    assert "What matters" in told
    assert "can train 2 sessions/week" in told
    assert "The week ---" in told
    assert len(told.splitlines()) < 80


def test_back_takes_the_last_answer_back_from_the_profile_too(run_small: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    result = run_small("ask", path, stdin="back\n1\nback\nnone\nquit\n")
    assert "This is the first question." in result.stdout
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == {"screening": "none"}


def test_what_is_not_sure_stays_open_and_the_rest_of_the_list_is_answered(run_small: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text('screening: none\n"hq[left]": 0.45\nhop: {left: 80, right: 100}\n', encoding="utf-8")
    run_small("ask", path, stdin="1?\nquit\n")
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["hamstring_pain"] == {"right": 0}
    assert numbered("1, 3?", 3) == ([1], [3])


def test_comments_and_order_of_the_profile_are_kept(run_small: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    noted = "# Robin, second visit\nsitting: 9  # as remembered\nhop:\n  left: 80   # first try\n  right: 100\n"
    path.write_text(noted, encoding="utf-8")
    run_small("ask", path, stdin="none\nquit\n")
    assert path.read_text(encoding="utf-8") == noted + "screening: none\n"


@pytest.mark.parametrize(
    "noted", ["# mine\n", "# mine", "# mine\n\n# and a second line\n", "---\n# mine\n", "# mine\n{}\n"]
)
def test_comments_of_a_file_that_holds_nothing_else_are_kept(run_small: Run, tmp_path: Path, noted: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(noted, encoding="utf-8")
    run_small("ask", path, stdin="none\nquit\n")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#")] == [line for line in noted.splitlines() if "#" in line]
    assert yaml.safe_load(path.read_text(encoding="utf-8")) == {"screening": "none"}


@pytest.mark.parametrize("text", ["person:\tA\n", "person: A\x85sitting: 9\n"])
def test_a_profile_that_cannot_be_kept_is_refused_before_anything_is_asked(
    run_small: Run, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    result = run_small("ask", path, stdin="none\n")
    assert result.exit_code == 4
    assert "expected YAML that can be written again as it is" in result.stderr
    assert "?" not in result.stdout
    assert path.read_bytes() == text.encode()


def test_comments_outlive_the_answers_that_are_taken_back(run_small: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("# mine\n", encoding="utf-8")
    run_small("ask", path, stdin="none\nback\nquit\n")
    assert path.read_text(encoding="utf-8") == "# mine\n{}\n"
    run_small("ask", path, stdin="none\nquit\n")
    assert path.read_text(encoding="utf-8") == "# mine\nscreening: none\n"


def test_the_report_the_explanation_and_the_interview_ask_in_one_order(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    people = {"pain": {"low_back": 5, "others": "none"}}, {}, {"pain": "none", "age": 82}
    for facts in people[: effort(1, 3)]:
        person = kb.assess(facts)
        ranked = [question.fact for question in person.questions]
        missing = [question.fact for question in person.missing().questions]
        assert missing == [fact for fact in ranked if fact in set(missing)]
        assert missing[0] == ranked[0]

"""The HTML pages that tests look at as text and in a browser: a report, explanations, other people's, hostile ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.report.html import explanation_page, html_report
from balance_rules.text.documents import read_document

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = '"><img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>{{ 7*7 }}'
PROFILE: dict[str, Any] = {
    "person": "Robin",
    "screening": "none",
    "conditions": "none",
    "pain": "none",
    "age": 34,
    "sedentary_hours": "9.5 h/day",
    "moderate_activity_minutes": 60,
    "hamstring_torque_60": {"left": 90, "right": 120},
    "quadriceps_torque_60": {"left": 200, "right": 205},
    "weekly_sets": {"hamstrings": 3, "quadriceps": 14, "gluteus_maximus": 4},
}


@pytest.fixture(scope="module")
def reported(kb: br.KnowledgeBase) -> br.Assessment:
    return kb.assess(PROFILE)


@pytest.fixture(scope="module")
def page(reported: br.Assessment) -> str:
    return html_report(reported)


@pytest.fixture(scope="module")
def explained(reported: br.Assessment) -> str:
    weak = "hamstring_weakness[left]"
    return explanation_page(
        [reported.how(weak), reported.why_not("strengthen_hamstrings_by_knee"), reported.missing()], person="Robin"
    )


def report_of(kb: br.KnowledgeBase, name: str) -> str:
    """The report of somebody of the scenarios."""
    return html_report(kb.assess(read_document(ROOT / "tests" / "scenarios" / f"{name}.yaml").value["profile"]))


@pytest.fixture(scope="module")
def hostile_pages(kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Pages in which everything that a person, a log or the author of knowledge can write is an attack."""
    log = tmp_path_factory.mktemp("log") / "hevy.csv"
    header = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps"
    title = HOSTILE.replace('"', '""')
    rows = [f'"{title}","2 Mar 2026, 18:00","2 Mar 2026, 19:00","{title}",{i},normal,50,8' for i in range(4)]
    log.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    profile = {name: value for name, value in PROFILE.items() if name != "weekly_sets"}
    person = kb.assess({**profile, "person": HOSTILE, "notes": HOSTILE}, log=log)
    author = _of_hostile_knowledge(tmp_path_factory.mktemp("knowledge") / "hostile")
    return [
        html_report(person),
        explanation_page([person.how("hamstring_weakness[left]")], person=HOSTILE),
        html_report(author),
        explanation_page([author.how("hamstring_weakness[left]"), author.missing()]),
    ]


# A text of knowledge on a line of its own, without placeholders.
_TEXT = re.compile(
    r"^(\s*(?:- )?(?:title|name|common_name|because|meaning|authors|journal|finding|limits|how): )[^>|\[{][^{]*$"
)


def _of_hostile_knowledge(folder: Path) -> br.Assessment:
    """Assess with knowledge whose titles, names and texts are attacks."""
    write_knowledge(folder)
    attack = """'"><script>document.title="owned"</script>'"""
    for path in {*folder.rglob("*.yaml")} - {folder / "knowledge.yaml"}:
        lines = path.read_text(encoding="utf-8").split("\n")
        lines = [match[1] + attack if (match := _TEXT.match(line)) else line for line in lines]
        path.write_text("\n".join(lines), encoding="utf-8")
    kb = br.load(folder, bundled=False)
    knowledge = kb.knowledge
    for texts in (knowledge.conclusions, knowledge.attributes, knowledge.exercises, knowledge.evidence):
        assert "<script>" in repr(texts)
    return kb.assess({"hq[left]": "0.45", "hop": {"left": 82, "right": 100}, "nordic_sessions": 0})

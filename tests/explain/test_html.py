"""The HTML pages: one file without network or script, whole in a real browser, and nothing in a profile can act."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from effort import effort
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.report.html import html_report
from balance_rules.report.html.body import drawn, views
from explain.html_pages import report_of

ROOT = Path(__file__).resolve().parents[2]
# Of every kind of page: an emergency, nothing known, no screening, much known, hardly anything found.
PEOPLE = (
    "red_flag_cauda_equina_signs",
    "nothing_known",
    "screening_unanswered",
    "desk_worker_full_data",
    "balanced_person",
    "mirror_muscle_lifter",
)
VOID = {"meta", "path", "rect", "polygon", "circle", "line", "br", "img"}


class Elements(HTMLParser):
    """Collects the tags of a page with their attributes, and every text with the tag around it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1], data.strip()))


@cache
def elements(page: str) -> Elements:
    """The elements of a page, which several tests look at and none changes."""
    return Elements(page)


@pytest.fixture(scope="module")
def others(kb: br.KnowledgeBase) -> dict[str, str]:
    """The pages of other people: at each change of an emergency and of much known."""
    return {name: report_of(kb, name) for name in PEOPLE[:: effort(3, 1)]}


def all_of(page: str, explained: str, others: dict[str, str], hostile_pages: list[str]) -> list[str]:
    return [page, explained, *others.values(), *hostile_pages]


# ---------------------------------------------------------------- as text


def test_the_pages_ask_for_nothing_and_run_nothing(
    page: str, explained: str, others: dict[str, str], hostile_pages: list[str]
) -> None:
    for text in all_of(page, explained, others, hostile_pages):
        tags = elements(text).tags
        assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
        assert all(a.get("href", "#").startswith(("#", "https://", "http://")) for tag, a in tags if tag == "a")
        policy = next(a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy")
        assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        assert "@import" not in text
        assert not re.search(r"url\((?!#)", text)


def test_hostile_words_stand_in_the_pages_as_words(hostile_pages: list[str]) -> None:
    for text in hostile_pages:
        assert "&lt;script&gt;" in text
        assert "<script" not in text
    assert "{{ 7*7 }}" in hostile_pages[0]


def test_the_pages_are_whole_documents(
    page: str, explained: str, others: dict[str, str], hostile_pages: list[str]
) -> None:
    for text in all_of(page, explained, others, hostile_pages):
        found = elements(text)
        assert found.open == []
        assert text.startswith("<!DOCTYPE html>")
        ids = [a["id"] for _, a in found.tags if "id" in a]
        assert len(ids) == len(set(ids))
        links = {a["href"][1:] for tag, a in found.tags if tag == "a" and a["href"].startswith("#")}
        assert links <= set(ids)
        labels = {name for _, a in found.tags for name in a.get("aria-labelledby", "").split()}
        assert labels <= set(ids)


def test_headings_go_down_one_level_at_a_time(page: str, explained: str, others: dict[str, str]) -> None:
    for text in (page, explained, *others.values()):
        levels = [int(tag[1]) for tag, _ in elements(text).tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_have_words_and_tables_have_headers(page: str, explained: str) -> None:
    for text in (page, explained):
        tags = elements(text).tags
        assert all(a.get("aria-label") or a.get("aria-hidden") for tag, a in tags if tag == "svg")
        assert all(a.get("scope") in ("col", "row") for tag, a in tags if tag == "th")
        assert ("html", {"lang": "en"}) in tags


def test_nothing_is_said_by_colour_alone(reported: br.Assessment, page: str) -> None:
    """A level is a word beside its bars, a grade a letter, a region of the map a letter in a hatching of its own."""
    words = re.findall(r'<span class="level[^"]*"><span class="bars".*?</span>(\w+)</span>', page)
    assert set(words) == {finding.level for finding in reported.findings if finding.level}
    assert set(re.findall(r'<span class="grade">evidence <b>(.*?)</b>', page)) <= set("ABCD")
    assert {f'id="f{strength}"' in page for strength in (1, 2, 3)} == {True}


# ---------------------------------------------------------------- what the report shows


def test_the_body_map_marks_the_side_of_a_finding(reported: br.Assessment, page: str) -> None:
    found = {finding.id: finding.level for finding in reported.findings}
    assert found["hamstring_weakness[left]"]
    strengths = {
        (a["data-muscle"], a["data-side"]): int(a["data-strength"])
        for tag, a in reversed(elements(page).tags)  # the map of findings is the first
        if tag == "g" and "data-muscle" in a
    }
    assert strengths["hamstrings", "left"] > strengths["hamstrings", "right"]


def test_the_persons_left_is_on_the_right_of_the_front_and_on_the_left_of_the_back(kb: br.KnowledgeBase) -> None:
    for view in views({}, kb.knowledge.muscles):
        for region in view.regions:
            middle = [float(corner.split(",")[0]) for corner in region.points.split()]
            at_left = sum(middle) < 0
            assert at_left == (region.side == view.at_left), region
            other = next(r for r in view.regions if r.muscles == region.muscles and r.side != region.side)
            assert region.points != other.points
    assert [view.at_left for view in views({}, kb.knowledge.muscles)] == ["right", "left"]


def test_every_muscle_has_a_region_of_its_own_or_of_what_it_is_part_of(kb: br.KnowledgeBase) -> None:
    muscles = kb.knowledge.muscles
    for muscle in muscles.values():
        names = {muscle.id, muscle.parent}
        assert names & drawn(), muscle.id
    assert drawn() <= set(muscles)


def test_the_outlines_come_with_their_notice() -> None:
    notice = files("balance_rules.report.html").joinpath("NOTICE").read_text(encoding="utf-8")
    assert "Apache License" in notice.replace("\n", " ")
    assert "Copyright 2024 Ivan Vulović" in notice


def test_every_finding_prescription_and_source_is_in_the_page(reported: br.Assessment, page: str) -> None:
    ids = {a.get("id") for _, a in elements(page).tags}
    assert {f"finding-{f.id}" for f in reported.findings if f.level} <= ids
    assert {f"advice-{advice.id}" for advice in reported.prescriptions} <= ids
    assert {f"source-{i}" for i in range(1, len(reported.sources) + 1)} <= ids


def test_the_example_shows_weekly_sets_before_and_after_on_an_axis_with_a_unit(kb: br.KnowledgeBase) -> None:
    example = ROOT / "examples" / "desk_lifter"
    assessment = kb.assess(example / "profile.yaml", log=example / "hevy.csv")
    text = html_report(assessment)
    changes = {c for a in assessment.prescriptions if a.state == "given" for c in a.weekly_sets if c.before != c.after}
    assert changes
    for change in changes:
        if change.before is not None:
            assert f"{change.before:g} → <strong>{change.after:g}</strong>" in text, change
    assert ">working sets a week<" in text
    assert ">the aim," in text.replace("</span> the aim", "</span>>the aim")


def test_a_knowledge_without_a_target_of_weekly_sets_draws_none(tmp_path: Path) -> None:
    doses = FILES["doses.yaml"].partition("progression:")[0]
    kb = br.load(write_knowledge(tmp_path, files={"doses.yaml": doses}), bundled=False)
    drawn = html_report(kb.assess({"weekly_sets": {"hamstrings": 4, "quadriceps": 0}}))
    assert "fewer than" not in drawn
    assert ">some<" in drawn

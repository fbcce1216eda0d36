"""The HTML pages: one file without network or script, whole in a real browser, and nothing in a profile can act."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from small_knowledge import FILES, write_knowledge

import balance_rules as br
from balance_rules.report.html import explanation_page, html_report
from balance_rules.report.html.body import drawn, views
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


@pytest.fixture(scope="module")
def page(kb: br.KnowledgeBase) -> str:
    return html_report(kb.assess(PROFILE))


@pytest.fixture(scope="module")
def explained(kb: br.KnowledgeBase) -> str:
    robin = kb.assess(PROFILE)
    weak = "hamstring_weakness[left]"
    return explanation_page(
        [robin.how(weak), robin.why_not("strengthen_hamstrings_by_knee"), robin.missing()], person="Robin"
    )


@pytest.fixture(scope="module")
def others(kb: br.KnowledgeBase) -> dict[str, str]:
    """The pages of other people."""
    profiles = {name: read_document(ROOT / "tests" / "scenarios" / f"{name}.yaml").value["profile"] for name in PEOPLE}
    return {name: html_report(kb.assess(profile)) for name, profile in profiles.items()}


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


def all_of(page: str, explained: str, others: dict[str, str], hostile_pages: list[str]) -> list[str]:
    return [page, explained, *others.values(), *hostile_pages]


# ---------------------------------------------------------------- as text


def test_the_pages_ask_for_nothing_and_run_nothing(
    page: str, explained: str, others: dict[str, str], hostile_pages: list[str]
) -> None:
    for text in all_of(page, explained, others, hostile_pages):
        tags = Elements(text).tags
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
        elements = Elements(text)
        assert elements.open == []
        assert text.startswith("<!DOCTYPE html>")
        ids = [a["id"] for _, a in elements.tags if "id" in a]
        assert len(ids) == len(set(ids))
        links = {a["href"][1:] for tag, a in elements.tags if tag == "a" and a["href"].startswith("#")}
        assert links <= set(ids)
        labels = {name for _, a in elements.tags for name in a.get("aria-labelledby", "").split()}
        assert labels <= set(ids)


def test_headings_go_down_one_level_at_a_time(page: str, explained: str, others: dict[str, str]) -> None:
    for text in (page, explained, *others.values()):
        levels = [int(tag[1]) for tag, _ in Elements(text).tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_have_words_and_tables_have_headers(page: str, explained: str) -> None:
    for text in (page, explained):
        tags = Elements(text).tags
        assert all(a.get("aria-label") or a.get("aria-hidden") for tag, a in tags if tag == "svg")
        assert all(a.get("scope") in ("col", "row") for tag, a in tags if tag == "th")
        assert ("html", {"lang": "en"}) in tags


def test_nothing_is_said_by_colour_alone(kb: br.KnowledgeBase, page: str) -> None:
    """A level is a word beside its bars, a grade a letter, a region of the map a letter in a hatching of its own."""
    words = re.findall(r'<span class="level[^"]*"><span class="bars".*?</span>(\w+)</span>', page)
    assert set(words) == {finding.level for finding in kb.assess(PROFILE).findings if finding.level}
    assert set(re.findall(r'<span class="grade">evidence <b>(.*?)</b>', page)) <= set("ABCD")
    assert {f'id="f{strength}"' in page for strength in (1, 2, 3)} == {True}


# ---------------------------------------------------------------- what the report shows


def test_the_body_map_marks_the_side_of_a_finding(kb: br.KnowledgeBase, page: str) -> None:
    found = {finding.id: finding.level for finding in kb.assess(PROFILE).findings}
    assert found["hamstring_weakness[left]"]
    strengths = {
        (a["data-muscle"], a["data-side"]): int(a["data-strength"])
        for tag, a in reversed(Elements(page).tags)  # the map of findings is the first
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


def test_every_finding_prescription_and_source_is_in_the_page(kb: br.KnowledgeBase, page: str) -> None:
    assessment = kb.assess(PROFILE)
    ids = {a.get("id") for _, a in Elements(page).tags}
    assert {f"finding-{f.id}" for f in assessment.findings if f.level} <= ids
    assert {f"advice-{advice.id}" for advice in assessment.prescriptions} <= ids
    assert {f"source-{i}" for i in range(1, len(assessment.sources) + 1)} <= ids


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


# ---------------------------------------------------------------- in a browser


def test_a_knowledge_without_a_target_of_weekly_sets_draws_none(tmp_path: Path) -> None:
    doses = FILES["doses.yaml"].partition("progression:")[0]
    kb = br.load(write_knowledge(tmp_path, files={"doses.yaml": doses}), bundled=False)
    drawn = html_report(kb.assess({"weekly_sets": {"hamstrings": 4, "quadriceps": 0}}))
    assert "fewer than" not in drawn
    assert ">some<" in drawn


class Tab:
    """One tab for every page of this file, and everything that the page in it said or asked for."""

    def __init__(self, page: Any) -> None:
        self.page, self.heard = page, list[str]()
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("dialog", lambda dialog: self.heard.append(dialog.message))
        page.on("request", lambda request: self.heard.append(request.url))

    def open(self, folder: Path, text: str, *, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
        path = folder / "report.html"
        path.write_text(text, encoding="utf-8")
        self.page.set_viewport_size({"width": width, "height": 700})
        self.page.emulate_media(color_scheme=scheme, media="null")
        self.heard.clear()
        self.page.goto(path.as_uri())
        self.heard.remove(path.as_uri())
        return self.page, self.heard


@pytest.fixture(scope="module")
def shown(chromium: Any) -> Tab:
    return Tab(chromium.new_page())


OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def test_a_browser_opens_it_without_a_word_and_without_a_request(shown: Tab, page: str, tmp_path: Path) -> None:
    tab, heard = shown.open(tmp_path, page)
    tab.evaluate(OPEN_ALL)
    assert tab.title() == "Muscle balance: Robin"
    assert heard == []
    assert tab.get_by_role("main").get_by_role("heading", name="Findings", exact=True, level=2).is_visible()
    assert tab.get_by_role("img", name=re.compile("Findings, back of the body, the person's left")).is_visible()


def test_hostile_words_do_nothing_in_a_browser(shown: Tab, hostile_pages: list[str], tmp_path: Path) -> None:
    for text in hostile_pages:
        tab, heard = shown.open(tmp_path, text)
        tab.evaluate(OPEN_ALL)
        assert heard == []
        assert tab.title().startswith(("Muscle balance", "Explanation"))
        assert tab.locator("img:not([role]), script").count() == 0


def test_the_keyboard_reaches_the_report_first_and_opens_an_explanation(shown: Tab, page: str, tmp_path: Path) -> None:
    tab, _ = shown.open(tmp_path, page)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert tab.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    summary = tab.get_by_text("How it was derived").first
    inside = tab.locator("svg.graph").first
    assert not inside.is_visible()
    summary.focus()
    tab.keyboard.press("Enter")
    assert inside.is_visible()
    tab.keyboard.press("Tab")  # what scrolls is reached as well, and shows that it is
    assert tab.evaluate("document.activeElement.className") == "scroll"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_it_is_dark_where_the_reader_wants_it_dark(shown: Tab, page: str, tmp_path: Path) -> None:
    def luminance(scheme: str) -> int:
        tab, _ = shown.open(tmp_path, page, scheme=scheme)
        colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    assert luminance("light") > 600
    assert luminance("dark") < 150


# The least contrast of any text with what is behind it; text in a drawing stands on its halo or its box.
LEAST_CONTRAST = """() => {
    const numbers = c => c.match(/[\\d.]+/g).map(Number);
    const lum = c => { const [r, g, b] = numbers(c).slice(0, 3).map(v => { v /= 255;
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const behind = e => {
        const box = e.closest('g')?.querySelector('rect');
        if (e.closest('svg') && getComputedStyle(e).stroke !== 'none') return getComputedStyle(e).stroke;
        if (box) return getComputedStyle(box).fill;
        for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
            if ((numbers(c)[3] ?? 1) === 1) return c; } return 'rgb(255, 255, 255)'; };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const e = walker.currentNode.parentElement;
        if (!walker.currentNode.textContent.trim() || ['STYLE', 'TITLE', 'title'].includes(e.tagName)) continue;
        const style = getComputedStyle(e);
        const [a, b] = [lum(e.closest('svg') ? style.fill : style.color), lum(behind(e))].sort((x, y) => y - x);
        found.push([(a + 0.05) / (b + 0.05), e.tagName + '.' + (e.getAttribute('class') || '')]);
    }
    return found.sort((x, y) => x[0] - y[0])[0]; }"""


def test_all_text_stands_out_from_its_ground_in_both_schemes(
    shown: Tab, page: str, others: dict[str, str], tmp_path: Path
) -> None:
    for text in (page, others["red_flag_cauda_equina_signs"]):
        for scheme in ("light", "dark"):
            tab, _ = shown.open(tmp_path, text, scheme=scheme)
            tab.evaluate(OPEN_ALL)
            least, where = tab.evaluate(LEAST_CONTRAST)
            assert least >= 4.5, where  # WCAG AA


def test_on_paper_the_findings_are_open_and_what_only_a_screen_needs_is_gone(
    shown: Tab, page: str, tmp_path: Path
) -> None:
    tab, _ = shown.open(tmp_path, page)
    seen = "element => element.checkVisibility()"  # a size it may have inside what is folded, too
    closed = tab.locator("details.finding:not([open]) .meaning").first
    assert not closed.evaluate(seen)
    tab.emulate_media(media="print")
    assert closed.evaluate(seen)
    assert not tab.get_by_role("navigation").is_visible()
    assert not tab.get_by_text("How it was derived").first.is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert tab.pdf().startswith(b"%PDF")


def test_an_explanation_that_the_reader_opened_is_printed(shown: Tab, page: str, tmp_path: Path) -> None:
    tab, _ = shown.open(tmp_path, page)
    tab.get_by_text("How it was derived").first.click()
    tab.emulate_media(media="print")
    assert tab.locator("svg.graph").first.is_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_a_telephone_scrolls_down_and_not_sideways(
    shown: Tab, page: str, explained: str, others: dict[str, str], tmp_path: Path, width: int
) -> None:
    for text in (page, explained, others["desk_worker_full_data"]):
        tab, _ = shown.open(tmp_path, text, width=width)
        tab.evaluate(OPEN_ALL)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_an_explanation_page_speaks_to_the_three_readers(
    shown: Tab, explained: str, kb: br.KnowledgeBase, tmp_path: Path
) -> None:
    tab, heard = shown.open(tmp_path, explained)
    assert heard == []
    assert tab.get_by_role("heading", level=2).count() == 3
    for words in ("In plain words", "For a coach", "For an auditor"):
        assert tab.get_by_text(words, exact=True).count() == 3
    assert tab.get_by_role("img", name=re.compile("Derivation of")).count() == 1

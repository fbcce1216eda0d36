"""Pages in a real browser: on a telephone, in the dark, on paper, for a screen reader; and nothing in them acts.

The one page first, then the whole report and explanations. They share a file because they share a browser: to start
one takes longer than all that is looked at in it.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser_support import faults_of
from effort import effort
from explain.html_pages import report_of

import balance_rules as br
from balance_rules.report.html import html_page, html_report
from balance_rules.report.html.follow_up import follow_up_page
from page.people import NEW, everybody

pytestmark = pytest.mark.usefixtures("solved_once")

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
OTHERS = ("red_flag_cauda_equina_signs", "nothing_known", "desk_worker_with_back_pain")
OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


@pytest.fixture(scope="module")
def robin(kb: br.KnowledgeBase) -> br.Assessment:
    return kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")


@pytest.fixture(scope="module")
def week(kb: br.KnowledgeBase, robin: br.Assessment) -> Any:
    """The week of the example; where its solver is missing, what is said instead."""
    try:
        return kb.programme(robin, kb.read_log(EXAMPLE / "hevy.csv"))
    except br.UnsupportedError as error:
        return error.problems[0].fix


@pytest.fixture(scope="module")
def pages(kb: br.KnowledgeBase, robin: br.Assessment, week: Any) -> dict[str, str]:
    """The page of the example for both readers, its whole report, its week, a next visit, and pages of others.

    Of those who were written for the page, at each change one.
    """
    profiles = everybody()
    names = (*OTHERS[: effort(2, 3)], *list(NEW)[:: effort(5, 1)])
    others = {name: html_page(kb.assess(profiles[name])) for name in names}
    made = {"coach": html_page(robin, week), "client": html_page(robin, week, "client"), "whole": html_report(robin)}
    later = kb.assess({**profiles["desk_worker_with_back_pain"], "date": "2026-06-01", "sedentary_hours": "7 h/day"})
    first = kb.assess({**profiles["desk_worker_with_back_pain"], "date": "2026-04-01"})
    made["next visit"] = follow_up_page(kb.follow_up(first, later))
    if not isinstance(week, str):
        made["week"] = week.to_html()
    return {**made, **others}


@pytest.fixture(scope="module")
def tab(chromium: Any) -> Any:
    """One tab for every page: to open another costs more than to look at a page."""
    return chromium.new_page()


def opened(tab: Any, text: str, *, width: int = 1280, scheme: str = "light", media: str = "null") -> Any:
    """Show a page in the tab. To be gone to, as a file, takes twice as long: see `Tab`."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, media=media)
    tab.set_content(text)
    return tab


def widest(tab: Any, width: int) -> int:
    """How wide what is shown is on a screen of a width, everything unfolded."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.evaluate(OPEN_ALL)
    return int(tab.evaluate("document.documentElement.scrollWidth"))


TELEPHONES = [320, 390][: effort(1, 2)]
# A long report repeats what it is made of hundreds of times, and axe looks at each: two of each kind stay, in place.
THIN = """most => {
    const seen = {}, kind = e => [e.tagName, e.getAttribute('class'), e.getAttribute('role')].join(' ');
    const rare = e => (seen[kind(e)] || 0) < most;
    const thin = e => { for (const one of [...e.children]) {
        if (one.previousElementSibling && one.matches('li, tr, details, article, section, figure, g, .row, p')
            && ![one, ...one.querySelectorAll('*')].some(rare)) { one.remove(); continue; }
        seen[kind(one)] = (seen[kind(one)] || 0) + 1;
        thin(one);
    } };
    thin(document.querySelector('main')); }"""
KINDS = "[...new Set([...document.querySelectorAll('*')].map(e => e.tagName + ' ' + e.getAttribute('class')))].sort()"


def test_axe_finds_nothing_and_a_telephone_scrolls_down_and_not_sideways(
    tab: Any, pages: dict[str, str], axe: str
) -> None:
    schemes = ("dark", "light")
    for number, (name, text) in enumerate(pages.items()):
        for scheme in schemes[number % 2 :][: effort(1, 2)]:
            opened(tab, text, scheme=scheme)
            kinds = tab.evaluate(KINDS)
            if effort(1, 0):
                tab.evaluate(THIN, 2)
            assert tab.evaluate(KINDS) == kinds, name
            assert faults_of(tab, axe) == [], (name, scheme)
        if effort(1, 0):
            opened(tab, text)  # whole again
        for width in TELEPHONES:
            assert widest(tab, width) <= width, name


def test_axe_would_find_something(tab: Any, axe: str) -> None:
    opened(tab, "<title>x</title><img src=data:,><p style='color: #eee'>pale</p>")
    found = {fault.partition(":")[0] for fault in faults_of(tab, axe)}
    assert {"image-alt", "color-contrast"} <= found


def test_the_example_is_printed_on_two_pages(tab: Any, pages: dict[str, str]) -> None:
    for reader in ("coach", "client"):
        opened(tab, pages[reader])
        pdf = tab.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, reader


def test_the_week_is_tables_with_headers_that_no_page_break_cuts(
    tab: Any, robin: br.Assessment, week: Any, pages: dict[str, str]
) -> None:
    if isinstance(week, str):
        pytest.skip("the extra 'programme' is not installed")
    opened(tab, pages["coach"], media="print")
    tables = tab.locator(".week table")
    assert tables.count() == len(week.sessions)
    assert [tables.nth(i).locator("tbody tr").count() for i in range(tables.count())] == [
        len(session.items) for session in week.sessions
    ]
    assert tables.first.evaluate("table => getComputedStyle(table).breakInside") == "avoid"
    assert tables.first.locator("thead th").count() == 2


def test_an_axis_spans_what_is_drawn_on_it_at_every_width(tab: Any, pages: dict[str, str]) -> None:
    """The numbers below the weekly sets stand at the places of the dots: on a telephone as on a desk."""
    boxes = "all => all.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.right]; })"
    opened(tab, pages["whole"])
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        axes = tab.locator(".plot .axis").evaluate_all(boxes)
        assert len({(round(left), round(right)) for left, right in axes}) == 1, width
        ticks = tab.locator(".plot .ticks span").evaluate_all(boxes)
        assert axes
        assert ticks
        assert all(left >= 0 and right <= width for left, right in ticks), width
        assert all(before[1] <= after[0] for before, after in pairwise(ticks)), width


# ---------------------------------------------------------------- the body map


def drawn(tab: Any, title: str) -> dict[str, int]:
    """Return how strongly each region is filled, by muscle and side."""
    regions = tab.locator(f".map.{title} g[data-muscle]").evaluate_all(
        "all => all.map(g => [g.dataset.muscle + ' ' + g.dataset.side, Number(g.dataset.strength)])"
    )
    found: dict[str, int] = {}
    for name, strength in regions:
        found[name] = max(strength, found.get(name, 0))
    return found


def test_the_map_paints_what_the_text_says_and_nothing_else(
    tab: Any, robin: br.Assessment, pages: dict[str, str]
) -> None:
    levels = {finding.id: finding.level for finding in robin.findings}
    assert levels["hamstring_quadriceps_imbalance[left]"]
    assert levels["posterior_chain_deficit[left]"]
    opened(tab, pages["whole"])
    found = drawn(tab, "findings")
    assert found["hamstrings left"] == {"low": 1, "moderate": 2, "high": 3}[str(levels["hamstring_weakness[left]"])]
    assert found["hamstrings right"] == 0
    assert found["quadriceps left"] == 0, "a ratio does not say which of its muscles is off"
    assert found["gastrocnemius left"] == 0, "of a chain only some links were tested"
    assert tab.locator(".map.findings g[data-site=low_back] circle").count() == 1
    assert tab.locator(".map.findings g[data-site]").count() == 1


def test_no_training_and_training_that_nobody_told_differ(tab: Any, kb: br.KnowledgeBase) -> None:
    person = kb.assess({"weekly_sets": {"hamstrings": 0, "quadriceps": 12}})
    opened(tab, html_report(person))
    dashes = "g => getComputedStyle(g.querySelector('polygon')).strokeDasharray"
    training = tab.locator(".map.training")
    assert training.locator("g[data-muscle=hamstrings]").first.evaluate(dashes) == "none"
    assert training.locator("g[data-muscle=latissimus_dorsi]").first.evaluate(dashes) != "none"
    assert "not told" in training.locator(".key").inner_text()


def test_labels_of_a_map_do_not_touch(tab: Any, pages: dict[str, str]) -> None:
    opened(tab, pages["whole"])
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        for view in tab.locator(".map svg[role=img]").all():
            boxes = view.locator("text").evaluate_all(
                "all => all.map(t => { const b = t.getBBox(), middle = b.y + b.height / 2;"
                " return [b.x, b.x + b.width, middle - b.height / 4, middle + b.height / 4, t.textContent]; })"
            )
            for i, one in enumerate(boxes):
                for other in boxes[i + 1 :]:
                    apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
                    assert apart, json.dumps([one, other])


def test_every_painful_site_has_a_place_on_its_own_side(kb: br.KnowledgeBase, tab: Any) -> None:
    sites = [site for site, _ in kb.knowledge.attributes["pain"].instances]
    person = kb.assess({"screening": "none", "pain": dict.fromkeys(sites, 2)})
    opened(tab, html_page(person))
    placed = tab.locator("g[data-site]").evaluate_all("all => all.map(g => g.dataset.site)")
    assert sorted(placed) == sorted(sites)
    for side in ("left", "right"):
        for view, sign in (("front", 1), ("back", -1)):
            svg = tab.get_by_role("img", name=re.compile(f"{view} of the body"))
            places = svg.locator(f"g[data-site^={side}] circle").evaluate_all(
                "all => all.map(c => Number(c.getAttribute('cx')))"
            )
            wanted = sign if side == "left" else -sign
            assert places
            assert all(x * wanted > 0 for x in places), (side, view)


# ---------------------------------------------------------------- the whole report, and explanations


class Tab:
    """The one tab, gone to a page that is a file, and everything that the page in it said or asked for."""

    def __init__(self, tab: Any) -> None:
        self.tab, self.heard = tab, list[str]()
        tab.on("console", lambda message: self.heard.append(message.text))
        tab.on("pageerror", lambda error: self.heard.append(str(error)))
        tab.on("dialog", lambda dialog: self.heard.append(dialog.message))
        tab.on("request", lambda request: self.heard.append(request.url))

    def open(self, folder: Path, text: str) -> tuple[Any, list[str]]:
        path = folder / "page.html"
        path.write_text(text, encoding="utf-8")
        self.tab.set_viewport_size({"width": 1280, "height": 800})
        self.tab.emulate_media(color_scheme="light", media="null")
        self.heard.clear()
        self.tab.goto(path.as_uri())
        self.heard.remove(path.as_uri())
        return self.tab, self.heard


@pytest.fixture(scope="module")
def shown(tab: Any) -> Tab:
    return Tab(tab)


def test_a_browser_opens_a_report_without_a_word_and_without_a_request(shown: Tab, page: str, tmp_path: Path) -> None:
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


def test_a_report_is_dark_where_the_reader_wants_it_dark(tab: Any, page: str) -> None:
    opened(tab, page)

    def luminance(scheme: str) -> int:
        tab.emulate_media(color_scheme=scheme)
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
    tab: Any, kb: br.KnowledgeBase, small: br.KnowledgeBase, page: str
) -> None:
    numb = html_report(small.assess({"screening": ["saddle_numbness"], "hamstring_pain": {"left": 7, "right": 0}}))
    assert "emergency" in numb.lower()
    for text in (page, numb if effort(1, 0) else report_of(kb, "red_flag_cauda_equina_signs")):
        opened(tab, text)
        tab.evaluate(OPEN_ALL)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
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


def test_a_report_on_a_telephone_scrolls_down_and_not_sideways(
    tab: Any, kb: br.KnowledgeBase, page: str, explained: str
) -> None:
    for text in (page, explained, *([report_of(kb, "desk_worker_full_data")] if effort(0, 1) else [])):
        opened(tab, text)
        for width in TELEPHONES:
            assert widest(tab, width) <= width


def test_an_explanation_page_speaks_to_the_three_readers(shown: Tab, explained: str, tmp_path: Path) -> None:
    tab, heard = shown.open(tmp_path, explained)
    assert heard == []
    assert tab.get_by_role("heading", level=2).count() == 3
    for words in ("In plain words", "For a coach", "For an auditor"):
        assert tab.get_by_text(words, exact=True).count() == 3
    assert tab.get_by_role("img", name=re.compile("Derivation of")).count() == 1

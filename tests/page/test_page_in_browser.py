"""The one page in a real browser: on a telephone, in the dark, on paper, for a screen reader."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from effort import effort

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
    """The page of the example for both readers, its whole report, its week, a next visit, and pages of others."""
    profiles = everybody()
    others = {name: html_page(kb.assess(profiles[name])) for name in (*OTHERS, *NEW)}
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


def opened(tab: Any, folder: Path, text: str, *, width: int = 1280, scheme: str = "light", media: str = "null") -> Any:
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme, media=media)
    tab.goto(path.as_uri())
    return tab


@pytest.mark.parametrize("width", [320, 390][: effort(1, 2)])
def test_a_telephone_scrolls_down_and_not_sideways(tab: Any, pages: dict[str, str], tmp_path: Path, width: int) -> None:
    for name, text in pages.items():
        opened(tab, tmp_path, text, width=width)
        tab.evaluate(OPEN_ALL)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name


def test_axe_finds_nothing(tab: Any, pages: dict[str, str], axe: str, tmp_path: Path) -> None:
    schemes = ("dark", "light")
    for number, (name, text) in enumerate(pages.items()):
        for scheme in schemes[number % 2 :][: effort(1, 2)]:
            opened(tab, tmp_path, text, scheme=scheme)
            tab.evaluate(axe)
            found = tab.evaluate("axe.run().then(result => result.violations)")
            told = [(fault["id"], fault["nodes"][0]["html"][:120]) for fault in found]
            assert told == [], (name, scheme)


def test_axe_would_find_something(tab: Any, axe: str, tmp_path: Path) -> None:
    opened(tab, tmp_path, "<title>x</title><img src=data:,><p style='color: #eee'>pale</p>")
    tab.evaluate(axe)
    found = tab.evaluate("axe.run().then(result => result.violations.map(fault => fault.id))")
    assert {"image-alt", "color-contrast"} <= set(found)


def test_the_example_is_printed_on_two_pages(tab: Any, pages: dict[str, str], tmp_path: Path) -> None:
    for reader in ("coach", "client"):
        opened(tab, tmp_path, pages[reader])
        pdf = tab.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2, reader


def test_the_week_is_tables_with_headers_that_no_page_break_cuts(
    tab: Any, robin: br.Assessment, week: Any, pages: dict[str, str], tmp_path: Path
) -> None:
    if isinstance(week, str):
        pytest.skip("the extra 'programme' is not installed")
    opened(tab, tmp_path, pages["coach"], media="print")
    tables = tab.locator(".week table")
    assert tables.count() == len(week.sessions)
    assert [tables.nth(i).locator("tbody tr").count() for i in range(tables.count())] == [
        len(session.items) for session in week.sessions
    ]
    assert tables.first.evaluate("table => getComputedStyle(table).breakInside") == "avoid"
    assert tables.first.locator("thead th").count() == 2


def test_an_axis_spans_what_is_drawn_on_it_at_every_width(tab: Any, pages: dict[str, str], tmp_path: Path) -> None:
    """The numbers below the weekly sets stand at the places of the dots: on a telephone as on a desk."""
    box = "element => { const r = element.getBoundingClientRect(); return [r.left, r.right]; }"
    for width in (390, 1280):
        opened(tab, tmp_path, pages["whole"], width=width)
        axes = [axis.evaluate(box) for axis in tab.locator(".plot .axis").all()]
        assert len({(round(left), round(right)) for left, right in axes}) == 1, width
        ticks = [tick.evaluate(box) for tick in tab.locator(".plot .ticks span").all()]
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
    tab: Any, robin: br.Assessment, pages: dict[str, str], tmp_path: Path
) -> None:
    levels = {finding.id: finding.level for finding in robin.findings}
    assert levels["hamstring_quadriceps_imbalance[left]"]
    assert levels["posterior_chain_deficit[left]"]
    opened(tab, tmp_path, pages["whole"])
    found = drawn(tab, "findings")
    assert found["hamstrings left"] == {"low": 1, "moderate": 2, "high": 3}[str(levels["hamstring_weakness[left]"])]
    assert found["hamstrings right"] == 0
    assert found["quadriceps left"] == 0, "a ratio does not say which of its muscles is off"
    assert found["gastrocnemius left"] == 0, "of a chain only some links were tested"
    assert tab.locator(".map.findings g[data-site=low_back] circle").count() == 1
    assert tab.locator(".map.findings g[data-site]").count() == 1


def test_no_training_and_training_that_nobody_told_differ(tab: Any, kb: br.KnowledgeBase, tmp_path: Path) -> None:
    person = kb.assess({"weekly_sets": {"hamstrings": 0, "quadriceps": 12}})
    opened(tab, tmp_path, html_report(person))
    dashes = "g => getComputedStyle(g.querySelector('polygon')).strokeDasharray"
    training = tab.locator(".map.training")
    assert training.locator("g[data-muscle=hamstrings]").first.evaluate(dashes) == "none"
    assert training.locator("g[data-muscle=latissimus_dorsi]").first.evaluate(dashes) != "none"
    assert "not told" in training.locator(".key").inner_text()


def test_labels_of_a_map_do_not_touch(tab: Any, pages: dict[str, str], tmp_path: Path) -> None:
    for width in (390, 1280):
        opened(tab, tmp_path, pages["whole"], width=width)
        for view in tab.locator(".map svg[role=img]").all():
            boxes = view.locator("text").evaluate_all(
                "all => all.map(t => { const b = t.getBBox(), middle = b.y + b.height / 2;"
                " return [b.x, b.x + b.width, middle - b.height / 4, middle + b.height / 4, t.textContent]; })"
            )
            for i, one in enumerate(boxes):
                for other in boxes[i + 1 :]:
                    apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
                    assert apart, json.dumps([one, other])


def test_every_painful_site_has_a_place_on_its_own_side(kb: br.KnowledgeBase, tab: Any, tmp_path: Path) -> None:
    sites = [site for site, _ in kb.knowledge.attributes["pain"].instances]
    person = kb.assess({"screening": "none", "pain": dict.fromkeys(sites, 2)})
    opened(tab, tmp_path, html_page(person))
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

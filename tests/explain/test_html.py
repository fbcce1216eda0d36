"""The HTML report: one file without network or script, whole in a real browser, and nothing in a profile can act."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import balance_rules as br
from balance_rules.report_html import html_report

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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


class Elements(HTMLParser):
    """Collects the tags of a page with their attributes, and the ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def page(kb: br.KnowledgeBase) -> str:
    return html_report(kb.assess(PROFILE))


@pytest.fixture(scope="module")
def hostile_page(kb: br.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report in which everything that a person or a log can write is an attack."""
    log = tmp_path_factory.mktemp("log") / "hevy.csv"
    header = "title,start_time,end_time,exercise_title,set_index,set_type,weight_kg,reps"
    title = HOSTILE.replace('"', '""')
    rows = [f'"{title}","2 Mar 2026, 18:00","2 Mar 2026, 19:00","{title}",{i},normal,50,8' for i in range(4)]
    log.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    profile = {name: value for name, value in PROFILE.items() if name != "weekly_sets"}
    return html_report(kb.assess({**profile, "person": HOSTILE, "notes": HOSTILE}, log=log))


def test_the_page_asks_for_nothing_and_runs_nothing(page: str, hostile_page: str) -> None:
    for text in (page, hostile_page):
        tags = Elements(text).tags
        assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
        assert all(a.get("href", "#").startswith(("#", "https://", "http://")) for tag, a in tags if tag == "a")
        policy = next(a["content"] for tag, a in tags if a.get("http-equiv") == "Content-Security-Policy")
        assert policy == "default-src 'none'; style-src 'unsafe-inline'"
        assert "url(http" not in text
        assert "@import" not in text


def test_hostile_words_stand_in_the_page_as_words(hostile_page: str) -> None:
    assert "&lt;script&gt;" in hostile_page
    assert "{{ 7*7 }}" in hostile_page
    assert HOSTILE not in hostile_page


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique(page: str) -> None:
    tags = Elements(page).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for tag, a in tags if tag == "a" and a["href"].startswith("#")} <= set(ids)


def test_pictures_have_words_and_tables_have_headers(page: str) -> None:
    tags = Elements(page).tags
    assert all(a.get("aria-label") or a.get("aria-hidden") for tag, a in tags if tag == "svg")
    assert all(a.get("scope") for tag, a in tags if tag == "th")
    assert page.startswith("\n<!DOCTYPE html>") or page.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="en">' in page


def test_the_body_map_marks_the_side_of_a_finding(kb: br.KnowledgeBase, page: str) -> None:
    found = {f.id: f for f in kb.assess(PROFILE).findings if f.level}
    assert "hamstring_weakness[left]" in found
    strengths = {
        (a["data-muscle"], a["data-side"]): int(a["data-strength"] or 0)
        for tag, a in reversed(Elements(page).tags)  # the map of findings is the first
        if tag == "g" and "data-muscle" in a
    }
    assert strengths["hamstrings", "left"] > strengths["hamstrings", "right"]


def test_every_finding_prescription_and_source_is_in_the_page(kb: br.KnowledgeBase, page: str) -> None:
    assessment = kb.assess(PROFILE)
    ids = {a.get("id") for _, a in Elements(page).tags}
    assert {f"finding-{f.id}" for f in assessment.findings if f.level} <= ids
    assert {f"advice-{advice.id}" for advice in assessment.prescriptions} <= ids
    assert {f"source-{i}" for i in range(1, len(assessment.sources) + 1)} <= ids


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium, Debian's; `sh tests/install_chromium.sh` installs it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium, and no right to install it: see tests/install_chromium.sh")
    with playwright.sync_playwright() as running:
        try:
            chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        except playwright.Error as error:
            pytest.skip(f"Chromium does not start here: {str(error).splitlines()[0]}")
        yield chromium
        chromium.close()


def _open(browser: Any, folder: Path, text: str, **options: Any) -> tuple[Any, list[str]]:
    """Return the page as opened, and everything it said or asked for."""
    path = folder / "report.html"
    path.write_text(text, encoding="utf-8")
    tab = browser.new_page(**options)
    heard: list[str] = []
    tab.on("console", lambda message: heard.append(message.text))
    tab.on("pageerror", lambda error: heard.append(str(error)))
    tab.on("dialog", lambda dialog: heard.append(dialog.message))
    tab.on("request", lambda request: heard.append(request.url))
    tab.goto(path.as_uri())
    heard.remove(path.as_uri())
    return tab, heard


def test_a_browser_opens_it_without_a_word_and_without_a_request(browser: Any, page: str, tmp_path: Path) -> None:
    tab, heard = _open(browser, tmp_path, page)
    assert tab.title() == "Muscle balance: Robin"
    assert heard == []
    assert tab.get_by_role("heading", name="Findings", exact=True).is_visible()
    assert tab.get_by_role("img", name="Findings, back of the body").is_visible()
    tab.close()


def test_hostile_words_do_nothing_in_a_browser(browser: Any, hostile_page: str, tmp_path: Path) -> None:
    tab, heard = _open(browser, tmp_path, hostile_page)
    assert heard == []
    assert tab.title().startswith("Muscle balance: ")
    assert tab.title() != "owned"
    assert tab.locator("img:not([role]), script").count() == 0
    tab.close()


def test_an_explanation_opens_by_keyboard(browser: Any, page: str, tmp_path: Path) -> None:
    tab, _ = _open(browser, tmp_path, page)
    summary = tab.get_by_text("How it was derived").first
    inside = tab.locator("svg.graph").first
    assert not inside.is_visible()
    summary.focus()
    tab.keyboard.press("Enter")
    assert inside.is_visible()
    tab.close()


def test_it_is_dark_where_the_reader_wants_it_dark(browser: Any, page: str, tmp_path: Path) -> None:
    def luminance(scheme: str) -> int:
        tab, _ = _open(browser, tmp_path, page, color_scheme=scheme)
        colour = tab.evaluate("getComputedStyle(document.body).backgroundColor")
        tab.close()
        return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))

    assert luminance("light") > 600
    assert luminance("dark") < 150


def test_text_stands_out_from_its_ground_in_both_schemes(browser: Any, page: str, tmp_path: Path) -> None:
    script = """() => {
        const lum = c => { const [r, g, b] = c.match(/\\d+/g).map(v => { v /= 255;
            return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
            if (!c.startsWith('rgba(0, 0, 0, 0')) return c; } return 'rgb(255, 255, 255)'; };
        const texts = document.querySelectorAll('p, li, a, th, td, h1, h2, h3, h4, summary, .badge');
        return Math.min(...[...texts].map(e => {
            const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05); })); }"""
    for scheme in ("light", "dark"):
        tab, _ = _open(browser, tmp_path, page, color_scheme=scheme)
        assert tab.evaluate(script) >= 4.5  # WCAG AA
        tab.close()


def test_on_paper_the_explanations_are_open_and_the_menu_is_gone(browser: Any, page: str, tmp_path: Path) -> None:
    tab, _ = _open(browser, tmp_path, page)
    tab.emulate_media(media="print")
    assert not tab.get_by_role("navigation").is_visible()
    assert tab.locator("svg.graph").first.evaluate("element => element.getBoundingClientRect().height") > 0
    assert tab.pdf().startswith(b"%PDF")
    tab.close()


def test_a_telephone_scrolls_down_and_not_sideways(browser: Any, page: str, tmp_path: Path) -> None:
    tab, _ = _open(browser, tmp_path, page, viewport={"width": 380, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 380
    tab.close()

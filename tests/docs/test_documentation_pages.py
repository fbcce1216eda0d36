"""The generated pages: one for each entry of the knowledge, and links that lead somewhere."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml
from effort import effort
from json_schemas import validator
from verify.seeded_defects import DOUBLE, STALE

import balance_rules as br
from balance_rules.verify import verify
from balance_rules.verify.lint_codes import LINT_CODES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
sys.path.insert(0, str(ROOT))  # the generator is part of the documentation, not of the package

from docs import generate  # noqa: E402
from docs.generate import differences, told, write  # noqa: E402
from docs.generator import library, statements  # noqa: E402
from docs.generator.book import CHECKED, RED_FLAGS, Book, Pages  # noqa: E402
from docs.generator.library import INVENTORY  # noqa: E402
from docs.generator.verification import unproved  # noqa: E402

VIGNETTES, BACK_ENDS = "reference/vignettes.md", "reference/back-ends.md"
# What makes a file that takes long, where the generator finds it, and the file.
SLOW = (
    (library, "errors_page", "reference/errors.md"),
    (library, "_picture", "assets/demo.svg"),
    (library, "_inventory_page", INVENTORY),
    (library, "checked_page", CHECKED),
    (statements, "red_flags_page", RED_FLAGS),
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_ANCHOR = re.compile(r'\{ #([\w-]+) \}|<a id="([\w-]+)">')


@pytest.fixture(scope="module")
def pages(kb: br.KnowledgeBase) -> Pages:
    """What the generator makes; but at night and in `make pages`, the files that take seconds are those made last."""

    def last(name: str) -> str:
        return (DOCS / name).read_text("utf-8")

    with pytest.MonkeyPatch.context() as patch:
        if effort(0, 1) == 0:
            for module, made, name in SLOW:
                patch.setattr(module, made, lambda *_, name=name: last(name))
            for made, name in (("vignette_pages", VIGNETTES), ("back_end_pages", BACK_ENDS)):
                patch.setattr(generate, made, lambda *_, name=name: {name: last(name)})
        return told(kb)


@pytest.fixture(scope="module")
def written() -> Pages:
    """The pages that stand under docs/, written by hand or generated, by their path."""
    return {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}


@pytest.fixture(scope="module")
def headings(written: Pages, pages: Pages) -> str:
    """The headings of all pages, a line each, in small letters."""
    texts = [*written.values(), *pages.values()]
    return "\n".join(line for text in texts for line in text.split("\n") if line.startswith("#")).lower()


def test_every_entry_of_the_knowledge_has_its_page(kb: br.KnowledgeBase, pages: Pages) -> None:
    knowledge = kb.knowledge
    wanted = {
        *(f"reference/rules/{rule.name}.md" for rule in knowledge.rules),
        *(f"reference/prescriptions/{prescription.name}.md" for prescription in knowledge.prescriptions),
        *(f"reference/evidence/{source}.md" for source in knowledge.evidence),
    }
    assert wanted <= set(pages)
    sections = {
        "reference/attributes.md": set(knowledge.attributes),
        "reference/exercises.md": set(knowledge.exercises),
        "reference/rules/index.md": {conclusion.name for conclusion in knowledge.conclusions.values()},
        "reference/referrals.md": {referral.name for referral in knowledge.referrals},
        "reference/restrictions.md": {r.name for r in knowledge.restrictions if r.referral is None},
        "reference/claims.md": {claim.name for claim in knowledge.claims},
    }
    for page, ids in sections.items():
        assert ids <= anchors(pages[page]), page


def test_a_rule_is_told_whole(kb: br.KnowledgeBase, pages: Pages) -> None:
    for rule in kb.knowledge.rules:
        page = pages[f"reference/rules/{rule.name}.md"]
        assert f"**{abs(rule.certainty).normalize():f}**" in page
        for citation in rule.rationale.evidence:
            assert f"../evidence/{citation.source}.md" in page
        assert page.count("| fires |") + page.count("| does not fire |") + page.count("| undecided |") >= len(
            rule.cases
        )


def test_a_placeholder_is_always_filled(pages: Pages) -> None:
    for name, text in pages.items():
        if name.startswith(("reference/rules/", "reference/prescriptions/")):
            unfilled = re.findall(r"\{[a-z_\[\]]+\}|\\0", _CODE.sub("", text))
            assert not unfilled, (name, unfilled)


def test_links_lead_to_a_page_and_a_place(written: Pages, pages: Pages) -> None:
    texts = {**written, **pages}
    places = {page: anchors(text) for page, text in texts.items() if page.endswith(".md")}
    lost = []
    for page, text in texts.items():
        if not page.endswith(".md"):
            continue
        for target in _LINK.findall(_CODE.sub("", text)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if whole not in texts or (anchor and anchor not in places[whole]):
                lost.append(f"{page}: {target}")
    assert not lost, lost[:20]


def anchors(text: str) -> set[str]:
    """Return the places of a page that a link can name: those it gives, and those its headings make."""
    given = {first or second for first, second in _ANCHOR.findall(text)}
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}
    return given | made


def test_every_page_stands_in_the_menu_or_is_reached_through_a_list(written: Pages, pages: Pages) -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = set(_pages_in(settings["nav"]))
    listed = [line.strip().lstrip("/") for line in settings["not_in_nav"].split("\n") if line.strip()]
    there = {*written, *(page for page in pages if page.endswith(".md"))}
    assert named <= there
    assert {p for p in there - named if not any(fnmatchcase(p, pattern) for pattern in listed)} == set()


def _pages_in(menu: Any) -> Iterator[str]:
    for part in menu.values() if isinstance(menu, dict) else menu:
        yield from [part] if isinstance(part, str) else _pages_in(part)


@pytest.mark.parametrize("words", ["FastAPI", "Excel", "red flag", "glossary", "MCP", "Named numbers", "from a wheel"])
def test_a_search_for_what_people_look_for_meets_a_heading(words: str, headings: str) -> None:
    assert words.lower() in headings


def test_a_page_is_titled_by_its_first_line_and_by_one_heading(pages: Pages) -> None:
    for name, text in pages.items():
        if name.endswith(".md"):
            lines = [line for line in _CODE.sub("", text).split("\n") if line and not line.startswith("<!--")]
            assert lines[0].startswith("# "), name
            assert sum(line.startswith("# ") for line in lines) == 1, name


def test_links_of_the_readme_and_the_guide_lead_to_files() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for target in _LINK.findall(_CODE.sub("", (ROOT / name).read_text(encoding="utf-8"))):
            if not re.match(r"[a-z]+:", target):
                assert (ROOT / target.partition("#")[0]).exists(), f"{name}: {target}"


def test_the_pages_hold_no_address_of_a_font_or_a_script(pages: Pages) -> None:
    picture = pages["assets/demo.svg"].replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"""url\(\s*['"]?http|href=|src=|@import|<script""", picture)


def test_the_published_schemas_accept_what_the_library_takes_and_writes(kb: br.KnowledgeBase, pages: Pages) -> None:
    import json

    facts = {"screening": "none", "sedentary_hours": "9 h/day", "pain": {"left_knee": 4, "others": "none"}}
    whole = json.loads(pages["schemas/profile-1.json"])
    every = list(whole["properties"])
    looked_at = {*facts, *every[:: effort(10, 1)]}  # whether the schema is one takes as long as it is
    some = {name: whole["properties"][name] for name in every if name in looked_at}
    profile = validator({**whole, "properties": some})
    profile.validate(facts)
    assert not profile.is_valid({"sedentary_hours": 99})
    written = json.loads(kb.assess(facts).to_json())
    validator(json.loads(pages["schemas/assessment-2.json"])).validate(written)


def test_a_difference_a_missing_and_a_left_over_page_are_found(pages: Pages, tmp_path: Path) -> None:
    some = {"reference/claims.md", *sorted(pages)[:: effort(10, 1)]}
    pages = {name: text for name, text in pages.items() if name in some}
    write(pages, tmp_path)
    assert differences(pages, tmp_path) == []
    rule = next(name for name in sorted(pages) if name.startswith("reference/rules/"))
    (tmp_path / rule).write_text("edited by hand", encoding="utf-8")
    (tmp_path / "reference" / "claims.md").unlink()
    (tmp_path / "reference" / "rules" / "gone.md").write_text("", encoding="utf-8")
    assert differences(pages, tmp_path) == [
        "reference/claims.md: missing",
        f"{rule}: differs",
        "reference/rules/gone.md: left over",
    ]
    write(pages, tmp_path)
    assert differences(pages, tmp_path) == []


def test_a_text_for_all_instances_names_them_or_their_domain(kb: br.KnowledgeBase) -> None:
    book = Book(kb.knowledge)
    sides = [("weak[left]", "The left hip is weak"), ("weak[right]", "The right hip is weak")]
    assert book.general(sides) == "The left or right hip is weak"
    muscles = [
        (f"few[{name}]", f"Few sets: {label}") for name, label in kb.knowledge.attributes["weekly_sets"].instances
    ]
    assert book.general(muscles) == "Few sets: ‹muscle›"
    assert book.general([("a[left]", "same"), ("a[right]", "same")]) == "same"


def test_nothing_is_generated_of_knowledge_of_which_a_claim_is_refuted(
    kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = DOUBLE[0][1]
    monkeypatch.setattr(br, "load", lambda: kb, raising=False)
    monkeypatch.setattr(generate, "verify", lambda _knowledge, fresh: verify(known, fresh=fresh))
    monkeypatch.setattr(generate, "write", lambda _pages: pytest.fail("a page was written"))
    monkeypatch.setattr(sys, "argv", ["docs.generate"])
    assert generate.main() == 1
    said = capsys.readouterr().err
    assert ": V12 " in said
    assert "1 to fix, or to stand by" in said


def test_what_the_authors_stand_by_is_no_reason_to_write_nothing() -> None:
    report = verify(STALE[2][2])
    assert report.suppressed
    assert unproved(report) == []


def test_the_page_of_lint_has_an_entry_for_each_code(pages: Pages) -> None:
    headings = re.findall(r"^## (L\d\d) ", pages["reference/lint.md"], re.MULTILINE)
    assert headings == list(LINT_CODES)

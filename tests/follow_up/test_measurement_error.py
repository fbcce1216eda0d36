"""What an attribute says of its measurement: its error, its source, and which way of changing is better."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from command_line import Run
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules.errors import KnowledgeError
from balance_rules.knowledge.lint import lint
from balance_rules.model import Better, Kind
from docs.generator.attributes import attribute_pages
from docs.generator.book import MEASUREMENT_ERROR, Book

SITTING = "- id: sitting\n"


def with_sitting(folder: Path, lines: str) -> br.KnowledgeBase:
    """Return the small knowledge with more said of sitting time."""
    write_knowledge(folder)
    for path in (folder / "attributes").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(SITTING, f"{SITTING}{lines}"), encoding="utf-8")
    return br.load(folder, bundled=False)


def test_forty_attributes_and_more_have_an_error_from_a_source(kb: br.KnowledgeBase) -> None:
    known = [a for a in kb.knowledge.attributes.values() if a.error is not None]
    sourced = [a for a in known if a.error and a.error.source in kb.knowledge.evidence]
    assert len(sourced) >= 40
    assert all(a.error and (a.error.source or a.error.convention) and a.error.protocol for a in known)
    assert all(a.error and a.error.mdc95 > 0 and a.kind is Kind.NUMBER for a in known)


@pytest.mark.parametrize(
    ("said", "smallest"),
    [
        ("mdc95: 2", Fraction(2)),
        ("sem: 1", Fraction("2.7718712")),  # 1.96 · √2, no smaller than it is
        ("mdc90: 1.645", Fraction("1.96")),
    ],
)
def test_every_way_of_giving_an_error_comes_to_a_smallest_change(tmp_path: Path, said: str, smallest: Fraction) -> None:
    kb = with_sitting(tmp_path, f"  error: {{{said}, protocol: asked twice, source: review_2002}}\n")
    error = kb.knowledge.attributes["sitting"].error
    assert error is not None
    assert error.mdc95 == smallest
    assert error.smallest_change(Fraction(7), Fraction(9)) == smallest


def test_an_error_in_per_cent_is_of_the_mean_whichever_came_first(tmp_path: Path) -> None:
    kb = with_sitting(tmp_path, "  error: {mdc95: 25, percent: true, protocol: asked twice, source: review_2002}\n")
    error = kb.knowledge.attributes["sitting"].error
    assert error is not None
    there, back = error.smallest_change(Fraction(6), Fraction(10)), error.smallest_change(Fraction(10), Fraction(6))
    assert there == back == 2


def test_an_error_needs_a_source_or_an_owner(tmp_path: Path) -> None:
    alone = with_sitting(tmp_path / "alone", "  error: {mdc95: 1, protocol: asked twice}\n")
    assert [(i.code, i.statement) for i in lint(alone.knowledge) if i.code == "L22"] == [("L22", "sitting")]
    owned = with_sitting(tmp_path / "owned", "  error: {mdc95: 1, protocol: asked twice, convention: Ours.}\n")
    assert not [issue for issue in lint(owned.knowledge) if issue.code == "L22"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("  error: {protocol: asked}\n", "one of mdc95, mdc90 and sem, above 0"),
        ("  error: {mdc95: 1, sem: 1, protocol: asked}\n", "one of mdc95, mdc90 and sem, above 0"),
        ("  error: {mdc95: 0, protocol: asked}\n", "one of mdc95, mdc90 and sem, above 0"),
        ("  error: {mdc95: 1, protocol: asked, source: nobody_1999}\n", "nobody_1999"),
        ("  better: faster\n", "higher, lower, none, or a value to come nearer to"),
        ("  better: nearer 99\n", "a number from 0 to 24 h/day"),
    ],
)
def test_what_is_wrong_with_an_error_is_said_where_it_stands(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match="attributes") as refused:
        with_sitting(tmp_path, lines)
    assert said in str(refused.value)


def test_the_better_way_is_that_in_which_a_person_is_asked_to_change(tmp_path: Path) -> None:
    changing = with_sitting(tmp_path / "changing", "  change: {direction: down, step: 0.5}\n")
    assert changing.knowledge.attributes["sitting"].better is Better.LOWER
    kb = with_sitting(tmp_path / "nearer", "  better: nearer 6\n")
    sitting = kb.knowledge.attributes["sitting"]
    assert (sitting.better, sitting.nearer) == (Better.NEARER, sitting.keys and 6 / sitting.resolution)


def test_the_page_names_every_number_with_its_error_or_without(kb: br.KnowledgeBase) -> None:
    page = attribute_pages(Book(kb.knowledge))[MEASUREMENT_ERROR]
    known, _, unknown = page.partition("## Not known")
    for attribute in kb.knowledge.attributes.values():
        if attribute.kind is Kind.NUMBER:
            assert f"(attributes.md#{attribute.id})" in (known if attribute.error else unknown)


def test_facts_show_says_how_far_a_measurement_can_be_off(run: Run) -> None:
    shown = run("facts", "show", "nordic_force").stdout
    assert "Better: higher" in shown
    assert "Error of measurement, given: minimal detectable change 76.2 N" in shown
    assert "opar_2013_nordbord" in shown
    assert "'nordic_force'" in run("facts", "show", "nordic_forc").stderr

"""What fired is on the page, by name or in the count of its foot: in text, Markdown and HTML, for both readers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from effort import effort

import balance_rules as br
from balance_rules.report import Summary, markdown, summary
from balance_rules.report.html import html_page
from balance_rules.report.rest import in_short
from balance_rules.text.plain_words import plain
from page.people import everybody, printed

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
READERS = ("coach", "client")
_TAG = re.compile(r"<[^>]+>")
EVERYBODY = everybody()
PROFILES = {name: EVERYBODY[name] for name in [*EVERYBODY][:: effort(18, 1)]}


@pytest.fixture(scope="module")
def assessed(kb: br.KnowledgeBase) -> dict[str, br.Assessment]:
    return {name: kb.assess(profile, engine="compiled") for name, profile in PROFILES.items()}


def forms(short: Summary) -> Iterator[tuple[str, str]]:
    """The page as text and as Markdown, on one line."""
    yield "text", " ".join(printed(short).split())
    yield "markdown", " ".join(re.sub(r"\\(.)|\*\*", r"\1", markdown(short)).split())


def counted(text: str, kind: str) -> int:
    """How many of a kind the foot says it leaves out."""
    foot = text[text.rindex("Not a diagnosis") :]
    found = re.search(rf"(\d+) {kind}s?\b", foot)
    return int(found[1]) if found else 0


def check(person: br.Assessment, reader: str, text: str, who: object) -> None:
    """Assert that names and counts add up to all that fired."""
    words = person.knowledge.words.client if reader == "client" else None

    def said(title: str) -> str:
        return plain(title, words) if words is not None else title

    body = text[: text.rindex("Not a diagnosis")]
    established = [finding for finding in person.findings if finding.level]
    named = [finding for finding in established if said(finding.title) in body]
    assert len(named) + counted(text, "finding") == len(established), who
    faint = [finding for finding in person.findings if not finding.level and finding.reasons]
    _, _, seen = body.partition("Seen, too little for a finding" if reader == "coach" else "Seen, and too little")
    told = sum(said(finding.title) in seen for finding in faint)
    assert told + counted(text, "weak sign") == len(faint), who


@pytest.mark.parametrize("reader", READERS)
def test_names_and_counts_add_up_for_everybody(assessed: dict[str, br.Assessment], reader: str) -> None:
    for number, (name, person) in enumerate(assessed.items()):
        for largest in (None, 8_192) if number % 5 == 0 else (None,):
            short = summary(person, reader=reader, largest=largest)  # type: ignore[arg-type]
            for form, text in forms(short):
                check(person, reader, text, (name, form, largest))


@pytest.mark.parametrize("reader", READERS)
def test_names_and_counts_add_up_on_a_page_of_html(assessed: dict[str, br.Assessment], reader: str) -> None:
    for name in list(assessed)[::7]:
        text = html.unescape(
            _TAG.sub(
                " ",
                re.sub(
                    r"(?s)<(style|svg|aside).*?</\1>",
                    "",
                    html_page(
                        assessed[name],
                        reader=reader,  # type: ignore[arg-type]
                    ),
                ),
            )
        )
        check(assessed[name], reader, " ".join(text.split()), name)


def test_every_active_restriction_is_named_or_counted(assessed: dict[str, br.Assessment]) -> None:
    for name, person in assessed.items():
        short = person.summary()
        active = [r for r in person.restrictions if r.state == "active"]
        foot = sum(int(text.split()[0]) for text in short.left_out if "restriction" in text)
        safety = short.safety
        assert len(safety.waits) + len(safety.not_for_now) + safety.more + foot == len(active), name


def test_no_title_of_a_finding_is_a_part_of_another(kb: br.KnowledgeBase) -> None:
    """Else the page could take one for named where only the other is."""
    titles = [conclusion.title for conclusion in kb.knowledge.conclusions.values()]
    assert [(one, other) for one in titles for other in titles if one != other and one in other] == []


def test_what_is_seen_and_too_little_is_named_where_nothing_is_established(kb: br.KnowledgeBase) -> None:
    sides = {"left": 0.50, "right": 0.50}
    known = {"screening": "none", "conditions": "none", "surgery": "none", "age": 25, "sex": "male", "pain": "none"}
    measured = {"isokinetic_gravity_corrected": True, "knee_strength_device": "isokinetic"}
    person = kb.assess({**known, **measured, "hq_conventional_60": sides})
    assert not [finding for finding in person.findings if finding.level]
    for form, text in forms(person.summary()):
        assert "Seen, too little for a finding: Low hamstring-to-quadriceps ratio, left; Low " in text, form


def test_the_other_side_is_named_in_every_form(kb: br.KnowledgeBase) -> None:
    known = {"screening": "none", "pain": "none", "acute_strain": "none", "conditions": "none", "surgery": "none"}
    person = kb.assess({**known, "sex": "male", "age": 28, "nordic_force": {"left": 250, "right": 245}})
    for reader in READERS:
        for form, text in forms(person.summary(reader=reader)):
            assert "hamstrings, right" in text, (reader, form)
        assert "hamstrings, right" in html_page(person, reader=reader)


# ---------------------------------------------------------------- notes on the data


def test_a_title_that_nobody_knows_is_named_on_the_page(kb: br.KnowledgeBase) -> None:
    robin = kb.assess(EXAMPLE / "profile.yaml", log=EXAMPLE / "hevy.csv")
    for reader in READERS:
        for form, text in forms(robin.summary(reader=reader)):
            assert "Not counted from the log: Ski Trainer 3000, 4 sets." in text, (reader, form)
            assert counted(text, "note on the data") == 1, form  # the log ended two days ago: that asks for nothing


def test_what_a_log_leaves_open_has_a_place_and_how_it_was_read_is_counted(kb: br.KnowledgeBase) -> None:
    notes = (
        "The log ended 3 days ago, on 2026-02-27.",
        "Of the log's 30 weeks the last 12 are read: they show what is trained now.",
        "Not counted: 3 rest timers.",
        "The training log was set aside: it ended 20 weeks ago, on 2025-10-12, and says nothing of 2026-03-02.",
        "7 rows of the log skipped: no date. The work in them is unknown.",
        "log.csv: found 12 weights without a unit; expected kg or lb. Say --unit.",
        "2 sets of exercises the catalogue does not know are not counted: Wall Walk (1), Hop (1).",
    )
    person = kb.assess_facts(kb.read_facts({"screening": "none"}), notes=notes)
    short = person.summary()
    assert short.notes == (notes[3], "Not counted from the log: Wall Walk (1), Hop (1), 2 sets.", notes[4])
    assert short.left_out == ("4 notes on the data",)


def test_a_long_note_is_cut_between_words() -> None:
    cut = in_short(
        "9 sets of exercises the catalogue does not know are not counted: " + "A long title (3), " * 30 + "B (1)."
    )
    assert cut.startswith("Not counted from the log: A long title (3), A long")
    assert cut.endswith(" …")
    assert len(cut) <= 202


def test_a_row_that_was_not_read_is_told_before_a_number_that_is_0(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    rows = ["Bench Press (Barbell),normal,80,8", "Wobble Thing,normal,10,12"]
    lines = [f'A,"18 Nov 2026, 18:00","18 Nov 2026, 19:00",{row}' for row in rows]
    lines += ['A,"99 Foo 2026, 18:00","",Squat (Barbell),normal,100,5']
    (tmp_path / "log.csv").write_text(
        "\n".join(["title,start_time,end_time,exercise_title,set_type,weight_kg,reps", *lines])
    )
    person = kb.assess({"date": "2026-11-20", "screening": "none"}, log=tmp_path / "log.csv")
    first, second, third = person.summary(kb.programme(person, sessions=2)).notes
    assert "Wobble Thing" in first + second
    assert "1 row of the log skipped" in first + second
    assert "could not be computed" not in third
    assert person.summary(kb.programme(person, sessions=2)).week.sets == ()

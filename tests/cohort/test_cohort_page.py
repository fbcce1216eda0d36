"""The squad summary as a page."""

from __future__ import annotations

from html.parser import HTMLParser

import polars as pl
from small_people_table import small_frame

import balance_rules as br
from balance_rules.cohort.tally import Tally
from balance_rules.report.html.squad import squad_page


class Page(HTMLParser):
    """The rows of the page's tables, its bars as widths, and whatever could act or be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.bars: list[float] = []
        self.acting: list[str] = []
        self.in_row = False
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.rows.append([])
            self.in_row = True
        if tag == "i":
            self.bars.append(float((given["style"] or "").removeprefix("width: ").removesuffix("%")))
        fetched = any(not (given.get(name) or "#").startswith("#") for name in ("src", "href"))
        if tag == "script" or fetched or any(name.startswith("on") for name in given):
            self.acting.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.in_row and data.strip():
            self.rows[-1].append(data.strip())

    def handle_endtag(self, tag: str) -> None:
        self.in_row = self.in_row and tag != "tr"


def test_the_page_shows_the_counts_of_the_summary_and_nothing_in_it_acts(small: br.KnowledgeBase) -> None:
    table = small_frame(100).with_columns(pl.lit(1).alias("<script>alert(1)</script>"))
    table = table.with_columns(pl.when(id="p4").then(pl.lit("<img src=x>")).otherwise("id").alias("id"))
    summary = small.cohort(table).summary
    page = Page(squad_page(summary))
    assert page.acting == []
    rows = {row[0]: row[1:] for row in page.rows if row}
    for finding in summary.findings:
        told = rows[finding.title][::2]
        assert told == [f"{count:,}" for count in reversed(finding.highest.values())]
    for advice in summary.prescriptions:
        if advice.yes:
            assert rows[advice.title][::2] == [f"{advice.yes:,}", f"{advice.open:,}"]
        else:
            assert advice.title not in rows
    assert all(0 <= width <= 100 for width in page.bars)
    weak = next(finding for finding in summary.findings if finding.id == "hamstring_weakness[left]")
    assert sum(weak.highest.values()) == weak.at_least["low"] > 0
    assert rows["sitting"] == [str(summary.faults["sitting"])]


def test_a_squad_of_nobody_has_a_page(small: br.KnowledgeBase) -> None:
    page = squad_page(small.cohort(small_frame(0)).summary)
    assert "No finding is established." in page
    assert "All 0 rows were judged." in page


def test_the_page_names_who_is_to_be_seen_by_team_and_who_has_the_biggest_problems(small: br.KnowledgeBase) -> None:
    numb = pl.Series("screening[saddle_numbness]", [i % 7 == 0 for i in range(100)])
    people = small.cohort(small_frame(100).with_columns(numb), keep=["team"])
    summary = people.summary
    assert summary.to_see
    results = people.table
    raised = pl.any_horizontal(pl.col(r.id) == "refer" for r in small.knowledge.referrals)
    assert {p.id for p in summary.to_see} == set(results.filter(raised)["id"])
    assert len(summary.to_see) == summary.to_refer
    page = Page(squad_page(summary, team="team"))
    teams = {str(team) for team in results.filter(raised)["team"]}
    assert all(f"{team}: {sum(p.kept['team'] == team for p in summary.to_see)}" in page.text for team in teams)
    named = {row[0] for row in page.rows if row}
    assert {p.id for p in (*summary.to_see, *summary.worst)} <= named
    counts = [sum(r.id == "hamstring_weakness[left]" for r in p.reasons) for p in summary.worst]
    assert sum(counts) > 0
    assert len(summary.worst) == 10


def test_no_bar_shows_what_is_the_same_for_everybody(small: br.KnowledgeBase) -> None:
    page = Page(squad_page(small.cohort(small_frame(60).select("id", "sitting")).summary))
    assert "Unknown of nearly everybody" in page.text
    assert "prescriptions are withheld from everybody" in page.text
    assert page.bars.count(100.0) == 0


def test_batches_name_the_same_people_as_the_whole(small: br.KnowledgeBase) -> None:
    frame = small_frame(90)
    parts = [small.cohort(part, keep=["team"])._tally() for part in frame.iter_slices(25)]
    whole = small.cohort(frame, keep=["team"])._tally()
    added = sum(parts, Tally())
    assert (added.to_see, added.worst) == (whole.to_see, whole.worst)
    assert Tally.from_dict(added.as_dict()) == added


def test_the_order_of_the_rows_does_not_say_who_stands_out(small: br.KnowledgeBase) -> None:
    """Spark gives the rows of a partition whenever it is done: the same people stand out in any order."""
    numb = pl.Series("screening[saddle_numbness]", [i % 7 == 0 for i in range(90)])
    frame = small_frame(90).with_columns(numb)
    one = small.cohort(frame).summary
    assert one.to_see
    assert one.worst
    for seed in range(3):
        other = small.cohort(frame.sample(fraction=1, shuffle=True, seed=seed)).summary
        assert (other.to_see, other.worst) == (one.to_see, one.worst)

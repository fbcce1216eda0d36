"""The squad summary as a page."""

from __future__ import annotations

from html.parser import HTMLParser

import polars as pl
from small_people_table import small_frame

import balance_rules as br
from balance_rules.report_html.squad import squad_page


class Page(HTMLParser):
    """The rows of the page's tables, its bars as widths, and whatever could act or be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.bars: list[float] = []
        self.acting: list[str] = []
        self.in_row = False
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
        assert rows[advice.title][::2] == [f"{advice.yes:,}", f"{advice.open:,}"]
    assert all(0 <= width <= 100 for width in page.bars)
    weak = next(finding for finding in summary.findings if finding.id == "hamstring_weakness[left]")
    assert sum(weak.highest.values()) == weak.at_least["low"] > 0
    assert rows["sitting"] == [str(summary.faults["sitting"])]


def test_a_squad_of_nobody_has_a_page(small: br.KnowledgeBase) -> None:
    page = squad_page(small.cohort(small_frame(0)).summary)
    assert "No finding is established." in page
    assert "All 0 rows were judged." in page

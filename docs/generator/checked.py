"""How the evidence was checked: the counts, and where each cut-off lies to the error of its measurement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from balance_rules.knowledge.inventory import RECENT, Inventory, take_inventory
from balance_rules.knowledge.margins import Margin, margins
from balance_rules.model import Reading, Role
from docs.generator.book import ATTRIBUTES, CHECKED, MEASUREMENT_ERROR, RULES, Book, document, escape, link, table
from docs.generator.readings import readings

READ = {Reading.FULL_TEXT: "in full", Reading.ABSTRACT: "in its abstract", Reading.RECORD: "as a record only"}


def checked_page(book: Book) -> str:
    """Return the page that tells how the evidence was checked."""
    inventory = take_inventory(book.knowledge)
    alike: dict[tuple[object, ...], list[Margin]] = {}
    for margin in margins(book.knowledge):
        same = alike.setdefault((margin.rule, margin.distance, margin.error), [])
        if margin.attribute not in {other.attribute for other in same}:
            same.append(margin)
    return document(
        "# How the evidence was checked",
        "What a rule says is worth what its evidence is worth. So each source is read, each citation says what it is "
        "for, and the lint refuses what does not: `balance-rules knowledge lint`. The numbers here are those of "
        "`balance-rules knowledge report`, counted when this page was made.",
        "## Sources",
        _sources(inventory),
        "A source without authors, title, place and year is refused, and so is an address at a site that copies or "
        "retells. `verified` says where each was read, and how much of it. Where only the abstract was read, nothing "
        "is cited that stands outside it.",
        "## What the rules rest on",
        "A citation says whether it supports the number, the link, the effect of a treatment or the mechanism, and "
        "whether it is indirect: other people, another test. The grade shown with a finding is that of the evidence "
        "for the thing said. A line of our own is D, however good the studies around it.",
        table(("Rests on", "Rules", "of these on indirect evidence alone"), _roles(inventory)),
        "By the grade of what they say: " + ", ".join(f"{g} {n}" for g, n in inventory.rules_by_grade) + ".",
        "## Cut-offs and the error of measurement",
        "Left and right of a healthy person never read the same. A rule must not speak of a difference that one test "
        f"shows by chance. Two days may differ by what {link(CHECKED, 'errors of measurement', MEASUREMENT_ERROR)} "
        "tells; one test may be off by that divided by the root of two. "
        f"**Rules whose cut-off lies inside: {len(inventory.side_differences.inside)}.** The lint refuses one (L23).",
        "What counts is the error of the *difference*, which is not that of one side: both sides are measured within "
        "an hour by one examiner, and share the day. Where nobody has published it, that of the nearest test is taken "
        "over and owned; or that of one side stands as the most it can be: if the sides err apart, a difference is off "
        "by as much as two measurements of one side lie apart. A criterion that asks for more than can be measured "
        "and the cut of a study that sorted its people by one test stand inside on purpose. A rule whose error nobody "
        "knows is refused too.",
        table(
            ("Rule", "Attribute", "Cut, from even", "One test may be off by", "That error is", ""),
            [_row(book, each) for each in alike.values()],
        ),
        "## Every rule, read",
        *readings(book),
    )


def _sources(inventory: Inventory) -> list[str]:
    sources = inventory.sources
    read = dict(sources.by_reading)
    by_reading = "; ".join(f"{read[reading.value]} {words}" for reading, words in READ.items())
    return [
        f"- {sources.identified} of {sources.written} are identified by authors or body, title, place and year.",
        f"- {sources.written - sources.unread} were read: {by_reading}.",
        f"- {sources.recent} are of {RECENT} or later.",
        "- By grade: " + ", ".join(f"{grade} {number}" for grade, number in inventory.sources_by_grade) + ".",
    ]


def _roles(inventory: Inventory) -> Iterable[Sequence[str]]:
    for each in inventory.rules_by_role:
        yield escape(Role(each.role).meaning), str(each.rules), str(each.indirect)


def _row(book: Book, alike: Sequence[Margin]) -> Sequence[str]:
    margin = alike[0]
    attribute = book.knowledge.attributes[margin.attribute]
    more = f" and {len(alike) - 1} more" if len(alike) > 1 else ""
    return (
        link(CHECKED, book.title(margin.rule), f"{RULES}/{margin.rule}.md"),
        link(CHECKED, attribute.title_of_all, ATTRIBUTES, attribute.id) + more,
        f"{float(margin.distance):g}",
        "not known" if margin.error is None else f"{float(margin.error):.3g}",
        margin.basis.value,
        escape(margin.owned) if margin.smaller else "",
    )

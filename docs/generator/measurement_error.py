"""How far measurements are off: every attribute with an error, where it comes from, and those that have none."""

from __future__ import annotations

from collections.abc import Sequence

from balance_rules.model import UNIT_SIGNS, Attribute, Better, Kind
from docs.generator.book import ATTRIBUTES, MEASUREMENT_ERROR, Book, document, enumeration, escape, link, table

BETTER = {Better.HIGHER: "higher", Better.LOWER: "lower", Better.NONE: "neither"}


def measurement_error_page(book: Book) -> str:
    """Return the page of the errors of measurement."""
    numbers = [a for a in book.knowledge.attributes.values() if a.kind is Kind.NUMBER]
    known = [a for a in numbers if a.error is not None]
    sourced = sum(a.error.source is not None for a in known if a.error)
    return document(
        "# How far measurements are off",
        "Somebody who has not changed does not measure the same twice. A change counts as *better* or *worse* only "
        "where it reaches the smallest change that counts: what is seen by chance in fewer than 5 of 100 people who "
        "have not changed (the minimal detectable change at 95 %; from a standard error of measurement it is 2.77 "
        "times that). In per cent it is of the mean of the two measurements. Where a source gives a range, its largest "
        "stands.",
        f"{len(known)} attributes have an error, {sourced} of them from a source; the others are owned conventions. "
        f"{len(numbers) - len(known)} numbers have none: whether a change in them is more than error cannot be told.",
        "## Known",
        table(
            ("Attribute", "Smallest change", "As given", "Better", "How it was measured", "From"),
            [_row(book, a) for a in known],
        ),
        "## Not known",
        "A difference or ratio errs more than what it is computed from, so no error is taken over from there.",
        [f"- {_named(a)}" for a in numbers if a.error is None],
    )


def _row(book: Book, attribute: Attribute) -> Sequence[str]:
    error = attribute.error
    assert error is not None
    unit = "%" if error.percent else "" if attribute.unit == "1" else UNIT_SIGNS.get(attribute.unit, attribute.unit)
    sources = [book.source_link(MEASUREMENT_ERROR, source) for source in (error.source, *error.beside) if source]
    said = " ".join(part for part in (error.protocol, error.note) if part)
    owned = [f"Convention: {escape(error.convention)}"] if error.convention else []
    better = f"nearer {attribute.show(attribute.nearer)}" if attribute.nearer is not None else ""
    return (
        _named(attribute),
        f"{float(error.mdc95):.4g} {unit}".strip(),
        escape(error.given),
        better or BETTER.get(attribute.better or Better.NONE, ""),
        escape(said),
        " ".join(part for part in (enumeration(sources) if sources else "", *owned) if part),
    )


def _named(attribute: Attribute) -> str:
    return link(MEASUREMENT_ERROR, attribute.title_of_all, ATTRIBUTES, attribute.id)

"""The activity list that Garmin Connect exports as CSV: only the hours of exercise are read."""

from __future__ import annotations

import re
from decimal import Decimal

from balance_rules.person.sheets.account import SheetAccount
from balance_rules.person.sheets.files import Source
from balance_rules.person.sheets.protocol import Measured, Protocol
from balance_rules.person.sheets.tables import table

NAME = "Garmin activity list"
RECORDED = Protocol(device="activity record", quantity="recorded activity")
# The columns of the two languages whose exports were read: kind, date and time.
LANGUAGES = (
    ("activity type", "date", "title", ("time", "activity time")),
    ("tipo de actividad", "fecha", "título", ("tiempo",)),
)
_DURATION = re.compile(r"(\d{1,3}):(\d{2}):(\d{2}(?:[.,]\d{1,3})?)")


def recognises(source: Source) -> bool:
    """Whether the header is that of Garmin's activity list, in English or Spanish."""
    return _language(source) is not None


def read(source: Source, account: SheetAccount) -> None:
    """Take the duration of each activity; one that stands twice in the file counts once."""
    language = _language(source)
    assert language is not None
    kind, date, title, durations = language
    seen: set[tuple[str, ...]] = set()
    for row in table(source, account, (kind, date)):
        text = row.text(*durations)
        match = _DURATION.fullmatch(text)
        activity = (row.text(kind), row.text(date), row.text(title), text)
        if match is None:
            account.skip(row.line, "a duration that is not h:mm:ss", text)
        elif activity in seen:
            account.skip(row.line, "the same activity a second time", " ".join(activity))
        else:
            seen.add(activity)
            hours, minutes, seconds = (Decimal(part.replace(",", ".")) for part in match.groups())
            day = row.text(date).split(" ")[0].split("T")[0]
            account.days.add(day)
            spent = Measured(RECORDED, "", hours * 3600 + minutes * 60 + seconds, "s", may_be_zero=True)
            account.take(row.line, None, day, [spent])


def _language(source: Source) -> tuple[str, str, str, tuple[str, ...]] | None:
    header = {*source.header}
    return next((words for words in LANGUAGES if {*words[:3]} <= header and header & {*words[3]}), None)

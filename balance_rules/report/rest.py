"""What fired and has no place of its own on the page: named while there is room, and else counted by its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from balance_rules.assessment import Assessment
from balance_rules.person.logs.notes import SET_ASIDE
from balance_rules.report.arrangement import too_weak
from balance_rules.report.concerns import words_for
from balance_rules.report.content import Concern, Point, Reader, Safety
from balance_rules.text.wording import counted
from balance_rules.text.writing import one_line

MOST_FOUND, MOST_NOTES = 7, 3
LONGEST_NOTE = 200
# What a note says that asks nobody for anything: how the data were read.
_ONLY_TOLD = re.compile(
    r"The log ended [^:]*\.|Of the log's \d+ weeks |Not counted: |Weekly sets stay unknown |Of '[^']*' the later of "
    r"|.*: \d+ rows?: \d+ read, 0 skipped\."
)
_UNKNOWN_TITLES = re.compile(r"(\d+ sets?) of exercises the catalogue does not know (?:is|are) not counted: (.+)\.")
_LOST_ROWS = re.compile(r"\d+ rows? of the log skipped: ")
_NOT_COMPUTED = " could not be computed: "
_OWN_COUNT = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Rest:
    """The names that still fit, the notes that ask for something, and in words what is left out."""

    found: tuple[str, ...]
    too_little: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: tuple[str, ...]


def what_is_left(
    assessment: Assessment,
    safety: Safety,
    concerns: Iterable[Concern],
    points: Sequence[Point],
    reader: Reader,
    *,
    most: int = MOST_FOUND,
    silent: bool = False,
) -> Rest:
    """What fired beside the rest of a page; `silent` says that a doctor comes first and nothing else is named."""
    words = words_for(assessment.knowledge, reader)
    said = "\n".join([text for p in points for text in (p.says, *p.also)] + [concern.answer for concern in concerns])
    established = sorted((f for f in assessment.findings if f.level), key=lambda finding: -finding.score[0])
    unsaid = [title for finding in established if (title := words(finding.title)) not in said]
    faint = [words(finding.title) for finding in too_weak(assessment.findings)]
    active = sum(restriction.state == "active" for restriction in assessment.restrictions)
    asking = [note for note in assessment.notes if not _ONLY_TOLD.match(note)]
    asking.sort(key=_urgency)
    found = () if silent else tuple(unsaid[:most])
    too_little = () if silent or points else tuple(faint[:most])  # beside what is established it weighs little
    notes = tuple(in_short(note) for note in asking[:MOST_NOTES])
    named = (safety.waits, safety.limits, safety.not_for_now)
    left_out = [
        (len(unsaid) - len(found), "finding", "findings"),
        (len(faint) - len(too_little), "weak sign", "weak signs"),
        (active - sum(map(len, named)) - safety.more, "restriction", "restrictions"),
        (len(assessment.notes) - len(notes), "note on the data", "notes on the data"),
    ]
    return Rest(found, too_little, notes, tuple(counted(number, *words) for number, *words in left_out if number))


def _urgency(note: str) -> int:
    """First what takes a log or its titles away, then its rows; last what could not be computed of a 0."""
    if note.startswith(SET_ASIDE) or _UNKNOWN_TITLES.fullmatch(note):
        return 0
    return 1 if _LOST_ROWS.match(note) else 3 if _NOT_COMPUTED in note else 2


def in_short(note: str) -> str:
    """Return a note as short as a page wants it.

    >>> in_short("4 sets of exercises the catalogue does not know are not counted: Ski Trainer 3000 (4).")
    'Not counted from the log: Ski Trainer 3000, 4 sets.'
    """
    if unknown := _UNKNOWN_TITLES.fullmatch(note):
        sets, titles = unknown.groups()
        return in_short(
            f"Not counted from the log: {titles if ', ' in titles else _OWN_COUNT.sub('', titles)}, {sets}."
        )
    text = one_line(note)
    return text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1].rsplit(' ', 1)[0]} …"

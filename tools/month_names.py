"""Makes the table of month names that the readers of logs know; run it again when the CLDR has changed.

    python -m tools.month_names

The names come from the Unicode CLDR through babel, which is maintained, complete (some 380 languages) and
licensed permissively. Reading all of it takes more than a second, so its result is shipped as a file and babel
is only needed to make that file. A test compares the two.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from babel import Locale, localedata

from balance_rules.person.logs.locales import EDGES, TABLE, fold, without_accents

# A language whose CLDR data names fewer languages than this is a sketch, in which no telephone can be set
# up. It cannot make "Jan" doubtful because Sotho has a June of that name.
THOROUGH = 200

# Hebrew writes "d בMMM", Mongolian "MMM'ын'": letters that stand next to the month without a space.
_LETTERS = r"(?:'([^']+)'|([^\W\da-zA-Z]+))?"
_GROWN = re.compile(f"{_LETTERS}M{{3,4}}{_LETTERS}")

Meanings = Mapping[str, Mapping[str, set[int]]]


def table() -> dict[str, Any]:
    """The table as `locales` reads it: plain data, everything in order.

    ``months`` and ``bare`` give for each folded name the languages with the months it means there, as text:
    ``pl:11 hr:10``. ``bare`` has only the names that lose an accent.
    """
    months: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    parts_of_day: dict[str, set[int]] = defaultdict(set)
    fillers: set[str] = set()
    thorough: set[str] = set()
    for language, locale in _locales():
        if len(locale.languages) >= THOROUGH:
            thorough.add(language)
        for name, month in _months(locale):
            months[name][language].add(month)
        for name, hours in _parts_of_day(locale):
            parts_of_day[name] |= hours
        for pattern in _patterns(locale):
            fillers.update(_literals(pattern))
    return {
        "months": _written(months),
        "bare": _written(_bare(months)),
        "parts_of_day": {name: sorted(hours) for name, hours in sorted(parts_of_day.items())},
        "fillers": sorted(fillers),
        "thorough": sorted(thorough),
    }


def text() -> str:
    """The table as the text of its file."""
    return json.dumps(table(), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def _bare(months: Meanings) -> Meanings:
    """Return the names without accents where that changes them, each with all that it could then be."""
    bare: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, languages in months.items():
        for language, found in languages.items():
            bare[without_accents(name)][language] |= found
    changed = {without_accents(name) for name in months if without_accents(name) != name}
    return {name: languages for name, languages in bare.items() if name in changed}


def _written(meanings: Meanings) -> dict[str, str]:
    def languages(name: str) -> str:
        return " ".join(f"{lang}:{','.join(map(str, sorted(m)))}" for lang, m in sorted(meanings[name].items()))

    return {name: languages(name) for name in sorted(meanings)}


def _locales() -> Iterator[tuple[str, Locale]]:
    """Yield every locale with its language; regional locales count for their language."""
    for language, identifiers in groupby(sorted(localedata.locale_identifiers()), lambda name: name.partition("_")[0]):
        for identifier in identifiers:
            yield language, Locale.parse(identifier)


def _months(locale: Locale) -> Iterator[tuple[str, int]]:
    """Yield the folded names of months, also with the letters that the locale's dates grow onto them."""
    affixes = {("", "")}
    for pattern in _patterns(locale):
        affixes.update((fold(a + b), fold(c + d)) for a, b, c, d in _GROWN.findall(pattern))
    for form in locale.months.values():
        for width, months in form.items():
            for month, name in months.items() if width != "narrow" else ():
                folded = fold(name).strip(EDGES)
                if not folded.isdigit():  # a bare number is no name
                    yield from ((before + folded + after, month) for before, after in affixes)


def _parts_of_day(locale: Locale) -> Iterator[tuple[str, set[int]]]:
    """Yield the folded names of the parts of the day with the hours each can stand with."""
    hours = {"am": {*range(12)}, "pm": {*range(12, 24)}}
    for part, spans in locale.day_period_rules.get(None, {}).items():
        for span in spans:
            if "at" not in span:
                first, last = span["from"] // 3600, -(-span["before"] // 3600)  # babel has seconds
                hours[part] = {hour % 24 for hour in range(first, last if first < last else last + 24)}
    for form in locale.day_periods.values():
        for width in ("abbreviated", "wide", "narrow"):
            names_of_parts = form.get(width, {})
            yield from ((fold(names_of_parts[part]), when) for part, when in hours.items() if part in names_of_parts)


def _patterns(locale: Locale) -> Iterator[str]:
    """Yield the patterns of dates and times, letters outside quotation marks as symbols: ``d 'de' MMM``."""
    for formats in (locale.date_formats, locale.time_formats, locale.datetime_formats):
        for width, pattern in formats.items():
            if width != "full":  # only full dates name the day of the week
                yield str(getattr(pattern, "pattern", pattern))


def _literals(pattern: str) -> Iterator[str]:
    """Yield the folded words of a pattern that are not symbols."""
    quoted = re.findall(r"'([^']+)'", pattern)
    bare = re.sub(r"'[^']*'|[A-Za-z]", " ", pattern)
    for written in (*quoted, bare):
        yield from (word for word in re.split(r"[\W\d]+", fold(written)) if word)


if __name__ == "__main__":
    TABLE.write_text(text(), encoding="utf-8", newline="\n")

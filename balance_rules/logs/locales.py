"""How every locale writes months and halves of the day.

The names come from the Unicode CLDR through babel, which is maintained, complete (some 380 languages),
licensed permissively, and offline. A library that parses free dates was not taken: it would guess, and a
list of our own would be wrong for the language nobody tested. Reading the CLDR takes a second, so it
is done once, and only for a file whose dates are written with words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import MappingProxyType

from babel import Locale, localedata

from balance_rules.logs.table import ascii_digits

# A language whose CLDR data names fewer languages than this is a sketch, in which no telephone can be set
# up. It cannot make "Jan" doubtful because Sotho has a June of that name.
THOROUGH = 200

# Hebrew writes "d בMMM", Mongolian "MMM'ын'": letters that stand next to the month without a space.
_LETTERS = r"(?:'([^']+)'|([^\W\da-zA-Z]+))?"
_GROWN = re.compile(f"{_LETTERS}M{{3,4}}{_LETTERS}")

EDGES = "-–—·|/'’ "  # marks at the ends of a word that belong to the date around it

Months = Mapping[str, Mapping[str, frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all languages, folded by `fold`.

    Parameters
    ----------
    months
        Name → language → the months it means there; nearly always one.
    bare_months
        The same without accents, for a name that is not in `months`.
    parts_of_day
        Name → the hours, 0 to 23, that it can stand with: ``pm``, ``晚上``; all that any language gives it.
    fillers
        Words that stand in dates and say nothing: ``de``, ``г``. Some are parts of the day elsewhere.
    thorough
        The languages that the CLDR describes thoroughly.
    """

    months: Months
    bare_months: Months
    parts_of_day: Mapping[str, frozenset[int]]
    fillers: frozenset[str]
    thorough: frozenset[str]

    def month(self, name: str) -> Mapping[str, frozenset[int]]:
        """Return language → months for a folded name; empty if it is no month anywhere."""
        return self.months.get(name) or self.bare_months.get(without_accents(name)) or {}


def fold(text: str) -> str:
    """Return the text as names are compared: case, width, dots, script of digits and invisible marks removed.

    >>> fold("3 Févr. ٢٠٢٦")
    '3 févr 2026'
    """
    folded = unicodedata.normalize("NFKC", text.replace(".", "")).casefold()
    if not folded.isascii():
        folded = "".join(c for c in ascii_digits(folded) if unicodedata.category(c) != "Cf")
    return " ".join(folded.split())


def without_accents(text: str) -> str:
    """Return the text without combining marks.

    >>> without_accents("févr")
    'fevr'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def names() -> Names:
    """Return the names of every locale that babel ships; read once."""
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
    bare: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for name, languages in months.items():
        for language, found in languages.items():
            bare[without_accents(name)][language] |= found
    return Names(
        _frozen(months),
        _frozen(bare),
        MappingProxyType({name: frozenset(hours) for name, hours in parts_of_day.items()}),
        frozenset(fillers),
        frozenset(thorough),
    )


def _locales() -> Iterator[tuple[str, Locale]]:
    """Yield every locale with its language.

    Regional locales count for their language. babel keeps all it ever loaded, 200 MB of it here; what was
    loaded for this table only is dropped again, language by language, as far as babel lets us.
    """
    loaded = getattr(localedata, "_cache", {})
    kept = {*loaded}
    for language, identifiers in groupby(sorted(localedata.locale_identifiers()), lambda name: name.partition("_")[0]):
        for identifier in identifiers:
            yield language, Locale.parse(identifier)
        for name in {*loaded} - kept - {"root"}:
            loaded.pop(name, None)


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
    for text in (*quoted, bare):
        yield from (word for word in re.split(r"[\W\d]+", fold(text)) if word)


def _frozen(names: Mapping[str, Mapping[str, set[int]]]) -> Months:
    return MappingProxyType(
        {
            name: MappingProxyType({language: frozenset(months) for language, months in languages.items()})
            for name, languages in names.items()
        }
    )

"""Dates of every locale, and what is left open instead of guessed."""

from __future__ import annotations

from datetime import datetime

import pytest
from babel import Locale, localedata
from babel.dates import format_datetime
from effort import effort
from hypothesis import given
from hypothesis import strategies as st

from balance_rules.person.logs.dates import YEARS, read_dates
from balance_rules.person.logs.locales import fold, names


def start(text: str, *others: str, day_first: bool | None = None) -> datetime | str:
    """Return when `text` is, in a file with `others`, or the reason why nobody can tell."""
    dates = read_dates([text, *others], "log.csv", day_first=day_first)
    assert dates.moments.keys() | dates.unread.keys() == {text, *others}
    return dates.moments[text].start if text in dates.moments else dates.unread[text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28 Mar 2025, 17:29", datetime(2025, 3, 28, 17, 29)),
        ("May 15, 2026, 7:26 PM", datetime(2026, 5, 15, 19, 26)),
        ("May 15, 2026, 7:26\u202fPM", datetime(2026, 5, 15, 19, 26)),
        ("3 févr. 2026, 18:00", datetime(2026, 2, 3, 18)),
        ("3 fevr 2026, 18:00", datetime(2026, 2, 3, 18)),
        ("5 Mai 2026, 07:00", datetime(2026, 5, 5, 7)),
        ("12. März 2026, 07:05", datetime(2026, 3, 12, 7, 5)),
        ("3 de fev. de 2026, 20:15", datetime(2026, 2, 3, 20, 15)),
        ("5 Fev 2026 20h15", datetime(2026, 2, 5, 20, 15)),
        ("3. helmi 2026 19.26", datetime(2026, 2, 3, 19, 26)),
        ("05.06.2026, 07:30", datetime(2026, 6, 5, 7, 30)),
        ("2026. 6. 5. 07:30", datetime(2026, 6, 5, 7, 30)),
        ("2026-06-05 07:30:00", datetime(2026, 6, 5, 7, 30)),
        ("2026-06-05T07:30:15Z", datetime(2026, 6, 5, 7, 30, 15)),
        ("2026-06-05T07:30:00.250+02:00", datetime(2026, 6, 5, 7, 30)),
        ("2026/06/05 07:30", datetime(2026, 6, 5, 7, 30)),
        ("2026年6月5日 07:30", datetime(2026, 6, 5, 7, 30)),
        ("2026年6月5日 午後7:30", datetime(2026, 6, 5, 19, 30)),
        ("2026年6月5日 晚上7:30", datetime(2026, 6, 5, 19, 30)),
        ("2026년 6월 5일 오전 7:30", datetime(2026, 6, 5, 7, 30)),
        ("٥ يونيو ٢٠٢٦، ٧:٣٠ م", datetime(2026, 6, 5, 19, 30)),
        ("५ जून २०२६, 07:30", datetime(2026, 6, 5, 7, 30)),
        ("5 thg 6, 2026 07:30", datetime(2026, 6, 5, 7, 30)),
        ("3 בפבר׳ 2026, 19:26", datetime(2026, 2, 3, 19, 26)),
        ("1 Jan 2026, 12:05 AM", datetime(2026, 1, 1, 0, 5)),
        ("1 Jan 2026, 12:05 PM", datetime(2026, 1, 1, 12, 5)),
        ("1 Jan 2026, 19:05 PM", datetime(2026, 1, 1, 19, 5)),
    ],
)
def test_a_date_is_read_from_its_parts(text: str, expected: datetime) -> None:
    assert start(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing_date"),
        ("  ", "missing_date"),
        ("yesterday", "invalid_date"),
        ("31 Feb 2026, 10:00", "invalid_date"),
        ("05.13.2026, 07:30", "invalid_date"),
        ("2026-13-05", "invalid_date"),
        ("2026-06-05 25:00", "invalid_date"),
        ("5 Jun 2026, 07:61", "invalid_date"),
        ("5 Foo 2026, 07:30", "invalid_date"),
        ("5 Jan Feb 2026, 07:30", "invalid_date"),
        ("Jan 2026", "invalid_date"),
        ("07:30", "invalid_date"),
        ("12345", "invalid_date"),
        ("3/4/26, 07:30", "ambiguous_date"),
        ("26.13.04", "invalid_date"),
        ("5 Jun 2026, 7:30 XM", "invalid_date"),
        ("1 Jan 2026, 19:05 AM", "invalid_date"),
        ("5 มิ.ย. 2569, 07:30", "invalid_date"),
        ("۱۴۰۴/۱۱/۱۴, 07:30", "invalid_date"),
        ("5 Jun 2026 " + "9" * 100_000, "invalid_date"),
    ],
)
def test_what_is_no_date_is_not_made_one(text: str, reason: str) -> None:
    assert start(text) == reason


def test_a_day_without_an_hour_has_no_time_of_day() -> None:
    dates = read_dates(["5 Mai 2026", "5 Mai 2026, 00:00"], "log.csv")
    assert not dates.moments["5 Mai 2026"].timed
    assert dates.moments["5 Mai 2026, 00:00"].timed


def test_one_decisive_date_settles_the_order_of_day_and_month_for_the_file() -> None:
    assert start("5/6/2026, 07:30", "23/12/2025, 07:30") == datetime(2026, 6, 5, 7, 30)
    assert start("5/6/2026, 07:30", "12/23/2025, 07:30") == datetime(2026, 5, 6, 7, 30)
    assert start("05-06-2026 07:30", "23-12-2025 07:30") == datetime(2026, 6, 5, 7, 30)


def test_without_a_decisive_date_the_order_is_asked_for() -> None:
    dates = read_dates(["5/6/2026, 07:30"], "log.csv")
    assert dates.unread == {"5/6/2026, 07:30": "ambiguous_date"}
    (note,) = dates.notes
    assert note.place == "log.csv"
    assert "5/6/2026" in note.found
    assert "day_first=True" in note.fix


def test_the_caller_settles_the_order() -> None:
    assert start("5/6/2026", day_first=True) == datetime(2026, 6, 5)
    assert start("5/6/2026", day_first=False) == datetime(2026, 5, 6)
    assert start("13/6/2026", day_first=False) == "invalid_date"
    assert not read_dates(["5/6/2026"], "log.csv", day_first=True).notes


def test_dates_that_contradict_each_other_settle_nothing() -> None:
    others = ("23/12/2025", "12/23/2025")
    assert start("5/6/2026", *others) == "ambiguous_date"
    assert start("4/4/2026", *others) == datetime(2026, 4, 4)
    assert start("23/12/2025", "5/6/2026", "12/23/2025") == datetime(2025, 12, 23)
    assert "day first as well as" in read_dates(["5/6/2026", *others], "log.csv").notes[0].found


def test_an_impossible_date_decides_no_order() -> None:
    assert start("5/6/2026", "45/6/2026") == "ambiguous_date"


def test_names_that_disagree_are_settled_by_the_language_of_the_file() -> None:
    assert start("5 lis 2025") == "ambiguous_date"
    assert start("5 lis 2025", "3 paź 2025") == datetime(2025, 11, 5)  # Polish November
    assert start("5 lis 2025", "3 kol 2025", "3 ruj 2025") == datetime(2025, 10, 5)  # Croatian October
    assert start("5 srp 2025", "3 úno 2025") == datetime(2025, 8, 5)  # Czech August


def test_a_telephone_whose_language_was_changed() -> None:
    english = [f"{datetime(2024, month, 1):%d %b %Y}" for month in range(1, 13)]
    assert start("5 lis 2025", *english, "3 sty 2025", "2 lut 2025") == datetime(2025, 11, 5)
    assert start("5 lis 2025", *english) == "ambiguous_date"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28.03.26", datetime(2026, 3, 28)),
        ("28.03.26 18.30", datetime(2026, 3, 28, 18, 30)),
        ("28-Mar-26", datetime(2026, 3, 28)),
        ("28 Mar 99", datetime(1999, 3, 28)),
        ("3/28/26, 6:05 PM", datetime(2026, 3, 28, 18, 5)),
    ],
)
def test_a_year_of_two_digits_stands_last(text: str, expected: datetime) -> None:
    assert start(text) == expected


def test_the_caller_settles_dates_with_a_year_of_two_digits() -> None:
    assert start("3/4/26", day_first=True) == datetime(2026, 4, 3)
    assert start("3/4/26", day_first=False) == datetime(2026, 3, 4)
    assert start("3/4/26", "23/12/25") == datetime(2026, 4, 3)


@pytest.mark.parametrize(
    "texts",
    [
        ["26/03/02", "26/03/04", "26/04/01"],
        ["26-03-02"],  # by itself nothing shows where the year stands
        ["28/03/26 18:00"],
        ["26-03-02 07:00", "26-03-02 18:00"],
        ["26.03.02."],  # as in Hungary and Korea
        ["٢٦-٠٣-٠٢"],
    ],
)
def test_a_short_year_that_may_stand_first_is_asked_about(texts: list[str]) -> None:
    dates = read_dates(texts, "log.csv")
    assert dates.unread == dict.fromkeys(texts, "ambiguous_date")
    (note,) = dates.notes
    assert texts[0] in note.found
    assert isinstance(start(texts[0], day_first=True), datetime)


def test_the_note_on_a_short_year_says_which_line_to_write() -> None:
    (note,) = read_dates(["18:00 26-03-02"], "log.csv").notes
    assert "Write such dates as 2026-03-02 or 2002-03-26" in note.fix


def test_a_short_year_is_read_where_it_can_stand_in_one_place_only() -> None:
    assert start("31/12/99") == datetime(1999, 12, 31)  # no month has 99 days
    assert start("29-02-31") == "invalid_date"
    assert start("28/03/26 18:00", "30/03/26 18:00") == datetime(2026, 3, 28, 18)  # a log has more days than years
    assert start("30/12/25", "02/01/26") == datetime(2025, 12, 30)  # and its years lie together


def test_a_sketched_language_does_not_make_english_doubtful() -> None:
    assert names().month("jan").keys() >= {"en", "st"}
    assert names().month("jan")["st"] == {6}
    assert start("5 Jan 2026") == datetime(2026, 1, 5)
    assert start("5 Jan 2026", "5 Pha 2026", "5 Leo 2026", "5 Mmes 2026") == datetime(2026, 6, 5)  # Sotho, shown


def test_a_doubtful_name_is_noted() -> None:
    (note,) = read_dates(["5 lis 2025"], "log.csv").notes
    assert "'lis', which is month 10 or 11" in note.found


@pytest.mark.parametrize(
    "pattern", ["d MMM y, HH:mm", "d MMMM y, HH:mm", "MMM d, y, HH:mm"], ids=["short", "wide", "month first"]
)
def test_no_locale_of_babel_is_misread_and_nearly_all_are_read(pattern: str) -> None:
    unread = []
    locales = sorted(name for name in localedata.locale_identifiers() if "_" not in name)[:: effort(18, 1)]
    for name in locales:
        written = {
            format_datetime(moment, pattern, locale=Locale.parse(name)): moment
            for moment in (datetime(2026, month, 12 + month, 19, 26) for month in range(1, 13))
        }
        dates = read_dates(written, "log.csv")
        assert {text: written[text] for text in dates.moments} == {
            text: moment.start for text, moment in dates.moments.items()
        }, name
        unread += [(name, text) for text in dates.unread]
    assert len(unread) <= max(12, 0.01 * 12 * len(locales)), unread  # of some locales: those of one


@pytest.mark.parametrize("locale", ["en", "es", "pt", "fr", "de", "it", "ar", "hi", "ko", "ja", "zh", "el", "vi"])
def test_twelve_hour_clocks(locale: str) -> None:
    written = {}
    for hour in range(24):
        moment = datetime(2026, 6, 5, hour, 26)
        written[format_datetime(moment, "d MMM y, h:mm a", locale=locale)] = moment
    dates = read_dates(written, "log.csv")
    assert {text: moment.start for text, moment in dates.moments.items()} == written


def test_folding_removes_what_languages_add() -> None:
    assert fold("  FÉVR. ") == "févr"
    assert fold("a.\u00a0m.") == "a m"
    assert fold("١٢\u200f") == "12"


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_has_a_reason(text: str) -> None:
    found = start(text)
    assert found in {"missing_date", "invalid_date", "ambiguous_date"} or (
        isinstance(found, datetime) and found.year in YEARS
    )


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)))
def test_a_written_date_comes_back(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert start(minute.isoformat()) == minute
    assert start(f"{minute:%d.%m.%Y, %H:%M}") == minute
    assert start(f"{minute:%d/%m/%Y, %H:%M}", day_first=True) == minute
    assert start(f"{minute:%d %B %Y, %I:%M %p}") == minute

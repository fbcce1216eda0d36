"""What counts as a copy of a session, from both sides of each edge: in one file, and in the files of several apps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from effort import effort
from hypothesis import given, settings
from hypothesis import strategies as st

from balance_rules.errors import Problem
from balance_rules.person.logs.copies import about_same_sessions, copies_within, same_sessions
from balance_rules.person.logs.log import Done, LoggedSession, Row

# ---------------------------------------------------------------- in one file


def rows(text: str) -> list[Row]:
    """Return a row for each word: the letter of its session, the number of the set, and marks of what else was done.

    A session in capitals has the name of the small one and starts on another day.
    """
    return [
        Row(line, word[0].lower(), word[0], Done("Squat", "normal", len(word)), word[1:].rstrip("'-"))
        for line, word in enumerate(text.split(), 1)
    ]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("a1 a2 b1 a1 a2 b1", "000111"),
        ("a1 b1 a1 b1 a1 b1", "001122"),
        ("a1 A1 a1 A1", "0011"),  # the same name on two days
        ("a1 b1 a1 b1 c1", "00110"),  # a later export has all of the first, and more
        ("a1 b1 c1 a1 b1", "00011"),  # a shorter one has several of the first
        ("a1 b1 c1 a1", "0000"),  # one session that comes back is merely out of order
        ("a1 b1 a1 c1", "0000"),
        ("a1 b1 a1 c1 a1 b1", "000000"),  # each piece must be a copy
        ("a1 b1 a1 b1 a1 c1", "000000"),
        ("a1 a2 b1 a1 a3 b1", "000000"),  # other numbers of sets
        ("a1 b1 a1' b1", "0000"),  # other repetitions
        ("a1 b1 a1 b1 a1' b1", "000000"),
        ("a1 a2 b1 a1 b1", "00000"),
        ("a1 a2 b1 b2", "0000"),
        ("", ""),
    ],
)
def test_a_file_that_goes_through_its_sessions_again_holds_copies(text: str, copies: str) -> None:
    assert copies_within(rows(text)) == [int(copy) for copy in copies]


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("a1 a1 a2 a2", "0101"),
        ("a1 a2 a1 a2", "0011"),
        ("a1 a1 a1 a2 a2 a2", "012012"),
        ("a1 a1", "00"),  # one set in two goes, for all that the file says
        ("a1 a1 a2", "000"),
        ("a1 a1' a2 a2'", "0000"),
        ("a- a- a2 a2", "0000"),  # without its number a set that is equal is another set
        ("a- a- a-' a-'", "0000"),
        ("a1 a1 a2 a2 b1 b1 b2", "0101000"),
        ("b1 b1 b2 A1 A1 A2 A2", "0000101"),
        ("a1 a2 b1 a1 a2", "00000"),  # no number stands twice in a row of sets
    ],
)
def test_a_session_whose_every_set_stands_as_often_was_written_so_often(text: str, copies: str) -> None:
    assert copies_within(rows(text)) == [int(copy) for copy in copies]


def test_numbers_of_two_exercises_are_no_repeats() -> None:
    squat, curl = Done("Squat", "normal", 5), Done("Curl", "normal", 5)
    bench = [Row(3, "b", "1", squat, "1")]
    legs = [Row(1, "a", "1", squat, "1"), Row(2, "a", "1", curl, "1")]
    assert copies_within([*legs, *bench, *legs]) == [0] * 5


def test_the_part_that_a_file_names_is_the_copy() -> None:
    named = [row._replace(part=part) for row, part in zip(rows("a1 b1 a1 b1 a1"), (0, 0, 0, 1, 3), strict=True)]
    assert copies_within(named) == [0, 0, 0, 1, 3]


# ---------------------------------------------------------------- in the files of several apps

EVENING = datetime(2026, 3, 2, 18)
HALF_HOUR = timedelta(minutes=30)


def same(*sessions: tuple[LoggedSession, str], parts: Sequence[int] | None = None) -> list[int]:
    """Return which of these sessions, each with its sets, count as the same; each is of an export of its own."""
    contents = {at: Counter(sets) for at, (_, sets) in enumerate(sessions)}
    return same_sessions([session for session, _ in sessions], parts or range(len(sessions)), contents)


def at(start: datetime, title: str = "Legs", *, timed: bool = True) -> LoggedSession:
    return LoggedSession("", title, start, timed)


def day(shift: int = 0, title: str = "Legs") -> LoggedSession:
    return at(datetime(2026, 3, 2) + timedelta(days=shift), title, timed=False)


def test_in_the_same_minute_it_is_the_same_workout_whatever_was_done() -> None:
    late = EVENING.replace(second=59, microsecond=999_999)
    assert same((at(EVENING), "abc"), (at(late, "Beine"), "xyz")) == [0, 0]
    assert same((at(late), "abc"), (at(EVENING + timedelta(minutes=1)), "xyz")) == [0, 1]
    assert same((at(EVENING), "abc"), (at(EVENING), "abc"), parts=[0, 0]) == [0, 1]
    assert same((at(EVENING, "A"), "a"), (at(EVENING, "B"), "b"), (at(EVENING, "C"), "c")) == [0, 0, 0]


def test_of_two_in_the_same_minute_it_is_the_one_of_its_name() -> None:
    two = (at(EVENING, "Legs"), "abc"), (at(EVENING, "Arms"), "def")
    assert same(*two, (at(EVENING, "Legs"), "x"), parts=[0, 0, 1]) == [0, 1, 0]
    assert same(*two, (at(EVENING, "Arms"), "x"), parts=[0, 0, 1]) == [0, 1, 1]
    assert same(*two, (at(EVENING, "Back"), "x"), parts=[0, 0, 1]) == [0, 1, 2]


def test_without_an_hour_it_is_the_only_workout_of_the_day() -> None:
    assert same((day(), "abc"), (at(EVENING, "Beine"), "xyz")) == [0, 0]
    assert same((at(EVENING), "abc"), (day(title="Beine"), "xyz")) == [0, 0]
    assert same((day(), "abc"), (day(title="Beine"), "xyz")) == [0, 0]
    two = (at(EVENING, "Legs"), "abc"), (at(EVENING - 8 * HALF_HOUR, "Arms"), "def")
    assert same(*two, (day(title="Arms"), "x"), parts=[0, 0, 1]) == [0, 1, 1]
    assert same(*two, (day(title="Back"), "x"), parts=[0, 0, 1]) == [0, 1, 2]


def test_without_an_hour_another_day_is_another_workout() -> None:
    for other in (-1, 1):
        assert same((at(EVENING), "abc"), (day(other), "xyz")) == [0, 1]
        assert same((day(other), "abc"), (at(EVENING), "xyz")) == [0, 1]
        assert same((day(other), "abc"), (day(), "xyz")) == [0, 1]


def test_midnight_may_be_an_hour_or_none() -> None:
    """A session at midnight sharp is the one of that minute; one whose hour is not known is none of that minute."""
    midnight = at(datetime(2026, 3, 2), "Night")
    assert same((midnight, "abc"), (day(), "def"), (at(midnight.start, "Late"), "x"), parts=[0, 0, 1]) == [0, 1, 0]
    assert same((midnight, "abc"), (day(), "def"), (day(title="Late"), "x"), parts=[0, 0, 1]) == [0, 1, 2]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(14 * 60, 0), (14 * 60 + 15, 1), (13 * 60 + 45, 0), (13 * 60 + 46, 1), (45, 0), (44, 1), (1, 0)],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_clocks_differ_by_quarters_of_an_hour_up_to_fourteen_hours(minutes: int, expected: int, sign: int) -> None:
    """The same sets, on the same day or on the next; a minute apart they were begun one after the other."""
    noon = datetime(2026, 3, 2, 12)
    assert same((at(noon), "aab"), (at(noon + sign * timedelta(minutes=minutes)), "aab")) == [0, expected]


@pytest.mark.parametrize(("one", "other"), [("aab", "aabb"), ("aab", "abb"), ("", ""), ("", "aab"), ("aab", "")])
def test_clocks_of_two_zones_take_the_same_sets_and_some(one: str, other: str) -> None:
    assert same((at(EVENING), one), (at(EVENING + 2 * HALF_HOUR), other)) == [0, 1]


def test_of_the_day_before_and_the_day_after_it_is_the_one_before() -> None:
    noon, most = datetime(2026, 3, 2, 12), timedelta(hours=14)
    two = (at(noon + most, "A"), "aab"), (at(noon - most, "B"), "aab")
    assert same(*two, (at(noon, "C"), "aab"), parts=[0, 0, 1]) == [0, 1, 1]


@pytest.mark.parametrize(("days", "expected"), [(0, 0), (1, 1), (2, 1)])
def test_no_clocks_are_a_day_apart(days: int, expected: int) -> None:
    assert same((at(EVENING), "aab"), (at(EVENING + timedelta(days=days)), "aab")) == [0, expected]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abcd", "abcx", 0),
        ("abcd", "abxy", 1),  # half is not most
        ("abc", "abxyzuvw", 0),  # most of the smaller one
        ("abxyzuvw", "abc", 0),
        ("aab", "abb", 0),
        ("", "", 1),
    ],
)
@pytest.mark.parametrize("apart", [HALF_HOUR, -HALF_HOUR])
def test_begun_one_after_the_other_most_sets_are_the_same(
    one: str, other: str, expected: int, apart: timedelta
) -> None:
    assert same((at(EVENING), one), (at(EVENING + apart), other)) == [0, expected]
    more = apart + (timedelta(seconds=1) if apart > timedelta(0) else timedelta(seconds=-1))
    assert same((at(EVENING), one), (at(EVENING + more), other)) == [0, 1]


def test_begun_one_after_the_other_goes_past_midnight_where_both_have_an_hour() -> None:
    late, early = datetime(2026, 3, 1, 23, 45), datetime(2026, 3, 2, 0, 10)
    assert same((at(late), "abc"), (at(early), "abx")) == [0, 0]
    assert same((at(early), "abc"), (at(late), "abx")) == [0, 0]
    assert same((at(late), "abc"), (day(), "abx")) == [0, 1]
    assert same((day(), "abc"), (at(late), "abx")) == [0, 1]


def test_of_several_begun_before_and_after_it_is_the_nearest() -> None:
    starts = [EVENING - timedelta(minutes=20), EVENING + timedelta(minutes=7), EVENING - timedelta(minutes=12)]
    sessions = [(at(start, title), "abc") for start, title in zip(starts, "ABC", strict=True)]
    assert same(*sessions, (at(EVENING), "abx"), parts=[0, 0, 0, 1]) == [0, 1, 2, 1]


def test_what_is_the_same_as_the_first_is_no_other_to_a_third() -> None:
    """Else a third export would find two sessions in its minute, and take neither."""
    two = (at(EVENING, "A"), "abc"), (at(EVENING, "B"), "def")
    assert same(*two, (at(EVENING, "C"), "xyz")) == [0, 0, 0]
    assert same(*two, (at(EVENING + HALF_HOUR, "C"), "dex")) == [0, 0, 2]


def test_two_sessions_of_one_export_are_never_the_same_one_of_another() -> None:
    gym, morning, evening = (at(EVENING, "Gym"), "aaa"), (day(title="Morning"), "bbb"), (day(title="Evening"), "aaa")
    assert same(gym, morning, evening, parts=[0, 1, 1]) == [0, 1, 0]
    assert same(morning, evening, gym, parts=[0, 0, 1]) == [0, 1, 1]
    unlike = at(EVENING, "Gym"), "xyz"
    assert (
        same(unlike, morning, evening, parts=[0, 1, 1]) == same(morning, evening, unlike, parts=[0, 0, 1]) == [0, 1, 2]
    )


def test_when_one_pair_is_found_by_name_the_two_that_are_left_are_the_other() -> None:
    legs, arms, back = ((at(EVENING, title), sets) for title, sets in (("Legs", "aaa"), ("Arms", "bbb"), ("Back", "c")))
    assert same(legs, arms, legs, back, parts=[0, 0, 1, 1]) == [0, 1, 0, 1]


def test_sessions_of_one_export_need_not_stand_together() -> None:
    """Copies within a file go to and fro."""
    legs, arms = (at(EVENING, "Legs"), "aaa"), (at(EVENING, "Arms"), "bbb")
    assert same(legs, (at(EVENING + timedelta(days=9)), "c"), arms, parts=[0, 1, 0]) == [0, 1, 2]


def test_of_two_of_one_name_it_is_the_one_with_the_same_sets() -> None:
    legs, arms = (day(), "abc"), (day(), "xyz")
    assert same(legs, arms, arms, legs, parts=[0, 0, 1, 1]) == [0, 1, 1, 0]


@pytest.mark.parametrize(("count", "compared"), [(100, True), (101, False)])
def test_a_day_with_more_sessions_than_anybody_begins_is_compared_with_none(count: int, compared: bool) -> None:
    many = [(at(EVENING + timedelta(minutes=n), str(n)), "abc") for n in range(count)]
    first = at(EVENING, "0"), "abc"
    assert same(*many, first, parts=[0] * count + [1])[-1] == (0 if compared else count)
    assert same(first, *many, parts=[0] + [1] * count)[1] == (0 if compared else 1)


SESSION = st.tuples(
    st.builds(
        lambda minutes, title: at(EVENING + timedelta(minutes=minutes), title) if minutes >= 0 else day(title=title),
        st.sampled_from([-1, 0, 10, 60, 90]),
        st.sampled_from(["A", "B", "C"]),
    ),
    st.sampled_from(["aab", "abb", "abc", "xyz", ""]),
)
EXPORT = st.lists(SESSION, max_size=3)


@settings(max_examples=effort(40, 5_000))
@given(EXPORT, EXPORT)
def test_the_order_of_two_exports_changes_nothing(one: list[Any], other: list[Any]) -> None:
    first, second = [0] * len(one), [0] * len(other)
    there = same(*one, *other, parts=[*first, *(1 for _ in second)])
    back = same(*other, *one, parts=[*second, *(1 for _ in first)])
    pairs = {(index, at - len(one)) for at, index in enumerate(there) if index != at}
    assert pairs == {(at - len(other), index) for at, index in enumerate(back) if index != at}


# ---------------------------------------------------------------- what is said of it


def note(found: str) -> Problem:
    found += " within 30 minutes of one in another export, with mostly the same sets"
    fix = "They count once; if they were other workouts, correct their hours."
    return Problem("2026-03-02 18:07", found, "each workout in one export", fix, code="duplicate")


def test_sessions_begun_one_after_the_other_are_told() -> None:
    first, second = at(EVENING), at(EVENING + timedelta(minutes=7))
    assert about_same_sessions([first, second], [0, 0]) == [note("1 session")]
    assert about_same_sessions([first, second, at(EVENING + HALF_HOUR)], [0, 0, 0]) == [note("2 sessions")]
    assert about_same_sessions([first, second], [0, 1]) == []


def test_what_is_the_same_by_its_minute_its_day_or_its_zone_is_not_told() -> None:
    others = [at(EVENING.replace(second=59)), at(EVENING.replace(microsecond=9)), at(EVENING + 3 * HALF_HOUR), day()]
    assert about_same_sessions([at(EVENING), *others], [0] * 5) == []
    assert about_same_sessions([day(), at(day().start + HALF_HOUR)], [0, 0]) == []

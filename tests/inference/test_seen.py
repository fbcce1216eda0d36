"""When a doctor has looked at what a referral is about, as conditions: for a table, what advice says of one person."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_referral_edges import ANSWERS, SORE, person, said, sends

import balance_rules as br
from balance_rules.advice.referrals import referrals
from balance_rules.inference.seen import visits
from balance_rules.model import Truth
from balance_rules.semantics import judge

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
NUMB, FEVER = "saddle_numbness", "fever"
FLAGS = st.sampled_from([0, 1, None])
SAID = st.sampled_from([*range(len(ANSWERS)), None])


def truths(small: br.KnowledgeBase, complaints: tuple[str, ...], facts: dict[str, int]) -> tuple[Truth, Truth]:
    """Return whether a doctor has looked at one of some complaints, and whether one still waits for a doctor."""
    about = sends(small, "about", complaints=complaints)
    looked, waiting = visits(person(small, facts, referrals=(about,)).knowledge, about)
    return judge(looked, facts, {}).truth, judge(waiting, facts, {}).truth


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_complaint_that_is_there_was_looked_at_or_waits_by_the_answer(small: br.KnowledgeBase, answer: str) -> None:
    facts = {"screening[saddle_numbness]": 1, "seen[saddle_numbness]": said(answer)}
    looked = answer in {"no", "with_limits", "yes"}
    assert truths(small, (NUMB,), facts) == ((TRUE, FALSE) if looked else (FALSE, TRUE))


def test_what_nobody_said_is_unknown(small: br.KnowledgeBase) -> None:
    assert truths(small, (NUMB,), {"screening[saddle_numbness]": 1}) == (UNKNOWN, UNKNOWN)
    assert truths(small, (NUMB,), {"seen[saddle_numbness]": said("yes")}) == (UNKNOWN, FALSE)
    assert truths(small, (NUMB,), {"seen[saddle_numbness]": said("not_yet")}) == (FALSE, UNKNOWN)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_complaint_that_is_not_there_counts_for_nothing(small: br.KnowledgeBase, answer: str) -> None:
    facts = {"screening[saddle_numbness]": 0, "seen[saddle_numbness]": said(answer)}
    assert truths(small, (NUMB,), facts) == (FALSE, FALSE)


def test_a_complaint_without_a_red_flag_goes_by_the_answer_alone(small: br.KnowledgeBase) -> None:
    assert truths(small, ("hot_knee",), {"seen[hot_knee]": said("yes")}) == (TRUE, FALSE)
    assert truths(small, ("hot_knee",), {"seen[hot_knee]": said("worse_since")}) == (FALSE, TRUE)
    assert truths(small, ("hot_knee",), {}) == (UNKNOWN, UNKNOWN)


def test_one_that_waits_does_not_hide_one_that_was_looked_at(small: br.KnowledgeBase) -> None:
    facts = {"screening[saddle_numbness]": 1, "screening[fever]": 1}
    for numb, fever in product(("yes", "not_yet"), repeat=2):
        answers = {"seen[saddle_numbness]": said(numb), "seen[fever]": said(fever)}
        assert truths(small, (NUMB, FEVER), facts | answers) == (
            TRUE if "yes" in (numb, fever) else FALSE,
            TRUE if "not_yet" in (numb, fever) else FALSE,
        )


def test_a_referral_about_no_complaint_is_neither(small: br.KnowledgeBase) -> None:
    assert truths(small, (), {"screening[saddle_numbness]": 1}) == (FALSE, FALSE)


@given(flags=st.tuples(FLAGS, FLAGS), answers=st.tuples(SAID, SAID, SAID))
def test_advice_says_seen_of_whom_the_conditions_say_it(
    small: br.KnowledgeBase, flags: tuple[int | None, ...], answers: tuple[int | None, ...]
) -> None:
    """The referral goes under the name of the complaint that has no red flag, as one of a symptom does."""
    complaints = (NUMB, FEVER, "hot_knee")
    told = {f"screening[{name}]": flag for name, flag in zip(complaints, flags, strict=False)}
    told |= {f"seen[{name}]": answer for name, answer in zip(complaints, answers, strict=True)}
    facts = {"hamstring_pain[left]": 7} | {fact: value for fact, value in told.items() if value is not None}
    hot = sends(small, "hot_knee", SORE, complaints=complaints)
    (found,) = referrals(person(small, facts, referrals=(hot,)))
    looked, waiting = truths(small, complaints, facts)
    assert (found.state == "seen") is (looked is TRUE and waiting is not TRUE)

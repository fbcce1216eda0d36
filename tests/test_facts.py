"""A person's input → facts: silence is unknown, "none" is an answer, measures follow, contradictions do not pass."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from effort import effort
from hypothesis import given, settings
from in_one import in_one
from pydantic import BaseModel
from random_knowledge import chances, random_answer

import balance_rules as br
from balance_rules.person.facts import read_profile
from balance_rules.semantics import derive, quantise
from balance_rules.text.quantities import ValueProblem, read_value

PROFILE: Mapping[str, Any] = {
    "person": "A. B.",
    "training_experience": "advanced",
    "screening": "none",
    "equipment": ["barbell"],
    "prior_acl": {"left": True},
    "hamstring_pain": {"right": 3, "others": "none"},
    "hamstring_torque": {"left": "92 N·m"},
    "quadriceps_torque": {"left": 178},
    "sitting": "450 min/day",
}


def facts(kb: br.KnowledgeBase, profile: Any) -> dict[str, int]:
    return dict(kb.read_facts(profile).values)


def problems(kb: br.KnowledgeBase, profile: Any) -> list[str]:
    with pytest.raises(br.FactError) as caught:
        kb.read_facts(profile)
    return [str(problem) for problem in caught.value.problems]


def validator(kb: br.KnowledgeBase) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(kb.profile_schema)


# ---------------------------------------------------------------- one answer, four ways to give it


def test_a_profile_is_the_same_from_yaml_json_a_mapping_and_a_model(small: br.KnowledgeBase, tmp_path: Path) -> None:
    as_yaml, as_json = tmp_path / "p.yaml", tmp_path / "p.json"
    as_yaml.write_text(yaml.safe_dump(dict(PROFILE), allow_unicode=True), encoding="utf-8")
    as_json.write_text(json.dumps(PROFILE, indent="\t"))
    sheets = [
        small.read_facts(source) for source in (as_yaml, str(as_yaml), as_json, PROFILE, small.Profile(**PROFILE))
    ]
    for sheet in sheets:
        assert sheet.values == sheets[0].values
        assert {name: stated.text for name, stated in sheet.stated.items()} == {
            name: stated.text for name, stated in sheets[0].stated.items()
        }
        assert sheet.person == "A. B."
    assert sheets[0].values == {
        "training_experience": 2,
        "equipment[barbell]": 1,
        "equipment[bench]": 0,
        "screening[saddle_numbness]": 0,
        "screening[fever]": 0,
        "hamstring_pain[right]": 3,
        "hamstring_pain[left]": 0,
        "prior_acl[left]": 1,
        "sitting": 30,
        "hamstring_torque[left]": 92,
        "quadriceps_torque[left]": 178,
        "hq[left]": 517,
    }


def test_a_model_of_somebody_elses_is_read_by_its_fields(small: br.KnowledgeBase) -> None:
    class Athlete(BaseModel):
        sitting: float = 1
        hamstring_pain: dict[str, int] | None = None

    assert facts(small, Athlete(sitting=7.5)) == {"sitting": 30}, "what was not set is not stated"

    class Other(BaseModel):
        shoe_size: int = 0

    assert "Other: shoe_size: found 'shoe_size'" in problems(small, Other(shoe_size=44))[0]


def test_a_fact_may_be_written_with_its_instance_in_the_key(small: br.KnowledgeBase) -> None:
    expected = facts(small, {"hamstring_pain": {"left": 3, "right": 1}, "prior_acl": {"left": True}})
    for profile in (
        {"hamstring_pain[left]": 3, "hamstring_pain[right]": 1, "prior_acl[left]": True},
        {"hamstring_pain[left]": 3, "hamstring_pain": {"right": 1}, "prior_acl[left]": True},
        {"prior_acl": {"left": True}, "hamstring_pain": {"right": 1}, "hamstring_pain[left]": 3},
    ):
        assert facts(small, profile) == expected


@pytest.mark.parametrize(
    "profile",
    [
        {"hamstring_pain[left]": 3, "hamstring_pain": "none"},
        {"hamstring_pain": "none", "hamstring_pain[left]": 3},
        {"hamstring_pain[left]": 3, "hamstring_pain": {"left": 3}},
        {"hamstring_pain[left]": 3, "hamstring_pain": {"left": 4, "right": 1}},
        {"prior_acl[left]": True, "prior_acl": ["right"]},
    ],
)
def test_a_fact_is_stated_once(small: br.KnowledgeBase, profile: dict[str, Any]) -> None:
    (problem,) = problems(small, profile)
    assert "beside another answer; expected one answer for" in problem


@given(chances())
@settings(max_examples=effort(12, 40))
def test_any_valid_answers_are_read_alike_and_pass_the_schema(small: br.KnowledgeBase, chance: random.Random) -> None:
    bounded = {"hamstring_torque"}  # with any other torque the ratio may be out of its range
    attributes = [a for a in small.knowledge.attributes.values() if not a.measured and a.id not in bounded]
    profile: dict[str, Any] = {}
    for attribute in chance.sample(attributes, chance.randint(0, len(attributes))):
        profile |= random_answer(chance, attribute, chance.choice(attribute.keys))
    validator(small).validate(json.loads(json.dumps(profile)))
    sheet = small.read_facts(profile)
    assert small.read_facts(small.Profile(**profile)).values == sheet.values
    for fact, value in sheet.values.items():
        assert small.knowledge.facts[fact].low <= value <= small.knowledge.facts[fact].high
    again = {fact: small.knowledge.facts[fact].plain(value) for fact, value in sheet.values.items()}
    assert small.read_facts(again).values == sheet.values, "what is known can be stated again"


# ---------------------------------------------------------------- unknown, none, and lists


@in_one(
    ("profile", "known"),
    [
        ({}, {}),
        ({"hamstring_pain": "none"}, {"hamstring_pain[left]": 0, "hamstring_pain[right]": 0}),
        ({"hamstring_pain": {"left": 3}}, {"hamstring_pain[left]": 3}),
        ({"hamstring_pain": {"left": 3, "others": "none"}}, {"hamstring_pain[left]": 3, "hamstring_pain[right]": 0}),
        ({"hamstring_pain": {"others": "none"}}, {"hamstring_pain[left]": 0, "hamstring_pain[right]": 0}),
        ({"screening": "none"}, {"screening[saddle_numbness]": 0, "screening[fever]": 0}),
        ({"screening": ["fever"]}, {"screening[saddle_numbness]": 0, "screening[fever]": 1}),
        ({"screening": ("fever",)}, {"screening[saddle_numbness]": 0, "screening[fever]": 1}),
        ({"screening": {"fever": True}}, {"screening[fever]": 1}),
        ({"screening": {"fever": False}}, {"screening[fever]": 0}),
        ({"person": "A", "notes": "B"}, {}),
    ],
)
def test_silence_is_unknown_none_is_an_answer_a_list_is_complete_a_mapping_is_not(
    small: br.KnowledgeBase, profile: dict[str, Any], known: dict[str, int]
) -> None:
    assert facts(small, profile) == known


@in_one(
    ("profile", "message"),
    [
        ({"hamstring_torque": "none"}, "State the value of each instance, or leave the line out if it is not known."),
        ({"hamstring_torque": []}, "facts: hamstring_torque: found an empty list"),
        (
            {"hamstring_pain": []},
            "found an empty list; expected a number from 0 to 10 of 10. Write 'hamstring_pain: none'",
        ),
        (
            {"hamstring_pain": {}},
            "found an empty mapping; expected a number from 0 to 10 of 10. Write 'hamstring_pain:",
        ),
        (
            {"screening": []},
            "Write 'screening: none' if none of them applies, or leave the line out if it is not known",
        ),
        (
            {"screening": {}},
            "Write 'screening: none' if none of them applies, or leave the line out if it is not known",
        ),
        ({"hamstring_pain": {"left": "70 mm"}}, "If it was a line of 100 mm, write 7, rounded."),
        ({"hamstring_torque": {"others": "none"}}, "facts: hamstring_torque[others]: found 'others: none'"),
        ({"hamstring_pain": {"others": "all"}}, "found 'all'; expected 'others: none'. Write none, or leave 'others'"),
        ({"hamstring_pain": ["left"]}, "found a list; expected a value for each of 'hamstring_pain'"),
        ({"hamstring_pain": 3}, "found 3; expected a value for each of 'hamstring_pain'. Write 'hamstring_pain: {left"),
        ({"screening": "fever"}, "Write 'screening: [fever]' or 'screening: none'."),
        ({"screening": "cold"}, "Write 'screening: [saddle_numbness, …]' or 'screening: none'."),
        ({"screening": ["fevr"]}, "screening[fevr]: found 'fevr'; expected the id of a known instance of 'screening'."),
        ({"screening": [3]}, "facts: screening[3]: found '3'"),
        ({"screening": {"fever": "none"}}, "facts: screening[fever]: found 'none'; expected true or false"),
        ({"sitting": "none"}, "facts: sitting: found 'none'; expected a number"),
        ({"training_experience": "none"}, "expected one of beginner, intermediate, advanced"),
        ({"sittin": 4}, "found 'sittin'; expected the id of a known attribute. Write 'sitting'?"),
        ({"person": 3}, "facts: person: found 3; expected a text. Correct 'person'."),
        ({"date": "tomorrow"}, "facts: date: found 'tomorrow'; expected a date such as 2026-01-31"),
        ({"date": "1772409600"}, "facts: date: found '1772409600'; expected a date such as 2026-01-31"),
        ({"screening": ["fever", None]}, "facts: screening: found nothing in a list; expected the ids of 'screening'"),
        ({"screening": ["fever", " "]}, "facts: screening: found nothing in a list; expected the ids of 'screening'"),
        ({"sitting[left]": 8}, "found a mapping; expected a number from 0 to 24 h/day for 'sitting', which has no"),
        ({3: 4}, "facts: 3: found '3'; expected the id of a known attribute"),
    ],
)
def test_what_is_no_answer_is_refused(small: br.KnowledgeBase, profile: dict[Any, Any], message: str) -> None:
    (problem,) = problems(small, profile)
    assert message in problem


def test_all_problems_of_a_profile_are_reported_together_each_at_its_place(
    small: br.KnowledgeBase, tmp_path: Path
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("sitting: 25\nhamstring_pain:\n  left: 11\n  midle: 3\nscreening: [fever, cough]\nsite: home\n")
    places = {problem.partition(": ")[0].removeprefix(f"{path}:") for problem in problems(small, path)}
    assert places == {"1:10", "3:9", "4:10", "5:20", "6:7"}


@pytest.mark.parametrize(("value", "found"), [([], "a list"), (None, "nothing"), (3, "3"), ("a", "'a'")])
def test_a_profile_is_a_mapping(small: br.KnowledgeBase, tmp_path: Path, value: object, found: str) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps(value))
    assert f"found {found}; expected a mapping of attributes to values" in problems(small, path)[0]


def test_a_profile_with_too_many_keys_is_refused(small: br.KnowledgeBase) -> None:
    assert "found 5,001 keys; expected at most 5,000" in problems(small, {f"a{i}": 1 for i in range(5001)})[0]


def test_deeply_nested_python_values_are_refused(small: br.KnowledgeBase) -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    for profile in ({"sitting": deep}, {"screening": deep}, {"screening": {"fever": deep}}, {"person": deep}):
        assert "found a list" in problems(small, profile)[0] or "'a list'" in problems(small, profile)[0]


# ---------------------------------------------------------------- measures


@in_one(
    ("given", "agrees"),
    [
        (0.517, True),
        ("0.52", True),
        ("0.5", False),
        (0.516, False),
        (0.518, False),
        ("0.53", False),
        ("52 %", True),
        ("53 %", False),
        ("51.7 %", True),
        ("51.7%", True),
    ],
)
def test_a_given_measure_must_agree_with_its_inputs_at_the_precision_it_is_given_in(
    small: br.KnowledgeBase, given: object, agrees: bool
) -> None:
    profile = {"hamstring_torque": {"left": 92}, "quadriceps_torque": {"left": 178}, "hq": {"left": given}}
    if agrees:
        assert facts(small, profile)["hq[left]"] == 517
    else:
        (problem,) = problems(small, profile)
        assert "facts: hq[left]: found 'hq[left]' = " in problem
        assert "92 N·m / 178 N·m gives 0.517; expected a value that agrees with its own inputs" in problem


def test_a_measure_may_be_given_without_its_inputs_or_with_one(small: br.KnowledgeBase) -> None:
    assert facts(small, {"hq": {"left": "0.45"}}) == {"hq[left]": 450}
    assert facts(small, {"hq": {"left": "0.45"}, "hamstring_torque": {"left": 90}})["hq[left]"] == 450


def test_a_derived_measure_says_how_it_came_about(small: br.KnowledgeBase) -> None:
    sheet = small.read_facts({"hop": {"left": 120, "right": 150}, **PROFILE})
    assert (sheet.stated["hq[left]"].text, sheet.stated["hq[left]"].origin) == ("92 N·m / 178 N·m", "derived")
    assert sheet.stated["hop_asymmetry"].text == "100 × (150 cm − 120 cm) / 150 cm"
    assert sheet.values["hop_asymmetry"] == 200


def test_a_measure_out_of_range_is_refused_with_what_it_came_from(small: br.KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("hamstring_torque:\n  left: 300\nquadriceps_torque: {left: 100}\n")
    (problem,) = problems(small, path)
    assert problem.startswith(f"{path}:2:9: found Hamstring-to-quadriceps ratio, left = 3 from 300 N·m / 100 N·m;")
    assert problem.endswith("expected a number from 0.1 to 2. Check the values it is computed from.")


def test_a_zero_divisor_leaves_the_measure_unknown_and_says_so(small: br.KnowledgeBase) -> None:
    sheet = small.read_facts({"hamstring_torque": {"left": 90}, "quadriceps_torque": {"left": 0}})
    assert "hq[left]" not in sheet.values
    assert sheet.notes == ("Hamstring-to-quadriceps ratio, left could not be computed: Quadriceps torque, left is 0.",)
    both = small.read_facts({"hop": {"left": 0, "right": 0}})
    assert "hop_asymmetry" not in both.values
    assert len(both.notes) == 1


@given(chances())
@settings(max_examples=effort(15, 60))
def test_every_derived_measure_is_its_definition_on_the_stored_inputs(
    small: br.KnowledgeBase, chance: random.Random
) -> None:
    profile: dict[str, Any] = {
        name: {side: chance.randint(1, most) for side in ("left", "right") if chance.random() < 0.8}
        for name, most in (("hamstring_torque", 400), ("quadriceps_torque", 600), ("hop", 400))
    }
    try:
        sheet = small.read_facts({name: sides for name, sides in profile.items() if sides})
    except br.FactError as error:
        assert all("ratio" in problem.found for problem in error.problems)  # noqa: PT017
        return
    for measure in small.knowledge.measures:
        known = [sheet.values.get(name) for name in measure.inputs]
        if None in known:
            assert measure.fact not in sheet.values
        else:
            exact = derive(measure, [Fraction(value or 0) for value in known])
            assert exact is not None
            assert sheet.values[measure.fact] == quantise(small.knowledge.facts[measure.fact], exact)


# ---------------------------------------------------------------- the log


def test_facts_of_a_log_are_taken_and_rounded(small: br.KnowledgeBase) -> None:
    log = {"weekly_sets[hamstrings]": Fraction(16, 3), "weekly_sets[forearms]": Fraction(3)}
    sheet = read_profile(small.knowledge, {}, log=log)
    assert sheet.values == {"weekly_sets[hamstrings]": 11}, "a third of a set is rounded, an unknown muscle left aside"
    stated = sheet.stated["weekly_sets[hamstrings]"]
    assert (stated.text, stated.origin) == ("5.5 sets/week", "training log")


def test_a_profile_that_says_the_same_as_the_log_passes(small: br.KnowledgeBase) -> None:
    log = {"weekly_sets[hamstrings]": Fraction(6)}
    sheet = read_profile(small.knowledge, {"weekly_sets[hamstrings]": 6}, log=log)
    assert sheet.values == {"weekly_sets[hamstrings]": 12}


def test_a_profile_that_contradicts_the_log_is_refused(small: br.KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("sitting: 8\nweekly_sets[hamstrings]: 9\n")
    with pytest.raises(br.FactError) as caught:
        read_profile(small.knowledge, path, log={"weekly_sets[hamstrings]": Fraction(6)})
    (problem,) = caught.value.problems
    assert problem.place == f"{path}:2:26"
    assert problem.found == "'weekly_sets[hamstrings]' = 9 sets/week, but the log gives 6 sets/week"
    assert problem.fix == "Remove it from the profile, or leave the log out."


def test_a_log_out_of_range_is_refused(small: br.KnowledgeBase) -> None:
    with pytest.raises(br.FactError, match=r"training log: weekly_sets\[hamstrings\]: found a Fraction; expected"):
        read_profile(small.knowledge, {}, log={"weekly_sets[hamstrings]": Fraction(900)})


# ---------------------------------------------------------------- the schema of a profile


@in_one(
    "profile",
    [
        {},
        {"person": "A", "date": "2026-01-31", "notes": ""},
        {"sitting": 7.5},
        {"sitting": "450 min/day"},
        {"hamstring_pain": "none"},
        {"hamstring_pain": {"left": 3, "others": "none"}},
        {"screening": ["fever"]},
        {"screening": {"fever": True}},
        {"training_experience": "beginner"},
        {"sitting": None, "hamstring_pain": {"left": None}, "screening": None, "training_experience": None},
    ],
)
def test_the_schema_accepts_what_is_read(small: br.KnowledgeBase, profile: dict[str, Any]) -> None:
    validator(small).validate(profile)
    small.read_facts(profile)


@in_one(
    "profile",
    [
        {"sitting": 25},
        {"sitting": -1},
        {"sitting": True},
        {"sittin": None},
        {"sittin": 7},
        {"hamstring_pain": {"left": 11}},
        {"hamstring_pain": {"middle": 1}},
        {"hamstring_pain": ["left"]},
        {"hamstring_pain": {"left": 3, "others": 0}},
        {"hamstring_torque": "none"},
        {"hamstring_torque": []},
        {"hamstring_pain": []},
        {"hamstring_pain": {}},
        {"screening": []},
        {"screening": ["cough"]},
        {"screening": {"fever": "yes"}},
        {"training_experience": "expert"},
        {"person": 3},
    ],
)
def test_the_schema_rejects_what_is_refused(small: br.KnowledgeBase, profile: dict[str, Any]) -> None:
    assert list(validator(small).iter_errors(profile))
    assert problems(small, profile)


def test_the_schema_says_how_to_ask_and_measure(small: br.KnowledgeBase) -> None:
    jsonschema.Draft202012Validator.check_schema(small.profile_schema)
    about = small.profile_schema["properties"]["sitting"]
    assert (about["title"], about["x-unit"]) == ("Hours sat a day", "h/day")
    assert about["description"] == "How many hours a day do you sit? As told."


@given(chances())
@settings(max_examples=effort(8, 25))
def test_each_attribute_of_the_bundled_knowledge_can_be_answered(kb: br.KnowledgeBase, chance: random.Random) -> None:
    attribute = chance.choice([a for a in kb.knowledge.attributes.values() if not a.measured])
    answer = random_answer(chance, attribute, chance.choice(attribute.keys))
    validator(kb).validate(json.loads(json.dumps(answer)))
    assert kb.read_facts(answer).values
    fact = chance.choice(attribute.keys)
    for value in (attribute.low, attribute.high):
        plain = attribute.plain(value)
        assert read_value(attribute, plain).value == value
        assert facts(kb, {fact: plain})[fact] == value
    if attribute.kind == "number":
        with pytest.raises(ValueProblem):
            read_value(attribute, attribute.decimal(attribute.high) + Decimal(1))


# ---------------------------------------------------------------- dates before birth


@in_one(
    ("age", "date", "told"),
    [
        (40, "1985-03-02", "before the person was born: by the age after 1985-03-02"),
        (40, "1985-03-03", ""),
        (None, "1915-03-02", "before the person was born"),  # nobody is older than the knowledge takes
        (None, "1985-03-02", ""),
        (40, "1890-01-01", "expected a date such as 2026-01-31"),
        (40, "26-03-01", "expected a date such as 2026-01-31"),
    ],
)
def test_an_answer_dated_before_birth_is_a_contradiction(
    kb: br.KnowledgeBase, age: int | None, date: str, told: str
) -> None:
    profile = {"date": "2026-03-02", "age": age, "seen": {"saddle_numbness": {"date": date, "cleared": "yes"}}}
    if not told:
        assert kb.read_facts(profile).values
        return
    with pytest.raises(br.FactError) as refused:
        kb.read_facts(profile)
    assert told in str(refused.value)


@pytest.mark.parametrize("date", ["0026-03-02", "1899-12-31", "26-03-02", datetime.date(26, 3, 2)])
def test_a_profile_is_of_a_day_on_which_somebody_lives(kb: br.KnowledgeBase, date: object) -> None:
    with pytest.raises(br.FactError, match="expected a date such as 2026-01-31"):
        kb.read_facts({"date": date})


def test_who_is_born_on_29_february_can_be_of_any_age(kb: br.KnowledgeBase) -> None:
    dated = {"saddle_numbness": {"date": "2003-02-28", "cleared": "yes"}}
    with pytest.raises(br.FactError, match="by the age after 2003-02-28"):
        kb.read_facts({"date": "2024-02-29", "age": 20, "seen": dated})


def test_sessions_before_birth_are_told(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    rows = [f"A,{day} 18:00,Squat (Barbell),normal,5" for day in ("1999-01-05", "2026-02-27")]
    log.write_text("title,start_time,exercise_title,set_type,reps\n" + "\n".join(rows))
    found = kb.assess({"date": "2026-03-02", "age": 20, "screening": "none"}, log=log)
    (note,) = [note for note in found.notes if "born" in note]
    assert note.startswith("1 session of the log, the first on 1999-01-05, before the person was born")

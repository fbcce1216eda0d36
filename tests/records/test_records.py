"""Records last: whatever version wrote them, under whatever knowledge they are opened; and values travel."""

from __future__ import annotations

import copy
import dataclasses
import gzip
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from small_knowledge import write_knowledge

import balance_rules as br
from balance_rules import explain
from balance_rules.advice.records import FORMAT, READABLE, read_record, shortened
from balance_rules.assessment import RecordedAssessment
from balance_rules.person.facts.profile_model import profile_model

STORED = sorted((Path(__file__).parent / "stored").glob("*.json.gz"))
LARGEST_OF_NOBODY = 120_000  # characters of JSON
PERSON: dict[str, Any] = {
    "person": "A. B.",
    "date": "2026-01-31",
    "screening": "none",
    "hamstring_torque": {"left": "90 N·m", "right": 110},
    "quadriceps_torque": {"left": 200, "right": 200},
    "nordic_sessions": 0,
    "sitting": "9.5 h/day",
    "training_experience": "intermediate",
}


@pytest.fixture(scope="module")
def assessment(small: br.KnowledgeBase) -> br.Assessment:
    return small.assess(PERSON)


def other_knowledge(folder: Path, file: str, old: str, new: str) -> br.KnowledgeBase:
    return br.load(write_knowledge(folder / "other", {file: (old, new)}), bundled=False)


@pytest.fixture
def revised(tmp_path: Path) -> br.KnowledgeBase:
    """The small knowledge, one rule of which counts less."""
    file = "rules/1_from_facts/hq_far_below_convention.yaml"
    return other_knowledge(tmp_path, file, "certainty: 0.6", "certainty: 0.35")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda record: record["facts"][0].update(value=record["facts"][0]["value"] + 1), "facts"),
        (lambda record: record["facts"][0].update(shown="something else"), "facts"),
        (lambda record: record["facts"].append(record["facts"][0]), "facts"),
        (lambda record: record.update(format=[]), "format"),
        (lambda record: record.update(format="balance_rules.assessment/99"), "format"),
        (lambda record: record.update(date=0), "date"),
        (lambda record: record.update(person=["A. B."]), "person"),
    ],
)
def test_a_record_that_was_altered_is_refused_at_every_door(
    assessment: br.Assessment, small: br.KnowledgeBase, change: Any, said: str
) -> None:
    record = json.loads(assessment.to_json())
    assert br.Assessment.from_json(json.dumps(record), small.knowledge) == assessment
    change(record)
    with pytest.raises(br.FactError, match=said):
        br.Assessment.from_json(json.dumps(record), small.knowledge)
    with pytest.raises(br.FactError, match=said):
        small.follow_up(record, {**PERSON, "date": "2026-03-31"})


# ---------------------------------------------------------------- records of every age


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.name.removesuffix(".json.gz"))
def test_every_stored_record_opens_says_what_it_said_and_is_judged_as_of_today(
    path: Path, kb: br.KnowledgeBase
) -> None:
    text = gzip.decompress(path.read_bytes())
    data = json.loads(text)
    opened = br.Assessment.from_json(text, kb.knowledge)
    assert [(f.id, f.level) for f in opened.findings if f.level] == [
        (f["id"], f["level"]) for f in data["findings"] if f["level"]
    ]
    assert [(r.id, r.state) for r in opened.referrals] == [(r["id"], r["state"]) for r in data["referrals"]]
    first = next(f for f in data["findings"] if f["level"])
    how = opened.how(first["id"])
    assert how.level == first["level"]
    assert all(reason["because"] in how.to_text("coach") for reason in first["reasons"])
    today = opened.judged_today()
    assert today.knowledge == kb.knowledge
    assert today.sheet.person == data["person"]
    revision = opened.revision()
    assert explain.read_explanation(revision.to_json()) == revision


def test_there_are_stored_records_of_every_format() -> None:
    assert {json.loads(gzip.decompress(path.read_bytes()))["format"] for path in STORED} == set(READABLE)


def test_what_an_older_format_had_no_place_for_is_named_and_errs_on_the_safe_side() -> None:
    path = next(path for path in STORED if path.name.startswith("2026-11-22_format_1_red_flag"))
    record = read_record(gzip.decompress(path.read_bytes()))
    assert {"restrictions", "claims", "findings.indirect", "referrals.stopped"} <= set(record.untold)
    assert all(referral.stopped for referral in record.referrals)


# ---------------------------------------------------------------- under other knowledge


def test_a_record_of_other_knowledge_says_what_it_said(assessment: br.Assessment, revised: br.KnowledgeBase) -> None:
    opened = br.Assessment.from_json(assessment.to_json(), revised.knowledge)
    assert isinstance(opened, RecordedAssessment)
    assert opened.record == shortened(assessment.record)
    assert opened.to_json() == assessment.to_json()
    assert opened == br.Assessment.from_json(assessment.to_json(), revised.knowledge) != assessment
    assert (opened.sheet.person, opened.sheet.stated["sitting"].text) == ("A. B.", "9.5 h/day")
    how = opened.how("hamstring_weakness")
    assert "as recorded with small 1.0.0" in how.statement
    assert any(step.kind == "fact" and step.id == "hq[left]" for step in how.steps)
    with pytest.raises(br.BalanceRulesError) as caught:
        opened.why("hamstring_weakness[left]")
    assert caught.value.problems[0].code == "other-knowledge"
    with pytest.raises(br.BalanceRulesError, match="answer of the record"):
        opened.how("nothing_of_the_kind")


def test_what_is_owed_to_the_knowledge_is_told_apart_from_what_the_person_changed(
    assessment: br.Assessment, revised: br.KnowledgeBase
) -> None:
    opened = br.Assessment.from_json(assessment.to_json(), revised.knowledge)
    revision = opened.revision()
    weak = next(change for change in revision.findings if change.id == "hamstring_weakness[left]")
    assert (weak.before, weak.after) == ("moderate", "low")
    assert any("hq_far_below_convention[left] weighs" in reason for reason in weak.because)
    assert not revision.lost
    assert opened.replay() == tuple(line.strip() for line in str(revision).splitlines()[1:]) != ()
    later = revised.assess({**PERSON, "sitting": 3})
    person = opened.judged_today().contrast(later)
    assert [change.fact for change in person.facts] == ["sitting"]
    assert "sitting" not in {fact.fact for fact in revision.facts}


def test_the_same_knowledge_owes_nothing(assessment: br.Assessment, small: br.KnowledgeBase) -> None:
    revision = br.Assessment.from_json(assessment.to_json(), small.knowledge).revision()
    assert (revision.outcomes, revision.lost, revision.facts) == ((), (), ())
    assert "Nothing that was established" in str(revision)


def test_a_fact_that_the_knowledge_cannot_take_any_more_is_named_and_unknown(
    assessment: br.Assessment, small: br.KnowledgeBase
) -> None:
    data = json.loads(assessment.to_json())
    data["knowledge_hash"] = "0" * 64
    next(fact for fact in data["facts"] if fact["fact"] == "sitting")["shown"] = "900 h/day"
    data["facts"].append({**data["facts"][0], "fact": "siting", "origin": "profile.yaml:9:1"})
    opened = br.Assessment.from_json(json.dumps(data), small.knowledge)
    revision = opened.revision()
    assert [(lost.fact, lost.shown) for lost in revision.lost][:1] == [("sitting", "900 h/day")]
    assert "'sitting'" in revision.lost[1].reason
    assert "sitting" not in opened.judged_today().sheet.values
    assert "cannot be used" in str(revision)


def test_every_shown_number_reads_back_to_the_value_it_shows(kb: br.KnowledgeBase) -> None:
    from balance_rules.text.quantities import read_value

    for attribute in kb.knowledge.attributes.values():
        if attribute.kind.value == "number":
            step = max(1, (attribute.high - attribute.low) // 7)
            for value in range(attribute.low, attribute.high + 1, step):
                assert read_value(attribute, attribute.show(value)).value == value, (attribute.id, value)


# ---------------------------------------------------------------- short and whole


def test_the_record_of_nobody_is_short_and_says_what_it_leaves_out(kb: br.KnowledgeBase) -> None:
    nobody = kb.assess({})
    text = nobody.to_json()
    assert len(text) < LARGEST_OF_NOBODY
    short, whole = json.loads(text), json.loads(nobody.to_json(full=True))
    assert whole["left_out"] == {}
    assert short["referrals"] == whole["referrals"], "what a doctor may have to see is never left out"
    for field, count in short["left_out"].items():
        assert len(short[field]) + count == len(whole[field]), field
    assert short["questions"] == whole["questions"][: len(short["questions"])] != []
    assert br.Assessment.from_json(nobody.to_json(full=True), kb.knowledge) == nobody


def test_what_is_known_and_called_for_is_never_left_out(assessment: br.Assessment) -> None:
    short, whole = shortened(assessment.record), assessment.record
    assert (short.facts, short.referrals, short.restrictions) == (whole.facts, whole.referrals, whole.restrictions)
    assert [f for f in whole.findings if f.level or f.reasons] == [*short.findings]
    assert [p for p in whole.prescriptions if p.called_for] == [*short.prescriptions]
    assert shortened(short) == short
    assert short.format == FORMAT


# ---------------------------------------------------------------- values that travel


def travellers(kb: br.KnowledgeBase, assessment: br.Assessment) -> list[Any]:
    weak = "hamstring_weakness[left]"
    return [
        assessment,
        br.Assessment.from_json(assessment.to_json(), kb.knowledge),
        RecordedAssessment.of(shortened(assessment.record), kb.knowledge),
        assessment.record,
        assessment.sheet,
        *assessment.findings,
        *assessment.prescriptions,
        *assessment.referrals,
        *assessment.restrictions,
        *assessment.questions,
        *assessment.sources,
        assessment.how(weak),
        assessment.why(weak),
        assessment.why_not("posterior_chain_deficit", level="high"),
        assessment.what_if(sitting=3),
        assessment.missing(),
        assessment.trace(),
        assessment.revision(),
        kb,
        kb.knowledge,
        kb.Profile(**PERSON),
        assessment.sheet,
        kb.knowledge.exercises["nordic_hamstring_curl"],
        kb.knowledge.attributes["sitting"],
        kb.knowledge.rules[0],
        kb.knowledge.prescriptions[0],
        br.Problem("facts: age", "900", "a number from 0 to 120", "Check it.", code="out-of-range", path=("age",)),
    ]


def test_values_pickle_copy_and_hash(small: br.KnowledgeBase, assessment: br.Assessment) -> None:
    for value in travellers(small, assessment):
        for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):
            assert again == value
            assert hash(again) == hash(value)
            assert repr(again) == repr(value)


def test_a_profile_is_the_same_when_its_class_was_made_anew(small: br.KnowledgeBase) -> None:
    profile = small.Profile(**PERSON)
    profile_model.cache_clear()
    again = pickle.loads(pickle.dumps(profile))
    assert type(again) is not type(profile)
    assert again == profile
    assert hash(again) == hash(profile)
    assert again != small.Profile(**{**PERSON, "sitting": 3})
    assert profile != PERSON


def test_a_knowledge_base_assesses_the_same_after_its_journey(
    small: br.KnowledgeBase, assessment: br.Assessment
) -> None:
    again = pickle.loads(pickle.dumps(small))
    assert again.assess(PERSON) == assessment
    assert again.assess(PERSON).to_json(full=True) == assessment.to_json(full=True)
    with pytest.raises(TypeError):
        again.knowledge.attributes["sitting"] = None
    with pytest.raises(dataclasses.FrozenInstanceError):
        again.knowledge.version = "2"


def test_what_assesses_travels_to_another_process(small: br.KnowledgeBase, assessment: br.Assessment) -> None:
    """As it stands, bound to its knowledge: at night to a process of a pool."""
    assess = pickle.loads(pickle.dumps(small.assess))
    found = pickle.loads(pickle.dumps(assess(PERSON)))
    assert found == assessment
    assert found.findings == assessment.findings


def test_a_profile_round_trips_with_what_it_states_alone(small: br.KnowledgeBase) -> None:
    profile = small.Profile(**{**PERSON, "weekly_sets": {"hamstrings": 5}})
    for again in (
        small.Profile.model_validate(profile.model_dump()),
        small.Profile.model_validate_json(profile.model_dump_json()),
        pickle.loads(pickle.dumps(profile)),
        copy.deepcopy(profile),
    ):
        assert again.model_dump() == profile.model_dump()  # its class may be made anew, and is then another
        assert small.read_facts(again) == small.read_facts(profile)
    assert profile.model_dump().keys() == {*PERSON, "weekly_sets"}
    assert profile.model_dump_json() == small.Profile.model_validate_json(profile.model_dump_json()).model_dump_json()
    assert small.Profile().model_dump() == {}


def test_a_notebook_shows_a_line(kb: br.KnowledgeBase, small: br.KnowledgeBase, assessment: br.Assessment) -> None:
    finding = assessment.findings[0]
    values = [small, assessment, finding, assessment.how(finding.id), assessment.missing(), assessment.revision()]
    knowledge = kb.knowledge
    parts = ("rules", "referrals", "restrictions", "prescriptions", "claims", "contradictions", "invariants")
    values += [knowledge, assessment.sheet, *(getattr(knowledge, part)[0] for part in parts)]
    values += [max(knowledge.exercises.values(), key=lambda e: len(e.name)), knowledge.attributes["screening"]]
    log = kb.read_log(Path(__file__).parents[2] / "examples" / "desk_lifter" / "hevy.csv")
    values += [small.Profile(**PERSON), log]
    for value in values:
        text = repr(value)
        assert text.startswith(f"<{type(value).__name__}")
        assert len(text) < 200
        assert "\n" not in text
    assert "&lt;" in dataclasses.replace(finding, title="<b>")._repr_html_()
    assert assessment.how(finding.id)._repr_html_().startswith("<pre")


def test_the_version_is_that_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert br.__version__ == project["version"]

"""Assessments as FHIR: what the models of R4 and R4B accept, and what the resources say and do not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import balance_rules as br
from balance_rules import fhir, knowledge_base
from balance_rules.cli import app
from balance_rules.fhir.codes import LOINC_CODES, UNITS
from balance_rules.text.documents import read_document

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter" / "profile.yaml"
Resource = dict[str, Any]


def assessed(kb: br.KnowledgeBase, path: Path) -> br.Assessment:
    return kb.assess(read_document(path).value["profile"], engine="compiled")


def of_type(bundle: Resource, kind: str) -> list[Resource]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def read_back(kb: br.KnowledgeBase, response: Resource) -> br.FactSheet:
    return kb.read_facts(fhir.profile_of(kb.knowledge, json.loads(fhir.as_json(response))))


@pytest.mark.parametrize("path", SCENARIOS[:: effort(45, 1)], ids=lambda path: path.stem)
def test_a_person_is_a_valid_bundle_and_its_answers_read_back_are_the_same_facts(
    path: Path, kb: br.KnowledgeBase
) -> None:
    assessment = assessed(kb, path)
    bundle = fhir.bundle(assessment)
    fhir.check(bundle)
    assert read_back(kb, of_type(bundle, "QuestionnaireResponse")[0]).values == assessment.sheet.values
    assert "probability" not in {key for key in keys(bundle) if "probability" in key.lower()}
    given_now = {item.id for item in assessment.prescriptions if item.state == "given"}
    (plan,) = of_type(bundle, "CarePlan")
    assert {a["detail"]["code"]["coding"][0]["code"] for a in plan.get("activity", [])} == given_now
    asked = {request["code"]["coding"][0]["code"]: request["priority"] for request in of_type(bundle, "ServiceRequest")}
    assert set(asked) == {item.id for item in assessment.referrals if item.state == "refer"}
    assert all(
        asked[item.id] == "stat"
        for item in assessment.referrals
        if item.state == "refer" and item.urgency == "emergency"
    )


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for part in value.values() for key in keys(part)}
    return {key for part in value for key in keys(part)} if isinstance(value, list) else set()


def test_plain_r4_reads_every_resource_and_writes_the_same(kb: br.KnowledgeBase) -> None:
    """A model of plain R4 keeps every element: what it did not know would be refused, or missing when written."""
    bundles = pytest.importorskip(
        "fhirclient.models.bundle", reason="fhirclient, the models of plain R4, is not installed"
    )
    from fhirclient.models.questionnaire import Questionnaire

    for path in SCENARIOS[:: effort(60, 4)]:
        sent = json.loads(fhir.as_json(fhir.bundle(assessed(kb, path))))
        assert bundles.Bundle(sent, strict=True).as_json() == sent
    asked = json.loads(fhir.as_json(fhir.questionnaire(kb.knowledge)))
    assert Questionnaire(asked, strict=True).as_json() == asked


def test_the_questionnaire_is_valid_and_asks_for_every_fact_once(kb: br.KnowledgeBase) -> None:
    asked = fhir.questionnaire(kb.knowledge)
    fhir.check(asked)
    leaves = [leaf for item in asked["item"] for leaf in item.get("item", [item])]
    assert [leaf["linkId"] for leaf in leaves] == list(kb.knowledge.facts)
    assert "{" not in "".join(leaf["text"] for leaf in leaves)
    assert not {"initial", "required"} & keys(asked), "nothing is filled in or demanded"


@st.composite
def profiles(draw: st.DrawFn, kb: br.KnowledgeBase) -> dict[str, Any]:
    attributes = draw(st.lists(st.sampled_from(list(kb.knowledge.attributes.values())), max_size=12, unique=True))
    profile: dict[str, Any] = {}
    for attribute in attributes:
        value = (
            st.integers(attribute.low, attribute.high)
            if attribute.values == ()
            else st.integers(0, len(attribute.values) - 1)
        )
        if not attribute.instances:
            profile[attribute.id] = attribute.plain(draw(value))
            continue
        names = [name for name, _ in attribute.instances]
        some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
        profile[attribute.id] = {name: attribute.plain(draw(value)) for name in some}
    return profile


@given(data=st.data())
@settings(max_examples=effort(8, 60))
def test_a_response_read_back_states_the_same_facts(data: st.DataObject, kb: br.KnowledgeBase) -> None:
    stated = data.draw(profiles(kb))
    try:
        assessment = kb.assess(stated, engine="compiled")
    except br.FactError:  # facts that contradict each other are of nobody
        assume(False)
        raise
    response = fhir.response(assessment)
    fhir.check(response)
    back = read_back(kb, response)
    assert back.values == assessment.sheet.values
    assert back.person == assessment.sheet.person, "who has no name gets none"


def test_the_same_assessment_is_the_same_bundle_and_another_has_other_ids(kb: br.KnowledgeBase) -> None:
    one, again = kb.assess(EXAMPLE), kb.assess(EXAMPLE)
    assert fhir.as_json(fhir.bundle(one)) == fhir.as_json(fhir.bundle(again))
    ids = {entry["fullUrl"] for entry in fhir.bundle(one)["entry"]}
    others = {entry["fullUrl"] for entry in fhir.bundle(one.with_facts(age=50))["entry"]}
    assert len(ids) == len(fhir.bundle(one)["entry"])
    assert not ids & others


def test_every_reference_in_a_bundle_leads_to_a_resource_of_it(kb: br.KnowledgeBase) -> None:
    bundle = fhir.bundle(kb.assess(EXAMPLE))
    known = {entry["fullUrl"] for entry in bundle["entry"]}
    references = [
        r["reference"]
        for kind in ("RiskAssessment", "Observation")
        for one in of_type(bundle, kind)
        for r in (*one.get("basis", ()), *one.get("derivedFrom", ()))
    ]
    assert references
    assert set(references) <= known


def test_two_people_of_whom_the_same_is_known_are_two(kb: br.KnowledgeBase) -> None:
    assessment = kb.assess({"age": 40})
    both = fhir.bundle(assessment, assessment)
    assert len({entry["fullUrl"] for entry in both["entry"]}) == len(both["entry"])
    assert both["entry"][: len(both["entry"]) // 2] == fhir.bundle(assessment)["entry"]


def test_dates_are_those_of_the_assessment_or_not_there(kb: br.KnowledgeBase) -> None:
    dated = fhir.bundle(kb.assess({"date": "2026-03-02", "age": 40}))
    assert of_type(dated, "Observation")[0]["effectiveDateTime"] == "2026-03-02"
    assert of_type(dated, "CarePlan")[0]["created"] == "2026-03-02"
    undated = fhir.bundle(kb.assess({"age": 40}))
    assert not {"effectiveDateTime", "created", "authored", "timestamp"} & keys(undated)


def test_nothing_known_states_nothing(kb: br.KnowledgeBase) -> None:
    bundle = fhir.bundle(kb.assess({}))
    assert not of_type(bundle, "Observation")
    assert not of_type(bundle, "RiskAssessment")
    assert "item" not in of_type(bundle, "QuestionnaireResponse")[0]


def test_a_number_stands_in_its_unit_and_a_known_code_beside_our_own(kb: br.KnowledgeBase) -> None:
    bundle = fhir.bundle(kb.assess({"body_mass": "176.4 lb", "hamstring_torque_60": {"left": "92.5 N*m"}}))
    seen = {one["code"]["coding"][0]["code"]: one for one in of_type(bundle, "Observation")}
    mass = seen["body_mass"]
    assert mass["valueQuantity"] | {"value": 0} == {
        "value": 0,
        "unit": "kg",
        "system": "http://unitsofmeasure.org",
        "code": "kg",
    }
    assert mass["code"]["coding"][1] == {"system": "http://loinc.org", "code": "29463-7", "display": "Body weight"}
    torque = seen["hamstring_torque_60[left]"]["valueQuantity"]
    assert torque["code"] == "N.m"
    assert len(seen["hamstring_torque_60[left]"]["code"]["coding"]) == 1


def test_every_unit_of_the_knowledge_has_one_of_ucum_and_no_two_the_same(kb: br.KnowledgeBase) -> None:
    assert {a.unit for a in kb.knowledge.attributes.values()} <= set(UNITS)
    assert len(set(UNITS.values())) == len(UNITS)
    assert set(LOINC_CODES) <= set(kb.knowledge.attributes)


def item(name: str, *answers: Any) -> Resource:
    return {"resourceType": "QuestionnaireResponse", "item": [{"linkId": name, "answer": list(answers)}]}


ABSENT = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}


@pytest.mark.parametrize(
    "response",
    [
        {"resourceType": "QuestionnaireResponse"},
        {"resourceType": "QuestionnaireResponse", "item": [{"linkId": "age"}]},
        item("age"),
        item("age", {}),
        item("age", ABSENT),
        item("screening[fever]", {"_valueBoolean": ABSENT}),
    ],
    ids=["no item", "no answer", "an empty list", "an empty answer", "absent", "an absent yes or no"],
)
def test_what_is_not_answered_is_unknown_and_never_no(kb: br.KnowledgeBase, response: Resource) -> None:
    assert fhir.profile_of(kb.knowledge, response) == {}


def test_amounts_in_other_units_and_forms_are_read(kb: br.KnowledgeBase) -> None:
    def value(*answers: Any, of: str = "sedentary_hours") -> Any:
        sheet = kb.read_facts(fhir.profile_of(kb.knowledge, item(of, *answers)))
        return kb.knowledge.facts[of].show(sheet.values[of])

    assert (
        value({"valueQuantity": {"value": 570, "system": "http://unitsofmeasure.org", "code": "min/d"}}) == "9.5 h/day"
    )
    assert value({"valueDecimal": 9.5}) == "9.5 h/day"
    assert value({"valueString": "9.5 h/day"}) == "9.5 h/day"
    assert value({"valueInteger": 40}, of="age") == "40 years"
    with pytest.raises(br.FactError, match="'40 1'"):  # a number without a unit is no age
        value({"valueQuantity": {"value": 40, "code": "1"}}, of="age")


@pytest.mark.parametrize(
    ("response", "place", "said"),
    [
        ({"resourceType": "Bundle"}, "resourceType", "QuestionnaireResponse"),
        (item("agee", {"valueInteger": 4}), "item agee", "'age'"),
        (item("age", {"valueInteger": 4}, {"valueInteger": 5}), "item age", "one"),
        (item("age", {"valueDate": "2000-01-01"}), "item age", "valueQuantity"),
        (item("age", {"valueQuantity": {"value": 40, "comparator": "<"}}), "item age", "comparator"),
        (item("age", {"valueQuantity": {"value": 40, "code": ["a"]}}), "item age", "a unit that is no text"),
        (item("age", {"valueQuantity": {"value": 40, "unit": ["a"]}}), "item age", "a unit that is no text"),
        (
            item("sex", {"valueCoding": {"system": "http://snomed.info/sct", "code": "248152002"}}),
            "item sex",
            "fact:sex",
        ),
        ({"resourceType": "QuestionnaireResponse", "item": {"linkId": "age"}}, "item", "list"),
        ({"resourceType": "QuestionnaireResponse", "item": [{"answer": []}]}, "item", "linkId"),
        ({"resourceType": "QuestionnaireResponse", "authored": "March"}, "authored", "2026-01-31"),
    ],
)
def test_a_response_that_cannot_be_read_is_refused_with_its_place(
    kb: br.KnowledgeBase, response: Resource, place: str, said: str
) -> None:
    with pytest.raises(br.FactError) as refused:
        fhir.profile_of(kb.knowledge, response)
    problem = refused.value.problems[0]
    assert problem.place == place
    assert said in str(problem)


def test_a_subject_is_named_in_every_resource_of_a_person(kb: br.KnowledgeBase) -> None:
    assessment = kb.assess({"person": "Robin", "age": 40})
    for entry in fhir.bundle(assessment, subject="Patient/123")["entry"]:
        assert entry["resource"]["subject"] == {"reference": "Patient/123", "display": "Robin"}
    with pytest.raises(br.BalanceRulesError, match="found 2 people"):
        fhir.bundle(assessment, assessment, subject="Patient/123")


def test_what_no_resource_may_hold_is_found(kb: br.KnowledgeBase) -> None:
    bundle = fhir.bundle(kb.assess({"age": 40}))
    bundle["entry"][0]["resource"]["status"] = ["completed"]
    with pytest.raises(br.BalanceRulesError, match="status"):
        fhir.check(bundle)


def test_the_command_writes_bundles_and_the_questionnaire(
    kb: br.KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knowledge_base, "load", lambda *folders: kb)

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(app, ["fhir", *arguments])

    written = tmp_path / "bundle.json"
    assert run(str(EXAMPLE), "-o", str(written), "--check", "--subject", "Patient/1").exit_code == 0
    assert json.loads(written.read_text()) == json.loads(
        fhir.as_json(fhir.bundle(kb.assess(EXAMPLE), subject="Patient/1"))
    )
    assert json.loads(run("--questionnaire").stdout)["resourceType"] == "Questionnaire"
    assert len(of_type(json.loads(run(str(EXAMPLE), str(EXAMPLE)).stdout), "CarePlan")) == 2
    assert run().exit_code == 2
    assert run(str(EXAMPLE), "--questionnaire").exit_code == 2
    assert run(str(EXAMPLE), str(EXAMPLE), "--subject", "Patient/1").exit_code == 2

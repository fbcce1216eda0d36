"""All of the knowledge that ships is proved, which takes most of a minute: run by `make nightly`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from json_schemas import validator

import balance_rules as br
from balance_rules.verify import Outcome, Report, verify
from balance_rules.verify.sarif import to_sarif

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-parts.json").read_text())


@pytest.fixture(scope="module")
def proved(kb: br.KnowledgeBase) -> Report:
    return verify(kb.knowledge)


def test_the_bundled_knowledge_has_no_defect(proved: Report) -> None:
    assert [f"{r.code} {r.subject}: {r.claim} {r.effect}" for r in proved.failed] == []
    assert [f"{r.code} {r.subject}: {r.effect}" for r in proved.open] == []


def test_every_invariant_is_proved(proved: Report, kb: br.KnowledgeBase) -> None:
    written = {one.name for one in kb.knowledge.invariants}
    assert len(written) >= 25
    assert {r.subject for r in proved.results if r.code == "V11" and r.outcome is Outcome.PASS} == written
    assert all(one.because for one in kb.knowledge.invariants)


def test_the_report_states_what_it_stands_on(proved: Report, kb: br.KnowledgeBase) -> None:
    assert proved.hash == kb.hash
    assert proved.solver.startswith("Z3 ")
    assert proved.sizes["rules"] == len(kb.knowledge.rules)
    assert any("encoding" in note for note in proved.notes)
    assert all(r.suppressed for r in proved.suppressed)


def test_sarif_of_the_bundled_knowledge_carries_suppressions(proved: Report) -> None:
    log = to_sarif(proved, "1.2.3")
    validator(SCHEMA).validate(log)
    results = log["runs"][0]["results"]
    assert all(r.get("suppressions") for r in results if r["kind"] == "fail")
    assert {r["ruleId"] for r in results if r["kind"] == "pass"} == {"V11"}

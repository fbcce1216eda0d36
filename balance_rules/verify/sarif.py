"""A report as SARIF 2.1, which code hosts show beside the lines it speaks of."""

from __future__ import annotations

from typing import Any

from balance_rules.model import Place
from balance_rules.verify.results import CODES, Outcome, Report, Result

SCHEMA = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
_SEVERE = {"V05", "V06", "V07", "V11", "V14", "V15", "V16", "V19"}


def to_sarif(report: Report, version: str) -> dict[str, Any]:
    """Return a report as a SARIF log with one run of a `version` of the library; what passed is only counted."""
    listed = [r for r in report.results if r.outcome is not Outcome.PASS or r.code == "V11"]
    codes = list(CODES)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "balance-rules verify",
                        "version": version,
                        "informationUri": "https://pypi.org/project/balance-rules/",
                        "rules": [_rule(code) for code in codes],
                    }
                },
                "results": [_result(result, codes.index(result.code)) for result in listed],
                "properties": {
                    "knowledge": f"{report.knowledge} {report.version}",
                    "knowledgeHash": report.hash,
                    "solver": report.solver,
                    "counts": {code: dict(report.counts(code)) for code in codes},
                    "notes": list(report.notes),
                },
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    name, claim = CODES[code]
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in name.split()),
        "shortDescription": {"text": claim},
        "defaultConfiguration": {"level": "error" if code in _SEVERE else "warning"},
    }


def _result(result: Result, index: int) -> dict[str, Any]:
    level = "error" if result.code in _SEVERE else "warning"
    witness = result.witness
    parts = [result.claim]
    if result.outcome is not Outcome.PASS:
        parts = [f"Not so: {result.claim}" if result.outcome is Outcome.FAIL else f"Open: {result.claim}"]
        parts += [result.effect, result.fix]
    if witness is not None:
        parts.append("Shown by: " + ", ".join(f"{fact} {value}" for fact, value in witness.facts) + ".")
    plain: dict[str, Any] = {
        "ruleId": result.code,
        "ruleIndex": index,
        "kind": result.outcome.value,
        "level": level if result.outcome is Outcome.FAIL else "none",
        "message": {"text": " ".join(part for part in parts if part)},
        "partialFingerprints": {"claim/v1": result.fingerprint},
    }
    if result.place is not None:
        plain["locations"] = [_location(result.place)]
    if result.related:
        plain["relatedLocations"] = [
            {**_location(place), "id": i, "message": {"text": what}}
            for i, (what, place) in enumerate(result.related, 1)
        ]
    if result.suppressed is not None:
        plain["suppressions"] = [{"kind": "external", "status": "accepted", "justification": result.suppressed}]
    if witness is not None:
        plain["properties"] = {"witness": dict(witness.values), "changed": dict(witness.changed_values)}
    return plain


def _location(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": {"uri": place.path}, "region": region}}

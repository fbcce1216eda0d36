"""Assessments for health records: HL7 FHIR resources as plain data (checking them needs the extra ``fhir``).

The resources keep to elements that FHIR R4 (4.0.1) and R4B (4.3.0) share.
"""

from __future__ import annotations

import json

from balance_rules.errors import BalanceRulesError, Problem, UnsupportedError
from balance_rules.fhir.assessments import bundle
from balance_rules.fhir.codes import Resource
from balance_rules.fhir.questionnaires import profile_of, questionnaire, response
from balance_rules.text.writing import escaped


def as_json(resource: Resource, *, indent: int | None = None) -> str:
    """Return a resource as JSON in which nothing acts on whoever shows it."""
    return escaped(json.dumps(resource, ensure_ascii=False, indent=indent, default=str))


def check(resource: Resource) -> None:
    """Check a resource against the R4B model of ``fhir.resources``.

    Raises
    ------
    BalanceRulesError
        With every misfit.
    UnsupportedError
        When the library is missing; the error names the extra.
    """
    try:
        from fhir.resources.R4B import get_fhir_model_class
    except ImportError:
        raise UnsupportedError.without("fhir", "no module 'fhir.resources'", "the library that checks FHIR") from None
    from pydantic import ValidationError

    try:
        get_fhir_model_class(resource["resourceType"]).model_validate_json(as_json(resource))
    except ValidationError as error:
        fix = "Report it: the library made a resource that is none."
        raise BalanceRulesError(
            Problem(".".join(map(str, one["loc"])), str(one["input"])[:100], str(one["msg"]), fix, code="invalid")
            for one in error.errors()
        ) from None


__all__ = ["as_json", "bundle", "check", "profile_of", "questionnaire", "response"]

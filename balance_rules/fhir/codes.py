"""Codes of FHIR: our own code systems, units in UCUM, and the few LOINC codes that were looked up.

A code of LOINC is given only where its meaning is that of the attribute: they were read in the vital-sign pages of
HL7 (http://hl7.org/fhir) and, for age, in HL7's terminology (https://terminology.hl7.org).
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from balance_rules.assessment import Assessment
from balance_rules.model import UNIT_SIGNS, Attribute, name_of
from balance_rules.text.writing import one_line

Resource = dict[str, Any]

UNNAMED = "the person assessed"  # who has no name
OWN = "urn:balance-rules"
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, OWN)

UNITS: Mapping[str, str] = MappingProxyType(
    {
        **{unit: unit for unit in ("1", "%", "N", "N/kg", "m/s", "N/s", "kg", "cm", "m", "deg", "s", "min", "h")},
        "N*m": "N.m",
        "N*m/kg": "N.m/kg",
        "kg/m^2": "kg/m2",
        "min/day": "min/d",
        "min/week": "min/wk",
        "h/day": "h/d",
        "h/week": "h/wk",
        "km/week": "km/wk",
        "weeks": "wk",
        "months": "mo",
        "years": "a",
        "mmHg": "mm[Hg]",
        "points": "{points}",
        "reps": "{repetitions}",
        "sets/week": "{sets}/wk",
        "sessions/week": "{sessions}/wk",
    }
)
"""Units of the knowledge as UCUM writes them; what is counted stands in braces, as UCUM annotates what has no unit."""

LOINC_CODES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "age": ("30525-0", "Age"),
        "body_mass": ("29463-7", "Body weight"),
        "body_mass_index": ("39156-5", "Body mass index (BMI) [Ratio]"),
        "height": ("8302-2", "Body height"),
        "resting_diastolic_pressure": ("8462-4", "Diastolic blood pressure"),
        "resting_systolic_pressure": ("8480-6", "Systolic blood pressure"),
    }
)


def identity(*parts: str) -> str:
    """Return the id of a resource: the same for the same parts, whenever and wherever it is made.

    >>> identity("a", "b") == identity("a", "b") != identity("ab")
    True
    """
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def concept(kind: str, code: str, words: str, *others: Resource) -> Resource:
    """Return a coded concept of our own, with its words."""
    return {"coding": [{"system": f"{OWN}:{kind}", "code": code, "display": words}, *others], "text": words}


def fact_concept(attribute: Attribute, fact: str) -> Resource:
    """Return the code of a fact: our own, and LOINC's where there is one that means the same."""
    code = LOINC_CODES.get(name_of(fact))
    others = [{"system": LOINC, "code": code[0], "display": code[1]}] if code else []
    return concept("fact", fact, attribute.label(fact), *others)


def quantity(attribute: Attribute, value: int) -> Resource:
    """Return a stored number as a quantity: exact, in the attribute's unit."""
    code = UNITS.get(attribute.unit)
    sign = UNIT_SIGNS.get(attribute.unit, attribute.unit)
    coded = {"system": UCUM, "code": code} if code else {}
    return {"value": attribute.plain(value), "unit": sign, **coded}


def text(words: str) -> str:
    """Return words as a FHIR string: one line, nothing that acts, never empty."""
    return one_line(words) or "-"


def category_system(attribute: Attribute) -> str:
    name = re.sub(r"\s+", "-", attribute.id)
    return f"{OWN}:fact:{name}"


def coding(attribute: Attribute, value: int) -> Resource:
    code, words = attribute.values[value]
    return {"system": category_system(attribute), "code": code, "display": words}


def seed(assessment: Assessment) -> str:
    """What the ids of a person's resources are made of: who, when, which facts, which knowledge."""
    sheet = assessment.sheet
    said = [sheet.person, str(sheet.date), assessment.knowledge.hash]
    said += sorted(f"{stated.fact}={stated.value}" for stated in sheet.stated.values())
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()


def subject_of(assessment: Assessment, subject: str | None) -> Resource:
    """Return the reference to the person: to a record of another system, or in words."""
    named = text(assessment.sheet.person) if assessment.sheet.person.strip() else UNNAMED
    return {"reference": subject, "display": named} if subject else {"display": named}

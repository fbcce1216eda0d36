"""Validators of JSON Schemas, each schema checked itself once: that takes longer than what it is asked about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema


def validator(schema: Mapping[str, Any]) -> Any:
    """Return the validator of a schema.

    Raises
    ------
    jsonschema.SchemaError
        When the schema is none.
    """
    return _checked(json.dumps(schema))


@cache
def _checked(text: str) -> Any:
    schema = json.loads(text)
    kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
    kind.check_schema(schema)
    return kind(schema)

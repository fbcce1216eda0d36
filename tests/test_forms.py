"""A form made of the profile's JSON Schema by a form generator states nothing before anybody touches it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from effort import effort
from node_packages import NODE, NPM, installed

import balance_rules as br

STATING = ({"const": "none"}, {"type": "string", "default": "none"})
FORMS = Path(__file__).parent / "forms"
needs_node = pytest.mark.skipif(not (NPM and NODE), reason="Node.js with npm is not installed: the form cannot be made")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory, kb: br.KnowledgeBase) -> list[dict[str, Any]]:
    """What the forms of React JSON Schema Form state, and how many fields they have: of the profile, then of STATING.

    All of them in one process, which takes longer to start than to make them.
    """
    files = [FORMS / name for name in ("package.json", "package-lock.json", "untouched.mjs")]
    schemas = [
        {"type": "object", "properties": {"pain": {"type": "object", "properties": {"others": s}}}} for s in STATING
    ]
    run = subprocess.run(
        [str(NODE), "untouched.mjs"],
        cwd=installed(files, tmp_path_factory.mktemp("forms") / "half"),
        env={**os.environ, "NODE_ENV": "production"},
        input=json.dumps([_some(kb.profile_schema), *schemas]),
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[dict[str, Any]] = json.loads(run.stdout)
    return told


def _some(schema: Any) -> Any:
    """The schema of a profile, at each change with a fifth of its attributes: to make all fields takes long."""
    names = list(schema["properties"])[:: effort(5, 1)]
    return {**schema, "properties": {name: schema["properties"][name] for name in names}}


@needs_node
def test_an_untouched_form_states_nothing(untouched: list[dict[str, Any]], kb: br.KnowledgeBase) -> None:
    told = untouched[0]
    assert told["state"] == {}
    attributes = kb.knowledge.attributes.keys() & _some(kb.profile_schema)["properties"].keys()
    assert told["fields"] >= len(attributes) > 80, "the form was really made"
    assert kb.read_facts(told["state"]).stated == {}


@needs_node
def test_a_schema_with_a_constant_or_a_default_would_state_something(untouched: list[dict[str, Any]]) -> None:
    assert [told["state"] for told in untouched[1:]] == [{"pain": {"others": "none"}}] * len(STATING)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for part in value.values():
            yield from _keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from _keys(part)


def test_the_schema_has_no_constant_no_default_and_no_placeholder_left(kb: br.KnowledgeBase) -> None:
    properties = kb.profile_schema["properties"]
    assert {"const", "default"}.isdisjoint(_keys(list(properties.values())))
    for attribute in kb.knowledge.attributes.values():
        whole = properties[attribute.id]
        fields = {"": whole}
        for form in whole.get("anyOf", ()):
            fields |= {name: field for name, field in form.get("properties", {}).items() if name != "others"}
        assert {name for name in fields if name} == {name for name, _ in attribute.instances}
        for instance, field in fields.items():
            assert field["title"], (attribute.id, instance)
            assert field["description"], (attribute.id, instance)
            assert f"{{{attribute.domain}}}" not in field["title"] + field["description"], (attribute.id, instance)


def test_a_form_knows_where_each_field_belongs_and_what_its_words_mean(kb: br.KnowledgeBase) -> None:
    schema = kb.profile_schema
    assert schema["$id"] == "balance_rules.profile/1"
    fields = list(schema["properties"].values())
    assert [field["x-order"] for field in fields] == list(range(len(fields)))
    assert all(field["x-group"] for field in fields)
    assert {field["x-group"] for field in fields} >= {"About", "Where it hurts", "Is it safe to train?"}
    for attribute in kb.knowledge.attributes.values():
        field = schema["properties"][attribute.id]
        assert field["x-unit"] == attribute.unit
        assert field.get("x-labels", {}) == dict(attribute.values)

"""The JSON that the library writes as types of TypeScript, made of the same JSON Schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]
PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}
HEAD = "// Generated from {name}.json by `python -m docs.generate`: do not edit.\n"
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*\Z")


def types_of(name: str, schema: Schema) -> str:
    """A module of TypeScript with the type of a format, and one for each part of it.

    >>> schema = {"title": "A", "type": "object", "properties": {"b": {"type": "integer"}}, "required": ["b"]}
    >>> print(types_of("a-1", schema).splitlines()[2])
    export interface A {
    """
    parts = {**schema.get("$defs", {})}
    words = str(schema.get("title") or name.rpartition("-")[0])
    root = _name("".join(word[:1].upper() + word[1:] for word in words.split("_")))
    if "$ref" not in schema:
        parts[root] = schema
    written = (_declared(_name(part), said) for part, said in parts.items())
    format_of = f'export type Format = "{schema["$id"]}";\n' if "$id" in schema else ""
    return "\n".join([HEAD.format(name=name), *written, *([format_of] if format_of else [])])


def _declared(name: str, schema: Schema) -> str:
    """The declaration of a named type, with what the schema says of it."""
    text = _comment(schema, "")
    if "properties" not in schema:
        return f"{text}export type {name} = {_type(schema)};\n"
    return f"{text}export interface {name} {_fields(schema, '')}\n"


def _fields(schema: Schema, indent: str) -> str:
    required = set(schema.get("required", ()))
    lines = []
    for name, field in schema["properties"].items():
        key = name if _IDENTIFIER.match(name) else json.dumps(name)
        optional = "" if name in required else "?"
        lines.append(f"{_comment(field, indent + '  ')}{indent}  {key}{optional}: {_type(field, indent + '  ')};")
    return "\n".join(["{", *lines, f"{indent}}}"])


def _comment(schema: Schema, indent: str) -> str:
    text = " ".join(str(schema.get("description", "")).split()).replace("*/", "* /")
    return f"{indent}/** {text} */\n" if text else ""


def _type(schema: Schema, indent: str = "") -> str:
    if "$ref" in schema:
        return _name(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    for union in ("anyOf", "oneOf"):
        if union in schema:
            return " | ".join(dict.fromkeys(_type(part, indent) for part in schema[union]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return " | ".join(PLAIN[each] for each in kind)
    if kind == "array":
        return _array(schema, indent)
    if kind == "object":
        return _object(schema, indent)
    return PLAIN.get(str(kind), "unknown")


def _array(schema: Schema, indent: str) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(_type(part, indent) for part in schema['prefixItems'])}]"
    item = _type(schema.get("items", {}), indent)
    return f"({item})[]" if " | " in item else f"{item}[]"


def _object(schema: Schema, indent: str) -> str:
    if "properties" in schema:
        return _fields(schema, indent)
    values = schema.get("additionalProperties", {})
    return f"Record<string, {_type(values, indent) if isinstance(values, Mapping) else 'unknown'}>"


def _name(text: str) -> str:
    return re.sub(r"\W", "_", text)


def typescript_files(schemas: Mapping[str, Schema]) -> Iterator[tuple[str, str]]:
    """Yield a file of types for each schema, by its path under docs/."""
    for name, schema in schemas.items():
        yield f"schemas/{name}.d.ts", types_of(name, schema)

"""What a person types in an interview, and the profile it is written to: comments and order of the file are kept."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from balance_rules.cli.explain import typed
from balance_rules.errors import FactError
from balance_rules.model import Attribute, Kind
from balance_rules.text.writing import one_line, write_text

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")


def expected(attribute: Attribute) -> str:
    """What an answer may be, in brackets."""
    if attribute.kind is Kind.BOOLEAN:
        return "(yes or no)"
    if attribute.kind is Kind.CATEGORY:
        return "(" + ", ".join(f"{i} {label}" for i, (_, label) in enumerate(attribute.values, 1)) + ")"
    lowest = attribute.show(attribute.low, unit=False)
    return f"({lowest} to {attribute.show(attribute.high, unit=attribute.unit != 'points')})"


def value_of(attribute: Attribute, answer: str) -> Any:
    """Return an answer as typed: a category may be given by its number or its label."""
    if attribute.kind is Kind.CATEGORY:
        names = [name for name, _ in attribute.values]
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        return next((name for name, label in attribute.values if label.lower() == answer.lower()), answer)
    if attribute.kind is Kind.BOOLEAN:
        return {"y": True, "n": False}.get(answer.lower(), typed(answer))
    return Decimal(answer) if _NUMBER.fullmatch(answer) else answer


def numbered(answer: str, most: int) -> tuple[list[int], list[int]] | None:
    """Return the numbers of a list that apply and those that are unsure, None where an answer is no such list.

    >>> numbered("3, 1?", 4), numbered("none", 4), numbered("9", 4)
    (([3], [1]), ([], []), None)
    """
    if answer.lower() in ("none", "0", "no"):
        return [], []
    parts = [part.strip() for part in answer.split(",") if part.strip()]
    numbers = [part.removesuffix("?").strip() for part in parts]
    if not all(number.isdecimal() and 1 <= int(number) <= most for number in numbers):
        return None
    sure = {int(n) for n, part in zip(numbers, parts, strict=True) if not part.endswith("?")}
    return sorted(sure), sorted({int(n) for n in numbers} - sure)


# ---------------------------------------------------------------- the profile


def read_profile(path: Path) -> dict[str, Any]:
    """What a profile holds so far; nothing where it does not exist yet.

    Raises
    ------
    FactError
        When the file is no profile.
    """
    from balance_rules.person.facts import document_of

    if not path.exists():
        return {}
    document = document_of(path)
    if document.value is not None and not isinstance(document.value, Mapping):
        fix = "Name another file to write to."
        raise FactError.of(str(path), "something else", "a profile: names with their values", fix, code="wrong-type")
    return dict(document.value or {})


def write_profile(path: Path, answers: Mapping[str, Any]) -> None:
    """Write a profile whole or not at all; of a YAML file its comments, its order and its spellings are kept."""
    plain = _plain(answers)
    write_text(path, json.dumps(plain, indent=2, ensure_ascii=False) if path.suffix == ".json" else _yaml(path, plain))


def check_kept(path: Path) -> None:
    """Refuse a profile that could not be written again with its comments, before anything is asked.

    Raises
    ------
    FactError
        With what stands in the way.
    """
    if path.suffix != ".json" and path.exists():
        _yaml(path, {})


def _yaml(path: Path, answers: Mapping[str, Any]) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # a line of the person stays one line
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else []
    comments = [line for line in lines if not line.strip() or line.lstrip().startswith("#")]
    try:
        held = yaml.load("".join(lines)) if any(map(_says_something, lines)) else None
    except YAMLError as error:  # of two readers of YAML this one, which keeps comments, takes less
        found, fix = one_line(str(error)), "Write blanks instead of tabs, and each answer on a line of its own."
        raise FactError.of(str(path), found, "YAML that can be written again as it is", fix, code="syntax") from None
    written = io.StringIO()
    if not held or not answers:  # there is nothing that the comments of the file could hang on
        written.write("".join(comments))
        written.write("\n" if comments and not comments[-1].endswith("\n") else "")
    yaml.dump(_merged(held, answers) if held and answers else dict(answers), written)
    return written.getvalue()


def _says_something(line: str) -> bool:
    """Return whether a line of YAML holds more than a comment, the mark of a document or nothing at all."""
    return not line.startswith("%") and line.partition("#")[0].strip() not in ("", "---", "...", "null", "~", "{}")


def _merged(held: Any, answers: Mapping[str, Any]) -> Any:
    """What a file held with other answers: only what differs is touched, so that comments stay."""
    for name in [name for name in held if name not in answers]:
        del held[name]
    for name, value in answers.items():
        before = held.get(name)
        if isinstance(before, dict) and isinstance(value, Mapping):
            _merged(before, value)
        elif name not in held or _plain(before) != value:
            held[name] = value
    return held


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (Decimal, int, float)):
        return int(value) if value == int(value) else float(value)
    return str(value)

"""A request's body: counted while it comes, in time, and looked over before anything is made of it."""

from __future__ import annotations

import json
import re
from typing import Any

import anyio
from fastapi import Response
from starlette.types import Message, Receive

from balance_rules.serve.problems import refusal

_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_OTHERS = bytes(set(range(256)) - set(b"[]{}"))
_PAIRS = re.compile(rb"\[\]|\{\}")


class BodyRefused(Exception):
    """A body that is not taken, with the answer to give."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class Left(Exception):
    """The client went away."""


async def read_body(receive: Receive, declared: int | None, most: int, seconds: float) -> bytes:
    """Return a body of at most `most` bytes that came within `seconds`; `Left` where the client went away before."""
    chunks: list[bytes] = []
    size = 0
    if declared is not None and declared > most:
        raise BodyRefused(_too_large(most))
    try:
        with anyio.fail_after(seconds):
            while True:
                message: Message = await receive()
                if message["type"] == "http.disconnect":
                    raise Left
                chunks.append(message.get("body", b""))
                size += len(chunks[-1])
                if size > most:
                    raise BodyRefused(_too_large(most))
                if not message.get("more_body", False):
                    return b"".join(chunks)
    except TimeoutError:
        found, expected = f"a request that was not whole after {seconds:g} s", f"all of it within {seconds:g} s"
        said = "The request came too slowly", found, expected, "Send it again."
        raise BodyRefused(refusal("slow", 408, *said, code="out-of-resources")) from None


def check_json(body: bytes, deepest: int) -> None:
    """Refuse JSON that is too deep, is none, or says one thing twice; the depth is counted before anything is parsed.

    >>> check_json(b'{"profile": {"age": 34}}', 2)
    """
    brackets = _STRINGS.sub(b"", body).translate(None, _OTHERS)
    for _ in range(deepest):
        if not brackets:
            break
        brackets = _PAIRS.sub(b"", brackets)
    else:
        if brackets:
            found = f"more than {deepest} levels of nesting, or brackets that do not match"
            fix = "Send an object as /openapi.json describes it."
            raise _malformed(found, f"JSON of at most {deepest} levels", fix)
    try:
        text = body.decode("utf-8-sig")  # strictly: Python's own reader takes halves of surrogates, and other encodings
        json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        if "\\u" in text:
            json.loads(text, object_pairs_hook=_whole_texts)
    except UnicodeEncodeError:
        found, fix = "half of a pair of surrogates", "Send the text in UTF-8."
        raise _malformed(found, "text of whole characters", fix) from None
    except (ValueError, RecursionError) as error:
        found = str(error) if isinstance(error, ValueError) else "JSON that is nested too deeply"
        raise _malformed(found, "JSON in UTF-8, each key once", "Fix the JSON there, and send it again.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON whose keys differ: of two the later would silently replace the earlier."""
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise ValueError(f"the key {twice[:100]!r} a second time")
    return found


def _no_number(word: str) -> None:
    raise ValueError(f"{word}, which is no number of JSON")


def _whole_texts(pairs: list[tuple[str, Any]]) -> None:
    """Raise UnicodeEncodeError for a text that no UTF-8 can hold."""
    json.dumps(pairs, ensure_ascii=False).encode()


def _malformed(found: str, expected: str, fix: str) -> BodyRefused:
    title = "The request is not JSON that can be used"
    return BodyRefused(refusal("json", 400, title, found, expected, fix, code="syntax"))


def _too_large(most: int) -> Response:
    found, expected = f"more than {most:,} bytes", f"at most {most:,} bytes"
    title, fix = "The request is too large", "Send less: one person, or a shorter log."
    return refusal("too-large", 413, title, found, expected, fix, code="too-large")

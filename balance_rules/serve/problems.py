"""What is refused, as problem details (RFC 9457) made of the library's own problems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from fastapi import Response
from pydantic import BaseModel, ConfigDict

from balance_rules.errors import MOST_PROBLEMS, BalanceRulesError, Code, FactError, Problem, UnsupportedError
from balance_rules.text.misfits import misfit
from balance_rules.text.wording import capital
from balance_rules.text.writing import escaped

MEDIA_TYPE = "application/problem+json"


class NotFound(FactError):
    """There is no such entry."""

    heading = "not in the knowledge"


KINDS: Mapping[type[BalanceRulesError], tuple[str, int]] = {
    NotFound: ("not-found", 404),
    FactError: ("facts", 422),
    UnsupportedError: ("absent", 501),
}


class ProblemShown(BaseModel):
    """One thing that is wrong: where, what was found, what was expected, and how to fix it."""

    model_config = ConfigDict(extra="allow")  # a code and the path as data, where the library gives them

    place: str
    found: str
    expected: str
    fix: str


class ProblemDocument(BaseModel):
    """A problem document (RFC 9457): `problems` name each fault, `count` says how many there are."""

    type: str
    title: str
    status: int
    detail: str
    problems: list[ProblemShown]
    count: int


def problem_response(
    kind: str,
    status: int,
    title: str,
    problems: Iterable[Problem],
    count: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return a refusal as a response; nothing in its text can act on what shows it."""
    every = tuple(problems)
    content = {
        "type": f"urn:balance-rules:problem:{kind}",
        "title": title,
        "status": status,
        "detail": str(every[0]) if every else HTTPStatus(status).phrase,
        "problems": [asdict(getattr(problem, "record", problem)) for problem in every],
        "count": len(every) if count is None else count,
    }
    text = escaped(json.dumps(content, ensure_ascii=False, default=str))
    return Response(text.encode(), status, dict(headers or {}), media_type=MEDIA_TYPE)


def of_error(error: BalanceRulesError) -> Response:
    """What the library refuses as a response."""
    kind, status = next((KINDS[base] for base in type(error).__mro__ if base in KINDS), ("refused", 422))
    return problem_response(kind, status, capital(error.heading), error.problems, error.count)


def of_validation(errors: Iterable[Mapping[str, Any]]) -> Response:
    """What does not fit the shape of a request as a response."""
    title = "The request does not have the shape that is asked for"
    return problem_response("request", 422, title, shape_problems(errors))


def shape_problems(errors: Iterable[Mapping[str, Any]], before: str = "") -> list[Problem]:
    """What pydantic found as problems; `before` begins the place of each."""
    return [_shape_problem(error, before) for error in [*errors][:MOST_PROBLEMS]]


def _shape_problem(error: Mapping[str, Any], before: str) -> Problem:
    route = tuple(part for part in error["loc"] if part != "body")
    place, fix = before + ".".join(map(str, error["loc"])), "See /openapi.json for the shape of the request."
    return misfit(error).at(place, fix, route)


def refusal(kind: str, status: int, title: str, found: str, expected: str, fix: str, *, code: Code) -> Response:
    """Return one fault of a request as a response."""
    return problem_response(kind, status, title, [Problem("request", found, expected, fix, code=code)])


def busy() -> Response:
    found, fix = "more requests than can wait", "Try again in a moment."
    return refusal("busy", 503, "The service is busy", found, "fewer at a time", fix, code="out-of-resources")

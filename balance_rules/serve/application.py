"""The ASGI application: the routes, and the page."""

from __future__ import annotations

import datetime
import gzip
import hashlib
from collections.abc import Awaitable, Callable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator
from starlette.exceptions import HTTPException

from balance_rules.advice.records import engine_version
from balance_rules.assessment import Assessment
from balance_rules.errors import BalanceRulesError
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.person.facts.profile_model import no_number
from balance_rules.report.formats import assessment_schema
from balance_rules.report.html import html_report
from balance_rules.serve import answering, asking
from balance_rules.serve.answering import as_text
from balance_rules.serve.controls import form_schema
from balance_rules.serve.guard import Guard
from balance_rules.serve.limits import Limits
from balance_rules.serve.looking_up import entry
from balance_rules.serve.problems import MEDIA_TYPE, ProblemDocument, of_error, of_validation, problem_response
from balance_rules.serve.working import Workers
from balance_rules.text.writing import escaped

Answering = Callable[..., Awaitable[Response]]
TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
ABOUT = (
    "What a person's facts say of muscle balance: findings, prescriptions, referrals, and the science of each. "
    "Nothing is kept: every answer follows from what the request holds. No answer is a diagnosis."
)
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": ProblemDocument, "content": {MEDIA_TYPE: {}}, "description": told}
    for status, told in {
        400: "Not JSON that can be used",
        408: "It came too slowly",
        413: "Too large",
        415: "Not JSON",
        422: "The facts, or the shape of the request, cannot be used",
        501: "Not in this version, or an extra is missing",
        503: "Too busy, or the answer takes too long",
    }.items()
}


def app(kb: KnowledgeBase, *, limits: Limits | None = None, page: bool = True) -> FastAPI:
    """Return the service of a knowledge base, to run or to mount in an ASGI application of one's own.

    Parameters
    ----------
    limits
        How much may be asked for at once.
    page
        Whether `/` is the page for the browser.

    Examples
    --------
    >>> import balance_rules as br
    >>> from balance_rules.serve import app
    >>> sorted(route for route in app(br.load()).openapi()["paths"] if "{" not in route)[:3]
    ['/assess', '/explain', '/follow-up']
    """
    limits = limits or Limits()
    service = FastAPI(
        title="balance_rules",
        version=engine_version(),
        description=ABOUT,
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # an address is right or it is refused
    )
    service.add_middleware(Guard, limits=limits)
    _refusals(service)
    service.include_router(_routes(kb, Workers(limits)))
    if page:
        service.include_router(_page())
    return service


# ---------------------------------------------------------------- refusals


def _refusals(service: FastAPI) -> None:
    @service.exception_handler(BalanceRulesError)
    async def refused(_: Request, error: BalanceRulesError) -> Response:
        return of_error(error)

    @service.exception_handler(RequestValidationError)
    async def misshaped(_: Request, error: RequestValidationError) -> Response:
        return of_validation(error.errors())

    @service.exception_handler(HTTPException)
    async def not_there(_: Request, error: HTTPException) -> Response:
        return problem_response("http", error.status_code, str(error.detail), (), headers=error.headers)


# ---------------------------------------------------------------- answers


def _routes(kb: KnowledgeBase, workers: Workers) -> APIRouter:
    router = APIRouter(responses=_REFUSALS)

    async def answer(make: Callable[[], str], media_type: str = "application/json") -> Response:
        return Response((await workers.run(make)).encode(), media_type=media_type)

    _of_people(router, kb, answer)
    _of_files(router, kb, answer)
    _of_knowledge(router, kb, answer, workers)
    return router


def _of_people(router: APIRouter, kb: KnowledgeBase, answer: Answering) -> None:
    @router.post("/assess", summary="Assess a person", responses=_answers_with(assessment_schema()))
    async def assess(person: asking.AssessRequest, request: Request) -> Response:
        """Assess a person. As JSON, or with `Accept: text/html` as the report in one HTML file."""
        if "text/html" in request.headers.get("accept", ""):
            return await answer(lambda: html_report(asking.assessed(kb, person)), "text/html")
        return await answer(lambda: _assessment(asking.assessed(kb, person), person.form))

    @router.post("/explain", summary="Explain an assessment")
    async def explain(asked: asking.ExplainRequest) -> Response:
        """Answer one question about an assessment: `text` in lines of words, `explanation` as data."""
        return await answer(lambda: as_text(answering.explained(asking.assessed(kb, asked), asked)))

    @router.post("/questions", summary="What to ask next")
    async def questions(asked: asking.QuestionsRequest) -> Response:
        """Name the unknown facts that could still settle something, the most useful first."""

        def made() -> str:
            found = asking.assessed(kb, asked).questions
            return as_text({"questions": found[: asked.most], "left": len(found)})

        return await answer(made)

    @router.post("/programme", summary="Plan a week")
    async def programme(asked: asking.ProgrammeRequest) -> Response:
        """Plan a week of training from what an assessment found."""
        return await answer(lambda: as_text(answering.planned(kb, asking.assessed(kb, asked), asked)))

    @router.post("/follow-up", summary="Compare visits")
    async def follow_up(asked: asking.FollowUpRequest) -> Response:
        """Tell what changed between two visits or more, oldest first."""
        return await answer(lambda: as_text(answering.followed_up(kb, asked.visits)))


def _of_files(router: APIRouter, kb: KnowledgeBase, answer: Answering) -> None:
    """Add what reads a file that somebody sends."""

    @router.post(
        "/training-log",
        summary="Read a training log",
        openapi_extra={"requestBody": {"content": {"application/octet-stream": {}}, "required": True}},
    )
    async def training_log(
        request: Request,
        name: Annotated[str, Query(max_length=200, description="The file's name, for messages")] = "log",
        date: Annotated[
            datetime.date | None,
            Query(description="The last day that counts; today by default"),
            BeforeValidator(no_number),
        ] = None,
    ) -> Response:
        """Read the export of a training app, sent as it is; the answer is the `log` of other requests."""
        data = await request.body()
        return await answer(lambda: as_text(answering.training(kb, name, data, date)))

    @router.post("/open", summary="Read a profile or a record")
    async def open_file(asked: asking.OpenRequest) -> Response:
        """Give the profile in the text of a file: YAML, JSON, or the record of an assessment."""
        return await answer(lambda: as_text(answering.opened(kb, asked.name, asked.text)))


def _of_knowledge(router: APIRouter, kb: KnowledgeBase, answer: Answering, workers: Workers) -> None:
    """Add what is the same for everybody."""
    schema = cache(lambda: as_text(form_schema(kb)))

    @router.get("/profile-schema", summary="The JSON Schema of a profile")
    async def profile_schema(request: Request) -> Response:
        """Give the JSON Schema of a profile, with what a form needs under keys that begin with `x-`."""
        return _kept(request, await workers.run(schema), "application/schema+json")

    @router.get("/knowledge/{kind}/{name}", summary="One entry of the knowledge")
    async def knowledge(kind: str, name: str) -> Response:
        """Give a rule, finding, referral, restriction, prescription, claim, exercise, muscle, fact or source."""
        return await answer(lambda: as_text(entry(kb.knowledge, kind, name)))

    @router.get("/healthz", summary="Whether the service is up")
    async def healthz() -> dict[str, str]:
        """Say that the service is up, and with which knowledge."""
        return {"status": "ok", "version": engine_version(), "knowledge": kb.version, "knowledge_hash": kb.hash}


def _assessment(assessment: Assessment, form: str) -> str:
    if form == "record":
        return escaped(assessment.to_json())
    return as_text(assessment.summary() if form == "summary" else answering.drawn(assessment))


def _answers_with(schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    told = f"The record of the assessment, of the format {schema['$id']}"
    return {200: {"description": told, "content": {"application/json": {}, "text/html": {}}}}


# ---------------------------------------------------------------- the page


def _page() -> APIRouter:
    """Return the routes of the page; its files are read once, from wherever the package stands."""
    router = APIRouter(include_in_schema=False)
    folder = files("balance_rules.serve") / "static"
    texts = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file()}

    @router.get("/")
    async def page(request: Request) -> Response:
        return _kept(request, texts["index.html"], TYPES["html"])

    @router.get("/static/{name}")
    async def static(name: str, request: Request) -> Response:
        if name not in texts or name == "index.html":
            raise HTTPException(404)
        return _kept(request, texts[name], TYPES[name.rpartition(".")[2]])

    return router


def _kept(request: Request, text: str, media_type: str) -> Response:
    """Return a text that a browser may keep and need not load again while it stays the same."""
    data, small, tag = _packed(text)
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(small, headers={**headers, "content-encoding": "gzip"}, media_type=media_type)
    return Response(data, headers=headers, media_type=media_type)


@lru_cache(maxsize=32)
def _packed(text: str) -> tuple[bytes, bytes, str]:
    """Return a text as bytes, compressed too, and the tag that tells it from others."""
    data = text.encode()
    return data, gzip.compress(data, mtime=0), f'"{hashlib.sha256(data).hexdigest()[:20]}"'

"""What stands before every route: limits on the body, the headers that keep a page to itself, no bare error."""

from __future__ import annotations

import logging

import anyio.to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from balance_rules.serve.bodies import BodyRefused, Left, check_json, read_body
from balance_rules.serve.limits import Limits
from balance_rules.serve.problems import busy, problem_response, refusal

# Nothing from elsewhere, nothing to elsewhere, no script or style inside the page, no page around it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
}
LOG_PATH = "/training-log"
RECORDS_PATHS = ("/follow-up", "/open")
_LARGE = 50_000  # bytes from which looking a body over is worth a thread

_log = logging.getLogger(__name__)


class Guard:
    """Middleware around the whole application."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits
        self._uploads = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        is_log = scope["path"].endswith(LOG_PATH)
        self._uploads += is_log

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            if self._uploads > self.limits.at_once and is_log:  # each may be large
                raise BodyRefused(busy())
            if scope["method"] == "POST":
                receive = await self._taken(scope, receive)
            await self.app(scope, receive, guarded)
        except BodyRefused as error:
            await error.response(scope, receive, guarded)
        except Left:
            return
        except Exception:  # a fault of ours: told in full to the operator, in short to the client
            _log.exception("a request could not be answered")
            if started:
                raise
            await problem_response("fault", 500, "The service could not answer: a fault of its own", ())(
                scope, receive, guarded
            )
        finally:
            self._uploads -= is_log

    async def _taken(self, scope: Scope, receive: Receive) -> Receive:
        """What gives the whole body once it was read and looked over."""
        path, limits, headers = scope["path"], self.limits, Headers(scope=scope)
        is_log = path.endswith(LOG_PATH)
        most = limits.log if is_log else limits.records if path.endswith(RECORDS_PATHS) else limits.body
        declared = headers.get("content-length", "")
        size = int(declared) if declared.isdecimal() and len(declared) < 20 else None
        body = await read_body(receive, size, most, limits.seconds_to_send)
        if body and not is_log:
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != "application/json":
                found = f"the content type {kind[:100]!r}" if kind else "no content type"
                fix = "Send JSON with the header 'Content-Type: application/json'."
                title = "The request is of another kind"
                said = title, found, "application/json", fix
                raise BodyRefused(refusal("media-type", 415, *said, code="wrong-format"))
            if len(body) < _LARGE:
                check_json(body, limits.depth)
            else:
                await anyio.to_thread.run_sync(check_json, body, limits.depth)
        given = False

        async def replayed() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        return replayed

"""The tools and the knowledge as a server of the Model Context Protocol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import Any

import anyio.to_thread
import mcp_types as types
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.shared.exceptions import MCPError
from starlette.applications import Starlette

from balance_rules.advice.records import engine_version
from balance_rules.errors import BalanceRulesError, nearest
from balance_rules.knowledge_base import KnowledgeBase
from balance_rules.mcp.answers import Data, as_text, kept, squeezed
from balance_rules.mcp.parts import READ_AS
from balance_rules.mcp.resources import KINDS, SCHEME, about, address, entry, names
from balance_rules.mcp.tools import TOOLS

LARGEST_REQUEST = 1_048_576  # bytes; as the largest profile that is read from a file
MOST_COMPLETIONS = 100
JSON = "application/json"
INSTRUCTIONS = (
    "Muscle balance: cited rules over stated facts. Look up fact ids with 'find', state only what the person said or "
    "was measured, keep left and right apart, and leave out what is not known. Call 'assess'; show its referrals "
    "first; ask what 'questions' says; give reasons with 'explain'. "
) + READ_AS
_ADDRESS = re.compile(rf"{SCHEME}://(?P<kind>[a-z]+)/(?P<name>[^/?#]+)\Z")
_SEARCH = re.compile(r"`balance-rules facts list --search '([^']*)'`")  # of a terminal; here a tool does that
_Context = ServerRequestContext[Any, Any]


def server(kb: KnowledgeBase) -> Server[Any]:
    """Return the server of a knowledge base, to run over any transport of the SDK, or to mount.

    It holds nothing of anybody: each call brings the facts that it is about.

    Examples
    --------
    >>> import balance_rules as br
    >>> server(br.load()).name
    'balance-rules'
    """
    handlers = _Handlers(kb)
    return Server(
        "balance-rules",
        version=engine_version(),
        title="Muscle balance, explained",
        instructions=INSTRUCTIONS,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
        on_completion=handlers.complete,
    )


def http_app(kb: KnowledgeBase, host: str = "127.0.0.1", allowed: Sequence[str] = ()) -> Starlette:
    """Return an ASGI application that serves a knowledge base at ``/mcp``, stateless, each answer as JSON.

    A request must name this machine or one of `allowed` as its host, so that a page elsewhere cannot reach the
    server through somebody's browser.
    """
    hosts = [f"{name}:*" for name in ("127.0.0.1", "localhost", "[::1]", *allowed)] + [*allowed]
    security = TransportSecuritySettings(
        allowed_hosts=hosts, allowed_origins=[f"{s}://{h}" for h in hosts for s in ("http", "https")]
    )
    return server(kb).streamable_http_app(
        host=host,
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_REQUEST,
        transport_security=security,
    )


async def run_stdio(kb: KnowledgeBase) -> None:
    """Serve over standard input and output until the client closes them."""
    running = server(kb)
    async with stdio_server() as (incoming, outgoing):
        await running.run(incoming, outgoing, running.create_initialization_options())


def run_http(kb: KnowledgeBase, host: str, port: int, allowed: Sequence[str]) -> None:
    """Serve over HTTP until the process is asked to end."""
    import uvicorn

    uvicorn.run(http_app(kb, host, allowed), host=host, port=port, log_level="warning")


class _Handlers:
    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._tools = {tool.name: tool for tool in TOOLS}

    async def list_tools(self, _: _Context, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        reads = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
        return types.ListToolsResult(
            tools=[
                types.Tool(name=t.name, description=t.description, input_schema=t.schema, annotations=reads)
                for t in self._tools.values()
            ]
        )

    async def call_tool(self, _: _Context, asked: types.CallToolRequestParams) -> types.CallToolResult:
        call = partial(self._answer, asked.name, asked.arguments or {})
        try:
            answer = await anyio.to_thread.run_sync(call)
        except BalanceRulesError as error:
            return types.CallToolResult(content=[_text(told(error))], is_error=True)
        return types.CallToolResult(content=[_text(answer)])

    def _answer(self, name: str, arguments: dict[str, Any]) -> Data:
        tool = self._tools.get(name)
        if tool is None:
            guess = nearest(name, self._tools)
            fix = f"Call {guess!r}?" if guess else "List the tools."
            raise BalanceRulesError.of(
                "tools/call", repr(name[:100]), "one of " + ", ".join(self._tools), fix, code="unknown-name"
            )
        return tool.call(self._kb, arguments)

    async def list_resources(self, _: _Context, __: types.PaginatedRequestParams | None) -> types.ListResourcesResult:
        what = "The version of the knowledge, and how many entries it has."
        return types.ListResourcesResult(
            resources=[
                types.Resource(uri=address("about", "knowledge"), name="knowledge", description=what, mime_type=JSON)
            ]
        )

    async def list_templates(
        self, _: _Context, __: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(uri_template=address(kind, "{id}"), name=kind, description=what, mime_type=JSON)
                for kind, what in _TEMPLATES.items()
            ]
        )

    async def read_resource(self, _: _Context, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        uri = str(asked.uri)
        try:
            content = self._read(uri)
        except BalanceRulesError as error:
            raise MCPError(code=types.INVALID_PARAMS, message=str(error), data=told(error)) from None
        text = as_text(content)
        return types.ReadResourceResult(contents=[types.TextResourceContents(uri=asked.uri, text=text, mime_type=JSON)])

    def _read(self, uri: str) -> Data:
        if uri == address("about", "knowledge"):
            return about(self._kb.knowledge)
        parts = _ADDRESS.match(uri)
        if parts is None:
            expected, fix = f"an address such as {address('rule', 'ID')}", "Take the address that 'find' gives."
            raise BalanceRulesError.of("resources/read", repr(uri[:100]), expected, fix, code="unknown-name")
        return entry(self._kb.knowledge, parts["kind"], parts["name"])

    async def complete(self, _: _Context, asked: types.CompleteRequestParams) -> types.CompleteResult:
        """Complete the id in the address of an entry from its beginning."""
        kind = getattr(asked.ref, "uri", "").removeprefix(f"{SCHEME}://").partition("/")[0]
        begun = asked.argument.value
        found = [name for name in names(self._kb.knowledge, kind) if name.startswith(begun)] if kind in KINDS else []
        shown = found[:MOST_COMPLETIONS]
        return types.CompleteResult(
            completion=types.Completion(values=shown, total=len(found), has_more=len(found) > len(shown))
        )


_TEMPLATES = {
    "fact": "A fact that a profile may state: how to ask for it, and what an answer looks like.",
    "finding": "A finding: what it means, the rules that conclude it, what answers it.",
    "rule": "A rule: when it fires, what it concludes, why, and its sources.",
    "prescription": "A prescription: when it is given and refused, its exercises, its sources.",
    "referral": "A reason to be seen by a doctor.",
    "restriction": "What a person must not load, and when.",
    "exercise": "An exercise: muscles, equipment, technique, easier and harder ones.",
    "source": "A source: what was found in whom, its grade, its limits.",
}


def told(error: BalanceRulesError) -> Data:
    """An error of the library as data: each problem with its place, what was found and expected, and how to fix it."""
    here = [replace(problem, fix=_SEARCH.sub(r"'find' with the words '\1'", problem.fix)) for problem in error.problems]
    problems = [kept(asdict(problem)) for problem in here]
    return squeezed({"error": error.heading, "problems": problems, "count": error.count})


def _text(data: Data) -> types.TextContent:
    return types.TextContent(text=as_text(data))

"""The server as a client meets it, with the SDK's own client: in this process, over stdio and over HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any, cast

import anyio
import httpx
import pytest
from effort import effort

import balance_rules as br
from balance_rules.cli import mcp as command
from balance_rules.mcp.answers import LARGEST

if TYPE_CHECKING:  # the SDK takes most of a second, and every worker imports this file
    from mcp import Client

ROOT = Path(__file__).parents[2]
SITS = {"sedentary_hours": "9 h/day", "pain": {"left_knee": 4, "others": "none"}}
WithClient = Callable[[Callable[["Client"], Coroutine[Any, Any, Any]]], Any]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


async def asked(client: Client, tool: str, **arguments: Any) -> tuple[bool, dict[str, Any]]:
    """Whether a call failed, and its one answer."""
    result = await client.call_tool(tool, arguments)
    (content,) = result.content
    assert content.type == "text"
    assert len(content.text.encode()) <= LARGEST
    return bool(result.is_error), json.loads(content.text)


async def a_conversation(client: Client) -> list[str]:
    """What a model does: finds a name, states it, is refused, puts it right, asks why. Return what it was told of."""
    offered = {tool.name for tool in (await client.list_tools()).tools}
    assert offered == {"find", "assess", "explain", "what_if", "questions", "programme", "follow_up"}
    _, found = await asked(client, "find", words="hours sitting at a desk", kinds=["fact"])
    assert "sedentary_hours" in [name["id"] for name in found["found"]]
    failed, refusal = await asked(client, "assess", profile={"sedentary_hours": "90 h/day"})
    assert failed
    assert set(refusal["problems"][0]) >= {"place", "found", "expected", "fix"}
    failed, answer = await asked(client, "assess", profile=SITS)
    assert not failed
    found = [name for point in answer["points"] for name in point["findings"]]
    assert "prolonged_sitting" in found
    _, why = await asked(client, "explain", profile=SITS, name="prolonged_sitting")
    assert "9 h/day" in why["text"]
    templates = (await client.list_resource_templates()).resource_templates
    assert "balance-rules://source/{id}" in [template.uri_template for template in templates]
    rule = await client.read_resource("balance-rules://finding/prolonged_sitting")
    assert json.loads(rule.contents[0].text)["rules"]  # type: ignore[union-attr]
    visits = [{**SITS, "date": "2026-03-01"}, {"date": "2026-05-01", "sedentary_hours": "5 h/day"}]
    _, compared = await asked(client, "follow_up", visits=visits)
    assert [m["verdict"] for m in compared["measures"] if m["fact"] == "sedentary_hours"] == ["better"]
    return found


@pytest.fixture(scope="module")
def with_client(kb: br.KnowledgeBase) -> WithClient:
    """Run something with a client of a server in this process."""
    from mcp import Client

    from balance_rules.mcp.server import server

    def run(use: Callable[[Client], Coroutine[Any, Any, Any]]) -> Any:
        async def main() -> Any:
            async with Client(server(kb)) as client:
                return await use(client)

        return anyio.run(main)

    return run


def found_in(kb: br.KnowledgeBase) -> list[str]:
    """The findings that the library numbers for the person of the conversation."""
    return [name for point in kb.assess(SITS).summary().points for name in point.findings]


def test_a_conversation_in_this_process(with_client: WithClient, kb: br.KnowledgeBase) -> None:
    assert with_client(a_conversation) == found_in(kb)


def test_a_conversation_over_stdio(kb: br.KnowledgeBase) -> None:
    """With the command in a thread, at night in a process of its own: to start and load takes that some seconds."""
    with (over_pipes if effort(1, 0) else over_stdio)(kb) as server:

        async def main() -> list[str]:
            from mcp import Client

            async with Client(server) as client:
                return await a_conversation(client)

        assert anyio.run(main) == found_in(kb)


@contextmanager
def over_stdio(_: br.KnowledgeBase) -> Iterator[Any]:
    """What starts the program, for a client that talks with it over its standard streams."""
    from mcp.client.stdio import StdioServerParameters

    yield StdioServerParameters(command=sys.executable, args=["-m", "balance_rules", "mcp"], env=ENVIRONMENT)


@contextmanager
def over_pipes(kb: br.KnowledgeBase) -> Iterator[Any]:
    """Run the command with pipes for its standard streams; give a transport that is their other ends.

    Nothing but messages is written to standard output.
    """
    from mcp.server.stdio import stdio_server  # what it does with its streams, a client does with the other ends

    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    with (
        open(ours_in, encoding="utf-8") as heard,
        open(ours_out, "w", encoding="utf-8") as said,
        open(theirs_in, encoding="utf-8") as stdin,
        open(theirs_out, "w", encoding="utf-8") as stdout,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", stdin)
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(command, "knowledge_base", lambda _: kb)

        def run() -> None:
            with stdout:  # whoever listens hears that it ended
                command.mcp()

        lines: list[str] = []

        async def hear() -> AsyncIterator[str]:
            async for line in anyio.wrap_file(heard):
                lines.append(line)
                yield line

        @asynccontextmanager
        async def transport() -> AsyncIterator[Any]:
            async with stdio_server(cast(Any, hear()), anyio.wrap_file(said)) as streams:
                with said:  # closed before all is heard: then the server ends
                    yield streams

        thread = threading.Thread(target=run)
        thread.start()
        yield transport()
        thread.join(20)
        assert not thread.is_alive(), "it ends with its client"
        assert lines
        assert all(json.loads(line)["jsonrpc"] == "2.0" for line in lines)


@pytest.fixture(scope="module")
def address(kb: br.KnowledgeBase) -> Iterator[str]:
    """The address of a server that the command started: in a thread, at night in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (in_a_thread if effort(1, 0) else in_a_process)(kb, port) as told:
        assert told == f"Serving at http://127.0.0.1:{port}/mcp"
        wait_for(port)
        yield f"http://127.0.0.1:{port}/mcp"


@contextmanager
def in_a_thread(kb: br.KnowledgeBase, port: int) -> Iterator[str]:
    """Run the command with knowledge that is loaded already; give the line it says."""
    import uvicorn

    servers: list[uvicorn.Server] = []
    lines: Queue[str] = Queue()

    def run(app: Any, **options: Any) -> None:
        servers.append(uvicorn.Server(uvicorn.Config(app, **options)))
        servers[0].run()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uvicorn, "run", run)
        patch.setattr(command, "knowledge_base", lambda _: kb)
        patch.setattr(command, "say", lambda line, **_: lines.put(line))
        thread = threading.Thread(target=command.mcp, kwargs={"http": True, "port": port})
        thread.start()
        try:
            yield lines.get(timeout=60)
        finally:
            for server in servers:
                server.should_exit = True
            thread.join(20)


@contextmanager
def in_a_process(_: br.KnowledgeBase, port: int) -> Iterator[str]:
    """Start the program; give the line it says."""
    program = [sys.executable, "-m", "balance_rules", "mcp", "--http", "--port", str(port)]
    with subprocess.Popen(program, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            yield process.stderr.readline().strip()
        finally:
            process.terminate()
            process.communicate()


def wait_for(port: int) -> None:
    """Wait until something listens: loading the knowledge takes some seconds, and more on a busy machine."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("nothing listens")


def test_a_conversation_over_http(address: str, kb: br.KnowledgeBase) -> None:
    from mcp import Client

    async def main() -> list[str]:
        async with Client(address) as client:
            return await a_conversation(client)

    assert anyio.run(main) == found_in(kb)


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Host": "evil.example"}, "{}", 421),
        ({"Origin": "https://evil.example"}, "{}", 403),
        ({}, "x" * 2_000_000, 413),
        ({}, "not JSON", 400),
    ],
    ids=["another host", "a page elsewhere", "too large", "no JSON"],
)
def test_a_request_that_is_not_meant_for_it_is_refused(
    address: str, headers: dict[str, str], body: str, status: int
) -> None:
    told = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    assert httpx.post(address, content=body, headers=told).status_code == status


def test_a_name_that_was_allowed_is_answered(kb: br.KnowledgeBase) -> None:
    from balance_rules.mcp.server import http_app

    async def status(host: str) -> int:
        app = http_app(kb, "0.0.0.0", ["coach.example"])
        transport = httpx.ASGITransport(app=app)
        told = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", "Host": host}
        async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport) as client:
            body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
            return (await client.post("http://x/mcp", json=body, headers=told)).status_code

    assert anyio.run(status, "coach.example:8765") == 200
    assert anyio.run(status, "coach.example") == 200
    assert anyio.run(status, "evil.example") == 421


def test_what_the_knowledge_refuses_is_an_error_of_the_tool_and_not_of_the_server(with_client: WithClient) -> None:
    async def use(client: Client) -> None:
        for tool, arguments in (
            ("asess", {"profile": {}}),
            ("explain", {"profile": {}, "name": "prolonged_siting"}),
            ("assess", {"profile": {"weight": 80}}),
            ("find", {"words": "knee", "kinds": ["facts"]}),
        ):
            failed, refusal = await asked(client, tool, **arguments)
            assert failed
            assert refusal["count"] == len(refusal["problems"]) == 1
            assert refusal["problems"][0]["fix"]

    with_client(use)


def test_an_address_that_nothing_has_is_refused_with_the_nearest(with_client: WithClient) -> None:
    from mcp.shared.exceptions import MCPError

    async def use(client: Client) -> None:
        with pytest.raises(MCPError, match="Write 'coombs_2002'"):
            await client.read_resource("balance-rules://source/combs_2002")
        with pytest.raises(MCPError, match="an address such as"):
            await client.read_resource("file:///etc/passwd")

    with_client(use)


def test_an_id_is_completed_from_its_beginning(with_client: WithClient) -> None:
    async def use(client: Client) -> None:
        from mcp_types import ResourceTemplateReference

        told = await client.complete(
            ResourceTemplateReference(type="ref/resource", uri="balance-rules://fact/{id}"),
            {"name": "id", "value": "sedent"},
        )
        assert "sedentary_hours" in told.completion.values

    with_client(use)


def test_what_is_read_only_says_so(with_client: WithClient) -> None:
    async def use(client: Client) -> None:
        for tool in (await client.list_tools()).tools:
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint

    with_client(use)

"""The service, up on a free port of this machine, and a browser to use its page."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient

import balance_rules as br
from balance_rules.cli.serve import listening
from balance_rules.serve import app


@pytest.fixture(scope="session")
def client(kb: br.KnowledgeBase) -> TestClient:
    """The service, asked without a network; what it raises would be raised here."""
    return TestClient(app(kb), raise_server_exceptions=True)


@pytest.fixture(scope="session")
def address(kb: br.KnowledgeBase) -> Iterator[str]:
    """Where the service listens."""
    listener = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app(kb), log_level="error", ws="none", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    listener.close()

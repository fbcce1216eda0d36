"""The knowledge for language models: a server of the Model Context Protocol (extra ``mcp``).

`tools` holds what is answered, without the protocol; `server` is the protocol, and needs the SDK.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from balance_rules.errors import UnsupportedError

if TYPE_CHECKING:
    from balance_rules.knowledge_base import KnowledgeBase


def serve(
    kb: KnowledgeBase, *, http: bool = False, host: str = "127.0.0.1", port: int = 8765, allowed: Sequence[str] = ()
) -> None:
    """Serve a knowledge base until the client leaves or the process is asked to end.

    Parameters
    ----------
    http
        Over HTTP at ``/mcp``; else over standard input and output, as a client starts it.
    host, port
        Where HTTP listens. What is not loopback can be reached by others: put a proxy with a login before it.
    allowed
        The names under which clients reach it, beside those of this machine: of a proxy, or its own.

    Raises
    ------
    UnsupportedError
        When the SDK is missing; the error names the extra.
    """
    try:
        from balance_rules.mcp import server
    except ImportError as error:
        if error.name is not None and error.name.startswith("balance_rules"):
            raise
        expected = "the SDK of the Model Context Protocol"
        raise UnsupportedError.without("mcp", f"no module {error.name!r}", expected) from None
    if http:
        server.run_http(kb, host, port, allowed)
        return
    import anyio

    anyio.run(server.run_stdio, kb)


__all__ = ["serve"]

"""`balance-rules mcp`: the knowledge for language models, over standard input and output or over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from balance_rules.cli.serve import address_of, is_loopback
from balance_rules.cli.shell import Folders, knowledge_base, say


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP instead of standard input and output.")] = False,
    host: Annotated[str, typer.Option(metavar="HOST", help="Where --http listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, metavar="PORT", help="Where --http listens.")] = 8765,
    allowed: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="NAME", help="A name under which clients reach --http, such as a proxy's."),
    ] = None,
    folders: Folders = None,
) -> None:
    """Serve the knowledge to a language model: the Model Context Protocol. Needs the extra "mcp"."""
    from balance_rules.mcp import serve

    kb = knowledge_base(folders)
    if http:
        say(f"Serving at {address_of(host, port)}/mcp", err=True)
        if not is_loopback(host):
            say(f"Others can reach it: {host} is not this machine alone. There is no login.", err=True)
    serve(kb, http=http, host=host, port=port, allowed=allowed or ())

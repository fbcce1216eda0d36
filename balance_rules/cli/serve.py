"""`balance-rules serve`: the service, and the page in the browser."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from typing import Annotated

import typer

from balance_rules.cli.shell import Folders, knowledge_base, say
from balance_rules.errors import FactError

LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on; by default this machine alone.")
    ] = LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port; 0 takes a free one.")] = 8000,
    open_page: Annotated[
        bool, typer.Option("--open", help="Open the page in the browser, where there is a desktop.")
    ] = False,
    root_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which a proxy shows the service, such as /balance.")
    ] = "",
    folders: Folders = None,
) -> None:
    """Serve the page and the REST interface, until Ctrl+C. Nothing is kept, and nothing leaves this machine."""
    from balance_rules.serve import app  # says which extra is missing before anything is loaded

    with listening(host, port) as listener:
        service = app(knowledge_base(folders))
        address = address_of(host, listener.getsockname()[1])
        say(f"The page is {address}/ and the interface is described in {address}/openapi.json. Ctrl+C ends it.")
        if not is_loopback(host):
            say(
                f"Listening on {host}: others in the network can reach it, unencrypted and without a password. "
                "Put a proxy with TLS and a login before it.",
                err=True,
            )
        if open_page and _desktop():
            import webbrowser

            webbrowser.open(f"{address}/")
        _run(service, listener, root_path)


def _run(service: object, listener: socket.socket, root_path: str) -> None:
    import uvicorn

    config = uvicorn.Config(
        service,  # type: ignore[arg-type]
        access_log=False,  # who asked when is nobody's business
        log_level="warning",
        server_header=False,
        root_path=root_path,
        ws="none",
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, or say why there is none before the knowledge is loaded."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        found = f"{host}:{port}, which cannot be listened on ({error.strerror or error})"
        fix = "End what uses the port, or take a free one with '--port 0'."
        raise FactError.of("serve", found, "an address of this machine and a free port", fix, code="invalid") from None


def address_of(host: str, port: int) -> str:
    """Return the address under which a browser finds a server.

    >>> address_of("::1", 8000)
    'http://[::1]:8000'
    """
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _desktop() -> bool:
    """Return whether somebody sits before this machine's screen."""
    if sys.platform in ("darwin", "win32"):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

"""What the service bears: `python -m benchmarks.serve`.

The service runs in a process of its own on loopback. First what the page waits for before its first answer, then
8 clients that assess 2,000 plausible people over connections that stay open; then bodies that are too large, too deep,
malformed or never whole. Medians and 95th centiles are printed; any other answer than the right one ends it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

import balance_rules as br
from benchmarks import figures
from benchmarks.people import plausible_profiles

PEOPLE = 50
FIRST = ("/", "/static/main.js", "/profile-schema")
JSON = {"content-type": "application/json"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    profiles = plausible_profiles(br.load(), PEOPLE)
    bodies = [json.dumps({"profile": profile, "form": "page"}).encode() for profile in profiles]
    with _service() as port:
        began = time.perf_counter()
        for path in FIRST:
            assert _asked(_connected(port), "GET", path)[0] == 200
        first = json.dumps({"profile": {"pain": {"low_back": 3}}, "form": "page"}).encode()
        assert _asked(_connected(port), "POST", "/assess", first)[0] == 200
        print(f"page and first answer, nothing kept by the browser: {time.perf_counter() - began:.2f} s")
        began = time.perf_counter()
        shares = [range(i, options.requests, options.clients) for i in range(options.clients)]
        with ThreadPoolExecutor(options.clients) as pool:
            times = [t for done in pool.map(lambda share: _client(port, share, bodies), shares) for t in done]
        took = time.perf_counter() - began
        print(f"{len(times):,} assessments by {options.clients} clients, no error: {len(times) / took:.0f} a second")
        figures.note("an assessment for the page: median", 1000 * median(times), " ms", beside="8 clients, no error")
        figures.note("assessments a second", len(times) / took)
        print(f"median {1000 * median(times):.0f} ms, 95 % within {1000 * quantiles(times, n=20)[-1]:.0f} ms")
        _hostile(port)
        assert _asked(_connected(port), "GET", "/healthz")[0] == 200
        print("up after bodies that are too large, too deep, malformed and never whole")


@contextmanager
def _service() -> Iterator[int]:
    """Start the service, and give the port it took."""
    command = [sys.executable, "-m", "balance_rules", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r":(\d+)/", process.stdout.readline())
            assert found is not None
            yield int(found.group(1))
        finally:
            process.terminate()


def _connected(port: int) -> http.client.HTTPConnection:
    """Return a connection once the service listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(600):
        try:
            connection.connect()
            break
        except ConnectionRefusedError:
            time.sleep(0.1)
    return connection


def _asked(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None = None
) -> tuple[int, bytes]:
    connection.request(method, path, body, JSON if body is not None else {"accept-encoding": "gzip"})
    response = connection.getresponse()
    return response.status, response.read()


def _client(port: int, share: Sequence[int], bodies: Sequence[bytes]) -> list[float]:
    """Return how long each answer took to one client."""
    connection = _connected(port)
    times = []
    for number in share:
        began = time.perf_counter()
        status, text = _asked(connection, "POST", "/assess", bodies[number % len(bodies)])
        times.append(time.perf_counter() - began)
        assert status == 200, text[:500]
        assert b'"findings"' in text
    return times


def _hostile(port: int) -> None:
    """Send what cannot be used; each must be refused with a problem document."""
    wrong: list[tuple[bytes, int]] = [
        (b"[" * 500_000, 400),
        (b'{"profile": {"age": 3, "age": 4}}', 400),
        (b"\x00\xff" * 1000, 400),
        (b'{"profile": {"agee": 3}}', 422),
    ]
    for body, expected in wrong * 5:
        status, text = _asked(_connected(port), "POST", "/assess", body)
        assert status == expected, (status, text[:300])
        assert json.loads(text)["status"] == expected
    assert _declared(port, 10**9) == 413
    left = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]  # whose bodies never come
    for one in left:
        one.sendall(_head(100) + b"{")
    assert _asked(_connected(port), "GET", "/healthz")[0] == 200
    for one in left:
        one.close()


def _declared(port: int, size: int) -> int:
    """Return the status of a request that says how large it is and sends nothing."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as raw:
        raw.sendall(_head(size))
        answer: Any = raw.recv(1000).split()
        return int(answer[1])


def _head(size: int) -> bytes:
    return (
        f"POST /assess HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {size}\r\n\r\n".encode()
    )


if __name__ == "__main__":
    figures.told(main)

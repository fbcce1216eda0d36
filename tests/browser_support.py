"""A real browser for tests of pages, and axe-core to look them over; where either is missing, tests skip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from node_packages import NPM, installed

# Debian's Chromium without windows, which is the lighter one, or the whole one.
CHROMIUM = next((path for name in ("-headless-shell", "") if (path := Path(f"/usr/bin/chromium{name}")).exists()), None)
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-extensions", "--disable-sync"),
)
PACKAGES = Path(__file__).parent / "browser"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless Chromium, Debian's; `sh tests/install_chromium.sh` installs it.

    One for each file of tests: while it runs, an event loop runs in this thread, and no other can.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium in /usr/bin, and no right to install it: see tests/install_chromium.sh")
    with playwright.sync_playwright() as running:
        try:
            browser = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        except playwright.Error as error:
            pytest.skip(f"Chromium does not start here: {str(error).splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core."""
    if NPM is None:
        pytest.skip("npm is not installed: axe-core cannot be had")
    files = [PACKAGES / name for name in ("package.json", "package-lock.json")]
    folder = installed(files, tmp_path_factory.mktemp("axe") / "half")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def faults_of(page: Any, axe: str, within: str = "html", rules: str = "") -> list[str]:
    """What axe-core finds wrong with a page as it stands, or with a part of it; with the rules of one tag, or all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    options = {"resultTypes": ["violations"], **({"runOnly": [rules]} if rules else {})}
    found = page.evaluate("([within, options]) => axe.run(within, options)", [within, options])
    return [
        f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]

"""Draws the page of the service: `python -m docs.picture` writes docs/assets/page.png, taken in Chromium.

A picture of a browser is not the same twice, so it is no generated page that CI compares; make it anew when the page
has changed to the eye.
"""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import uvicorn

import balance_rules as br
from balance_rules.cli.serve import listening
from balance_rules.serve import app

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "desk_lifter"
PICTURE = ROOT / "docs" / "assets" / "page.png"
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")


def main() -> None:
    """Use the page as a coach would, and take its picture."""
    from playwright.sync_api import sync_playwright

    listener = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app(br.load()), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        with sync_playwright() as running:
            browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
            page.goto(f"http://127.0.0.1:{listener.getsockname()[1]}/")
            page.get_by_text("Where does it hurt now?").wait_for()
            page.set_input_files("#record-file", EXAMPLE / "profile.yaml")
            page.locator("#next select").wait_for()
            page.set_input_files("#log-file", EXAMPLE / "hevy.csv")
            page.get_by_text("sessions from").wait_for()
            page.wait_for_timeout(500)
            page.locator("#answer:not([aria-busy])").wait_for()
            page.screenshot(path=PICTURE)
            browser.close()
    finally:
        server.should_exit = True
        thread.join()
    print(f"The picture is {PICTURE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()

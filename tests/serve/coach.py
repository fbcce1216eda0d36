"""A coach before the page: looks, presses and types as a person does, and notes whatever goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# What the browser itself says of an answer that refuses: the page tells the person in words.
REFUSED = tuple(f"Failed to load resource: the server responded with a status of {status}" for status in (422, 501))


# Run before the page is: the page waits a moment for more answers before it asks, and says nothing of that itself.
WAITING = """
const waiting = window.waiting = new Set(), [later, never] = [window.setTimeout, window.clearTimeout];
window.setTimeout = (act, pause) => {
  const id = later(() => { waiting.delete(id); act(); }, pause);
  if (pause < 1000) waiting.add(id);
  return id;
};
window.clearTimeout = id => { waiting.delete(id); never(id); };
window.settled = async () => {
  for (let turn = 0; turn < 3000; turn++) {
    if (!waiting.size && !document.querySelector('#answer[aria-busy]')) return;
    await new Promise(go => later(go, 20));
  }
  throw new Error('the answer does not come');
};
"""


class Coach:
    """One person's visit, in a tab that is there already: to open one takes longer than most visits."""

    def __init__(self, tab: Any, address: str) -> None:
        self.page = tab
        self.address = address
        self.heard: list[str] = []
        self.elsewhere: list[str] = []
        self._watching = {
            "console": lambda message: self._hear(message.text),
            "pageerror": lambda error: self.heard.append(str(error)),
            "request": lambda request: self._watch(request.url),
        }
        for event, told in self._watching.items():
            self.page.on(event, told)
        self.page.goto(address)
        self.page.get_by_text("Where does it hurt now?").wait_for()

    def _hear(self, text: str) -> None:
        if not text.startswith(REFUSED):
            self.heard.append(text)

    def _watch(self, url: str) -> None:
        if not url.startswith((self.address, "blob:")):
            self.elsewhere.append(url)

    def close(self) -> None:
        """Leave, having seen no error and no request to elsewhere."""
        for event, told in self._watching.items():
            self.page.remove_listener(event, told)
        assert self.elsewhere == []
        assert self.heard == []

    def press(self, name: str, within: str = "body") -> None:
        """Press a button by its words."""
        self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()

    def settle(self) -> None:
        """Wait until the answer is that of the last answer given."""
        self.page.evaluate("settled()")

    def hurts(self, sites: dict[str, int]) -> None:
        """Say what hurts, and that nothing else does."""
        for site, strength in sites.items():
            self.press(site, "#start")
            self.page.get_by_label(f"{site[:1].upper()}{site[1:]}: how strong").select_option(str(strength))
        self.press("Nothing else hurts" if sites else "Nothing hurts", "#start")
        self.page.locator("#asked .card").first.wait_for()
        self.settle()

    def cards(self) -> list[str]:
        """The attributes that are asked for now."""
        names = "[...document.querySelectorAll('#asked .card:not(.folded)')].map(card => card.dataset.name)"
        shown: list[str] = self.page.evaluate(names)
        return shown

    def say(self, name: str, value: Any) -> None:
        """Answer a card: words of a button, a number to type, or what to tick before saying no to the rest."""
        card = f'#asked .card[data-name="{name}"]'
        if isinstance(value, list):
            for question in value:
                self.page.locator(card).get_by_label(question, exact=True).check()
                self.settle()
            self.press("No to the rest" if value else "No to all of these", card)
        elif isinstance(value, str):
            self.press(value, card)
        else:
            self.page.locator(card).locator("input").first.fill(str(value))
            self.page.locator(card).locator("input").first.press("Enter")
        self.settle()

    def answer_all(self, answers: dict[str, Any], most: int = 60) -> list[str]:
        """Answer whatever is asked, in its order, "don't know" where there is no answer; return what was asked."""
        asked: list[str] = []
        while (cards := self.cards()) and len(asked) < most:
            asked.append(cards[0])
            card = self.page.locator(f'#asked .card[data-name="{cards[0]}"]')
            self.say(cards[0], answers.get(cards[0], "Don’t know"))
            if not card.count() or "folded" in str(card.get_attribute("class")):
                continue
            self.press("Don’t know the rest", f'#asked .card[data-name="{cards[0]}"]')
            self.settle()
        return asked

    def result(self) -> str:
        """The answer as text."""
        return str(self.page.locator("#result").inner_text())

    def saved(self, folder: Path) -> dict[str, Any]:
        """Save the record, and return it."""
        with self.page.expect_download() as download:
            self.press("Save")
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return record

"""The fixtures of pages that are looked at as text elsewhere, for the browser that opens them here."""

from explain.html_pages import explained, hostile_pages, page, reported  # noqa: F401 - fixtures

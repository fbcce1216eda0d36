"""What all tests of training logs share."""

from __future__ import annotations

import pytest

from balance_rules.logs.locales import names


@pytest.fixture(scope="session", autouse=True)
def _names_are_read() -> None:
    """Read the names of all languages first: a second that no example of Hypothesis has to pay for."""
    assert names().months

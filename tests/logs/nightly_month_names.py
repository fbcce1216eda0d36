"""The whole table of the names of months, made anew; at every change each locale of babel is read by it."""

from __future__ import annotations

import subprocess
import sys

from balance_rules.person.logs.locales import TABLE


def test_the_table_of_names_is_what_the_cldr_gives() -> None:
    # In a process of its own: babel's answers depend on what was asked of it before.
    made = "import sys; from tools import month_names; sys.stdout.buffer.write(month_names.text().encode())"
    text = subprocess.run([sys.executable, "-c", made], capture_output=True, check=True, timeout=120).stdout.decode()
    assert text == TABLE.read_text(encoding="utf-8"), "run python -m tools.month_names"

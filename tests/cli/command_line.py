"""What tests of the command line read and run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]

EXAMPLE = Path(__file__).parents[2] / "examples" / "desk_lifter"
PROFILE, LOG = EXAMPLE / "profile.yaml", EXAMPLE / "hevy.csv"


def section(output: str, title: str) -> str:
    """Return the text of a section of a report, one blank between words."""
    found = re.search(rf"^{re.escape(title)} -+\n(.*?)(?=^\S[^\n]* -{{3,}}$|\Z)", output, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title!r}"
    return " ".join(found.group(1).split())

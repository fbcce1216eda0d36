"""The people whose pages are kept as snapshots, and how their pages are made.

`python tests/page/people.py` writes the snapshots anew; read what has changed as a coach would.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from rich.console import Console

import balance_rules as br
from balance_rules.report import Summary, page
from balance_rules.text.documents import read_document

HERE = Path(__file__).parent
SCENARIOS = HERE.parent / "scenarios"
SNAPSHOTS = HERE / "snapshots"
CHOSEN = (
    "achilles_pain",
    "acl_late",
    "bench_presser",
    "desk_worker_sparse",
    "desk_worker_with_back_pain",
    "front_of_the_body_first",
    "groin_footballer",
    "nothing_known",
    "older_adult_novice",
    "red_flag_cauda_equina_signs",
    "shoulder_pain_presser",
    "swimmer",
)
NEW = {path.stem: path for path in sorted((HERE / "people").glob("*.yaml"))}
PEOPLE = (*CHOSEN, *NEW)


def everybody() -> dict[str, Any]:
    """Return the profile of every person of the scenarios and of those written for the page."""
    scenarios = {path.stem: read_document(path).value["profile"] for path in sorted(SCENARIOS.glob("*.yaml"))}
    return {**scenarios, **{name: read_document(path).value for name, path in NEW.items()}}


def printed(short: Summary, width: int = 80) -> str:
    """Return a page as it is printed on a terminal of some columns."""
    screen = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, no_color=True)
    screen.print(page(short))
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    return text.replace(short.knowledge_hash, "HASH" * (len(short.knowledge_hash) // 4))


def main() -> None:
    """Write the snapshots anew."""
    kb, profiles = br.load(), everybody()
    SNAPSHOTS.mkdir(exist_ok=True)
    for old in SNAPSHOTS.glob("*.txt"):
        old.unlink()
    for name in PEOPLE:
        text = printed(kb.assess(profiles[name]).summary())
        (SNAPSHOTS / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

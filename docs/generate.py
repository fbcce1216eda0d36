"""Writes the generated part of the documentation.

`python -m docs.generate` writes it, `python -m docs.generate --check` fails when what is committed differs
from what would be written, or when a page is left over whose rule or source is gone.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import balance_rules
from balance_rules import KnowledgeBase
from balance_rules.verify import Report, verify
from docs.generator.attributes import attribute_pages
from docs.generator.back_ends import back_end_pages
from docs.generator.book import EVIDENCE, PARAMETERS, PRESCRIPTIONS, RULES, Book, Pages
from docs.generator.catalogue import catalogue_pages
from docs.generator.library import library_pages
from docs.generator.parameters import parameters_page
from docs.generator.rules import rule_pages
from docs.generator.statements import statement_pages
from docs.generator.verification import unproved, verification_pages
from docs.generator.vignettes import vignette_pages

DOCS = Path(__file__).resolve().parent
EXAMPLE = DOCS.parent / "examples" / "desk_lifter"
WHOLLY_GENERATED = (RULES, PRESCRIPTIONS, EVIDENCE, "schemas")


def generated(kb: KnowledgeBase, report: Report) -> Pages:
    """Return every generated file by its path under docs/; `report` is what is proved of the knowledge."""
    return {**told(kb), **verification_pages(kb.knowledge, report)}


def told(kb: KnowledgeBase) -> Pages:
    """Return the files that tell what is there; what is proved about it takes longer."""
    book = Book(kb.knowledge)
    example = str(EXAMPLE / "profile.yaml"), str(EXAMPLE / "hevy.csv")
    return {
        **attribute_pages(book),
        **rule_pages(book),
        **statement_pages(book),
        PARAMETERS: parameters_page(book),
        **catalogue_pages(book),
        **vignette_pages(book, kb),
        **library_pages(book, kb, example),
        **back_end_pages(),
    }


def differences(pages: Pages, folder: Path = DOCS) -> list[str]:
    """Return what is missing, different or left over in `folder`, a line each."""
    found = []
    for name, text in sorted(pages.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"{name}: missing")
        elif path.read_text(encoding="utf-8") != text:
            found.append(f"{name}: differs")
    return found + [f"{path.relative_to(folder).as_posix()}: left over" for path in left_over(pages, folder)]


def left_over(pages: Pages, folder: Path) -> list[Path]:
    """Return the files in wholly generated folders that nothing generates any more."""
    files = (path for name in WHOLLY_GENERATED for path in sorted((folder / name).glob("*")))
    return [path for path in files if path.relative_to(folder).as_posix() not in pages]


def write(pages: Pages, folder: Path = DOCS) -> None:
    """Write every page that differs, and remove what is left over."""
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in left_over(pages, folder):
        path.unlink()


def main() -> int:
    """Write the pages, or check them; return the exit status.

    Of knowledge of which a claim is refuted or open no page is written: what stands on it would be wrong. A check
    proves anew, writing takes the proofs that are kept.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something differs")
    check: bool = parser.parse_args().check
    kb = balance_rules.load()
    report = verify(kb.knowledge, fresh=check)
    wrong = unproved(report)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        print(f"{len(wrong)} to fix, or to stand by in knowledge/suppressions.yaml with the reason.", file=sys.stderr)
        return 1
    pages = generated(kb, report)
    if not check:
        write(pages)
        return 0
    found = differences(pages)
    for line in found:
        print(f"docs/{line}", file=sys.stderr)
    if found:
        print("Run `python -m docs.generate` (or `make generate`) and commit what it writes.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

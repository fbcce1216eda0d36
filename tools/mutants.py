"""Mutants of the code and who notices them: runs mutmut, and asks a reason for each mutant that no test notices.

python -m tools.mutants                            # every module that `pyproject.toml` names
python -m tools.mutants balance_rules.semantics    # one of them
python -m tools.mutants --judge balance_rules.semantics   # judge what the last run found

The reasons stand in `tests/code_survivors.yaml`, by what the mutant changes, so that they outlive a change elsewhere.
A survivor without a reason, or a module of which less than nine in ten mutants are noticed, ends it with status 1.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
REASONS = ROOT / "tests" / "code_survivors.yaml"
LEAST = 0.9
UNDECIDED = (None, 33, 34)  # not run, no test runs it, left out


@dataclass(frozen=True)
class Judged:
    """A module's mutants: how many tests noticed, how many were run, and what the survivors change."""

    module: str
    noticed: int
    run: int
    survivors: tuple[str, ...]


def judged(folder: Path) -> Iterator[Judged]:
    """Yield what the last run of mutmut found, for each module that it tried."""
    for meta in sorted(folder.rglob("*.py.meta")):
        codes: dict[str, int | None] = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        run = {name: code for name, code in codes.items() if code not in UNDECIDED}
        source = meta.with_suffix("")
        module = ".".join(source.relative_to(folder).with_suffix("").parts)
        survivors = [name.rpartition(".")[2] for name, code in run.items() if code == 0]
        yield Judged(module, len(run) - len(survivors), len(run), tuple(_changes(source, survivors)))


def _changes(source: Path, names: list[str]) -> Iterator[str]:
    """Yield what each mutant changes: the function, the lines that were there, and those in their place."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    bodies = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name in names:
        function = name.rpartition("__mutmut_")[0]
        lines = [ast.unparse(bodies[one].body).splitlines() for one in (f"{function}__mutmut_orig", name)]  # type: ignore[arg-type]
        diff = [
            line for line in difflib.unified_diff(*lines, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))
        ]
        plain = function.removeprefix("x").replace("ǁ", ".").strip(".").removeprefix("_")
        yield f"{plain}: " + " ".join(f"{line[0]} {line[1:].strip()}" for line in diff)


def reasons() -> dict[str, str]:
    """Return why each known survivor is none to worry about, by what it changes."""
    groups = yaml.safe_load(REASONS.read_text(encoding="utf-8"))
    return {f"{group['module']} {change}": group["why"] for group in groups for change in group["mutants"]}


def stale() -> Iterator[str]:
    """Yield the reasons that speak of code that is no more: their function has no such line."""
    for known in reasons():
        module, function, change = known.split(maxsplit=2)
        source = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        lines = _functions(source).get(function.removesuffix(":"), []) if source.exists() else []
        if not any(change.startswith((f"- {line} + ", f"- {line} - ")) for line in lines):
            yield known


@cache
def _functions(source: Path) -> dict[str, list[str]]:
    """The lines of each function and method, as `_changes` writes them."""
    found = {}
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        owner = f"{node.name.removeprefix('_')}." if isinstance(node, ast.ClassDef) else ""
        for each in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(each, ast.FunctionDef):
                body = ast.unparse(each.body)  # type: ignore[arg-type]
                found[f"{owner}{each.name}"] = [line.strip() for line in body.splitlines()]
    return found


def main() -> int:
    """Run mutmut, judge what it found, and return the exit status."""
    parser = argparse.ArgumentParser(description="mutants of the code")
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--judge", action="store_true", help="judge the last run, without another")
    options = parser.parse_args()
    if not options.judge:
        patterns = [f"{module}.*" for module in options.modules]
        subprocess.run([sys.executable, "-m", "mutmut", "run", *patterns], cwd=ROOT, check=True)
    known, fine = reasons(), True
    for found in judged(ROOT / "mutants"):
        if not found.run or (options.modules and found.module not in options.modules):
            continue
        share = found.noticed / found.run
        fine = fine and share >= LEAST
        print(f"{found.module}: {found.noticed:,} of {found.run:,} mutants noticed, {100 * share:.1f} %")
        for change in found.survivors:
            if (why := known.get(f"{found.module} {change}")) is None:
                fine = False
                print(f"  without a reason: {change}")
            else:
                print(f"  {why}: {change}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())

"""The recipes that start programs.

At every change: the syntax and names of the client, and the server spoken to over stdio; the recipe for many people in
one process.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "recipes.md"


def test_the_recipe_for_a_client_of_the_server_runs(tmp_path: Path) -> None:
    pytest.importorskip("mcp", reason="the extra 'mcp' is not installed")
    command = f'command={sys.executable!r}, args=["-m", "balance_rules", "mcp"], env={{"PYTHONPATH": {str(ROOT)!r}}}'
    recipe = PAGE.read_text(encoding="utf-8").partition('```python title="mcp_client.py"\n')[2].partition("```")[0]
    script = recipe.replace('command="balance-rules", args=["mcp"]', command)
    (tmp_path / "client.py").write_text(script)
    done = subprocess.run([sys.executable, "client.py"], cwd=tmp_path, capture_output=True, text=True)
    assert '"prolonged_sitting"' in done.stdout, done.stderr


def test_the_recipe_for_many_people_runs(tmp_path: Path) -> None:
    recipe = PAGE.read_text(encoding="utf-8").partition('```python title="many.py"\n')[2].partition("```")[0]
    (tmp_path / "many.py").write_text(recipe)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "many.py"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["Assessment", "Refused"], done.stderr

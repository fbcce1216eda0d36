"""The recipe that starts two programs; at every change: its syntax and names, and the server spoken to over stdio."""

from __future__ import annotations

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

"""The programs on the page of recipes: run where what they need is installed, else checked for their syntax."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import pytest

import balance_rules as br

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "recipes.md"
RECIPES = dict(re.findall(r'```python title="([^"]+)"\n(.*?)```', PAGE.read_text(encoding="utf-8"), re.DOTALL))


def needs(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        pytest.skip(f"{module} is not installed: the recipe is checked for its syntax alone")


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_python_that_names_what_the_library_has(name: str) -> None:
    tree = ast.parse(RECIPES[name], name)
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == "br"}
    assert used <= set(br.__all__)


def test_the_recipe_for_fastapi_answers(kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    needs("fastapi")
    from fastapi.testclient import TestClient

    monkeypatch.setattr(br, "load", lambda: kb, raising=False)
    names: dict[str, object] = {"__name__": "fastapi_app"}
    exec(compile(RECIPES["fastapi_app.py"], "fastapi_app.py", "exec", dont_inherit=True), names)
    client = TestClient(names["app"])  # type: ignore[arg-type]
    assert "itting" in client.post("/assess", json={"sedentary_hours": "9 h/day"}).json()["page"]
    assert client.post("/assess", json={"sedentary_hours": 90}).status_code == 422


def test_the_recipe_for_many_people_says_of_each_what_it_is(
    kb: br.KnowledgeBase, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here, where it starts no process of its own; at night as it stands."""
    monkeypatch.setattr(br, "load", lambda: kb, raising=False)
    recipe = RECIPES["many.py"]
    assert recipe.count("processes=2") == 1
    exec(
        compile(recipe.replace("processes=2", "processes=1"), "many.py", "exec", dont_inherit=True),
        {"__name__": "__main__"},
    )
    assert capsys.readouterr().out.split() == ["Assessment", "Refused"]

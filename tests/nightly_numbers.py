"""The bundled knowledge with its named numbers written out: what is judged, compiled and proved is the same.

At every change `test_parameters` says it of the small knowledge.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import balance_rules as br
from balance_rules.knowledge import bundled_folder
from balance_rules.knowledge.parameters import filled
from balance_rules.model import Compare, leaves

EXAMPLE = Path(__file__).parents[1] / "examples" / "desk_lifter" / "profile.yaml"
ENGINES: tuple[Any, ...] = ("experta", "compiled")


def test_a_named_number_is_a_plain_number_to_whatever_judges(kb: br.KnowledgeBase, tmp_path: Path) -> None:
    """The same knowledge, numbers written out and no names: what is judged, compiled and proved is the same."""
    source = Path(str(bundled_folder()))
    numbers = {p.id: p.value for p in kb.knowledge.parameters.values()}
    plain = tmp_path / "plain"
    shutil.copytree(source, plain)
    (plain / "parameters.yaml").unlink()
    for path in plain.glob("rules/*/*.yaml"):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(str(filled(f"{line} ", numbers))[:-1] for line in lines), encoding="utf-8")
    bare = br.load(plain, bundled=False)
    written_out = bare.knowledge
    assert written_out.judged == kb.knowledge.judged
    assert [(r.id, r.weight, r.cases, r.rationale) for r in written_out.rules] == [
        (r.id, r.weight, r.cases, r.rationale) for r in kb.knowledge.rules
    ]
    for leaf in (leaf for _, condition in kb.knowledge.judged for leaf in leaves(condition)):
        assert not isinstance(leaf, Compare) or type(leaf.value) is int
    for engine in ENGINES:
        found = [json.loads(k.assess(EXAMPLE, engine=engine).to_json())["findings"] for k in (bare, kb)]
        assert found[0] == found[1]

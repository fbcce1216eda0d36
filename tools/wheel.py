"""For hatchling: the wheel carries its knowledge compiled, so that no first start has to compile it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled form of `knowledge/`; an editable installation reads the folder, which changes."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.work = tempfile.TemporaryDirectory()
        compiled = Path(self.work.name) / "compiled"
        compiled.write_bytes(_compiled(Path(self.root), Path(self.work.name)))
        build_data["force_include"][str(compiled)] = "balance_rules/bundled_knowledge.compiled"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.work.cleanup()


def _compiled(root: Path, work: Path) -> bytes:
    sys.path.insert(0, str(root))
    os.environ["BALANCE_RULES_CACHE"] = str(work / "cache")  # nothing of another build, and nothing left of this one
    from balance_rules.knowledge import load_knowledge

    folder = work / "bundled_knowledge"  # as the wheel names it: places in the knowledge begin with the name
    shutil.copytree(root / "knowledge", folder)
    load_knowledge([folder], bundled=False)
    (kept,) = (work / "cache").glob("*.knowledge")
    return kept.read_bytes()

"""Knowledge files → `Knowledge`: read, validated, grounded, every problem reported together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from balance_rules.knowledge.building import build
from balance_rules.knowledge.loading import load_entries
from balance_rules.model import Knowledge

__all__ = ["bundled_folder", "load_knowledge"]


def bundled_folder() -> Path:
    """Return the folder of the knowledge that ships with the library."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "bundled_knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


def load_knowledge(folders: Sequence[Path | str] = (), *, bundled: bool = True, drafts: bool = False) -> Knowledge:
    """Load knowledge: the bundled folder, then each of `folders` on top of it.

    Parameters
    ----------
    folders
        Folders of knowledge files; a later one adds entries and replaces those of the same kind and id.
    bundled
        Begin with the knowledge that ships with the library.
    drafts
        Load rules whose status is ``draft`` too.

    Raises
    ------
    KnowledgeError
        With every problem of the load: place, what was found, what was expected, how to mend it.
    """
    chosen = [bundled_folder()] if bundled else []
    return build(load_entries([*chosen, *(Path(folder) for folder in folders)]), drafts=drafts)

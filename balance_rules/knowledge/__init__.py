"""Knowledge files → `Knowledge`: read, validated, grounded, every problem reported together.

What was made once of the same files is kept (`knowledge.keeping`), and read instead of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from balance_rules.knowledge.keeping import keep, key_of, recall
from balance_rules.model import Knowledge
from balance_rules.text.collecting import uncollected

__all__ = ["bundled_folder", "load_knowledge"]


def bundled_folder() -> Traversable:
    """Return the folder of the knowledge that ships with the library; in a zip it is no path of the file system."""
    installed = files("balance_rules").joinpath("bundled_knowledge")
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2] / "knowledge"


@contextmanager
def _on_disk(folder: Traversable) -> Iterator[Path]:
    """Give a folder as a path: itself, or a copy that is there for as long as it is read."""
    if isinstance(folder, Path):
        yield folder
        return
    with TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        _copy(folder, copy)
        yield copy


def _copy(folder: Traversable, to: Path) -> None:
    to.mkdir()
    for part in folder.iterdir():
        if part.is_dir():
            _copy(part, to / part.name)
        else:
            (to / part.name).write_bytes(part.read_bytes())


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
        With every problem of the load: place, what was found, what was expected, how to fix it.
    """
    chosen: list[Traversable] = [bundled_folder()] if bundled else []
    chosen += [Path(folder) for folder in folders]
    key = key_of(chosen, drafts=drafts)
    knowledge = None if key is None else recall(key)
    if knowledge is None:
        knowledge = _made(chosen, drafts)
        if key is not None:
            keep(key, knowledge, chosen, drafts=drafts)
    return knowledge


def _made(folders: Sequence[Traversable], drafts: bool) -> Knowledge:
    # imported here, for who finds knowledge kept needs neither the schemas nor the units
    from balance_rules.knowledge.building import build
    from balance_rules.knowledge.loading import load_entries

    with uncollected(), ExitStack() as stack:
        return build(load_entries([stack.enter_context(_on_disk(folder)) for folder in folders]), drafts=drafts)

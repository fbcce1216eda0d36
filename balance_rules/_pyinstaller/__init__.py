"""What PyInstaller needs to know of the library; it finds this through the entry point of its hooks."""

from __future__ import annotations

from pathlib import Path


def hook_folders() -> list[str]:
    """Return the folder of the hook, as PyInstaller asks for it."""
    return [str(Path(__file__).parent)]

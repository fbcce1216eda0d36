"""Imports experta on a current Python, and leaves no trace of the import.

experta 1.9.4 pins frozendict 1.2, which reads `collections.Mapping`, a name Python 3.10 removed. It is
there only while frozendict loads. experta also configures the root logger; that is undone.
"""

from __future__ import annotations

import collections
import collections.abc
import importlib
import logging
import sys
import threading
from typing import Any

_LOCK = threading.Lock()


def _import_experta() -> Any:
    with _LOCK:
        root = logging.getLogger()
        handlers, level = list(root.handlers), root.level
        try:
            if "frozendict" not in sys.modules and not hasattr(collections, "Mapping"):
                names: Any = collections
                names.Mapping = collections.abc.Mapping
                try:
                    importlib.import_module("frozendict")
                finally:
                    del names.Mapping
            import experta
            import experta.abstract
            import experta.activation
            import experta.engine
        finally:
            for handler in [handler for handler in root.handlers if handler not in handlers]:
                root.removeHandler(handler)
            root.setLevel(level)
        return experta


experta: Any = _import_experta()

"""For PyInstaller: the knowledge, templates and tables of the library, and the modules it imports when asked."""

from contextlib import suppress
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from PyInstaller.utils.hooks import collect_data_files, collect_submodules, copy_metadata

import balance_rules
from balance_rules.knowledge.keeping import SOURCES

hiddenimports = collect_submodules(
    "balance_rules", filter=lambda name: not name.startswith(("balance_rules._pyinstaller", "balance_rules.mcp.server"))
)
datas = collect_data_files("balance_rules")
# the source that makes knowledge: by its hash a program finds the knowledge that was compiled before
makers = [name if name.endswith(".py") else f"{name}/*.py" for name in SOURCES]
datas += collect_data_files("balance_rules", include_py_files=True, includes=makers)
with suppress(PackageNotFoundError):  # a checkout on the path has no version
    datas += copy_metadata("balance-rules")
if not any("bundled_knowledge" in source for source, _ in datas):  # an editable installation
    datas.append((str(Path(balance_rules.__file__).parents[1] / "knowledge"), "balance_rules/bundled_knowledge"))

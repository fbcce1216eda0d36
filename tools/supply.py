"""The supply chain: what the locks pin, under which licences, as a CycloneDX bill of materials.

python -m tools.supply licences        # every pinned package that is installed has a licence we may ship beside
python -m tools.supply bom > bom.json  # what the library needs, and what its extras need
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# licences under which a package may be used beside ours; of the reciprocal ones, those that end at the file or library
ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|ISC|Unlicense|0BSD|MPL|Mozilla Public|LGPL|Lesser General|"
    r"Zlib|CC0|HPND|Public Domain|CNRI)",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\b(AGPL|Affero|SSPL|BUSL|Business Source|Proprietary|Commons Clause|NonCommercial)", re.I)
TOOLS = {"pyinstaller"}  # GPL, run by one test at night; neither it nor anything made with it is shipped
SHIPPED = (  # extras of the library, without the tools beside it
    "cohort",
    "duckdb",
    "excel",
    "fhir",
    "ibis",
    "mcp",
    "pandas",
    "programme",
    "prov",
    "serve",
    "verify",
)


@dataclass(frozen=True, slots=True)
class Pin:
    """A package at a version, with the hashes of the files it may come in."""

    name: str
    version: str
    hashes: tuple[str, ...]


def extras() -> dict[str, tuple[str, ...]]:
    """Return the extras of the project with the requirements of each."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {name: tuple(needed) for name, needed in project["optional-dependencies"].items()}


def lock_of(extra: str | None = None) -> Path:
    """Return the lock file of an extra, or of the library alone."""
    return ROOT / ("requirements.lock" if extra is None else f"requirements-{extra}.lock")


def pins(lock: Path) -> Iterator[Pin]:
    """Yield what a lock file pins."""
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        match = PINNED.match(entry)
        if match:
            yield Pin(match[1].lower(), match[2], tuple(sorted(HASH.findall(entry))))


@cache
def licence(package: Distribution) -> str:
    """Return a package's licence as its metadata states it, "" where it states none."""
    about = package.metadata
    stated = about.get("License-Expression") or ""
    classified = "; ".join(
        line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or () if line.startswith("License ::")
    )
    written = (about.get("License") or "").strip().splitlines()
    return stated or classified or (written[0] if written else "")


@cache
def installed(name: str) -> Distribution | None:
    """Return a package of this environment, None where it is not installed."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def unfit(lock: Path) -> Iterator[str]:
    """Yield the packages of a lock whose licence is not one that we may ship beside, in words."""
    for pin in pins(lock):
        package = installed(pin.name)
        words = licence(package) if package else None
        if words is not None and pin.name not in TOOLS and (REFUSED.search(words) or not ALLOWED.search(words)):
            yield f"{pin.name} {pin.version}: {words or 'no licence stated'}"


def bill_of_materials() -> dict[str, Any]:
    """Return what the project is made of in CycloneDX 1.6: the same for the same lock files, byte for byte."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = set(pins(lock_of()))  # a package may be pinned twice, for older and newer versions of Python
    optional = {pin for extra in SHIPPED for pin in pins(lock_of(extra))} - needed
    components = [_component(pin, "required") for pin in needed] + [_component(pin, "optional") for pin in optional]
    components.sort(key=lambda component: str(component["purl"]))
    root = {
        "type": "library",
        "bom-ref": f"pkg:pypi/{project['name']}@{project['version']}",
        "name": project["name"],
        "version": project["version"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": f"pkg:pypi/{project['name']}@{project['version']}",
    }
    content = json.dumps([root, components], sort_keys=True).encode()
    serial = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
        "dependencies": [{"ref": root["purl"], "dependsOn": sorted(f"pkg:pypi/{p.name}@{p.version}" for p in needed)}],
    }


def _component(pin: Pin, scope: str) -> Mapping[str, Any]:
    package = installed(pin.name)
    purl = f"pkg:pypi/{pin.name}@{pin.version}"
    known = licence(package) if package is not None and package.version == pin.version else ""
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": pin.name,
        "version": pin.version,
        "scope": scope,
        "purl": purl,
        # a package comes as several files, of which one is installed: each may be it
        "properties": [{"name": "sha256", "value": value} for value in pin.hashes],
    }
    return component | ({"licenses": [{"license": {"name": known}}]} if known else {})


def main(command: str) -> int:
    """Run one of the commands; return the exit status."""
    match command:
        case "licences":
            found = sorted({line for extra in (None, *extras()) for line in unfit(lock_of(extra))})
            sys.stderr.writelines(f"{line}\n" for line in found)
            return 1 if found else 0
        case "bom":
            print(json.dumps(bill_of_materials(), indent=2, sort_keys=True))
            return 0
        case _:
            sys.stderr.write("python -m tools.supply licences | bom\n")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))

"""The types of TypeScript are those of the JSON that is really written: the compiler itself says so."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from node_packages import NODE, NPM, installed

import balance_rules as br
from balance_rules.knowledge.inventory import take_inventory
from balance_rules.report.formats import FORMATS, schema
from docs.generator.typescript import typescript_files

PACKAGE = Path(__file__).parent / "package"
needs_node = pytest.mark.skipif(not (NPM and NODE), reason="Node.js with npm is not installed: nothing compiles types")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, small: br.KnowledgeBase) -> Path:
    """A project that has the compiler and the types."""
    folder = tmp_path_factory.mktemp("typescript")
    shutil.copy(PACKAGE / "package.json", folder)
    compiler = installed([PACKAGE / name for name in ("package.json", "package-lock.json")], folder / "half")
    (folder / "node_modules").symlink_to(compiler / "node_modules")
    schemas = {"profile-1": small.profile_schema, **{name: schema(name) for name in FORMATS}}
    for path, text in typescript_files(schemas):
        (folder / Path(path).name).write_text(text, encoding="utf-8")
    return folder


def compiled(project: Path, *texts: str) -> str:
    """What the compiler says of programs; nothing where they are right."""
    names = [f"program_{number}.ts" for number in range(len(texts))]
    for name, text in zip(names, texts, strict=True):
        (project / name).write_text(text, encoding="utf-8")
    types = sorted(path.name for path in project.glob("*.d.ts"))
    # the types need nothing of a browser: to read and check all that the compiler brings takes most of its time
    library = ["--lib", "es5", "--skipDefaultLibCheck"]
    options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", *library]
    command = [str(NODE), "node_modules/typescript/bin/tsc", *options, *names, *types]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).stdout


def said(name: str, kind: str, value: Any) -> str:
    return f'import type {{ {kind} }} from "./{name}.d.ts";\nexport const said: {kind} = {json.dumps(value)};\n'


@pytest.fixture(scope="module")
def assessment(small: br.KnowledgeBase) -> br.Assessment:
    return small.assess({"hq[left]": 0.45, "nordic_sessions": 0, "sitting": 9, "hamstring_pain": {"left": 2}})


@needs_node
def test_what_is_written_is_of_its_type_and_what_is_not_is_found(
    project: Path, small: br.KnowledgeBase, assessment: br.Assessment
) -> None:
    with pytest.raises(br.FactError) as caught:
        small.assess({"sitting": 900})
    how = assessment.how("hamstring_weakness[left]")
    written = [
        said("assessment-2", "AssessmentRecord", json.loads(assessment.to_json())),
        said("assessment-2", "AssessmentRecord", json.loads(assessment.to_json(full=True))),
        said("explanation-1", "How", json.loads(how.to_json())),
        said("explanation-1", "Revision", json.loads(assessment.revision().to_json())),
        said("error-1", "ErrorRecord", json.loads(caught.value.to_json())),
        said("inventory-1", "Inventory", take_inventory(small.knowledge).to_dict()),
        said("profile-1", "Profile", {"hq": {"left": 0.45}, "hamstring_pain": "none", "equipment": ["barbell"]}),
    ]
    data = json.loads(assessment.to_json())
    wrong = [
        *(
            said("assessment-2", "AssessmentRecord", {**data, **other})
            for other in ({"findings": "none"}, {"format": "balance_rules.assessment/1"}, {"persn": "A. B."})
        ),
        said("profile-1", "Profile", {"hq": {"middle": 0.45}}),
    ]
    told = compiled(project, *written, *wrong)  # in one run, for the compiler takes seconds to start
    refused = {int(number) for number in re.findall(r"^program_(\d+)\.ts\(2,", told, re.MULTILINE)}
    assert refused == set(range(len(written), len(written) + len(wrong))), told
    assert {line.partition("(")[0] for line in told.splitlines() if "error TS" in line} == {
        f"program_{number}.ts" for number in refused
    }, told


def test_every_format_has_its_types(kb: br.KnowledgeBase) -> None:
    files = dict(typescript_files({"profile-1": kb.profile_schema, **{name: schema(name) for name in FORMATS}}))
    assert set(files) == {f"schemas/{name}.d.ts" for name in ("profile-1", *FORMATS)}
    assert not any(": unknown;" in text for text in files.values())

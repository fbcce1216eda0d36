"""The supply chain: everything pinned by hash, licences known, the wheel the same twice."""

from __future__ import annotations

import re

from in_one import in_one

from tools.supply import SHIPPED, bill_of_materials, extras, installed, licence, lock_of, pins, unfit

LOCKS = [None, *extras()]


@in_one("extra", LOCKS)
def test_every_extra_has_a_lock_that_pins_every_file_by_hash(extra: str | None) -> None:
    found = {pin.name: pin for pin in pins(lock_of(extra))}
    assert all(pin.hashes for pin in found.values())
    lines = lock_of(extra).read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if re.match(r"[A-Za-z0-9]", line) and "==" not in line]
    for requirement in extras().get(extra or "", ()):
        name = re.match(r"[A-Za-z0-9._-]+", requirement)
        assert name
        canonical = re.sub(r"[-_.]+", "-", name[0]).lower()
        assert canonical in found or canonical == "balance-rules", f"make lock: {requirement} is not in the lock"
    assert {pin.name for pin in pins(lock_of())} <= found.keys()


@in_one("extra", [None, *SHIPPED])
def test_a_lock_keeps_to_the_versions_that_the_tests_run_with(extra: str | None) -> None:
    tested = {(pin.name, pin.version) for pin in pins(lock_of("dev"))}
    assert {(pin.name, pin.version) for pin in pins(lock_of(extra))} <= tested


@in_one("extra", LOCKS)
def test_every_licence_is_one_that_may_stand_beside_ours(extra: str | None) -> None:
    assert list(unfit(lock_of(extra))) == []


def test_a_bill_of_materials_names_everything_that_is_pinned() -> None:
    bom = bill_of_materials()
    assert (bom["bomFormat"], bom["specVersion"]) == ("CycloneDX", "1.6")
    named = {(part["name"], part["version"]): part for part in bom["components"]}
    for pin in pins(lock_of()):
        part = named[pin.name, pin.version]
        assert part["scope"] == "required"
        assert part["purl"] == f"pkg:pypi/{pin.name}@{pin.version}"
        package = installed(pin.name)
        if package is not None and package.version == pin.version:
            assert part["licenses"][0]["license"]["name"] == licence(package) != ""
    assert bill_of_materials() == bom
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", bom["serialNumber"]
    )

"""Many small cases in one test: to set up and report a test takes pytest as long as such a case takes itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable
from typing import Any

import pytest

Test = Callable[..., None]


def in_one(
    names: str | tuple[str, ...], cases: Collection[Any], ids: Callable[[Any], str] | Iterable[str] = repr
) -> Callable[[Test], Test]:
    """Give a test each of its cases, as `pytest.mark.parametrize` does, within one test.

    All cases are tried, and each that fails is told with its own traceback and a note that says which it was. They
    share what the fixtures give, but for `tmp_path`, of which each has a folder of its own.
    """
    wanted = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    told = [ids(case) for case in cases] if callable(ids) else list(ids)
    assert cases, "without a case a test cannot fail"

    def decorate(test: Test) -> Test:
        def tried(**given: Any) -> None:
            failed: list[BaseException] = []
            for number, (case, name) in enumerate(zip(cases, told, strict=True)):
                own = dict(zip(wanted, case if len(wanted) > 1 else [case], strict=True))
                try:
                    test(**{**given, **_folder(given, number)}, **own)
                except (Exception, pytest.fail.Exception) as error:
                    error.add_note(f"with the case {name[:300]}")
                    failed.append(error)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(cases)} cases", failed)

        signature = inspect.signature(test)
        left = [parameter for name, parameter in signature.parameters.items() if name not in wanted]
        tried.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        tried.__name__, tried.__doc__, tried.__module__ = test.__name__, test.__doc__, test.__module__
        return tried

    return decorate


def _folder(given: dict[str, Any], number: int) -> dict[str, Any]:
    if "tmp_path" not in given:
        return {}
    own = given["tmp_path"] / str(number)
    own.mkdir()
    return {"tmp_path": own}

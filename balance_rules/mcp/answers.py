"""Answers that fit: data cut to a size, each cut told with what gives the rest.

A model pays for every word it reads, so no answer is larger than `LARGEST`. What does not fit is never dropped in
silence: `more` says how much of a list is shown and how to ask for the rest, `cut` what of an entry was shortened.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from balance_rules.text.writing import escaped

LARGEST = 8_192  # bytes of an answer, as it is sent
LONGEST_TEXT = 300  # signs of a text that is worth shortening
Data = dict[str, Any]


def as_text(data: Any) -> str:
    """Return data as JSON in which nothing acts on whoever shows it."""
    return escaped(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=str))


def size(data: Any) -> int:
    """Return how many bytes data takes when it is sent.

    >>> size({"title": "≤ 7 h"})
    19
    """
    return len(as_text(data).encode())


def kept(data: Mapping[str, Any]) -> Data:
    """Return data without what says nothing: nulls, empty texts and empty lists; `false` and 0 are said."""
    return {name: value for name, value in data.items() if value is not None and value not in ("", (), [], {})}


def fields(result: object, *names: str) -> Data:
    """Return some fields of a result, tuples as the lists that JSON has."""
    values = ((name, getattr(result, name)) for name in names)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def short_of(head: Data, sections: Mapping[str, Sequence[Data]], most: Mapping[str, int]) -> Data:
    """Return `head` with as much of each section as there is room for, the sections in order of their worth.

    Of each section the first `most` entries are shown; those of the earlier sections, which matter more, are taken
    first. `more` tells of every section that is not whole how much is shown, and where to go on.
    """
    shown: dict[str, list[Data]] = {name: [] for name in sections}
    used = size(head)
    for name, entries in sections.items():
        for entry in entries[: most[name]]:
            used += size(entry) + len(name) + 8
            if used > LARGEST:
                break
            shown[name].append(entry)
    while size(answer := _with_more(head, sections, shown)) > LARGEST:
        last = next(name for name in reversed(shown) if shown[name])
        shown[last].pop()
    return answer


def _with_more(head: Data, sections: Mapping[str, Sequence[Data]], shown: Mapping[str, list[Data]]) -> Data:
    more = {
        name: {"shown": len(shown[name]), "of": len(entries), "part": name, "start": len(shown[name])}
        for name, entries in sections.items()
        if len(shown[name]) < len(entries)
    }
    return {**head, **{name: entries for name, entries in shown.items() if entries}, **kept({"more": more})}


def page_of(head: Data, name: str, entries: Sequence[Data], start: int) -> Data:
    """Return `head` with entries from `start` on, as many as there is room for, and at which to go on."""
    answer = {**head, name: [], "of": len(entries)}
    room = LARGEST - size(answer) - 40  # for where to go on
    taken = list[Data]()
    for entry in entries[start:]:
        room -= size(entry) + 1
        if room < 0:
            break
        taken.append(entry)
    if not taken and start < len(entries):
        taken = [squeezed(entries[start], LARGEST - size(answer) - 80)]
    following = start + len(taken)
    return {**answer, name: taken, **({"next": following} if following < len(entries) else {})}


def text_page(head: Data, text: str, start: int) -> Data:
    """Return `head` with a text from the sign `start` on, cut at the end of a line where it can be."""
    rest = text[start:]
    room = LARGEST - size(head) - 60
    part = rest
    while size(part) > room:
        part = part[: min(len(part) - 1, max(1, len(part) * room // size(part)))]
    if len(part) < len(rest):
        line_end = part.rfind("\n") + 1
        part = part[: line_end or len(part)]
    following = start + len(part)
    return {**head, "text": part, **({"next": following} if following < len(text) else {})}


def squeezed(data: Data, room: int = LARGEST) -> Data:
    """Return data that takes at most `room` bytes: the largest list or text is halved until it fits; `cut` names it.

    >>> squeezed({"id": "a", "facts": ["x" * 50] * 100}, 1000)["cut"]
    ['facts: 12 of 100']
    """
    if size(data) <= room:
        return data
    answer, told, room = deepcopy(data), dict[str, str](), room - 100
    while size(answer) > room:
        candidates = list(_long(answer, ""))
        if not candidates:
            break
        _, holder, name, path = max(candidates, key=lambda found: found[0])
        whole = holder[name]
        half = whole[: len(whole) // 2]
        holder[name] = half + "…" if isinstance(whole, str) else half
        total = told[path].rpartition(" ")[2] if path in told else str(len(whole))
        told[path] = path if isinstance(whole, str) else f"{path}: {len(half)} of {total}"
    return {**answer, "cut": sorted(told.values())[:10]}


def _long(value: Any, path: str) -> Iterator[tuple[int, Any, Any, str]]:
    """Yield every list and long text within, by its size, with what holds it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in pairs:
        inner = f"{path}.{name}" if path else str(name)
        if isinstance(part, tuple):
            value[name] = part = list(part)
        if (isinstance(part, list) and len(part) > 1) or (isinstance(part, str) and len(part) > LONGEST_TEXT):
            yield size(part), value, name, inner
        yield from _long(part, inner)

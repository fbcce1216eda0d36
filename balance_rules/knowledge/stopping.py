"""What a referral stops, in words: the title of the restriction that holds until a doctor has looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from balance_rules.knowledge import schemas
from balance_rules.text.wording import listed, widest

_LEVELS = {
    "low": "",
    "shallow": "",
    "moderate": "moderate or heavy",
    "deep": "deep",
    "high": "heavy",
    "maximal": "maximal",
}
_LOADS = {
    "axial_spine_load": "{} load on the spine",
    "lumbar_shear": "{} bending load on the low back",
    "knee_flexion_load": "{} load on the bent knee",
    "hip_flexion_depth": "{} bending of the hip",
    "impact": "{} impact",
    "effort": "{} effort",
}


def stopped_words(stops: Sequence[schemas.LoadingSchema], regions: Mapping[str, str]) -> str:
    """What is stopped, to stand after "no" or by itself; with no patterns, all training.

    >>> back = schemas.LoadingSchema(region=["back"], effort={"ge": "high"})
    >>> stopped_words([back, schemas.LoadingSchema(overhead=True)], {"back": "back"})
    'heavy effort that loads the back; work overhead'
    >>> stopped_words([schemas.LoadingSchema(axial_spine_load={"ge": level}) for level in ("high", "moderate")], {})
    'moderate or heavy load on the spine'
    >>> stopped_words([], {})
    'training that loads the body'
    """
    return "; ".join(widest(_pattern(stop, regions) for stop in stops)) or "training that loads the body"


def _pattern(stop: schemas.LoadingSchema, regions: Mapping[str, str]) -> str:
    said = stop.model_dump(exclude_none=True)
    words = [_LOADS[name].format(_LEVELS[said[name]["ge"]]).lstrip() for name in _LOADS if name in said]
    if said.get("overhead"):
        words.append("work overhead")
    if said.get("straining"):
        words.append("straining with held breath")
    named = ("category", "movement_pattern", "position", "level", "chain", "exercise", "prime_movers", "muscles")
    for name, members in ((name, said[name]) for name in named if name in said):
        kinds = listed([member.replace("_", " ") for member in members], "or")
        words.append(f"work of the {kinds}" if name in {"prime_movers", "muscles"} else kinds)
    where = [regions.get(name, name.replace("_", " ")) for name in said.get("region", ())]
    loads = f"loads the {' or the '.join(where)}" if where else ""
    what = " with ".join(words) or "training"
    return f"{what} that {loads}" if loads else what

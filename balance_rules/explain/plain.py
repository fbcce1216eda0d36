"""Plain words for an athlete in place of the technical terms of anatomy, testing and inference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

# Term → what one says in a gym. A longer term is taken before a shorter one that it holds.
PLAIN_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "hamstring-to-quadriceps ratio": "hamstrings-to-quads strength",
        "hamstring-to-quadriceps": "hamstrings-to-quads",
        "eccentric-to-concentric": "lowering-to-lifting",
        "posterior-chain deficit": "weak back of the body",
        "posterior work": "work for the back of the body",
        "anterior work": "work for the front of the body",
        "anterior chain": "front of the body",
        "posterior chain": "back of the body",
        "posterior-chain": "back-of-the-body",
        "patellofemoral pain": "pain around the kneecap",
        "patellofemoral": "kneecap",
        "adduction-to-abduction": "inward-to-outward",
        "external-to-internal rotation": "outward-to-inward turning",
        "external-to-internal": "outward-to-inward",
        "extension-to-flexion": "backward-to-forward bending",
        "flexor-to-extensor": "forward-to-backward",
        "isokinetic": "machine-tested",
        "isometric": "hold-still",
        "hand-held dynamometer": "hand-held strength gauge",
        "dynamometer": "strength-testing machine",
        "eccentric": "lowering",
        "concentric": "lifting",
        "torque": "turning strength",
        "asymmetry": "difference between the sides",
        "gluteus maximus": "glutes",
        "gluteus medius": "side glutes",
        "gluteal": "glute",
        "quadriceps": "quads",
        "rectus femoris": "long front-of-thigh muscle",
        "biceps femoris": "outer hamstring",
        "iliopsoas": "hip flexors",
        "psoas": "hip flexor",
        "piriformis": "deep hip muscle",
        "gastrocnemius": "calf",
        "soleus": "deep calf",
        "latissimus dorsi": "lats",
        "trapezius": "traps",
        "erector spinae": "lower-back muscles",
        "multifidus": "deep spine muscles",
        "rectus abdominis": "abs",
        "pectoralis major": "chest",
        "pectoralis": "chest muscle",
        "deltoid": "delt",
        "supraspinatus": "top of the shoulder",
        "ankle dorsiflexion": "bend of the ankle",
        "dorsiflexion": "bend of the ankle",
        "hip extensors": "hip-straightening muscles",
        "hip abductors": "side-of-hip muscles",
        "hip abductor": "side-of-hip",
        "hip-abduction force": "force of the leg lift to the side",
        "hip abduction": "lifting the leg to the side",
        "hip-adduction force": "force of the leg pulled inwards",
        "hip adduction-to-abduction": "hip inward-to-outward",
        "hip adduction": "pulling the leg inwards",
        "adductors": "inner-thigh muscles",
        "adductor": "inner-thigh",
        "abductors": "side-of-hip muscles",
        "abductor": "side-of-hip",
        "adduction": "pull inwards",
        "abduction": "lift to the side",
        "flexion": "bending",
        "extensors": "straightening muscles",
        "extensor": "straightening-muscle",
        "lordosis": "curve of the low back",
        "lumbar lordosis": "curve of the low back",
        "lumbar": "low-back",
        "scapula": "shoulder blade",
        "trendelenburg": "hip-drop",
        "anterior cruciate ligament": "cruciate ligament",
        "anterior": "forward",
        "posterior": "rear",
        "prone": "face-down",
        "supine": "face-up",
        "cauda equina syndrome": "pressure on the nerves at the end of the spine",
        "cauda equina": "nerve bundle at the end of the spine",
        "sedentary": "sitting",
        "radiograph": "X-ray picture",
        "coefficient of variation": "scatter",
        "one-repetition maximum": "best single lift",
    }
)


def plain(text: str) -> str:
    """Return a text with plain words in place of technical terms.

    >>> plain("Quadriceps torque, eccentric: 180 N·m")
    'Quads turning strength, lowering: 180 N·m'
    """
    return _terms().sub(lambda match: _as_begun(match[0], PLAIN_WORDS[match[0].lower()]), text)


@cache
def _terms() -> re.Pattern[str]:
    longest_first = sorted(PLAIN_WORDS, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _as_begun(term: str, words: str) -> str:
    return words[:1].upper() + words[1:] if term[:1].isupper() else words

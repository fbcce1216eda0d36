"""Plain words for an athlete in place of the technical terms of anatomy, testing and inference.

Which term has which plain words is knowledge (`Knowledge.words.client`); this replaces them in a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from balance_rules.text.wording import capital


def plain(text: str, words: Mapping[str, str]) -> str:
    """A text with plain words in place of technical terms; a longer term is taken before a shorter one in it.

    Parameters
    ----------
    words
        Terms in lower case, each with its plain words.

    Examples
    --------
    >>> import balance_rules as br
    >>> plain("Quadriceps torque, eccentric: 180 N·m", br.load().knowledge.words.client)
    'Quads turning strength, lowering: 180 N·m'
    """
    if not words:
        return text
    # A letter may equal another in a match and not in lower case (ı, i): such a word stays as it is.
    return _terms(tuple(words)).sub(lambda match: _as_begun(match[0], words.get(match[0].lower(), match[0])), text)


def terms_in(text: str, words: Mapping[str, str]) -> dict[str, str]:
    """The terms that `plain` replaces in a text, with their words: with these alone it says the same.

    >>> terms_in("Soleus and gastrocnemius", {"soleus": "deep calf", "psoas": "hip flexor"})
    {'soleus': 'deep calf'}
    """
    found = {match.lower() for match in _terms(tuple(words)).findall(text)} if words else set()
    return {term: meant for term, meant in words.items() if term in found}


@lru_cache(maxsize=32)
def _terms(terms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def _as_begun(term: str, words: str) -> str:
    return capital(words) if term[:1].isupper() else words

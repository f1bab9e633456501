"""Chinese given names in Latin letters: two syllables of pinyin and nothing else, such as "Xiuying"."""

from __future__ import annotations

from functools import cache

_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
_FINALS = (
    "a o e i u v ai ei ao ou an en ang eng ong ia ie iao iu ian in iang ing iong ua uo uai ui uan un uang ue ve van vn"
).split()

# The syllables of two letters that names are made of.
_SHORT = (
    "bo po mo fo ke ge he de ze se le te li xi qi ji yi wu yu hu fu lu zi ci si ru su nu mi di bi ya ye da na ma wa ba ta ha"
).split()


@cache
def _syllables() -> frozenset[str]:
    long = {initial + final for initial in _INITIALS for final in _FINALS if len(final) > 1 or len(initial) > 1}
    return frozenset(long | set(_SHORT))


def is_two_syllables(word: str) -> bool:
    """Whether the folded word is two syllables of pinyin, five letters or more."""
    known = _syllables()
    return 5 <= len(word) <= 12 and any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))

"""The words by which two entries are known to say the same."""

from __future__ import annotations

import re
from functools import lru_cache

from postmortem.timeline.reading import Sentence, tokens_of

_FILLERS = frozenset(
    "the a an of to in on at for and or is are was were it this that we i they be been has have with from by as now".split()
)
# Tokens have no dots; a version tells two acts apart.
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,5}){1,4}")


def shape_of(text: str, sentence: Sentence | None = None) -> frozenset[str]:
    """The telling words of a sentence, or of an entry's text where it comes of no one sentence, versions among them."""
    shape = words_of_shape(sentence.tokens if sentence else tokens_of(text))
    versions = _VERSION.findall(sentence.text[:300] if sentence else text)
    return shape | frozenset(versions) if versions else shape


@lru_cache(maxsize=2048)
def words_of_shape(tokens: tuple[str, ...]) -> frozenset[str]:
    """Of these words, those that tell something."""
    return frozenset(token for token in tokens[:40] if len(token) > 2 and token not in _FILLERS)

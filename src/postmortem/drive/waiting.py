"""Which refusals of Drive are worth another try, and how long to wait before it.

Google asks for truncated exponential backoff with jitter on 403 rate limits, on 429 and on 5xx. Its own client library neither
honours Retry-After nor limits its waits, so this is ours.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

# Reasons of a 403 that pass by themselves. Other 403s do not: they are told at once.
PASSING = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded"})

LONGEST_WAIT = 64.0
# A server that asks for more than this is not waited for: people run the command again.
LONGEST_ASKED = 300.0


def is_passing(status: int, reason: str) -> bool:
    """Whether a refusal may be gone at the next try."""
    return status in (408, 429) or status >= 500 or (status == 403 and reason in PASSING)


@dataclass(slots=True)
class Patience:
    """How often to try, and how to wait. `tell` hears of waits of two seconds and more."""

    tries: int = 8
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda line: None
    chance: random.Random = field(default_factory=random.Random)

    def wait(self, attempt: int, asked: str | None, why: str) -> bool:
        """Wait before the try after `attempt` (0, 1, …); False where there is no sense in waiting any longer.

        asked: the Retry-After that the server sent: seconds, or a date.
        """
        if attempt + 1 >= self.tries:
            return False
        seconds = min(LONGEST_WAIT, 2.0**attempt) * (0.5 + self.chance.random() / 2)
        if (wanted := _seconds(asked)) is not None:
            if wanted > LONGEST_ASKED:
                return False
            seconds = wanted + self.chance.random() * min(1.0, wanted)
        if seconds >= 2:
            self.tell(f"Drive {why}; waiting {seconds:.0f} s …")
        self.sleep(seconds)
        return True


def _seconds(asked: str | None) -> float | None:
    """Retry-After as seconds; None where there is none that can be read."""
    if not asked:
        return None
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return None

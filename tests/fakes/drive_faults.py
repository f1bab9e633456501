"""Things that go wrong between a client and Drive, on request or at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.fakes.drive_errors import Refusal

# refuse: an answer instead of the work. cut: the connection ends before the answer, the work undone. lose: the work is done,
# the answer is lost. half: the connection ends in the middle of what is being sent, and that half has arrived.
Kind = Literal["refuse", "cut", "lose", "half"]


@dataclass(frozen=True)
class Fault:
    kind: Kind
    refusal: Refusal | None = None


Faults = Callable[[str, str], Fault | None]  # (method's id or "upload", verb) → a fault or None


def rate_limited(reason: str = "userRateLimitExceeded", *, after: str = "") -> Fault:
    return Fault("refuse", Refusal(403, reason, "Rate Limit Exceeded", {"Retry-After": after} if after else {}))


def too_many(after: str = "0") -> Fault:
    return Fault("refuse", Refusal(429, "rateLimitExceeded", "Too many requests", {"Retry-After": after}))


def broken(status: int = 503) -> Fault:
    return Fault("refuse", Refusal(status, "backendError", "Backend Error"))


def at_random(seed: int, share: float) -> Faults:
    """A share of all answers go wrong, each in one of the ways; the same seed, the same faults."""
    chance = random.Random(seed)

    def fault(method: str, verb: str) -> Fault | None:
        if chance.random() >= share:
            return None
        return chance.choice(
            [
                too_many(),
                broken(500),
                broken(503),
                rate_limited(),
                rate_limited("rateLimitExceeded"),
                Fault("cut"),
                Fault("lose"),
                Fault("half"),
            ]
        )

    return fault


def once(*faults: Fault, method: str = "") -> Faults:
    """These faults, one a request to `method` ("" for any), then none."""
    left = list(faults)

    def fault(called: str, verb: str) -> Fault | None:
        return left.pop(0) if left and method in (called, "") else None

    return fault

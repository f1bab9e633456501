"""Time zones by name: the one that was meant, or the ones that are near."""

from __future__ import annotations

import re
import zoneinfo
from functools import lru_cache

from postmortem.errors import UsageError, nearest

# What an IANA name can look like: parts of letters, digits, "_", "+", "-" between slashes. Linear: one class per part.
_ZONE_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}")

# Files of the zone database that are not places.
_NOT_ZONES = frozenset({"localtime", "posixrules", "Factory"})

# What people write instead of an IANA name, and the place that most of them mean.
_ABBREVIATIONS = {
    "bst": "Europe/London",
    "uk": "Europe/London",
    "britain": "Europe/London",
    "england": "Europe/London",
    "ist": "Europe/Dublin",
    "cest": "Europe/Berlin",
    "eest": "Europe/Helsinki",
    "edt": "America/New_York",
    "et": "America/New_York",
    "cdt": "America/Chicago",
    "cst": "America/Chicago",
    "mdt": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles",
    "aest": "Australia/Sydney",
    "jst": "Asia/Tokyo",
    "z": "UTC",
}


def check_zone(name: str) -> str:
    """The IANA name that `name` stands for, whatever its case. A UsageError with the near ones where there is none."""
    found = find_zone(name)
    if found is None:
        raise UsageError(no_such_zone(name))
    return found


def find_zone(name: str) -> str | None:
    """The IANA name that `name` stands for, whatever its case; None where there is none."""
    name = name.strip()
    if not _ZONE_SHAPE.fullmatch(name):
        return None
    by_fold = {"utc": "UTC", "europe/london": "Europe/London"}  # the usual ones need no look through the whole database
    return by_fold.get(name.casefold()) or _zones_by_fold().get(name.casefold().replace(" ", "_"))


def no_such_zone(name: str) -> str:
    """A sentence that says so, with the names that were probably meant."""
    near = near_zones(name)
    shown = "".join(letter if letter.isprintable() else "?" for letter in name.strip())[:40]
    said = f"There is no time zone called {shown}." if shown else "The time zone is empty."
    if not near:
        return f"{said} Use an IANA name such as Europe/London or UTC."
    return f"{said} Did you mean {' or '.join(near)}?"


def near_zones(name: str) -> tuple[str, ...]:
    """Up to three IANA names that are near, best first: by abbreviation, by city, then by the whole name."""
    wanted = name.strip()[:80].casefold().replace(" ", "_")
    if not wanted:
        return ()
    found = [_ABBREVIATIONS[wanted]] if wanted in _ABBREVIATIONS else []
    places = {zone.rpartition("/")[2].casefold(): zone for fold, zone in _zones_by_fold().items() if "/" in fold}
    city = wanted.rpartition("/")[2]
    if city in places:
        found.append(places[city])
    if len(city) > 2:
        found += [places[place] for place in nearest(city, places, limit=2)]
        found += nearest(wanted, _zones_by_fold().values(), limit=2)
    return tuple(dict.fromkeys(found))[:3]


@lru_cache(maxsize=1)
def _zones_by_fold() -> dict[str, str]:
    names = sorted(zoneinfo.available_timezones() - _NOT_ZONES)
    # "Etc/…" and "US/…" come first so that a place named on a continent wins where two share a city.
    old = ("Etc/", "US/", "Brazil/", "Canada/", "Chile/", "Mexico/")
    return {name.casefold(): name for name in sorted(names, key=lambda name: not name.startswith(old))}

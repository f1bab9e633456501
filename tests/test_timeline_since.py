""" "Since 08:49": of the trouble it tells when it began, of its end when it was over, of anything else neither."""

from __future__ import annotations

import pytest

from postmortem.incident import Kind
from postmortem.timeline.turning_points import kind_told

BEGAN, OVER, NEITHER = Kind.DETECTION, Kind.RECOVERY, None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("503s since 08:49", BEGAN),
        ("memory climbs since 08:36", BEGAN),
        ("checkout has been down since 9:02", BEGAN),
        ("the queue is growing since 3 am", BEGAN),
        ("no orders since 10:05", BEGAN),
        ("back at my desk , it has been down since 10:05", BEGAN),
        ("home page works but checkout is down since 9:58", BEGAN),
        ("since 09:10 we see errors on the shop", BEGAN),
        ("sites back since 14:50 , watching", OVER),
        ("second round of updates sent : no more duplicates since 09:14", OVER),
        ("no errors since 11:19", OVER),
        ("payments work again since 11:19", OVER),
        ("since 11:20 all good", OVER),
        ("errors have been gone since 10:10", OVER),
        ("stable since the rollback at 10:40", OVER),
        ("nothing deployed since thursday", NEITHER),
        ("3.18.0 live on 6 of 6 hosts since 08:36", NEITHER),
        ("on call since 9:00", NEITHER),
        ("i have been here since 7:30", NEITHER),
        ("we have had this server since 2019", NEITHER),
    ],
)
def test_since(text, kind):
    assert kind_told(text) is kind

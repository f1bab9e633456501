"""Times told afterwards: a table of what people write, half of it texts that give no time, because a wrong one is worse than none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from postmortem.timeline.stamps import log_time
from postmortem.timeline.times import event_time, told_times

LONDON = ZoneInfo("Europe/London")
PACIFIC = ZoneInfo("America/Los_Angeles")
PARIS = ZoneInfo("Europe/Paris")
UTC = ZoneInfo("UTC")
WEDNESDAY = "2026-10-14"  # in London BST, an hour before UTC


def moment(text: str, zone: ZoneInfo = LONDON) -> datetime:
    """ "11:41" is on that Wednesday; "10-12 23:59" of that year."""
    if len(text) == 5:
        text = f"{WEDNESDAY} {text}"
    elif len(text) == 11:
        text = f"2026-{text}"
    return datetime.fromisoformat(text).replace(tzinfo=zone)


# text: (said, when it happened), in London.
HAPPENED = {
    # a verb of the past, whatever the verb
    "the alert reached me at 22:58": ("23:05", "22:58"),
    "it died shortly before midnight": ("08:00", "10-13 23:59"),
    "the job died just before midnight on Monday": ("11:50", "10-12 23:59"),
    "the sync happened at 1:31 PM": ("15:00", "13:31"),
    "the first error was at 10 am uk time": ("11:00", "10:00"),
    "it stopped at 11pm last night": ("08:00", "10-13 23:00"),
    "errors started about ten minutes ago": ("11:40", "11:30"),
    "rolled back about an hour ago": ("11:40", "10:40"),
    "we restarted it half an hour ago": ("11:40", "11:10"),
    "deployed an hour and a half ago": ("11:40", "10:10"),
    "the worker crashed 1h20 ago": ("11:40", "10:20"),
    "PagerDuty paged me at 09:03": ("09:12", "09:03"),
    "a client rang at 08:57": ("09:30", "08:57"),
    "it began to climb at 08:36 sharp": ("09:59", "08:36"),
    "we lost the replica at 10:21:07": ("10:40", "10:21"),
    "memory ran out around 10:05": ("10:30", "10:05"),
    "customers couldn't pay from 08:49": ("09:30", "08:49"),
    "the backup got stuck at 02:10": ("09:30", "02:10"),
    "it was 10:02 when the first page came": ("11:41", "10:02"),
    "noticed by Responder 2 at 10:14": ("11:41", "10:14"),
    "every request failed from 10:02 on": ("11:41", "10:02"),
    "it failed again at 10:30": ("11:41", "10:30"),
    "I can see the first 503 at 10:02": ("11:41", "10:02"),
    "the graph shows a spike at 10:02": ("11:41", "10:02"),
    "there are errors in the log at 10:02": ("11:41", "10:02"),
    "we released it at half past eight": ("09:42", "08:30"),
    "the page came at quarter to ten": ("10:20", "09:45"),
    "it went down at nine o'clock": ("09:42", "09:00"),
    "it broke at ten past nine": ("09:42", "09:10"),
    # since, from … to, between
    "down since 08:36": ("09:30", "08:36"),
    "live on all hosts since 08:36": ("09:30", "08:36"),
    "no errors since 11:19": ("11:30", "11:19"),
    "users can't log in since 08:40": ("09:30", "08:40"),
    "between 08:49 and 11:19 about 2,900 payments failed": ("11:40", "08:49"),
    "between 08:49 and 11:19 nobody could log in": ("11:40", "08:49"),
    "so the impact is 08:49 - 11:19": ("11:40", "08:49"),
    "503s from 08:49 to 11:19": ("11:40", "08:49"),
    "outage 08:49-11:19": ("11:40", "08:49"),
    "it failed between 10 and 11 am": ("12:00", "10:00"),
    "errors rose from 1:15 to 1:45 pm": ("14:30", "13:15"),
    # in brackets, at the beginning of a line
    "rolled back (10:19)": ("10:40", "10:19"),
    "first 503 (08:49), nothing before": ("10:40", "08:49"),
    "08:36 deploy of 3.18.0": ("10:40", "08:36"),
    "08:49: first 503 in the log": ("10:40", "08:49"),
    "• 09:03 page": ("10:40", "09:03"),
    # not all of the sentence tells of it
    "first update went out at 10:05, next at 11:30": ("10:10", "10:05"),
    "not 10:02, it was 10:05": ("11:41", "10:05"),
    "before I forget: the first 503 was at 08:49 in the log, thirteen minutes after the release": ("11:50", "08:49"),
    # another thing's time, and how long after or before
    "the first error came ten minutes after the release at 08:36": ("11:00", "08:46"),
    "it failed an hour before the deploy at 08:36": ("11:00", "07:36"),
    # days
    "it expired yesterday at 23:10": ("00:40", "10-13 23:10"),
    "it broke yesterday at 10:15": ("09:00", "10-13 10:15"),
    "it broke the day before yesterday at 10:15": ("09:00", "10-12 10:15"),
    "it broke on Monday at 17:30": ("09:00", "10-12 17:30"),
    "it broke Monday 17:30": ("09:00", "10-12 17:30"),
    "it broke at 17:30 on Mon": ("09:00", "10-12 17:30"),
    "the certificate expired last Friday at 17:30": ("09:00", "10-09 17:30"),
    "it broke on Monday evening at 9": ("09:00", "10-12 21:00"),
    "this morning at 9 the queue stopped": ("11:00", "09:00"),
    "the queue stopped at 9 this morning": ("11:00", "09:00"),
    "the queue stopped this morning at 9": ("11:00", "09:00"),
    "it stopped at 9 in the morning": ("11:00", "09:00"),
    "it stopped at 3 in the afternoon": ("17:00", "15:00"),
    "it stopped at 9 last night": ("08:00", "10-13 21:00"),
    "it failed at 2am last night": ("08:00", "02:00"),
    "it died tonight at 21:40": ("22:30", "21:40"),
    "it died this evening at 23:40": ("00:20", "10-13 23:40"),
    "it died earlier today at 10:05": ("11:20", "10:05"),
    "Yesterday, the first error was at 10:02": ("09:00", "10-13 10:02"),
    "it began at 23:10": ("08:00", "10-13 23:10"),
    "it broke on 12 October at 10:15": ("09:00", "10-12 10:15"),
    "it broke on Monday 12 October at 10:15": ("09:00", "10-12 10:15"),
    "it broke on Oct 12, 2026 at 10:15": ("09:00", "10-12 10:15"),
    "it broke on 13/10/2026 at 10:15": ("09:00", "10-13 10:15"),
    "it broke on 10/13/2026 at 10:15": ("09:00", "10-13 10:15"),
    "it broke on 03.10.2026 at 10:15": ("09:00", "10-03 10:15"),
    "it broke on 2026-10-12 at 10:15": ("09:00", "10-12 10:15"),
    "it broke at 10:15 on 30 September": ("09:00", "09-30 10:15"),
    "it crashed at noon": ("19:00", "12:00"),
    "it crashed just after midnight": ("08:00", "00:00"),
    "it crashed shortly before midnight yesterday": ("08:00", "10-13 23:59"),
    # zones
    "the first error was at 09:02 UTC": ("11:41", "10:02"),
    "the first error was at 09:02Z": ("11:41", "10:02"),
    "the first error was at 10:02 BST": ("11:41", "10:02"),
    "the first error was at 11:02 UTC+2": ("11:41", "10:02"),
    "the first error was at 11:02 CEST": ("11:41", "10:02"),
    "the first error was at 2am PT": ("11:41", "10:00"),
    "the first error was at 5:02 am EDT": ("11:41", "10:02"),
    "the first error was at 5:02 am new york time": ("11:41", "10:02"),
    "the first error was at 11:02 in Berlin": ("11:41", "10:02"),
    "503s from 07:49 to 10:19 UTC": ("11:41", "08:49"),
    "it broke at 0902Z": ("11:41", "10:02"),
    "times in UTC: the first error was at 09:02": ("11:41", "10:02"),
    "the log is in UTC, so the first one was at 10:02 our time": ("11:41", "10:02"),
    # stamps
    "it was deployed at 2026-10-14T07:36:12Z": ("11:41", "08:36"),
    "it was deployed at `2026-10-14T07:36:12+00:00`": ("11:41", "08:36"),
    "it was deployed at 2026-10-14T09:36:12.123+0200": ("11:41", "08:36"),
    "it was deployed at 2026-10-14 08:36": ("11:41", "08:36"),
    "the first hit was [14/Oct/2026:07:36:12 +0000]": ("11:41", "08:36"),
}

# Texts that give no time: text: said.
NO_TIME = {
    "between 08:49 and 11:19 anybody could log in": "11:40",
    "the split is 08 - 11:19": "11:40",
    # plans, appointments, deadlines
    "next update at 11:30": "11:41",
    "next update at 11:30 was promised": "11:41",
    "we will look again at 11:30": "11:41",
    "let's meet at 10:30, it failed": "11:41",
    "the review was moved to 10:30": "11:41",
    "the call got pushed to 16:00": "08:00",
    "the maintenance is planned for 10:00": "11:41",
    "the job was supposed to run at 10:00": "11:41",
    "it should be restored at 11:00": "11:41",
    "the fix was due by 11:00": "11:41",
    "told the client to expect news at 11:00": "11:41",
    "told them we'd look again at 11:00": "11:41",
    "the update goes out at 11:30": "11:41",
    "back at 11:30": "11:41",
    "call at 11:30": "11:41",
    "I am going to restart it at 11:30": "11:41",
    "the window is from 10:00 to 12:00, we saw it": "11:41",
    "errors from 11:00 to 13:00": "11:41",
    "17:00 call with the supplier": "09:00",
    "please restart it at 11:00, it failed": "11:41",
    "it was agreed to meet at 11:00": "11:41",
    # habits
    "the job runs at 02:00 every night and failed": "11:41",
    "the backup usually finished at 02:00": "11:41",
    "the report is sent at 08:00": "11:41",
    "the cron job ran at 02:00 daily": "11:41",
    # questions, conditions, doubts, hindsight, denials
    "did it start at 10:02?": "11:41",
    "was it 10:02": "11:41",
    "when did it start, 10:02": "11:41",
    "if it started at 10:02 the deploy is innocent": "11:41",
    "I think it started at 10:02": "11:41",
    "maybe it started at 10:02": "11:41",
    "it probably began at 10:02": "11:41",
    "it must have started at 10:02": "11:41",
    "we should have seen it at 10:02": "11:41",
    "it was not at 10:02": "11:41",
    "it wasn't 10:02": "11:41",
    "last time it died at 10:02": "11:41",
    # what is another thing's time
    "an hour before the deploy it was fine": "11:41",
    "it broke after the deploy at 08:36": "11:41",
    "it broke shortly after the deploy at 08:36": "11:41",
    "it was caused by the release at 08:36": "11:41",
    "the 08:36 release broke it": "11:41",
    "our 10:02 alert was a false alarm": "11:41",
    "a few minutes after the release at 08:36 it broke": "11:41",
    "it worked until 10:02": "11:41",
    "it worked until ten minutes ago": "11:41",
    "it was fine before 10:02": "11:41",
    "all hosts were back by 10:40": "11:41",
    # one's own time
    "on call since 08:00": "11:41",
    "I was at lunch at 11:00": "11:41",
    "I woke up at 07:12": "11:41",
    "I've been on this since 08:00": "11:41",
    "my shift started at 09:00": "11:41",
    # durations
    "it was down for 14 minutes": "11:41",
    "the restart took 10:30": "11:41",
    "it lasted 01:30": "11:41",
    "the run finished in 02:15": "11:41",
    "uptime was 10:45": "11:41",
    "the timeout was set to 10 minutes": "11:41",
    "a few minutes ago it broke": "11:41",
    "several minutes ago it broke": "11:41",
    "it broke a while ago": "11:41",
    "it broke 30 hours ago": "11:41",
    "it broke 0 minutes ago": "11:41",
    "it came 5 minutes back up": "11:41",
    # numbers that look like times
    "the ratio was 1:30": "11:41",
    "the ratio was 10:30": "11:41",
    "scaled the picture to 16:9": "17:00",
    "the split was at 10:30": "09:00",
    "updated to 10.15.7": "11:41",
    "updated at 10.15": "11:41",
    "restarted it on port :8080": "11:41",
    "restarted 10.0.0.12:10:30": "11:41",
    "the address was fe80::10:30": "11:41",
    "failed in cart.py:10:30": "11:41",
    "it failed at line 10:30": "11:41",
    "version 3.11 was released": "11:41",
    "it took 10.5 seconds": "11:41",
    "error rate was 10:1": "11:41",
    "it was at 10% at first": "11:41",
    "we restarted at 10 hosts": "11:41",
    "this morning about 9 hosts failed": "11:41",
    "ten to twelve hosts failed": "13:00",
    "it stopped at ten to twelve requests": "13:00",
    "it cost us £10:30 in all, we saw": "11:41",
    "it happened 24/7": "11:41",
    "release 1030 was at fault since it went live": "11:41",
    "the id was 10:30:aa:bb:cc": "11:41",
    # morning or afternoon
    "the first error was at 1:31": "14:00",
    "it broke at 9:05": "22:00",
    "it broke at half past eight": "20:45",
    "it broke yesterday at 9:30": "11:41",
    "this morning at 14:00 it broke": "15:00",
    "it broke this morning at 11 pm": "23:30",
    "it broke at 13 pm": "15:00",
    "it broke at 2 last night": "11:41",
    "it stopped at 9": "11:41",
    "it stopped since 9": "11:41",
    # days that may be several, or none
    "it happened on 03/04 at 10:00": "11:41",
    "it happened on 03/04/2026 at 10:00": "11:41",
    "it happened 03/04 10:00": "11:41",
    "it happened on the 12th at 10:00": "11:41",
    "it broke on Wednesday at 10:00": "11:41",
    "it broke last Monday at 10:00": "11:41",
    "it broke the other day at 10:00": "11:41",
    "it broke last week at 10:00": "11:41",
    "two days ago at 10:00 it broke": "11:41",
    "it broke that night at 23:00": "11:41",
    "the Monday release broke it at 10:00": "11:41",
    "it broke on Monday 14 October at 10:00": "11:41",
    "it broke on Monday, then again at 10:00": "11:41",
    "it broke on 31 June at 10:00": "11:41",
    "it broke on 30 October at 10:00": "11:41",
    "it broke on 29 February at 10:00": "11:41",
    "it broke on Monday": "11:41",
    "it broke yesterday": "11:41",
    "it broke this morning": "11:41",
    "it broke around midnight on Monday": "11:41",
    "it broke just after midnight on Monday": "11:41",
    "it was fine before midnight": "11:41",
    "it broke on Sunday night at 00:30": "11:41",
    "it broke at 17:30": "09:00",  # today's is to come, yesterday's is long ago
    "it broke last night at 14:00": "11:41",
    # zones that may be several, or that do not hold
    "it broke at 10:02 IST": "11:41",
    "it broke at 10:02 CST": "11:41",
    "it broke at 10:02 GMT+19": "11:41",
    "it broke at 04:02 EST": "11:41",  # in October people there have EDT
    "it broke at 10:02 my time": "11:41",
    "it broke at 10:02 their time": "11:41",
    "it broke at 10:02 local time": "11:41",
    "it broke at 10:02 server time": "11:41",
    "the log is in UTC, it broke at 10:02": "11:41",
    "it broke at 09:02 over there": "11:41",
    "deployed at 2026-10-14T09:02:11": "11:41",
    "deployed at `2026-10-14 09:02:11`": "11:41",
    "deployed at 2026-13-45T09:58:12Z": "11:41",
    "deployed at 2026-10-14T09:58:12+29:00": "11:41",
    # now, or still to come
    "the alert came at 11:40": "11:41",
    "it broke at 11:41": "11:41",
    "it broke at 2026-10-14T15:00:00Z": "11:41",
    # nothing happened
    "10:02": "11:41",
    "ok 10:02": "11:41",
    "it is 11:30 now": "11:41",
    "the limit is 10:30": "11:41",
    "": "11:41",
}


@pytest.mark.parametrize(("text", "said", "at"), [(text, *times) for text, times in HAPPENED.items()], ids=HAPPENED)
def test_what_was_told_afterwards_has_the_time_at_which_it_happened(text: str, said: str, at: str) -> None:
    assert event_time(text, said=moment(said), zone=LONDON) == moment(at)


@pytest.mark.parametrize(("text", "said"), NO_TIME.items(), ids=NO_TIME)
def test_what_is_no_time_of_an_event_or_may_be_several_gives_none(text: str, said: str) -> None:
    assert event_time(text, said=moment(said), zone=LONDON) is None


def test_at_least_half_of_the_table_gives_no_time() -> None:
    assert len(NO_TIME) >= len(HAPPENED)


# text: (said, zone, when it happened): nights on which the clocks change, and years that end.
NIGHTS = {
    "it died at 00:30": ("10-25 04:00", LONDON, "2026-10-25T00:30+01:00"),
    "it died at 02:30": ("10-25 04:00", LONDON, "2026-10-25T02:30+00:00"),
    "it died at 01:30 BST": ("10-25 04:00", LONDON, "2026-10-25T01:30+01:00"),
    "it died at 01:30 GMT": ("10-25 04:00", LONDON, "2026-10-25T01:30+00:00"),
    "it died at 01:30 UTC": ("10-25 04:00", LONDON, "2026-10-25T01:30+00:00"),
    "it died at 03:30": ("10-25 04:00", PARIS, "2026-10-25T03:30+01:00"),
    "it died two hours ago": ("10-25 04:00", LONDON, "2026-10-25T02:00+00:00"),
    "it died at 00:45": ("03-29 04:00", LONDON, "2026-03-29T00:45+00:00"),
    "it died at 02:15": ("03-29 04:00", LONDON, "2026-03-29T02:15+01:00"),
    "it died yesterday at 23:10": ("01-01 00:40", LONDON, "2025-12-31T23:10+00:00"),
    "it died at 23:50": ("01-01 00:40", LONDON, "2025-12-31T23:50+00:00"),
    "it died on 31 December at 23:50": ("01-02 09:00", LONDON, "2025-12-31T23:50+00:00"),
    "it died shortly before midnight": ("01-01 08:00", LONDON, "2025-12-31T23:59+00:00"),
    "it died 50 minutes ago": ("01-01 00:40", LONDON, "2025-12-31T23:50+00:00"),
    "it died at 11pm last night": ("01-01 08:00", PACIFIC, "2025-12-31T23:00-08:00"),
    "it died at 10:00": ("06-01 11:00", UTC, "2026-06-01T10:00+00:00"),
}
NIGHTS_WITHOUT = {
    "it died at 01:30": ("10-25 04:00", LONDON),  # twice
    "it died at 01:45": ("10-25 04:00", LONDON),
    "it failed at 02:30": ("10-25 04:00", PARIS),
    "it died at 01:20": ("03-29 04:00", LONDON),  # not at all
    "it failed at 02:20": ("03-29 04:00", PARIS),
    "it broke at 01:30 BST": ("12-01 04:00", LONDON),  # no such letters in winter
    "it died on 3 January at 10:00": ("01-02 09:00", LONDON),  # to come, or a year ago
    "it died on Thursday at 23:50": ("01-01 00:40", LONDON),  # a Thursday itself: today or a week ago
    "it died on 31/12 at 23:50": ("01-02 09:00", LONDON),
    "it died on 12/31 at 23:50": ("01-02 09:00", LONDON),
    "it died at 1:30": ("10-25 04:00", LONDON),
    "it died last year at 23:50": ("01-02 09:00", LONDON),
    "Happy New Year, it starts at 00:00": ("01-01 08:00", LONDON),
    "it will be midnight at 00:00": ("01-01 08:00", LONDON),
    "it changed on Sunday at 01:30": ("10-26 09:00", LONDON),
    "it changed yesterday at 01:30": ("10-26 09:00", LONDON),
}


@pytest.mark.parametrize(("text", "said", "zone", "at"), [(text, *rest) for text, rest in NIGHTS.items()], ids=NIGHTS)
def test_nights_of_a_clock_change_and_of_a_new_year(text: str, said: str, zone: ZoneInfo, at: str) -> None:
    assert event_time(text, said=moment(said, zone), zone=zone) == datetime.fromisoformat(at)


@pytest.mark.parametrize(("text", "said", "zone"), [(text, *rest) for text, rest in NIGHTS_WITHOUT.items()], ids=NIGHTS_WITHOUT)
def test_an_hour_that_comes_twice_or_never_and_a_day_of_no_certain_year_give_none(text: str, said: str, zone: ZoneInfo) -> None:
    assert event_time(text, said=moment(said, zone), zone=zone) is None


# text: whether the time is that of what the sentence tells in the first place.
MAIN = {
    "the alert reached me at 22:58": True,
    "block is in place, deployed to the edge 14:48": True,
    "our users could not reach the site between 14:04 and 14:51": True,
    "rolled back (22:58)": True,
    "for the record: the first 503 was at 08:49": True,
    "second round of updates sent: no more duplicates since 09:14": False,
    "restarted the workers, no errors since 09:14": False,
    "rolled back and it was fine from 09:14": False,
    "told the client, the site was back from 09:14": False,
    "I posted the notice (the first error was at 09:14)": False,
    "deployed the fix, which went live at 09:14": False,
}


@pytest.mark.parametrize(("text", "is_main"), MAIN.items(), ids=MAIN)
def test_a_time_belongs_to_what_is_told_first_or_to_something_beside_it(text: str, is_main: bool) -> None:
    (told,) = told_times(text, said=moment("23:30"), zone=LONDON)
    assert told.is_main is is_main


def test_a_zone_that_is_named_for_all_times_holds_for_a_sentence_that_names_none() -> None:
    assert event_time("it broke at 09:02", said=moment("11:41"), zone=LONDON, all_times="utc") == moment("10:02")


# What people paste: (text, said, the earliest moment that it states for certain).
LOGS = {
    "2026-10-14T07:36:12Z deploy finished": "08:36",
    "2026-10-14 07:36:12 UTC start\n2026-10-14 07:40:00 UTC end": "08:36",
    "10.0.0.7 - - [14/Oct/2026:07:36:12 +0000] GET /": "08:36",
    "2026-10-14T09:36:12+02:00 ok": "08:36",
    "2026-10-14T07:36:12 no zone": None,
    "2026-10-01T07:36:12Z long ago": None,
    "2027-10-14T07:36:12Z to come": None,
    "07:36:12 no day": None,
    "2026-14-44T07:36:12Z no day": None,
    "nothing": None,
}


@pytest.mark.parametrize(("text", "at"), LOGS.items(), ids=LOGS)
def test_a_pasted_log_gives_its_earliest_stamp_that_has_a_zone(text: str, at: str | None) -> None:
    assert log_time(text, said=moment("11:41")) == (moment(at) if at else None)

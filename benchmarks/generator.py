"""Writes the chat of an incident from a list of true facts: people, tools, chatter, jokes, wrong guesses, plans, quotes.

Everything is drawn from a seed, so a seed always gives the same chat. Moments lie on ordinary days, over New Year and in the
nights on which the clocks change; messages may share a second, and they are handed over out of order.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks import generator_tools as tools
from benchmarks.generator_phrases import CHATTER, PHRASINGS, Phrasing, is_held_back
from benchmarks.generator_world import COMMANDS, IMPACTS, LATER, REASONS, STATES, TASKS, World, make_world

LONDON = ZoneInfo("Europe/London")
STARTS = (
    datetime(2026, 10, 14, 9, 2, tzinfo=LONDON),
    datetime(2026, 3, 11, 16, 40, tzinfo=LONDON),
    datetime(2026, 12, 31, 22, 51, tzinfo=LONDON),
    datetime(2026, 10, 25, 0, 31, tzinfo=LONDON),
    datetime(2026, 3, 29, 0, 12, tzinfo=LONDON),
    datetime(2026, 7, 3, 23, 15, tzinfo=LONDON),
    datetime(2027, 2, 28, 13, 5, tzinfo=LONDON),
)
GRADES = ("trivial", "minor", "major", "critical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A fact of the incident. ts: the message that states it; value: what has to be found in it; person: a user id."""

    kind: str
    ts: str
    value: str = ""
    person: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Generated:
    """A chat and the facts that it was written from. phrasings: message ts → the phrasing that was used."""

    seed: int
    people: dict[str, dict[str, object]]
    client_names: tuple[str, ...]
    messages: list[dict[str, Any]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    phrasings: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes one incident, minute after minute."""

    def __init__(self, seed: int, *, half: str) -> None:
        self.world: World = make_world(seed)
        self.draw: random.Random = self.world.draw
        self.made = Generated(seed, self.world.people, (self.world.words["client"], self.world.words["other client"]))
        self._half = half
        self._now = self.draw.choice(STARTS).astimezone(UTC)
        self._used: set[str] = set()
        self._count = 0
        self.ids = list(self.world.people)

    # messages

    def wait(self, least: int = 1, most: int = 4) -> None:
        """Let minutes pass."""
        self._now += timedelta(minutes=self.draw.randint(least, most), seconds=self.draw.randrange(60))

    def _ts(self) -> str:
        self._count += 1
        if self.draw.random() < 0.85:
            self._now += timedelta(seconds=self.draw.randint(1, 20))
        return f"{int(self._now.timestamp())}.{self._count:06d}"

    def say(self, text: str, who: str, *, phrasing: str = "") -> str:
        """Somebody writes; the message's ts."""
        ts = self._ts()
        self.made.messages.append({"type": "message", "user": who, "text": text, "ts": ts, "client_msg_id": ts})
        self.made.phrasings[ts] = phrasing or text
        return ts

    def post(self, raw: dict[str, Any]) -> str:
        """A tool posts; the message's ts."""
        ts = self._ts()
        self.made.messages.append({**raw, "ts": ts})
        self.made.phrasings[ts] = str({key: value for key, value in raw.items() if key in ("text", "blocks", "attachments", "username")})
        return ts

    def true(self, kind: str, ts: str, value: str = "", person: str = "", at: datetime | None = None) -> None:
        """Note a fact."""
        self.made.truths.append(Truth(kind=kind, ts=ts, value=value, person=person, at=at))

    def phrasing(self, kind: str) -> Phrasing:
        """One of the half's phrasings, not used before in this chat while there are others."""
        pool = [one for one in PHRASINGS[kind] if self._half == "all" or is_held_back(one.text) == (self._half == "held back")]
        fresh = [one for one in pool or PHRASINGS[kind] if one.text not in self._used]
        chosen = self.draw.choice(fresh or pool or PHRASINGS[kind])
        self._used.add(chosen.text)
        return chosen

    def state(self, kind: str, by: str, *, fact: str = "", value: str = "", person: str = "", at: datetime | None = None, lead_in: bool = True, **more: str) -> str:
        """Somebody states a fact in one of its phrasings."""
        one = self.phrasing(kind)
        text = self.world.fill(one.text, **more)
        if lead_in and self.draw.random() < 0.15 and "`" not in text and ":" not in text[:14]:
            text = self.draw.choice(("ok, ", "right, ", "so ", "@here ", "FYI ")) .replace("@here", "<!here>") + text
        if self.draw.random() < 0.1 and not text.endswith("`") and one.text[-1:] not in "?.":
            text += self.draw.choice((" :tada:", "!", " :eyes:", "."))
        ts = self.say(text, by, phrasing=one.text)
        self.true(fact or kind, ts, _core(one.text, text) if fact == "figure" else value.format(**self.world.words) if value else "", person, at)
        for extra in one.also:
            self.true(extra, ts)
        return ts

    def chatter(self, most: int = 3, sorts: tuple[str, ...] = tuple(CHATTER)) -> None:
        """People say what states nothing."""
        for _ in range(self.draw.randint(0, most)):
            pool = [line for line in CHATTER[self.draw.choice(sorts)] if self._half == "all" or is_held_back(line) == (self._half == "held back")]
            line = self.draw.choice(pool)
            self.say(self.world.fill(line, who=self.mention(self.anyone())), self.anyone(), phrasing=line)
            if self.draw.random() < 0.3:
                self.wait(0, 2)
        if self.draw.random() < 0.12:
            self.post(tools.noise(self.draw, self.mention(self.anyone()), self.world.words["service"]))

    def anyone(self) -> str:
        """Somebody's user id."""
        return self.draw.choice(self.ids)

    def mention(self, who: str) -> str:
        """How a person is named: by a mention, now and then by the first name."""
        return f"<@{who}>" if self.draw.random() < 0.8 else str(self.world.people[who]["profile"]["first_name"])  # type: ignore[index]

    def by_chance(self, share: float) -> bool:
        """Whether something happens this time."""
        return self.draw.random() < share


def _core(phrasing: str, text: str) -> str:
    """Of a figure, the number that was filled in."""
    for piece in ("{big}", "{n}", "{m}", "{p}"):
        if piece in phrasing:
            before = phrasing.partition(piece)[0].rpartition("}")[2]
            rest = text.partition(before)[2] if before else text
            digits = ""
            for letter in rest:
                if letter.isdigit() or (digits and letter == ","):
                    digits += letter
                elif digits:
                    break
            return digits.rstrip(",")
    return ""


def generate(seed: int, *, half: str = "all") -> Generated:
    """The chat of a seed. half: "to mend", "held back" or "all" phrasings."""
    writer = Writer(seed, half=half)
    for part in (_beginning, _roles, _work, _turn, _end):
        part(writer)
    raws = writer.made.messages
    if writer.by_chance(0.5):
        writer.draw.shuffle(raws)
    return writer.made


def _beginning(w: Writer) -> None:
    first, lead = w.ids[0], w.ids[1]
    w.chatter(2, ("talk",))
    number = w.world.words["number"]
    what = w.draw.choice(("5xx above 5%", "high error rate on checkout", "response time above 4 s", "disk almost full on db-02"))
    how = w.draw.random()
    if how < 0.3:
        w.true("detected", w.post(tools.alert(w.draw, what, number)))
    elif how < 0.4:
        ts = w.post(tools.ticket(w.draw, "Cannot pay since this morning", w.world.words["client"], number))
        w.true("detected", ts)
    else:
        w.state("detected", first)
    w.wait(1, 4)
    w.chatter(1, ("talk", "guess", "question"))
    if w.by_chance(0.5):
        if w.by_chance(0.5):
            w.true("acknowledged", w.post(tools.acknowledged(w.draw, what, number, w.mention(first))))
        else:
            w.state("acknowledged", first, lead_in=False)
        w.wait(1, 3)
    w.chatter(2)
    grade = w.draw.choice(GRADES) if w.by_chance(0.9) else ""
    if w.by_chance(0.4):
        shown = grade if w.by_chance(0.5) else ""
        ts = w.post(tools.declared(w.draw, w.world.fill("{why}"), number, w.mention(lead), shown))
        w.true("declared", ts)
        if shown:
            w.true("severity", ts, shown)
            grade = ""
    else:
        w.state("declared", lead)
    w.wait(1, 3)
    if grade:
        _grade(w, lead, grade)
    w.chatter(2)


def _grade(w: Writer, who: str, grade: str) -> None:
    if w.by_chance(0.4):
        w.true("severity", w.post(tools.severity_set(w.draw, w.mention(who), grade, "")), grade)
    else:
        words = {"trivial": ("trivial",), "minor": ("minor", "minor", "sev3", "P3"), "major": ("major", "major", "sev2", "P2"), "critical": ("critical", "critical", "sev1", "P1")}
        w.state("severity", who, value=grade, sev=w.draw.choice(words[grade]))
    w.wait(1, 4)


def _roles(w: Writer) -> None:
    lead, comms, scribe = w.ids[1], w.ids[2], w.ids[3]
    if w.by_chance(0.9):
        how = w.draw.random()
        if how < 0.3:
            w.true("lead", w.post(tools.office_given(w.draw, f"<@{lead}>", "Incident lead")), person=lead)
        elif how < 0.65:
            w.state("lead", lead, person=lead)
        else:
            w.state("lead named", w.ids[0], fact="lead", person=lead, who=w.mention(lead))
        w.wait(1, 4)
    w.chatter(2)
    if w.by_chance(0.6):
        if w.by_chance(0.3):
            w.true("comms", w.post(tools.office_given(w.draw, f"<@{comms}>", "Client comms manager")), person=comms)
        elif w.by_chance(0.5):
            w.state("comms", comms, person=comms)
        else:
            w.state("comms named", lead, fact="comms", person=comms, who=w.mention(comms))
        w.wait(1, 3)
    w.chatter(2)
    if w.by_chance(0.2):
        w.state("scribe", scribe, person=scribe, who=w.mention(scribe))
        w.wait(1, 2)


def _work(w: Writer) -> None:
    lead, comms = w.ids[1], w.ids[2]
    number = w.world.words["number"]
    parts: list[Callable[[], object]] = [
        lambda: w.state("affected", w.anyone(), impact=w.draw.choice(IMPACTS)),
        lambda: w.state("figure", w.anyone(), fact="figure", lead_in=False),
        lambda: w.true("link", w.say(f"ticket is https://larch.zendesk.com/agent/tickets/{number}1", w.anyone()), f"https://larch.zendesk.com/agent/tickets/{number}1"),
        lambda: w.true("link", w.say(f"<https://grafana.example.org/d/abc{number}|graph>", w.anyone()), f"https://grafana.example.org/d/abc{number}"),
        lambda: w.true("link", w.say(f"https://github.com/larch/{w.world.words['service']}/pull/{number}", w.anyone()), f"/pull/{number}"),
        lambda: _action(w, lead),
        lambda: w.state("command", w.anyone(), value=w.world.fill("{cmd}"), lead_in=False),
        lambda: w.state("command", w.anyone(), value=(command := w.world.fill(w.draw.choice(COMMANDS))), lead_in=False, cmd=command),
        lambda: _summary(w, lead),
        lambda: w.state("client update", comms),
        lambda: w.true("client update", w.post(tools.client_told(w.draw, w.world.fill("We are looking into errors on {site}."), w.world.words["site"]))),
        lambda: w.true("status", w.post(tools.status_set(w.draw, w.mention(lead), "Fixing", "Investigating")), "fixing"),
        lambda: w.state("cause", w.anyone()),
        lambda: _began(w),
    ]
    for part in w.draw.sample(parts, w.draw.randint(4, 9)):
        w.chatter(3)
        part()
        w.wait(1, 6)


def _action(w: Writer, lead: str) -> None:
    task = w.world.fill(w.draw.choice(TASKS))
    if w.by_chance(0.5):
        w.true("logged", w.post(tools.action_added(w.draw, w.mention(lead), task)), task)
    else:
        w.state("action", lead, fact="logged", value=task, lead_in=False, task=task, who=w.mention(w.anyone()))


def _summary(w: Writer, lead: str) -> None:
    text = w.world.fill(w.draw.choice(STATES))
    if w.by_chance(0.5):
        w.true("summary", w.post(tools.update_given(w.draw, w.mention(lead), text)), text[:20])
    else:
        w.state("summary", lead, value=text[:20], lead_in=False, state=text)


def _began(w: Writer) -> None:
    """When it began, told afterwards: a time that a clock there showed once, before the first message and on the same day."""
    if w.made.truths[0].at is not None:
        return
    first = datetime.fromtimestamp(float(w.made.messages[0]["ts"]), tz=UTC)
    moment = (first - timedelta(minutes=w.draw.randint(6, 25))).replace(second=0)
    local = moment.astimezone(LONDON)
    ambiguous = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    if ambiguous or 10 <= local.hour < 13:  # "at 10:40" may be in the evening as well
        return
    w.state("began", w.anyone(), at=moment, clock=f"{local:%H:%M}")


def _turn(w: Writer) -> None:
    lead, second = w.ids[1], w.ids[4]
    grades = [truth.value for truth in w.made.truths if truth.kind == "severity"]
    if grades and w.by_chance(0.4):
        was = grades[-1]
        now = w.draw.choice([grade for grade in GRADES if grade != was])
        if w.by_chance(0.4):
            w.true("severity", w.post(tools.severity_set(w.draw, w.mention(lead), now, was)), now)
        else:
            w.state("severity changed", lead, fact="severity", value=now, was=was, sev=now)
        w.wait(2, 6)
    w.chatter(2)
    if any(truth.kind == "lead" for truth in w.made.truths) and w.by_chance(0.4):
        if w.by_chance(0.4):
            w.state("takeover", second, fact="lead", person=second, who=w.mention(lead))
        else:
            w.state("handover", lead, fact="lead", person=second, who=w.mention(second))
        if w.by_chance(0.5):
            w.say(w.draw.choice(REASONS), lead)
        w.wait(1, 5)
    w.chatter(3)
    for _ in range(w.draw.randint(1, 2)):
        _change(w)
        w.chatter(2)
        w.wait(2, 8)


def _change(w: Writer) -> None:
    who = w.anyone()
    service, version, old = w.world.words["service"], w.world.words["version"], w.world.words["old"]
    if w.by_chance(0.25):
        w.state("deploying", who, fact="begun")
        w.wait(2, 5)
    if w.by_chance(0.35):
        if w.by_chance(0.5):
            w.true("deploy", w.post(tools.deployed(w.draw, service, version, w.mention(who))))
        else:
            w.true("rollback", w.post(tools.rolled_back(w.draw, service, old, w.mention(who))))
    elif w.by_chance(0.5):
        w.state("deploy", who)
    else:
        w.state("rollback", who)


def _end(w: Writer) -> None:
    lead = w.ids[1]
    if w.by_chance(0.35):
        w.state("mitigated", w.anyone())
        w.wait(3, 8)
    w.chatter(2)
    restored = w.by_chance(0.85)
    if restored:
        w.state("restored", w.anyone())
        w.wait(2, 6)
        if w.by_chance(0.2):
            w.state("not over", w.anyone())
            w.wait(2, 6)
            _change(w)
            w.wait(2, 6)
            w.state("restored", w.anyone())
            w.wait(2, 5)
    w.chatter(2)
    if w.by_chance(0.5):
        w.state("figure", w.anyone(), fact="figure", lead_in=False)
        w.wait(1, 5)
    if w.by_chance(0.85):
        if w.by_chance(0.45):
            w.true("resolved", w.post(tools.status_set(w.draw, w.mention(lead), "Resolved", "Monitoring")), "resolved")
        else:
            w.state("resolved", lead)
        w.wait(2, 6)
    w.chatter(2, ("talk", "joke", "hindsight"))
    for task in w.draw.sample(LATER, w.draw.randint(0, 2)):
        filled = w.world.fill(task)
        if w.by_chance(0.4):
            w.true("follow-up", w.post(tools.follow_up_added(w.draw, w.mention(lead), filled)), filled)
        else:
            w.state("follow-up", w.anyone(), value=filled, lead_in=False, later=filled, who=w.mention(w.anyone()))
        w.wait(1, 4)
    w.chatter(2, ("talk", "hindsight"))


__all__ = ["STATES", "Generated", "Truth", "generate"]

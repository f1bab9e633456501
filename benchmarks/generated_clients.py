"""Invented incidents of several clients, each mentioned in every section of the final report, in many spellings.

What must never reach another client is known for certain: every sentence about a client alone carries a number that stands
nowhere else.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

from postmortem.incident import Client

NAMES = """
Tern & Tide|Hollin Books|Museum of Lost Maps|Café Zoë|The Lantern|Lantern Street Theatre|Beacon|Open Door|Brightwater Council|Brightwater
Næstved Havn|O'Malley's Bakery|Smith and Daughters|Pennard Trust|Quillfeather|Quill|North & South Ferries|Åkerlund|Zweig-Müller|Harbour
Saint Orla's School|Green Field Trust|Green Field|Ostrich Mutual|The Guild of Bell Founders|Ravenscar Housing|Mapleby District Council|Vellum
Larkspur Energy|Dovecote|Ten Bells|Moorhen Rail|Tidewell|Tern|Foxglove Fund|Kestrel Water|Ashdown & Ashdown|Bluebell Hospice|Marram Press
""".replace("\n", "|")
SPELLINGS = ("as it is", "upper", "lower", "possessive", "hyphens", "and", "emphasis", "squeezed in a link")
ODD_SPELLINGS = ("no-break", "zero width", "look-alike", "accents apart", "entity", "soft hyphen", "typographic apostrophe", "broken line", "split emphasis")
_CYRILLIC = str.maketrans("aeopcxyAEOPCXTBHKM", "аеорсхуАЕОРСХТВНКМ")
VERBS = ("lost {n} orders", "saw {n} errors", "had {n} visits fail", "could not send {n} forms", "counted {n} calls")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An incident. own_numbers: for each client, numbers that only that client may read, and that it should read."""

    clients: tuple[Client, ...]
    final: str
    numbers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    is_odd: bool = False


def make_incident(seed: int, *, odd: bool = False) -> Made:
    """The same incident for the same seed. odd: names are also written as nobody types them, to get past a search."""
    draw = random.Random(seed)
    names = draw.sample([name.strip() for name in NAMES.split("|") if name.strip()], draw.randint(2, 10))
    clients = tuple(_client(draw, name, at) for at, name in enumerate(names))
    numbers: dict[str, list[str]] = {client.name: [] for client in clients}
    used: set[int] = set()

    def number(client: Client) -> str:
        while (one := draw.randrange(10_007, 99_991)) in used:
            pass
        used.add(one)
        numbers[client.name].append(f"{one:,}" if draw.random() < 0.5 else str(one))
        return numbers[client.name][-1]

    def said(client: Client) -> str:
        styles = SPELLINGS + (ODD_SPELLINGS if odd else ())
        forms = (client.name, *client.aliases)
        if draw.random() < 0.2:
            return draw.choice((f"the site {client.sites[0]}", f"https://{client.sites[0]}/basket/pay"))
        return spelt(draw.choice(forms), draw.choice(styles), client)

    def alone(client: Client) -> str:
        return f"{_first(said(client))} {draw.choice(VERBS).format(n=number(client))}."

    def together(one: Client, other: Client) -> str:
        return f"Both {said(one)} and {said(other)} were slow to answer."

    pick = lambda: draw.choice(clients)  # noqa: E731
    pairs = [tuple(draw.sample(clients, 2)) for _ in range(4)]
    overview = " ".join(["The search answered with errors.", *(alone(one) for one in draw.sample(clients, len(clients))), together(*pairs[0])])
    impact = "".join(f"| {_first(spelt(one.name, 'as it is', one))}: visits that failed | {number(one)} | counted from the log |\n" for one in clients)
    impact += f"| Calls that failed for {said(pairs[1][0])} and {said(pairs[1][1])} | many | – |\n"
    rows = [f"| 09:{at + 10:02d} | finding | Responder 1 found that {alone(pick())} | [{at}] |" for at in range(4)]
    rows += [f"| 10:{at + 10:02d} | mitigation | Responder 2 restarted the queue of {said(pick())}. | [9] |" for at in range(3)]
    rows += [f"| 10:{at + 20:02d} | communication | Client comms manager sent an update to {said(one)} on ticket {one.tickets[0]}. | [8] |" for at, one in enumerate(clients)]
    rows += ["| 10:45 | communication | Client comms manager sent an update to all clients. | [8] |", f"| 11:02 | recovery | Incident lead reported that {said(pick())} was back. | [7] |"]
    actions = "".join(f"| Check the index of {said(one)} after {number(one)} entries | Tech operations | 3 November | {one.tickets[0]} |\n" for one in clients)
    title = f"{_first(said(pick()))} and others: search errors" if draw.random() < 0.5 else "Search errors"
    final = f"""# {title}, 14 October 2026

> Internal. {alone(pick())}

## Key facts

| Fact | What is known |
|---|---|
| **Severity** | Major |
| **Began** | 14 October 2026, 09:00 BST |
| **Detected** | 09:05 |
| **Declared** | 09:08, after {said(pick())} rang |
| **Mitigated** | 10:30 |
| **Restored** | 11:02 |
| **Resolved** | 11:40 |
| **Affected** | {"; ".join(client.name for client in clients)} |

Times are BST (UTC+1), on 14 October 2026 where no other day is given.

## Overview

{overview}

## Impact

| What | Figure | Where it comes from |
|---|---|---|
{impact}
## Timeline

![What {alone(pick())}](figure.png "{alone(pick()).replace('"', "")}")

All times BST (UTC+1).

| Time | Kind | What happened | Source |
|---|---|---|---|
{chr(10).join(rows)}

## Explanation

{alone(pick())}

## Communications sent

| Time | To | What was told | Source |
|---|---|---|---|
| 09:30 | {said(pick())} | {alone(pick())} | [2] |

## Agreed actions

| Action | Owner, as a role | Due | Board or ticket |
|---|---|---|---|
{actions}
## Evidence

In attachments/: [{_file(pick())}.png](attachments/{_file(pick())}.png).
"""
    return Made(clients=clients, final=final, numbers={key: tuple(value) for key, value in numbers.items()}, is_odd=odd)


def _client(draw: random.Random, name: str, at: int) -> Client:
    host = _file(Client(name=name))
    words = name.removeprefix("The ").split()
    aliases = [] if len(words) < 2 else draw.choice(([], [f"{words[0]} {words[-1]}" if len(words) > 2 else f"the {words[-1]} people"], [_initials(words)]))
    return Client(
        name=name,
        aliases=tuple(alias for alias in aliases if len(alias) > 2),
        sites=(f"www.{host}-{at}.example.com", f"shop.{host}{at}.example.org"),
        tickets=(f"#{draw.randrange(100_000, 999_999)}",),
    )


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word[0].isalpha()).upper() + "X"


def _file(client: Client) -> str:
    plain = unicodedata.normalize("NFKD", client.name.lower().replace("&", "and").replace("æ", "ae").replace("ø", "o")).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain if letter.isalnum())


def spelt(name: str, how: str, client: Client) -> str:
    """A name in one of the ways in which people, or programs, write it."""
    match how:
        case "upper":
            return name.upper()
        case "lower":
            return name.lower() if " " in name or len(name) > 8 else name
        case "possessive":
            return f"{name}'s site" if not name.endswith("s") else f"{name}' site"
        case "hyphens":
            return name.replace(" ", "-")
        case "and":
            return name.replace("&", "and")
        case "emphasis":
            return f"**{name}**"
        case "squeezed in a link":
            return f"https://{client.sites[1]}/{name.replace(' ', '').replace('&', 'And')}"
        case "no-break":
            return name.replace(" ", "\u00a0")
        case "zero width":
            return "\u200b".join(name)
        case "look-alike":
            return name.translate(_CYRILLIC)
        case "accents apart":
            return unicodedata.normalize("NFD", name)
        case "entity":
            return "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in name)
        case "soft hyphen":
            return f"{name[:2]}\u00ad{name[2:]}"
        case "typographic apostrophe":
            return name.replace("'", "’") + "’s"
        case "broken line":
            return name.replace(" ", "  ", 1)
        case "split emphasis":
            return f"{name[:3]}**{name[3:]}**"
    return name


def _first(text: str) -> str:
    return text if text[:1] in "&*h" else text[:1].upper() + text[1:]

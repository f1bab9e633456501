"""The invented people, clients, services and words of which a generated incident is made."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

FIRST = "Anneke Bertil Chidera Dragana Eirik Fumiko Gwenllian Hamza Ilse Jovan Kerensa Leocadia Morwenna Nkechi Oisin Pelle Rhiannon Sanjeev Tegan Urszula Vuk Wiremu Yngvild Zorica".split()
LAST = "Abernethy Broadribb Carnforth Dunmore Eckersley Featherstone Grimsdale Heptonstall Inglethorpe Jessop Kettlewell Lowther Mossman Netherwood Oldroyd Pickersgill".split()
CLIENTS = ("Marlow Books", "Hartsease Trust", "Quillbrook Council", "Fennel Press", "Osprey Theatres", "Low Tarn Museums", "Sallow & Sedge", "Brackenfield Rail")
SERVICES = ("checkout", "search", "basket", "bookings", "donations", "login", "mailer", "image-server", "intranet", "api-gateway", "ticket-office", "newsletter-service")
HOSTS = ("web-03", "db-02", "shop-01", "cache-1", "app-07")
SYMPTOMS = ("{service} is down", "nobody can log in on {site}", "{site} answers with 503s", "{service} has stopped working", "customers cannot pay on {site}")
IMPACTS = ("customers cannot pay", "nobody can log in", "visitors see an error page", "editors cannot publish", "members can't renew")
CAUSES = ("a full disk on {host}", "an expired certificate", "a typo in the redirect rules", "a missing index", "the new image library", "a bad config value", "a memory leak in {service}", "an exhausted connection pool")
STATES = (
    "we are going through the logs of {service}, nothing found yet",
    "two people on {service}, one on the network, next look at twenty past",
    "ruled out the network, looking at {service} now",
    "{service} still under investigation, {client} waiting for news",
    "we know where it fails and are deciding what to do",
)
TASKS = ("check the firewall rules", "look through the access logs", "compare the config of both hosts", "ring the hosting company", "find out who changed the template", "watch the queue depth")
LATER = (
    "add an alert on queue depth",
    "write a runbook for {service}",
    "document how to reach the supplier",
    "set up a dashboard for {service}",
    "put the limit into the repository",
    "review who may deploy on Fridays",
)
COMMANDS = (
    "systemctl restart {service}",
    "kubectl rollout restart deploy/{service}",
    "redis-cli flushdb",
    "docker compose up -d {service}",
    "git revert 4f1c2d9",
    "wp cache flush",
    "psql -c 'select pg_terminate_backend(991)'",
    "service nginx reload",
)
REASONS = ("my shift ends at six", "I need to get some sleep", "I have to catch a train", "somebody who knows the database should have it")


@dataclass(slots=True)
class World:
    """What is filled into the phrasings of one incident."""

    draw: random.Random
    people: dict[str, dict[str, object]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str, **more: str) -> str:
        """The words with what is in braces filled in, in values as well."""
        for _ in range(3):
            if "{" not in text:
                break
            text = text.replace("{{", "\x00").replace("}}", "\x01")
            text = _Filled({**self.words, **self.numbers(), **more}).of(text)
            text = text.replace("\x00", "{{").replace("\x01", "}}")
        return text

    def numbers(self) -> dict[str, str]:
        """Fresh numbers, so that no two figures are alike."""
        draw = self.draw
        return {"n": str(draw.randrange(23, 980)), "big": f"{draw.randrange(1, 90)},{draw.randrange(100, 1000)}", "m": str(draw.randrange(3, 59)), "p": str(draw.randrange(2, 98))}


class _Filled:
    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def of(self, text: str) -> str:
        for name, value in self._words.items():
            text = text.replace("{" + name + "}", value)
        return text


def make_world(seed: int) -> World:
    """People, a client or two, a service and versions."""
    draw = random.Random(seed)
    firsts, lasts = draw.sample(FIRST, 7), draw.sample(LAST, 7)
    people = {}
    for n, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        key = f"U0{seed:05d}{n}A"
        people[key] = {
            "id": key,
            "team_id": "T0GENERATED",
            "name": f"{first}.{last}".lower(),
            "real_name": f"{first} {last}",
            "is_bot": False,
            "profile": {"real_name": f"{first} {last}", "display_name": first, "first_name": first, "last_name": last},
        }
    service, site_of = draw.sample(SERVICES, 2)
    client, other = draw.sample(CLIENTS, 2)
    slug = client.lower().replace(" & ", "-").replace(" ", "")
    major, minor, patch = draw.randrange(1, 9), draw.randrange(1, 30), draw.randrange(1, 9)
    words = {
        "service": service,
        "site": f"www.{slug}.example" if draw.random() < 0.6 else f"{site_of}.{slug}.example",
        "client": client,
        "other client": other,
        "host": draw.choice(HOSTS),
        "version": f"{major}.{minor}.{patch}",
        "old": f"{major}.{minor - 1}.{draw.randrange(0, 9)}",
        "why": draw.choice(SYMPTOMS),
        "impact": draw.choice(IMPACTS),
        "cause": draw.choice(CAUSES),
        "task": draw.choice(TASKS),
        "cmd": draw.choice(COMMANDS),
        "number": str(draw.randrange(100, 9999)),
    }
    return World(draw, people, words)

"""What was taken out, how often, by which layer and where: kept with the names in private/audit.json, told without them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from postmortem.blameless.neutral import Pronouns
from postmortem.blameless.tally import Replacement
from postmortem.errors import InputError

AUDIT_FILE = "private/audit.json"
# The layers, in the order in which they are tried, and what each goes by.
LAYERS = {
    "structure": "mentions, Slack ids, authors",
    "roster": "the workspace's list of people",
    "declared": "people declared in postmortem.toml or private/people.toml",
    "patterns": "how a name is written: greetings, titles, signatures, handles, addresses, numbers, accounts",
    "propagation": "a name found elsewhere in the channel",
    "model": "the language model",
    "gate": "found by the last look, and taken out before anything was written",
    "secrets": "passwords, tokens, keys",
}
MOST_PLACES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One string that was taken out: by which layer, of which sort, what stands there now, how often, in which messages (ts)."""

    layer: str
    sort: str
    label: str
    original: str
    count: int
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """taken: what was taken out. changed: messages in which he or she became they. left: (ts, pronoun) that stayed."""

    taken: tuple[Taken, ...] = ()
    changed: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def write_audit(replacements: Iterable[Replacement], pronouns: Pronouns | None = None) -> bytes:
    """The replacements as JSON, equal ones together; the same replacements give the same bytes. Holds names: private."""
    pronouns = pronouns or Pronouns()
    places: dict[tuple[str, str, str, str], list[str]] = {}
    for layer, sort, label, ts, original in replacements:
        places.setdefault((layer, sort, label, "" if sort == "secret" else original), []).append(ts)
    taken = [
        {
            "layer": layer,
            "sort": sort,
            "label": label,
            "original": original,
            "where": [ts for ts in where if ts],
            "count": len(where),
        }
        for (layer, sort, label, original), where in sorted(places.items())
    ]
    data: dict[str, object] = {"about": "PRIVATE: what was taken out, with the names. Stays on this machine.", "taken": taken}
    data |= {"pronouns_changed": pronouns.changed, "pronouns_left": [list(one) for one in pronouns.left]}
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode("utf-8", "replace")


def read_audit(data: bytes, where: str) -> Audit:
    """What a draft noted. `InputError` where it is damaged."""
    try:
        noted = json.loads(data)
        taken = tuple(
            Taken(
                layer=str(entry["layer"]),
                sort=str(entry["sort"]),
                label=str(entry["label"]),
                original=str(entry["original"]),
                count=int(entry["count"]),
                where=tuple(map(str, entry["where"])),
            )
            for entry in noted["taken"]
        )
        left = tuple((str(ts), str(word)) for ts, word in noted["pronouns_left"])
        return Audit(taken=taken, changed=tuple(map(str, noted["pronouns_changed"])), left=left)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{where} cannot be read: it is damaged. Draft the incident again; that writes it anew.") from error


def audit_lines(audit: Audit) -> list[str]:
    """The audit in lines, without a name: by layer, then by what stands there now, with how often and in which messages."""
    taken = audit.taken
    lines: list[str] = []
    for layer in (*LAYERS, *sorted({one.layer for one in taken} - LAYERS.keys())):
        mine = [one for one in taken if one.layer == layer]
        if not mine:
            continue
        lines.append(f"{layer} ({LAYERS.get(layer, 'another layer')}): {sum(one.count for one in mine)} times")
        counts: Counter[tuple[str, str]] = Counter()
        where: dict[tuple[str, str], list[str]] = {}
        forms: Counter[tuple[str, str]] = Counter()
        for one in mine:
            key = (one.sort, one.label)
            counts[key] += one.count
            forms[key] += 1
            where.setdefault(key, []).extend(one.where)
        width = max(len(f"{sort} → {label}") for sort, label in counts)
        for (sort, label), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            places = sorted(set(where[sort, label]))
            shown = ", ".join(places[:MOST_PLACES]) + (
                f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
            )
            spellings = f"{forms[sort, label]} spelling{'' if forms[sort, label] == 1 else 's'}"
            lines.append(f"  {f'{sort} → {label}':<{width}}  {count:>4} times, {spellings}; messages: {shown or '–'}")
    return lines + _pronoun_lines(audit)


def _pronoun_lines(audit: Audit) -> list[str]:
    lines: list[str] = []
    if audit.changed:
        lines.append(f"pronouns: he or she became they in {len(audit.changed)} message{'' if len(audit.changed) == 1 else 's'}")
    if audit.left:
        lines.append(
            f"pronouns that stayed, because it is not certain how the sentence would go on: {len(audit.left)}. Look at them:"
        )
        lines += [f"  {word}, in message {ts}" for ts, word in audit.left]
    return lines

"""The whole way of the large sample, as somebody would go it: draft, names, edit, review, finalize, post, what clients may read. `make tour` runs it.

Each command is printed as one would type it. What people do between the commands is done here by `edit` and `take_notes`: they
answer the draft's questions as a reviewer would, and write the review's notes into their sheet.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
CHANNEL, EXPORT = "inc-2026-10-14-checkout-errors", HERE / "checkout-outage"
INCIDENT = "2026-10-14-checkout-errors"
# What `postmortem names` asks about, answered: two shops, a payment provider, and somebody's first name.
DECIDED = ("--not-a-name", "Tide", "--not-a-name", "Hollin", "--not-a-name", "Paywren")
DECIDED = (*DECIDED, "--name", "May=Client comms manager")
CLIENTS = """
[[clients]]
name = "Tern & Tide"
aliases = ["T&T"]
sites = ["shop.ternandtide.example.org"]

[[clients]]
name = "Hollin Books"
aliases = ["Hollin"]

[client_version.say]
"session store" = "place where baskets are kept"
"a release of basket" = "a release of the shopping basket"
"into each session" = "into each visitor's basket"
"oversized sessions" = "oversized entries"
"Sessions deleted" = "Oversized entries removed"
"answered 503" = "answered with an error"
"""
# What is asked for in the draft, and what a reviewer writes in its place.
ANSWERS: Mapping[str, str] = {
    r"▶ \*was any\? Who checked, as a role, and what\?\* \|  \|": "none found as at 11:48 | responder 6 looked into the session store: a "
    "refused write left the old session as it was [59] |",
    r"▶ \*what does this picture show\?\*": "*Memory of the session store, climbing from 08:36.*",
    r"▶ \*what does this picture show\?\* ": "*Errors on the payment page, from 08:49.*",
    r"▶ \*Nothing was said between [\d:]+ and [\d:]+\. What happened in that time\?\*": "From 11:56 to 12:34 the service was watched.",
    r"▶ \*how did these come together, and what else contributed\?\*": "Release 3.18.0 merged the wishlist into the basket, and whole "
    "products with it: a basket's session grew from a few to more than 64 KB, and the store, 2 GB, filled up within minutes. Staging had "
    "shown larger sessions for a week, but the job that reports them had died on Monday night, and nothing tells when that report is "
    "missing. The tests use baskets with one product.",
}
OVERVIEW = """For two and a half hours on Wednesday morning, 08:49 to 11:19 BST, customers of Tern & Tide and Hollin Books could not pay: about
one call in ten to the payment page was answered with error 503, and about 2,900 payments failed. Release 3.18.0 of basket, live since 08:36,
put whole products into each session, and the session store filled up. Rolling the release back, and deleting the oversized sessions, ended it.
"""
IMPACT = """| Calls to the payment page | about one in ten answered 503 | stated by incident lead at 09:04 [6] |
| Failed payments | about 2,900 | stated by responder 8 at 11:40 [58] |
| Sessions deleted to mend it | 4,310 | stated by responder 6 at 11:15 [50] |
"""
NOTES: Mapping[str, str] = {
    "What went well": "- The rollback had been practised, and took four minutes.\n- Both clients had a first update within 31 minutes, and one "
    "about every hour.\n- What was checked was written down, so that the payment provider was ruled out early.",
    "What went less well": "- A report that did not come looked like a report without news.\n- The first rollback helped by half only: sessions "
    "that were too large stayed in the store.",
    "Where luck came in": "- A refused write left the old session as it was, so that no basket was mixed up with another.",
    "What we learnt": "- Silence of a job that reports is a signal, and nothing of ours hears it.\n- Baskets in our tests are smaller than "
    "those of real customers.",
    "Recording": "https://drive.example.org/review-of-14-october",
}
ACTIONS = """| Keep product numbers in the basket, not products | Responder 4 | 4 November | #812 |
| Alert when the session store is over 80 % full, and when the report on it is missing | Responder 1 | 28 October | incident actions board |
| Test the release with baskets as large as real ones | Responder 4 | 30 October | incident actions board |
"""


def run(*words: str, at: Path, expect: int = 0) -> str:
    """Print a command and what it says, and run it; stop where it does not end as expected."""
    shown = " ".join(f"'{word}'" if " " in word else word for word in words)
    print(f"\n$ postmortem {shown}", flush=True)
    done = subprocess.run([sys.executable, "-m", "postmortem", *words], cwd=at, capture_output=True, text=True, check=False)  # noqa: S603
    said = "\n".join(f"  {line}" for line in (done.stdout + done.stderr).splitlines())
    print(said, flush=True)
    if done.returncode != expect:
        raise SystemExit(f"it ended with {done.returncode}, and {expect} was expected")
    return done.stdout


def tell(what: str) -> None:
    print(f"\n# {what}", flush=True)


def edit(draft: str) -> str:
    """The draft as a reviewer would leave it: its questions answered, the overview in their own words."""
    for asked, answer in ANSWERS.items():
        draft = re.sub(asked, lambda _, answer=answer: answer, draft, count=1)
    draft = _between(draft, "## Overview\n\n", "## Impact", f"{OVERVIEW}\n")
    return _between(draft, "|---|---|---|\n| Calls |", "| Duration of the impact", f"|---|---|---|\n{IMPACT}", keep=False)


def take_notes(pack: str) -> str:
    """The review pack with the notes in its sheet."""
    start = pack.index("## Notes sheet")
    before, sheet = pack[:start], pack[start:]
    for heading, notes in NOTES.items():
        sheet = re.sub(rf"(###? {re.escape(heading)}\n\n)[^\n]*\n", lambda match, notes=notes: f"{match[1]}{notes}\n", sheet, count=1)
    rows = re.search(r"(\| Action \|[^\n]*\n\|[-| ]+\|\n)((?:\|[^\n]*\n)*)", sheet)
    if rows is not None:
        sheet = f"{sheet[: rows.start(2)]}{ACTIONS}{sheet[rows.end(2) :]}"
    return before + sheet


def _between(text: str, start: str, end: str, new: str, *, keep: bool = True) -> str:
    """The text with what stands from `start` to `end` replaced; `keep`: the start itself stays."""
    at = text.index(start) + (len(start) if keep else 0)
    return text[:at] + new + text[text.index(end, at) :]


def walk(place: Path, *, change: Callable[[Path], None] | None = None) -> Path:
    """Go the whole way in a folder; the incident's folder. change: how the draft is edited, instead of in draft.md."""
    folder = until_the_review(place, change=change)
    tell("The final report, and the post for Bikeshed.")
    run("finalize", at=place)
    tell("The post:")
    print((folder / "bikeshed.md").read_text(encoding="utf-8"))
    for_clients(place)
    run("status", at=place)
    return folder


def for_clients(place: Path) -> None:
    """What each client may read: written, read by somebody senior, signed."""
    tell("What the two clients may read, each of its own. Nothing of it goes before it is signed.")
    run("client-version", at=place)
    for client in ("Tern & Tide", "Hollin Books"):
        tell(f"The CTO reads the text for {client}, and signs it.")
        shown = run("client-version", "--client", client, "--checked-by", "CTO", at=place, expect=3)
        (fingerprint,) = re.findall(r"Fingerprint of this text: (\S+)", shown)
        run("client-version", "--client", client, "--checked-by", "CTO", "--yes", fingerprint, at=place)


def until_the_review(place: Path, *, change: Callable[[Path], None] | None = None) -> Path:
    """From the draft to the review's notes."""
    folder = place / "incidents" / INCIDENT
    tell("The morning after: a draft from the channel's export. Nothing leaves this machine.")
    run("draft", CHANNEL, "--export", str(EXPORT), at=place)
    tell("What could still be a name is decided, by somebody who knows.")
    run("names", *DECIDED, at=place)
    tell("The clients are set in incident.toml, and the draft follows.")
    facts = folder / "incident.toml"
    facts.write_text(facts.read_text(encoding="utf-8") + CLIENTS, encoding="utf-8")
    run("draft", CHANNEL, "--export", str(EXPORT), at=place)
    tell("People answer what is asked for.")
    (change or edit_markdown)(folder)
    tell("The review is prepared, held, and its notes are written into the sheet.")
    run("review", "--at", "2026-10-21 14:00", at=place)
    pack = folder / "review.md"
    pack.write_text(take_notes(pack.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def edit_markdown(folder: Path) -> None:
    """Edit draft.md, as in any editor."""
    draft = folder / "draft.md"
    draft.write_text(edit(draft.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".demo/tour")
    target.mkdir(parents=True, exist_ok=True)
    walk(target)

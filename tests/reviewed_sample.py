"""The large sample's draft as a reviewer would leave it: every question answered, the overview written, three actions chosen."""

from __future__ import annotations

# What `postmortem names` asks about in the sample, answered.
DECIDED = tuple(word for name in ("Tide", "Hollin", "May", "Paywren") for word in ("--not-a-name", name))
OVERVIEW = """For two and a half hours on Wednesday morning, customers of two shops could not pay: about one call in ten to the payment
page was answered with error 503. Release 3.18.0 of basket, live since 08:36, put whole products into each session, and the session store
filled up. Rolling back and deleting the oversized sessions ended it.
"""
ACTIONS = """| Keep product numbers in the basket, not products [32] | Responder 4 | 4 November | \\#812 |
| Alert when the session store is over 80 % full, and when its report is missing [63] | Responder 1 | 28 October | incident actions board |
| Tests for big baskets in the release pipeline [64] | Responder 4 | 30 October | incident actions board |
"""
ANSWERS = (
    ("▶ *was any? Who checked, as a role, and what?* |  |", "none: a refused write left the old session as it was | checked by responder 6 at 11:48 [59] |"),
    ("▶ *what does this picture show?*", "*Memory of the session store, climbing from 08:36.*"),
    ("▶ *what does this picture show?*", "*Errors on the payment page, from 08:49.*"),
    ("▶ *Nothing was said between 11:56 and 12:34. What happened in that time?*", "Between 11:56 and 12:34 the service was watched; nothing happened."),
    (
        "▶ *how did these come together, and what else contributed?*",
        "Release 3.18.0 merged the wishlist into the basket and copied whole products with it. Staging had shown larger sessions for a "
        "week, but the job that reports session sizes had died on Monday night. The tests use baskets with one product.",
    ),
    (
        "*To be completed in the review: what helped, and should happen again?*",
        "- The rollback had been tried before and took four minutes.\n- Client updates went out hourly.",
    ),
    (
        "*To be completed in the review: what made it harder to see, to decide or to mend?*",
        "- The report on session sizes was silent, and silence looked like health.",
    ),
    ("*To be completed in the review: what could as well have gone otherwise?*", "- A refused write left the old session as it was."),
)


def answer_everything(draft: str) -> str:
    """The draft with every question answered. The one ▶ that is left stands above the first heading and tells of the sign."""
    for asked, answer in ANSWERS:
        assert asked in draft, asked
        draft = draft.replace(asked, answer, 1)
    start, end = draft.index("The last summary in the channel"), draft.index("## Impact")
    draft = f"{draft[:start]}{OVERVIEW}\n{draft[end:]}"
    start, end = draft.index("| Keep product numbers in"), draft.index("About three actions")
    return f"{draft[:start]}{ACTIONS}\n{draft[end:]}"

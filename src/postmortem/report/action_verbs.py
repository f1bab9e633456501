"""Verbs with which a proposal begins: "alert on …", "write down …"."""

from __future__ import annotations

VERBS = frozenset(
    (
        "add adopt agree alert allow archive arrange ask assign audit automate back bind block bring build bump call "
        "cap change check clean clear close collect compare configure confirm connect copy correct create cut decide "
        "declare define delete deploy describe detect disable discuss document double drop enable encrypt enforce "
        "ensure escalate expire explain extend fail file find finish fix follow get give guard harden have hire "
        "implement improve increase index inform install instrument introduce investigate invite keep kill learn let "
        "limit link list lock log look lower make map mark measure merge migrate mirror monitor move name notify offer "
        "open order organise page pair patch pin plan practise prepare prevent print protect prove provide publish pull "
        "purge put raise rate read rebuild recheck record reduce refactor refund rehearse reject release remind remove "
        "rename renew repair repeat replace report require reset resize restart restore restrict retire retry revert "
        "review revisit revoke rewrite roll rotate run say scale scan schedule script search secure see send separate "
        "set share ship shorten show shrink sign silence simplify size speak split standardise start stop store "
        "subscribe switch sync tag take talk teach tell test think throttle tidy tighten time trace track train trim "
        "try tune turn unify uninstall update upgrade use validate verify version warn watch widen wire work write"
    ).split()
)

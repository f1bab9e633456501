"""What a word is when nobody in the roster is called so: ordinary, a thing's name, a given name, a family name, or unknown."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from postmortem.blameless.lists import word_list
from postmortem.blameless.words import (
    CALENDAR_WORDS,
    GIVEN_WORDS,
    MOSTLY_NAMES,
    NEVER_WORDS,
    PROPER_WORDS,
    ordinary_words,
    word_set,
)


class Standing(IntEnum):
    """What a folded word is by itself, from what says least of a person to what says most."""

    ORDINARY = 0  # a word of the dictionary, of chat, of the trade
    THING = 1  # a place, a people, a product, a month
    WORD = 2  # a word that is a given name as well: "will", "grace"
    PLACE = 3  # a place that people are called after: "georgia", "austin"
    UNKNOWN = 4  # in no list
    SURNAME = 5
    GIVEN = 6


# Places that are given names too, and in chat about work are more often the place.
_PLACES_FIRST = word_set(
    """
    adelaide africa alabama alexandria argentina arizona arlington armenia asuncion atlanta austin boston bradford brandon
    bristol brooklyn cali carlisle carolina chelsea chester cleveland columbia columbus cuba dakota dallas darwin denton
    denver dijon dominica durham florence florida france fremont georgia goma guadalupe hague halle hamilton hampton harlow
    hobart houston india indiana ireland irvine israel jackson jena jordan kenya kiel kingston kobe lafayette latina lincoln
    london louisiana madison mansfield maryland melbourne memphis milan milton modesto montana montgomery montserrat nevada
    odessa oman orlando palma paris phoenix preston quebec raleigh reno richmond rome salvador samara santiago sharif
    stafford sydney tennessee texas tijuana torrance trent trinidad tula valencia verde verona vienna virginia washington
    weston winston lyon vitoria santos santa annes bari barrie bedford belo benoni buenaventura clarita clovis constantine
    ennis erbil esna fayette gumi hagen jaya kerman maua modena mont rica saba sanaa santo sanya simi vigo zaria essex
    berlin manila malaysia missouri kota oran kenitra aden fes ibb rohini
    avon avignon basel bergen crete malaya nile aston brittany lorraine persia normandy tuscany sicily cologne dresden
    """
)
# Peoples, faiths, feasts and drinks that are somebody's given name too, and seldom meant so.
_OTHERS_FIRST = word_set(
    """
    muslim nazi baptist turkmen german romani arab hindu islam ramadan eid diwali hanukkah passover advent xmas yule
    margarita margherita martini brit briton mirai dacian pontus sunna tao sable narcissus sabbath finna borg excalibur
    latina latino chicana creole mont los las costa san irish scottish welsh english british french german spanish dutch danish
    polish swedish finnish norwegian turkish greek russian chinese japanese korean indian american canadian australian italian
    mexican brazilian african asian european kenyan nigerian israeli iranian iraqi syrian persian latin celtic nordic gaelic
    """
)
# What chat is full of and no dictionary has.
_CHAT = word_set(
    """
    haha hahaha hah heh hehe lol lols lmao rofl hmm hmmm mmm umm uhh ahh ahhh ohh oooh ooh ugh argh meh nah nope yep yup yeah
    yea yass woo woohoo whoa wow yay huh eek oops whoops phew gah tada ta thx ty tysm np nw pls plz plss ya yer yall y'all ur
    u r gonna wanna gotta kinda sorta dunno lemme gimme tho thru til btw fyi imo imho iirc afaik afaict tbh idk omg wtf ffs
    asap ok okay oki kk okie cool coolio sweet ace hiya heya hey hi hello howdy yo sup morning evening gm gn bye cya cheers
    ciao gracias merci danke grazie thanku thankyou congrats congratz grats kudos sry soz soo sooo sooooo veryy waay noo nooo
    yess yesss aww awww hmmmm whats thats its dont doesnt didnt cant couldnt wont wouldnt shouldnt isnt wasnt arent werent
    hasnt havent hadnt im ive ill id youre youve youll theyre theyve weve theres heres wheres whos lets ima ish esp incl
    excl approx dept mins min secs sec hrs hr wk wks mo yr yrs ppl mgmt govt org orgs intro intros app apps demo demos
    info infos deets pic pics vid vids doc docs gif gifs emoji emojis meme memes diff diffs config configs repo repos
    param params perf prefs specs stats tmp temp usr pwd addr num str int bool func func var vars env envs init sync async
    auth authn authz admin admins dev devs prod staging stg uat qa ui ux db dbs sql vm vms ip ips dns ssl tls cert certs
    url urls uri http https api apis sdk cli gui pr prs mr mrs' ci cd cron crons proc procs pid pids cpu cpus mem gb mb kb tb
    ms ns fps qps rps tps ttl lb elb alb nlb cdn waf vpc vpn k8s kube pods eks gke aks ecs rds s3 sqs sns iam mfa sso
    webinar webinars hashtag hashtags podcast podcasts blog blogs blogging blogpost blogposts vlog wiki wikis login logins
    logout signup signups checkout checkouts username usernames emoji lifecycle workflow workflows toolchain timeline
    timelines dataset datasets metadata namespace plugin plugins addon addons inbox outbox unsubscribe unsubscribed
    mortem mortems postmortem postmortems premortem retro retros runbook runbooks
    screenshot screenshots screencast livestream hackathon hackathons meetup meetups unconference datathon dataviz viz
    infographic infographics crowdsource crowdsourced selfie todo todos onboarding offboarding standup standups
    covid brexit bitcoin blockchain crypto emoticon freemium fintech edtech govtech healthtech martech startup startups
    """
)
# "hahahaha", "hehe"; and letters that are drawn out: "wiiild", "yesss". Linear: one alternative fits at each place.
_LAUGHTER = re.compile(r"[ah]?(?:h[aei])+h?|[ae]?(?:ha|he)+")
# No name is longer, and longer runs of letters are keys and keyboards that a cat walked over.
_LONGEST = 40
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


@lru_cache(maxsize=100_000)
def standing(token: str) -> Standing:
    """What a folded word is, apart from the roster."""
    if len(token) < 2 or len(token) > _LONGEST or token in NEVER_WORDS or token in _CHAT or _LAUGHTER.fullmatch(token):
        return Standing.ORDINARY
    if token in CALENDAR_WORDS or token in PROPER_WORDS or token in _OTHERS_FIRST or token in word_list("products"):
        return Standing.PLACE if token in _PLACES_FIRST else Standing.THING
    if token in MOSTLY_NAMES:
        return Standing.GIVEN
    if token in GIVEN_WORDS:
        return Standing.WORD
    if token in ordinary_words():
        return Standing.ORDINARY
    if token in _PLACES_FIRST:
        return Standing.PLACE
    if token in word_list("given_names"):
        return Standing.GIVEN
    if token in word_list("more_words"):
        return Standing.ORDINARY
    if token in word_list("proper_words") or token in word_list("places"):
        return Standing.THING
    if token in word_list("surnames"):
        return Standing.SURNAME
    if _is_inflected(token):
        return Standing.ORDINARY
    drawn = _DRAWN_OUT.sub(r"\1", token)
    is_drawn = drawn != token and (
        standing(drawn) is Standing.ORDINARY or standing(_DRAWN_OUT.sub(r"\1\1", token)) is Standing.ORDINARY
    )
    return Standing.ORDINARY if is_drawn else Standing.UNKNOWN


def is_common_given_name(token: str) -> bool:
    """Whether it is a given name in wide use and no word: one that counts in lower case as well."""
    return len(token) > 3 and token in word_list("common_given_names") and token not in word_list("more_words")


def is_family_name(token: str) -> bool:
    """Whether families are called so, whatever else it means: what counts after a given name."""
    return token in word_list("surnames") or token in word_list("given_names")


def may_be_family_name(token: str) -> bool:
    """The same, and words with a capital that are no place and no product: many are famous families."""
    return is_family_name(token) or (
        token in word_list("proper_words") and token not in word_list("products") and token not in _OTHERS_FIRST
    )


# Endings that make a word of a word, and what has to be put back, longest first.
_ENDINGS = (
    ("iness", "y"),
    ("ness", ""),
    ("able", ""),
    ("able", "e"),
    ("ings", ""),
    ("ings", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("ies", "y"),
    ("ied", "y"),
    ("ish", ""),
    ("ify", ""),
    ("ise", ""),
    ("ize", ""),
    ("ised", ""),
    ("ized", ""),
    ("er", ""),
    ("er", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("ly", ""),
    ("y", ""),
    ("s", ""),
)
_BEGINNINGS = (
    "un",
    "re",
    "pre",
    "non",
    "mis",
    "auto",
    "multi",
    "sub",
    "super",
    "micro",
    "cyber",
    "over",
    "inter",
    "anti",
    "de",
    "co",
    "geo",
    "bio",
)


def _is_inflected(token: str) -> bool:
    """A form of a known word: "retriggered", "dashboarding", "unmuted"; or two words written as one: "healthcheck"."""
    for ending, restored in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) > 2:
            stem = token[: len(token) - len(ending)]
            doubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else ""
            if _is_word(stem + restored) or (doubled and _is_word(doubled)):
                return True
    for beginning in _BEGINNINGS:
        if token.startswith(beginning) and len(token) - len(beginning) > 3 and _is_word(token[len(beginning) :]):
            return True
    return any(_is_part(token[:cut]) and _is_part(token[cut:]) for cut in range(4, len(token) - 3))


def _is_part(part: str) -> bool:
    """A word that others are joined to: an everyday one, or a product of five letters or more."""
    return part in ordinary_words() or (len(part) > 4 and part in word_list("products"))


def _is_word(stem: str) -> bool:
    return stem in ordinary_words() or stem in word_list("more_words") or stem in word_list("products") or stem in _CHAT

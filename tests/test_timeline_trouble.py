"""By what people say that trouble is met: what watches went off, what users run into, slang, hurry; and what is only alike."""

from __future__ import annotations

import pytest

from postmortem.incident import Claim
from postmortem.timeline.claims import claims_in
from postmortem.timeline.figures import figures_in
from postmortem.timeline.reading import sentences_of

MET = (
    "pingdom's gone off for shop.example", "datadog is screaming about shop.example", "our alerts are going crazy", "alertmanager woke me",
    "editors keep getting logged out", "people are being kicked out of the shop at random", "customers are being charged twice",
    "readers see somebody else's orders", "just logged in and got another user's basket", "anyone logging in to shop.example lands on somebody elses account!!",
    "shop.example loads but without any css", "all images on shop.example have vanished", "the whole of shop.example is unstyled",
    "someone's replaced the homepage with a casino ad", "somebody has hacked the shop", "there's viagra links all over the blog",
    "the contact form throws a 500", "signing up ends in an error", "every payment fails with a timeout", "checkout just errors out", "login keeps spinning",
    "search brings back nothing", "the product list shows nothing", "nothing loads on the shop", "the button on the form does nothing",
    "shop.example is borked", "search is on its knees", "basket has keeled over", "shop broke",
    "two tickets from Marlow about checkout falling over", "ticket in from Marlow Books saying the search is empty", "a mail from Marlow that they can not open the shop",
    "shop.example is gone", "the shop is unusable", "web-3 has dropped off the network", "we're being hammered by bots", "search is acting weird",
    "bad gateway on shop.example", "no response from web-3", "chrome says the shop is not secure", "shows the apache default page",
    "the shop takes over a minute to load", "uploads never finish", "the pods keep restarting", "cron hasn't run since midnight", "the app won't log me in",
    "the queue keeps growing", "nothing is being processed", "half the pages on shop.example 404 now", "pages on the shop 404", "broken images everywhere", "mails aren't arriving",
    "403 for everyone on shop.example", "shop.example is 502ing", "every image upload fails", "payments being declined", "mails from the shop keep bouncing",
    "nobody gets a confirmation mail", "cpu pegged on web-3",
    "new relic is going nuts", "got a page for web-3", "the shop redirects me back to login over and over", "clicking it takes me to a 404", "stuck on the loading screen",
    "users see an empty basket", "shop.example very slow today", "blank in safari", "emails to customers are going out twice", "duplicate orders showing up", "pods evicted on web-3",
    "the forms aren't submitting",
    "cant reach the shop", "the shop doesnt load here", "it wont come up", "web-3 isnt answering", "web-3 doesn't answer",
    "seeing timeouts from here and from my phone", "shop not opening for me, also for my colleague not",
)  # fmt: skip
NOT_MET = (
    "grafana has a nice new dashboard", "my alarm's gone off", "I logged out of the bot", "she's been locked out of her flat", "nobody is being logged out",
    "I got somebody else's coffee", "please take someone else's name off the rota", "used another user's ticket as the template", "sessions are not mixed up",
    "the new design loads without images on purpose", "images are missing from the slides", "will the shop be unstyled after the update?",
    "someone hijacked the standup", "someone replaced the poster with a better one", "we block phishing pages in the proxy", "a hacked together script",
    "it should throw an error when the field is empty", "we throw an error if the token is old", "does it throw an error?", "it no longer errors out",
    "grep comes back empty", "nothing opens before nine here", "the spinning wheel class is at six", "I'm knackered", "he's having a wobble", "my back is playing up",
    "two tickets about invoices for the training", "an email about the party that isn't happening", "if tickets come in about it being down tell me",
    "my dinner is gone", "being attacked by wasps", "no response from the boiler", "nothing is published before march", "meetings never finish on time",
    "it takes 50 seconds to load which is normal", "emails about lunch are piling up", "I keep restarting", "did chrome say it's not secure?",
    "broken pages in the old pdf", "every test run fails", "all the builds 404", "403 for guests is what we want", "the mails arrive late on sundays",
    "revert got blocked by branch protection, so nothing has changed", "merge was rejected, it returns nothing new", "slack was slow for me earlier",
    "someone in the ruby slack says their heroku is dead", "on the sandbox it times out", "dev box is out of memory", "dishwasher's broken", "phone died, was on 2%",
    "I was offline for a bit", "he is down in the basement", "the load has dropped right down", "revoked the leaked key, nobody can use it", "nothing gets saved in the mock-up",
    "he doesn't answer", "she is not answering", "please don't answer that one", "they're just not arriving any more",
    "the plumber doesn't answer", "I get nothing done today", "he keeps getting logged out of teams", "in the drill we pretend the db is gone", "stuck on the ring road",
    "it takes me to the station", "I asked him twice", "got a page of notes", "we sent the duplicates back", "the basket page is empty by design", "the printer is slow",
    "I cant find my keys", "I dont see errors", "the shop isnt down", "anyone logging in tonight?",
)  # fmt: skip


def _is_met(text: str) -> bool:
    return any(said.claim is Claim.DETECTED for sentence in sentences_of(text) for said in claims_in(sentence))


@pytest.mark.parametrize("text", MET)
def test_trouble_is_met_in_many_words(text: str) -> None:
    assert _is_met(text)


@pytest.mark.parametrize("text", NOT_MET)
def test_what_is_only_alike_is_no_trouble(text: str) -> None:
    assert not _is_met(text)


FIGURES = {
    "4512 5xx's between first and last": ("4512 5xx's",),
    "61 users logged out by it": ("61 users",),
    "was unavailable for 1h 10m overall": ("unavailable for 1h 10m",),
    "the shop was off for 12 minutes": ("was off for 12 minutes",),
    "the shop was down for 23m": ("down for 23m",),
    "23 minutes down all told": ("23 minutes down",),
    "23 minutes down the road": (),
    "75 minutes of degraded service": ("75 minutes of degraded service",),
    "75 minutes of small talk": (),
    "took out 3 clients": ("3 clients",),
    "90 emails never arrived": ("90 emails",),
    "no orders for 40 minutes": ("no orders for 40 minutes",),
    "my cousin's shop lost 200 orders": (),
    "they lost 200 orders once": (),
    "lost 200 orders at once": ("200 orders",),
    "lunch order has been cancelled, only 6 people signed up": (),
    "200 lunch bookings were lost": ("200 lunch bookings",),
    "I was offline for 2h": (),
    "logged out at 5": (),
}


@pytest.mark.parametrize(("text", "figures"), FIGURES.items(), ids=FIGURES)
def test_harm_is_counted_where_it_was_the_services(text: str, figures: tuple[str, ...]) -> None:
    assert figures_in(text) == figures


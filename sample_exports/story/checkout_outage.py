"""A Wednesday morning on which two clients' shops could take no payments. Invented: people, clients, numbers and cause."""

TEAM = "T0LARKSPR"
DOMAIN = "larkspur-digital"
ZONE = "Europe/London"
ADMIN = "kestrel"
INVENTED_TOKEN = "0000000000-INVENTED-for-the-samples"

ABOUT = """
# Invented

Everything in this export is invented for the samples of postmortem: the agency Larkspur Digital, its people, its clients Tern & Tide
and Hollin Books, their suppliers, the incident, every number and every secret. Any likeness is chance.
The incident's channel is #inc-2026-10-14-checkout-errors.
"""

PEOPLE = {
    "zoe": {"handle": "zoe.adeyemi", "name": "Zoë Adeyemi", "first": "Zoë", "last": "Adeyemi", "display": "Zoë", "title": "Support engineer"},
    "lukasz": {"handle": "lukasz", "name": "Łukasz Wierzbicki", "first": "Łukasz", "last": "Wierzbicki", "display": "Łukasz W", "title": "Developer"},
    "will": {"handle": "will", "name": "Will Osei", "first": "Will", "last": "Osei", "display": "Will", "title": "Developer"},
    "may": {"handle": "may.thornbury", "name": "May Thornbury", "first": "May", "last": "Thornbury", "display": "May", "title": "Delivery manager"},
    "priya": {"handle": "priya", "name": "Priya Raman", "first": "Priya", "last": "Raman", "display": "", "title": "Technical lead"},
    "misaki": {"handle": "takahashi.m", "name": "高橋美咲", "display": "高橋美咲", "title": "Infrastructure engineer"},
    "annemarie": {"handle": "am.duclos", "name": "Anne-Marie Duclos-Petit", "first": "Anne-Marie", "last": "Duclos-Petit", "display": "Anne-Marie", "title": "Data analyst"},
    "samw": {"handle": "samwhit", "name": "Sam Whitlock", "first": "Sam", "last": "Whitlock", "display": "samwhit", "title": "Front-end developer"},
    "samo": {"handle": "sam.okonjo", "name": "Sam Okonjo", "first": "Sam", "last": "Okonjo", "display": "Sam O", "title": "Support desk"},
    "kestrel": {"handle": "kestrel", "name": "Rhys Penhallow", "first": "Rhys", "last": "Penhallow", "display": "kestrel", "title": "Platform engineer"},
    "ines": {"handle": "ines.albuquerque", "name": "Inês Albuquerque", "first": "Inês", "last": "Albuquerque", "display": "Inês", "title": "Head of Tech Ops"},
    "gone": {"handle": "tobias.f", "name": "Tobias Fenn", "first": "Tobias", "last": "Fenn", "display": "", "title": "", "deleted": True},
    "incidentio": {"handle": "incidentio", "name": "incident.io", "bot": True},
    "zendesk": {"handle": "zendesk", "name": "Zendesk", "bot": True},
    "github": {"handle": "github", "name": "GitHub", "bot": True},
}

# Clients' staff, from workspaces of their own: they are in no users.json.
OUTSIDERS = {
    "dilys": {"handle": "dilys", "name": "Dilys Marchetti", "first": "Dilys", "last": "Marchetti", "display": "Dilys (Tern & Tide)", "team": "T0TERNTID"},
    "bram": {"handle": "bram.vdh", "name": "Bram van der Heide", "first": "Bram", "last": "van der Heide", "display": "Bram", "team": "T0TERNTID", "user_team": "E0TERNGRD"},
}

TOOLS = {
    "incidentio": {"name": "incident.io", "style": "blocks", "app": True},
    "pagerduty": {"name": "PagerDuty", "style": "attachments", "icon": ":pager:"},
    "deploys": {"name": "deploy-bot", "style": "text", "icon": ":ship:"},
    "zendesk": {"name": "Zendesk", "style": "attachments", "app": True},
    "github": {"name": "GitHub", "style": "attachments", "app": True},
    "bridge": {"name": "irc-bridge", "style": "text", "icon": ":satellite:"},
}

GROUPS = ("second-line", "support-desk")

FILES = {
    "errorpage": {"name": "Screenshot 2026-10-14 at 09.21.07.png", "picture": "error-page.png", "title": "what customers see"},
    "errors": {"name": "checkout-5xx.png", "picture": "errors.png"},
    "memory": {"name": "memory-kestrel-rhys-penhallow.png", "picture": "memory.png"},
    "log": {
        "name": "basket-shop-02.log",
        "text": "2026-10-14T08:51:58.114Z shop-02 basket[4121] WARN  session write took 2114 ms\n"
        "2026-10-14T08:52:01.402Z shop-02 basket[4121] ERROR POST /checkout/pay 503 SessionStoreError: OOM command not allowed when used memory > 'maxmemory'.\n"
        "2026-10-14T08:52:01.871Z shop-02 basket[4121] ERROR POST /checkout/pay 503 SessionStoreError: OOM command not allowed when used memory > 'maxmemory'.\n"
        "2026-10-14T08:52:02.330Z shop-02 basket[4121] INFO  retry 1/3 will run in 200 ms host=till-sam-02.internal\n"
        "2026-10-14T08:52:02.619Z shop-02 basket[4121] ERROR POST /checkout/pay 503 SessionStoreError: OOM command not allowed when used memory > 'maxmemory'.\n",
    },
    "old": {"mode": "hidden_by_limit"},
}

UNLISTED = ("inc-2026-09-03-slow-search",)  # archived, and missing from channels.json as happens in real exports
OTHER_FILES = {
    "inc-2026-10-14-checkout-errors/canvas_in_the_conversation.json": [{"id": "F0CANVAS001", "title": "Incident notes", "filetype": "quip", "mode": "quip", "is_external": False}],
    "canvases.json": [""],
    "lists.json": [""],
}

_PURPOSE = "Invented for the samples of postmortem. "
CHANNELS = {
    "general": {"creator": "ines", "purpose": _PURPOSE + "For everybody", "members": "zoe lukasz will may priya misaki annemarie samw samo kestrel ines"},
    "incidents": {"creator": "ines", "purpose": _PURPOSE + "Where incidents are announced", "members": "zoe priya may ines"},
    "deploys": {"creator": "kestrel", "purpose": _PURPOSE + "What goes live", "members": "lukasz will kestrel misaki samw"},
    "inc-2026-10-14-checkout-errors": {"creator": "zoe", "purpose": _PURPOSE + "Customers cannot pay"},
}

_GENERAL = """
== 2026-10-13
16:20 ines: Reminder: the kitchen is out of bounds on Thursday, they are doing the floor. Yes, the good kettle too
  ^react scream zoe kestrel
16:24 kestrel: who do I declare that to
== 2026-10-14
07:41 samo: early bird here, heating is broken again on the 2nd floor. bring a jumper
08:52 will: who has the big monitor with the sticker on it
09:28 zoe: We have a major incident: since about 09:00 customers of two shops on the basket platform often cannot pay. See ##inc-2026-10-14-checkout-errors. I am the incident lead, @@may is client comms manager. Please don't deploy anything to basket until we say so
  ^edited 09:43
  ^react eyes samo ines kestrel
09:31 samo: support desk is ready, we will send all tickets about paying to May
09:55 will: still looking for that monitor btw. not urgent. obviously
12:43 priya: The checkout incident is resolved (12:41). Deploys of basket stay paused until tomorrow's stand-up. Thanks to everybody who jumped in; please be kind to yourselves and eat something
  ^react tada zoe may will annemarie samo
12:50 samo: cake in the kitchen. the one that you may not enter tomorrow
== 2026-10-21
16:10 annemarie: The review of the checkout incident was today, thanks for coming. The report will be on Bikeshed this week
"""

_INCIDENTS = """
== 2026-10-14
09:02 incidentio: :rotating_light: *[INC-241 Checkout errors](https://app.incident.io/larkspur-digital/incidents/241)*

  *Severity:* Major

  *Status:* Resolved

  *Incident lead:* @@priya

  *Reporter:* @@zoe

  *Channel:* ##inc-2026-10-14-checkout-errors

  *Summary:* Payments failed with 503 on two shops because the session store was full after release 3.18.0 of basket. Rolled back, oversized sessions deleted, payments work since 11:19.

  [Homepage](https://app.incident.io/larkspur-digital/incidents/241)!
  ^edited 12:41
"""

_DEPLOYS = """
== 2026-10-13
17:05 deploys: deployed *newsletter* 1.9.2 to production (3 hosts) :white_check_mark: started by @@will
== 2026-10-14
07:52 deploys: deployed *search* 7.4.0 to production (2 hosts) :white_check_mark: started by @@samw
08:29 deploys: deploy of *basket* 3.18.0 to production started by @@lukasz
08:36 deploys: deployed *basket* 3.18.0 to production (6 hosts) :white_check_mark: previous: 3.17.4
08:37 lukasz: that's the wishlist merge, out before the newsletter at ten :crossed_fingers:
  ^react crossed_fingers samw
10:38 deploys: rolled back *basket* to 3.17.4 on production (6 hosts) :rewind: from 3.18.0
"""

_OLD = """
== 2026-09-03
14:02 *join misaki
14:02 *purpose misaki Invented for the samples of postmortem. Search is slow
14:03 misaki: search takes 8 s on Hollin Books, looks like the index lost a replica
14:05 *join kestrel misaki
14:31 kestrel: replica is back, searches are under 400 ms again
14:50 misaki: closing this one, it was short. nobody complained
== 2026-09-10
10:00 *archive misaki
"""

_INCIDENT = r"""
== 2026-10-14
09:02 *join incidentio
09:02 *join zoe incidentio
09:02 *purpose zoe Invented for the samples of postmortem. Customers cannot pay
09:02 incidentio: # INC-241 Checkout errors

  | *Severity:* Major | *Status:* Resolved

  *Incident lead:* @@priya

  *Reporter:* @@zoe

  *Summary:* Payments failed with 503 on two shops because the session store was full after release 3.18.0 of basket. Rolled back, oversized sessions deleted, payments work since 11:19.

  [Homepage](https://app.incident.io/larkspur-digital/incidents/241)!
  ^id headline
  ^edited 12:41
09:02 incidentio: @@zoe declared an incident: *Checkout errors*

  *Severity:* Minor

  > We are seeing 503s on the payment page of Tern & Tide's shop

  ~ [INC-241](https://app.incident.io/larkspur-digital/incidents/241) · declared at 09:02
09:03 incidentio: @@zoe has been assigned the *Incident lead* role
  ^fallback
09:03 pagerduty: title: [#4471] Triggered: checkout 5xx above 5 % for 5 minutes | https://larkspur.pagerduty.example.net/incidents/4471
  503 on POST /checkout/pay, shop.ternandtide.example.org. Triggered at 08:57 BST
  field: Service = basket production
  field: Urgency = High
  field: Assigned to = Zoë Adeyemi
  color: #c0392b
  footer: PagerDuty
  fallback: [#4471] Triggered: checkout 5xx above 5 % for 5 minutes
  ^id page
  ^pin zoe 09:32
09:03 pagerduty: title: [#4471] Acknowledged by Zoë Adeyemi | https://larkspur.pagerduty.example.net/incidents/4471
  checkout 5xx above 5 % for 5 minutes
  color: #f39c12
  fallback: Acknowledged
09:04 zoe: Morning. I got paged at 08:57: about one in ten calls to /checkout/pay on shop.ternandtide.example.org answers 503. Browsing is fine, it is only the last step. Looking at the logs now
  ^react eyes will misaki
09:05 *topic zoe 503s on checkout | Severity: minor | Lead: @@zoe | Status: investigating
09:05 *join will
09:06 *join samw
09:06 will: here. coffee is not
  ^react coffee samw
09:06 samw: same. what do we know
09:06 zoe: @@here if you know basket: please come in
09:06 will: on-call calendar says the deputy is @@second-line, shall I?
09:07 zoe: not yet. @@second-line please just be aware
09:07 zoe: not much. 503s come from the app, not from the load balancer
  ```$ curl -s -o /dev/null -w '%{http_code} %{time_total}\n' -X POST https://shop.ternandtide.example.org/checkout/pay
  503 2.114
  503 2.120
  200 0.311
  503 2.117```
09:07 samw: did you try turning it
  ^tombstone
  ^id gone
09:08 zoe: not today, Sam
  ^in gone
09:12 samw: sorry, deleted
  ^in gone
09:08 will: 2.1 s every time smells like a timeout. I suspect the payment provider, Paywren had a wobble last month too
  ^id paywren
  ^react thinking_face zoe
09:09 samw: their status page?
  ^in paywren
09:10 will: checking
  ^in paywren
09:10 samw: fwiw my mum just tried to buy a teapot there and gave up. live user research
  ^react joy will zoe
09:11 zoe: did she get an error page? a screenshot would be great, seriously
09:12 zoe: checks the clock and the coffee pot
  ^subtype me_message
09:12 incidentio: @@zoe added an action: check the payment provider (assigned to @@will)

  ~ /incident action to add another
09:13 samw: asking mum. she is now explaining the teapot to me
09:15 will: Paywren is all green, and a test call from shop-02 straight to them works: 200 in 180 ms, ten out of ten. So it's not them
  ```$ for i in $(seq 10); do curl -s -o /dev/null -w '%{http_code} ' https://api.paywren.example.net/v2/ping; done
  200 200 200 200 200 200 200 200 200 200```
  ^in paywren
  ^broadcast
09:17 zendesk: pretext: New ticket
  title: #18233 Customers cannot pay | https://larkspur.zendesk.example.net/agent/tickets/18233
  Hello, we have had four calls since nine from customers who get an error when they want to pay. Please call me: +44 1632 960417
  field: Requester = Dilys Marchetti
  field: Organisation = Tern & Tide
  field: Priority = Urgent
09:18 *join samo
09:19 samo: ^ that one is from Tern & Tide, I rang her back. She says the shop takes no orders at all since a bit before nine, not just some
09:20 zoe: thanks Sam! that doesn't fit one in ten
09:21 samw: screenshot from my mum :teapot:
  ^file errorpage
  ^id teapot
  ^react heart zoe may samo
09:22 zoe: ok the graph says 38 % now, so it is getting worse, not one in ten any more
  ^file errors
  ^pin zoe 09:33
09:22 samw: the page prints `{{ basket.total }}` for a second before it dies, and view-source has `<script>alert("till")</script>` from the A/B tool & a literal {% if vip %}. **Is that new?** | no # idea
  ^edited 09:24
09:23 will: no, that's been there since 2024. # not a heading, not a bug
09:23 *join may zoe
09:23 *join lukasz
09:24 zoe: this is a shop where nobody can buy things. I'm raising the severity to major
09:24 incidentio: @@zoe changed the severity: *Minor → Major*
  ^fallback
09:25 *topic zoe 503s on checkout | Severity: major | Lead: @@zoe | Status: investigating
09:25 zoe: @@may may I have you as client comms manager please?
09:26 may: You may. I am the client comms manager
  ^react pray zoe
09:26 incidentio: @@may has been assigned the *Client comms manager* role
  ^fallback
09:27 may: who is affected, only Tern & Tide?
09:27 zoe: as far as we know. All shops use the same basket service, so I would not bet on it
09:28 zoe: posted the notice in ##general
09:28 zoe: also see ‹#{#incidents}|› and ‹#{#deploys}›, timestamps there are ‹!date^1791962940^{date_short} {time}|14 Oct 08:29› style
09:29 lukasz: hi, just off the train. is this basket? I released 3.18.0 at half past eight
09:30 zoe: it is basket. deploy-bot, what's live?
09:30 deploys: *basket* production: 3.18.0 live on 6 of 6 hosts since 08:36 (previous 3.17.4)
  ^id live
  ^react pushpin zoe
09:31 samw: well well well
09:31 lukasz: it's the wishlist merge, it doesn't touch payments at all. Passed all tests and a week on staging
  ^edited 09:33
  ^null attachments reactions pinned_to
09:32 samw: famous last words :grimacing:
  ^react no_entry_sign priya
09:33 may: First update sent to Tern & Tide on ticket #18233: we know that customers cannot pay, we are on it, next update within the hour
  ^id update1
  ^react pushpin zoe
09:34 kestrel: joining from the train, wifi is made of string
09:34 *join kestrel
09:35 will: second idea: Tern & Tide's autumn newsletter was to go out this morning. Could be the traffic, or bots scraping after it. I'll look at the requests per minute
  ^id traffic
09:36 samw: my money is on bots. it's always bots
  ^in traffic
09:36 samw: Poll: what is it? :one: bots :two: DNS :three: the wishlist :four: Mercury
  ^react one samw
  ^react two will kestrel misaki
  ^react three zoe
  ^react four samo
09:37 kestrel: it is _always_ DNS
09:37 will: https://gifs.example.com/its-always-dns.gif
  ^unfurl https://gifs.example.com/its-always-dns.gif | GIF Shop | it's always DNS | a haiku about DNS
09:38 zoe: folks, jokes in a thread please, I'm losing the logs :heart:
09:39 zendesk: pretext: New ticket
  title: #18240 Orders failing at the last step | https://larkspur.zendesk.example.net/agent/tickets/18240
  Since this morning our readers write that their payment "spins and then dies". Can you look? Order numbers below.
  field: Requester = Farouk Benhaddou
  field: Organisation = Hollin Books
  field: Priority = High
09:40 samo: and there is the second one: Hollin Books
09:40 samo: one of their readers wrote in Arabic: "لا أستطيع الدفع منذ الصباح" (cannot pay since this morning). Address for the answer is farouk.benhaddou@hollinbooks.example.com
  ^null files
09:41 zoe: so it's the platform, not one shop. @@may two clients then
09:42 may: on it. Separate tickets, separate mails, as ever: neither client hears of the other
09:42 incidentio: @@zoe shared an update: Two clients affected. Payment provider ruled out. Looking at traffic and at release 3.18.0 of basket.

  ~ Next update due in 30 minutes
  ^fallback
09:43 misaki: I'm here. I can look at shop hosts and the session store
  ^id misaki-in
09:43 *join misaki
09:44 may: Hollin Books have their first update too (ticket #18240)
  ^react pushpin zoe
09:44 may: it may be wise to put up a banner on both shops
  ^id banner
09:45 samw: I can do that, will take five minutes. wording?
  ^in banner
09:46 may: "Paying does not work just now. Your basket is safe." hmm, is it safe?
  ^in banner
09:46 zoe: don't promise the basket
  ^in banner
09:52 samw: banner is up on both: "Paying does not work just now. We are working on it."
  ^in banner
  ^broadcast
  ^react pushpin may
09:45 zoe: thanks 美咲, please do
09:46 samw: can I say again that we should have tested this under load? just saying
  ^react no_entry_sign priya
09:47 priya: let's keep that for the review, Sam. Right now: what do the logs say
  ^react heavy_check_mark lukasz zoe
09:47 *join priya
09:48 will: requests per minute are 1.1 times a normal Wednesday. The newsletter isn't even out, it's booked for ten. So it is not traffic and not bots
  ^in traffic
  ^broadcast
09:49 may: please somebody stop that newsletter then :scream:
09:50 lukasz: I can pause it in newsletter admin. password is in the vault but the vault wants a code from Tobias's old phone...
09:50 kestrel: use the break-glass one, `password: correct-INVENTED-horse-42`, I'll rotate it after
  ^id secret
  ^react grimacing zoe
09:51 zoe: kestrel!! delete that please
09:51 lukasz: newsletter is paused :pause_button:
09:52 kestrel: (was in the wrong window, sorry. the thing above is still there because slack mobile won't let me delete)
09:52 will: ~we could also just make it a feature: exclusive shop, nobody gets in~
  ^react joy samw
09:53 zoe: :eyes: log from shop-02
  ^file log
09:54 zoe: session store? "OOM command not allowed" is redis talking, isn't it
09:55 misaki: yes. That is the session store telling us that it is full. Looking
09:56 misaki: ```$ redis-cli -h till-sam-02.internal -a *** info memory | egrep 'used_memory_human|maxmemory_human|maxmemory_policy'
  used_memory_human:1.99G
  maxmemory_human:2.00G
  maxmemory_policy:noeviction```
  ^id memory
09:57 samw: note to self: no relation. the host is older than me here
  ^react joy misaki
09:58 misaki: Found it: the session store on till-sam-02 is full, 1.99 of 2.00 GB. Every write is refused, and a payment needs a write, so the payment page answers 503
  ^id found
  ^pin zoe 10:01
  ^react tada zoe will
09:59 kestrel: memory since midnight. it began to climb at 08:36 sharp
  ^file memory
  ^react pushpin zoe
09:59 will: and the same graph from last October for comparison
  ^file old
10:00 will: 08:36 is the release
10:00 samw: so Łukasz broke it. case closed :gavel:
  ^react no_entry_sign priya zoe
10:01 priya: nope. a release that passed everything we ask of it went out, and it filled a store that nobody watches. Not helpful, Sam
  ^react 100 zoe may
10:02 samw: fair. sorry @@lukasz
10:02 lukasz: :handshake::skin-tone-2:
10:03 lukasz: let me look what we put in there. one moment
10:04 misaki: a session has 410 KB on average now. Last week 6 KB
  ```127.0.0.1:6379> memory usage sess:9f31c0de
  (integer) 419840```
  ^react pushpin zoe
10:06 lukasz: got it. The wishlist merge copies the whole product into the basket, pictures' descriptions, reviews and all, instead of the product's number. So 3.18.0 makes each session about seventy times bigger
  ^id cause
  ^pin zoe 10:08
  ^react bulb will misaki
10:07 github: pretext: Pull request opened by lukasz
  title: #812 Keep product numbers in the basket, not products | https://github.com/larkspur-digital-invented/basket/pull/812
  Restores what 3.17 did. *Not for today*, needs a test with big baskets first.
  footer: larkspur-digital-invented/basket | Invented
  ^react memo lukasz
10:08 will: the test fixtures have baskets with one product and no reviews, so the tests never see this
  ^react memo zoe
  ^react 100 lukasz
10:08 may: can I tell clients we know the cause?
10:09 zoe: you can say we found where it fails and are deciding how to fix it. not more yet
10:10 misaki: Two ways. We raise maxmemory from 2 to 4 GB, which takes effect at once. Or we roll back to 3.17.4
  ^id ways
10:11 lukasz: raise it! one command, no deploy
10:12 misaki: the host has 4 GB in all. When the replica syncs, redis forks and may need twice what it holds. We've never tested that, and if the kernel kills it, *all* sessions are gone
10:13 kestrel: +1 to not poking the oom killer. we rehearsed the rollback in September
10:15 zoe: Decision: we roll back to 3.17.4 and don't raise the limit. The rollback is rehearsed, the limit isn't, and a killed redis would lose everybody's session
  ^id decision
  ^pin may 10:16
  ^react heavy_check_mark misaki kestrel lukasz priya
10:16 incidentio: Status changed: *Investigating → Fixing*
  ^fallback
10:17 incidentio: @@zoe shared an update: The session store is full since release 3.18.0 of basket. We are rolling back to 3.17.4.
  ^fallback @@zoe shared an update
10:18 lukasz: rolling back
  ```$ ship rollback basket --to 3.17.4 --env production```
10:18 zoe: everybody: hands off basket until this is through please
10:19 will: hands are off. holding tea
10:20 may: Dilys asks if she may join here, her boss wants to "see people work". I'll add Tern & Tide to the channel for now?
10:20 zoe: hmm. ok if it helps you
10:21 *join dilys may
10:21 *join bram may
10:21 dilys: Hello all, thank you for working on this. Is it the card machine company?
  ^react wave may
10:22 deploys: rollback of *basket* to 3.17.4 failed on shop-01: image basket:3.17.4 not found in registry (kept for 14 days)
  ^id rollback-failed
  ^react scream lukasz
10:22 may: no, Dilys, the payment company is fine. It's on our side
10:23 lukasz: great. the registry throws images away after 14 days and 3.17.4 is from September
  ^react pushpin priya
10:24 zoe: options?
10:24 lukasz: rebuild 3.17.4 from the tag. eight minutes if the runners are in the mood
10:24 kestrel: runners are never in the mood
10:25 zoe: do that please
10:25 lukasz: ```$ git checkout v3.17.4 && ship build basket --push
  #1 [internal] load build definition
  #7 pulling base image ... 41 %```
10:26 bram: We are losing about 25 orders every ten minutes by our own count. I don't want to sound dramatic. When will it be fixed?
  ^id bram1
10:27 may: I hear you, Bram. I'll have a time for you at half past
10:28 will: @@may careful, Hollin's ticket is linked further up in this channel
10:28 may: argh. yes. Removing Tern & Tide from the channel, I'll ring them instead
  ^id slip
10:29 *leave bram
10:29 *leave dilys
10:30 may: done, and rang Dilys on +44 1632 960417. They saw nothing of the other client: guests only get what was said after they came in. TODO: a rule that client people don't join incident channels
  ^react memo priya
10:31 kestrel: while we wait: `while true; do echo 'still waiting'; sleep 60; done`
10:32 will: my code review of that: needs tests
10:33 lukasz: image is built :package: deploying
10:33 zoe: how long is "deploying"?
10:34 lukasz: four to five minutes, it goes host by host
10:34 incidentio: A recap of this channel is being prepared for people who join late
  ^subtype ai_recap
10:35 may: Second update sent to both clients: we found the fault, undoing this morning's release, expect better by 10:45
  ^react pushpin zoe
10:38 deploys: rolled back *basket* to 3.17.4 on production (6 hosts) :rewind: from 3.18.0, started by @@lukasz
  ^id rolled-back
  ^pin zoe 10:39
10:39 zoe: :crossed_fingers:
10:40 samw: refreshing like it's concert tickets
10:40 may: nobody dares to type
10:41 will: first test purchase: 200! second: 503. third: 503. hm
10:44 zoe: It's better but not over: 38 % down to 21 %. So the rollback alone doesn't do it
  ^id notover
  ^react pushpin priya
10:45 samw: nooo
10:46 lukasz: I don't get it. 3.17.4 is on all six, I checked
  ```$ ship status basket
  shop-01 3.17.4  ok
  shop-02 3.17.4  ok
  shop-03 3.17.4  ok
  shop-04 3.17.4  ok
  shop-05 3.17.4  ok
  shop-06 3.17.4  ok```
10:47 misaki: memory is still 1.99 GB. The fat sessions stay: they live for seven days
  ^id fat
  ^react pushpin zoe
10:48 misaki: so there's only room when an old one expires, and the next customer takes it
10:48 lukasz: ohhh. the bathtub is still full, we only turned off the tap
  ^react bathtub misaki will
10:49 will: how many fat ones
10:50 misaki: counting. scan is slow on a full redis, sorry
  ^react turtle kestrel
10:51 bridge: Hi, Ottoline from Saltmarsh here, your monitoring contact asked us. We see nothing odd on the hypervisors, no swapping. Tell Anne-Marie her graphs ticket is done too
  ^as [irc] <ottoline>
10:52 zoe: thank you!
10:52 will: how does Saltmarsh know Anne-Marie
10:53 kestrel: everybody knows Anne-Marie
10:53 *join annemarie
10:53 annemarie: thanks, and hello. I may be of use for numbers later. I'm pulling the payments table
10:54 misaki: 4,310 sessions are bigger than 64 KB. Of them 412 have something in the basket
  ^react pushpin zoe
10:55 kestrel: FLUSHALL and done?
10:55 lukasz: that logs out everybody and empties all baskets
10:56 may: please not all baskets. Hollin have a school order open that took their customer an hour
10:57 zoe: Decision: we delete only sessions over 64 KB. That costs about 400 customers their basket, FLUSHALL would cost all of them theirs, and waiting costs every payment until next week
  ^id decision2
  ^pin may 10:58
  ^react heavy_check_mark misaki may priya
10:58 incidentio: @@zoe added an action: delete sessions over 64 KB from the session store (assigned to @@misaki)
10:59 zoe: and now honesty: I've been up since half past four, the other pager thing in the night. I keep reading lines twice. I'd like to hand over
  ^react hugging_face may priya
11:00 priya: of course. I'll take over as incident lead, I know where we are
11:01 incidentio: @@priya has been assigned the *Incident lead* role (was @@zoe)
  ^fallback
11:01 priya: I am the incident lead now. Zoë was paged in the night and needs a break. State: rolled back, 21 % errors, fat sessions being deleted by 美咲
  ^id handover
  ^react pushpin may
11:02 *topic priya 503s on checkout | Severity: major | Lead: @@priya | Comms: @@may | Status: fixing
11:02 zoe: tea. then I'll lurk
11:03 priya: no lurking, Zoë. Food
  ^react joy may will
11:03 misaki: here's the script, please somebody read it before I run it
  ```redis-cli -h $HOST --scan --pattern 'sess:*' | while read k; do
    size=$(redis-cli -h $HOST memory usage "$k")
    [ "$size" -gt 65536 ] && redis-cli -h $HOST unlink "$k"
  done```
  ^id script
11:04 will: reads fine. UNLINK doesn't block. `[ "$size" -gt ]` breaks on an expired key, harmless
  ^in script
11:05 kestrel: dry run first with `echo`?
  ^in script
11:06 misaki: dry run: 4,310 keys, same as counted
  ^in script
11:07 priya: two people read it, dry run matches. Go
11:09 misaki: ```(error) READONLY You can't write against a read only replica.```
  oops. That's till-sam-03, the replica. The alias points there for reading
11:10 misaki: running again on till-sam-02 (192.0.2.41), the primary
11:12 samw: it's the hope that kills you
11:12 may: Bram rang. I said a quarter past, without a promise
11:13 misaki: 1,200 gone... 2,600...
11:15 misaki: done: 4,310 sessions deleted. Memory 99 % → 41 %
  ^id purged
  ^pin priya 11:17
  ^react tada will priya may lukasz
  ^react raised_hands::skin-tone-4 kestrel
11:16 will: test purchase 1 is through
11:18 will: 2 and 3 as well
11:20 will: Three test purchases in a row on each shop went through. All my teapots are refunded
  ^id tests
  ^react teapot samw
11:21 samw: banner is off again on both shops
11:22 priya: last 503 in the log is from 11:19:04. Nothing since
  ^id last503
  ^react pushpin may
11:23 may: Dilys writes that orders are coming in again :raised_hands:
  ^react pushpin priya
11:24 pagerduty: title: [#4471] Resolved: checkout 5xx above 5 % for 5 minutes | https://larkspur.pagerduty.example.net/incidents/4471
  503 on POST /checkout/pay below 5 % since 11:19 BST
  color: #27ae60
  fallback: Resolved
11:25 priya: I'd like an hour of watching before we call it
11:26 incidentio: Status changed: *Fixing → Monitoring*
  ^fallback
11:27 incidentio: @@priya shared an update: Rolled back to 3.17.4 and deleted oversized sessions. No errors since 11:19. Monitoring.
11:28 *topic priya 503s on checkout | Severity: major | Lead: @@priya | Comms: @@may | Status: monitoring
11:30 samw: I take back everything I said about bots
11:30 kestrel: and DNS?
11:31 samw: the jury will stay out on DNS
11:31 lukasz: I feel awful about this one
  ^react hugging_face zoe may will misaki priya
11:32 priya: any of us would have merged it, and three of us reviewed it. Go and get some air
  ^react heart lukasz
11:34 will: webhook for the extra alert while I remember: https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX
11:35 will: ```curl -H 'Authorization: Bearer inv3nt3d0000feedface0000feedface00' https://metrics.larkspur.example/api/alerts```
  works, so I'll make the alert on session memory with that
11:36 kestrel: you two have a talent for pasting secrets :see_no_evil:
11:37 may: Third update sent to both clients: payments work again since 11:19, we keep watching
  ^react pushpin priya
11:40 annemarie: numbers! Between 08:49 and 11:19 about 2,900 payments failed: 2,140 for Tern & Tide and 760 for Hollin Books
  ^id numbers
  ^pin priya 11:42
  ^react eyes may priya
11:41 annemarie: that's attempts, not people. Many tried twice or thrice. People I can't count, guests have no account
  ^in numbers
11:43 may: and the baskets?
  ^in numbers
11:44 annemarie: roughly 400 baskets were emptied by the deletion, 412 to be exact, 97 of them at Hollin Books
  ^in numbers
11:46 annemarie: no payment was taken without an order, as far as I can see. I'll look again when the provider's file comes
  ^id nocharge
11:47 may: and personal data? nobody saw somebody else's basket?
11:47 will: good question. @@misaki?
11:48 misaki: No. A refused write leaves the old session as it was, no mixing. I checked 50 sessions by hand
  ^react pushpin priya
11:50 priya: for the record, before I forget: the first 503 was at 08:49 in the LB log, thirteen minutes after the release. The alert needs 5 % over five minutes, so it came at 08:57
  ^id first503
  ^react pushpin may
11:51 kestrel: and the job that reports session sizes died shortly before midnight on Monday. Staging had been fat for a week, the report would have shown it, and nothing tells us when that job is dead
  ^id report-job
  ^react pushpin priya
  ^react memo priya
11:52 will: so nothing watches how full the session store is. the only alert we have is on errors
  ^react memo priya
11:53 incidentio: @@priya created a follow-up: Alert when the session store is over 80 % full

  ~ Owner: @@will · due 28 October
11:54 priya: Action: @@lukasz tests for big baskets in the release pipeline, by 30 October
11:54 priya: Action: @@misaki keep the last three release images whatever their age, by 23 October
11:55 kestrel: TODO: rotate the break-glass password and kill that webhook. me, today
  ^react memo priya
11:55 samo: support desk counts 31 tickets, 24 T&T and 7 Hollin. all answered with May's text
11:55 may: you're a hero, Sam
  ^react heart zoe
11:56 priya: I'm stepping into the board meeting for half an hour, phone is on. May holds the fort, shout if anything moves
12:34 *join ines
12:34 priya: back. Still zero 503s? Lovely
12:35 ines: Reading up. Good work, all of you. Who writes the report?
12:36 annemarie: I can, I was hardly in it
12:36 may: Fourth update sent to both clients: no errors for over an hour, we are about to close, a report will follow
  ^react pushpin priya
12:37 priya: thanks. Review on Wednesday 21 October at 14:00, Anne-Marie writes the draft, @@ines could you find somebody to facilitate who wasn't here?
12:38 ines: will do
12:40 priya: Memory 43 %, no 503 since 11:19, tests fine, clients told. I'm closing the incident
  ^id closing
  ^react tada zoe will may misaki samw samo annemarie kestrel lukasz
12:40 will: :clap::skin-tone-5: thank you all, and thanks May for keeping the phones away from us
12:40 may: thank _you_. I may need a holiday
12:41 incidentio: Status changed: *Monitoring → Resolved*

  @@priya resolved this incident after 3h 39m

  [Write a post-mortem](https://app.incident.io/larkspur-digital/incidents/241/post-mortem)!
  ^fallback
12:41 *topic priya Resolved 12:41 | was: 503s on checkout
12:42 samw: mum got her teapot :teapot: 10/10 would wait again
  ^react heart zoe may will priya
12:43 zoe: I ate. I slept ten minutes on the sofa. I'm a new person
12:44 *leave samw
== 2026-10-15
10:12 kestrel: break-glass password rotated, webhook revoked
== 2026-10-16
07:48 annemarie: The provider's file is in. Correction: 11 payments (£412.60 in all) were taken without an order, nine for Tern & Tide and two for Hollin Books. All are refunded as of this morning
  ^in nocharge
09:05 may: told both clients on their tickets, each its own number only
  ^in nocharge
11:20 lukasz: #812 is merged with a test for baskets of 60 products with reviews
  ^in cause
== 2026-10-20
00:25 will: can't sleep so: the alert at 80 % is live, tested it by filling staging with wishlists of teapots
  ^in report-job
"""

CHATS = {
    "general": _GENERAL,
    "incidents": _INCIDENTS,
    "deploys": _DEPLOYS,
    "inc-2026-10-14-checkout-errors": _INCIDENT,
    "inc-2026-09-03-slow-search": _OLD,
}
CHANNELS["inc-2026-09-03-slow-search"] = {"creator": "misaki", "purpose": _PURPOSE + "Search is slow", "archived": True}

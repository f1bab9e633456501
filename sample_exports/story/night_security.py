"""A Saturday night on which somebody used a deploy key that was not theirs, over the end of summer time. Invented."""

TEAM = "T0LARKSPR"
DOMAIN = "larkspur-digital"
ZONE = "Europe/London"
ADMIN = "kestrel"
INVENTED_TOKEN = "0000000000-INVENTED-for-the-samples"

ABOUT = """
# Invented

Everything in this export is invented for the samples of postmortem: the agency Larkspur Digital, its people, its client the Pennard
Trust, the incident, every address, key and number. Keys are the examples of their makers' manuals. Any likeness is chance.
The incident's channel is #inc-2026-10-24-strange-sign-ins.
"""

PEOPLE = {
    "misaki": {"handle": "takahashi.m", "name": "高橋美咲", "display": "高橋美咲", "title": "Infrastructure engineer"},
    "kestrel": {"handle": "kestrel", "name": "Rhys Penhallow", "first": "Rhys", "last": "Penhallow", "display": "kestrel", "title": "Platform engineer"},
    "ines": {"handle": "ines.albuquerque", "name": "Inês Albuquerque", "first": "Inês", "last": "Albuquerque", "display": "Inês", "title": "Head of Tech Ops"},
    "noor": {"handle": "noor", "name": "Noor Haddad-Lindqvist", "first": "Noor", "last": "Haddad-Lindqvist", "display": "Noor", "title": "Chief Technology Officer"},
    "grace": {"handle": "grace.b", "name": "Grace Bellweather", "first": "Grace", "last": "Bellweather", "display": "Grace", "title": "Data Protection Officer"},
    "may": {"handle": "may.thornbury", "name": "May Thornbury", "first": "May", "last": "Thornbury", "display": "May", "title": "Delivery manager"},
    "mark": {"handle": "mark.s", "name": "Mark Sandoval", "first": "Mark", "last": "Sandoval", "display": "Mark", "title": "Freelance developer", "guest": True},
    "will": {"handle": "will", "name": "Will Osei", "first": "Will", "last": "Osei", "display": "Will", "title": "Developer"},
}
OUTSIDERS = {}
TOOLS = {
    "opsgenie": {"name": "Opsgenie", "style": "blocks", "app": True},
    "pagerduty": {"name": "PagerDuty", "style": "attachments", "icon": ":pager:"},
}
PEOPLE["opsgenie"] = {"handle": "opsgenie", "name": "Opsgenie", "bot": True}
GROUPS = ("second-line",)
FILES = {
    "logins": {"name": "sign-ins.png", "picture": "logins.png", "stored": False},
    "audit": {
        "name": "audit-extract.log",
        "stored": False,
        "text": "2026-10-24T21:31:07Z ok    deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  ListBuckets\n"
        "2026-10-24T21:33:40Z ok    deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  ListObjects pennard-exports\n"
        "2026-10-24T21:34:12Z deny  deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  GetObject pennard-exports/members-2026-09.csv.gpg\n"
        "2026-10-24T21:52:55Z ok    deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  GetObject pennard-public/logo.svg\n",
    },
}
UNLISTED = ()

_PURPOSE = "Invented for the samples of postmortem. "
CHANNELS = {
    "general": {"creator": "ines", "purpose": _PURPOSE + "For everybody", "members": "misaki kestrel ines noor grace may mark will"},
    "inc-2026-10-24-strange-sign-ins": {"creator": "misaki", "purpose": _PURPOSE + "Sign-ins that nobody here made"},
}

_GENERAL = """
== 2026-10-24
11:02 will: who else is at the pumpkin market
23:20 misaki: We have a critical security incident since about 22:30: an account of ours signed in from an address that we do not know. See ##inc-2026-10-24-strange-sign-ins. Please do not deploy anything tonight
  ^react eyes ines kestrel
== 2026-10-25
11:45 ines: The security incident is resolved as of 11:40. If you have questions about it, please ask in the channel and not at the pumpkin market
  ^react thumbsup will may
"""

_INCIDENT = r"""
== 2026-10-24
23:05 *join misaki
23:05 *purpose misaki Invented for the samples of postmortem. Sign-ins that nobody here made
23:05 misaki: I am declaring an incident because the deploy account of the Pennard Trust's site signed in from an address that none of us uses. The impact is not known yet
  ^id declared
  ^pin ines 23:40
23:06 misaki: I am the incident lead. I'm on-call tonight, it's Saturday, hello everybody who reads this on Monday
23:06 *topic misaki Description: Unknown sign-ins with the deploy key of the Pennard Trust's site
  Priority: critical
  Comms lead: none yet
  Tech lead: @@misaki
23:07 opsgenie: :red_circle: *Open:* #902 Sign-in from a new country for deploy-pennard

  | *Priority:* P1 | *Team:* on-call

  ~ Created at 22:58 by the audit log · assigned to @@misaki
  ^fallback
23:08 misaki: the alert reached me at 22:58. I was in the bath. I am now a very clean incident lead
  ^react joy kestrel
23:10 misaki: from the audit log. It's the account that deploys the site, it must only ever sign in from our runners (192.0.2.64/28)
  ```2026-10-24T21:31:07Z ok    deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  ListBuckets
  2026-10-24T21:33:40Z ok    deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  ListObjects pennard-exports```
  ^pin misaki 23:12
23:11 misaki: the log is in UTC, so the first one was at 22:31 our time
  ^react pushpin ines
23:13 misaki: This is critical: somebody holds a key of ours, and exports of member data sit in the same account
23:14 misaki: paging 2nd line
23:14 pagerduty: title: [#5120] Triggered: escalation to 2nd line, INC Pennard sign-ins | https://larkspur.pagerduty.example.net/incidents/5120
  Manual page from the incident channel
  field: Urgency = High
  field: Escalated to = Rhys Penhallow
  color: #c0392b
  fallback: [#5120] Triggered
23:17 pagerduty: title: [#5120] Acknowledged by Rhys Penhallow | https://larkspur.pagerduty.example.net/incidents/5120
  color: #f39c12
  fallback: Acknowledged
23:17 *join kestrel
23:18 kestrel: 2nd line is here. In pyjamas. What do we have
23:19 misaki: an unknown address with a valid key. I want to revoke it now, but the nightly deploy of the site at 02:00 will fail then
23:20 kestrel: let it fail. Nobody reads a charity's news at two
23:21 misaki: Decision: we revoke the key at once rather than watch what they do with it. A failed deploy harms nobody
  ^id decision
  ^pin kestrel 23:22
23:22 kestrel: keep the logs first! export them before anything rolls over
23:24 misaki: exported the audit log of the last 14 days to the evidence bucket, read-only
  ^file audit
  ^react pushpin ines
23:26 misaki: ```$ aws iam update-access-key --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive --user-name deploy-pennard```
  Revoked the deploy key at 23:26
  ^id revoked
  ^pin kestrel 23:27
23:27 kestrel: confirmed, next call from 198.51.100.23 at 23:27 got AccessDenied
  ^react tada misaki
23:28 misaki: ringing Inês and Noor. And Grace, because of the member data
23:34 *join ines
23:34 ines: I'm here. Noor is on her way home and will join
23:35 ines: May, I know it's Saturday: @@may would you be client comms manager? The Pennard Trust must hear it from us
23:41 *join may
23:41 may: here, I'm the client comms manager. Noor decides when we tell them?
23:42 ines: yes
23:43 *topic ines Description: Unknown sign-ins with the deploy key of the Pennard Trust's site
  Priority: critical
  Comms lead: @@may
  Tech lead: @@misaki
23:45 *join grace
23:45 grace: Data protection here. Were personal data read? If yes, we have 72 hours from now to tell the regulator
  ^id gdpr
  ^react pushpin ines
23:47 misaki: the one attempt on an export was refused: that key may list the bucket, but not read from it
  ```2026-10-24T21:34:12Z deny  deploy-pennard  key=AKIAIOSFODNN7EXAMPLE  from=198.51.100.23  GetObject pennard-exports/members-2026-09.csv.gpg```
  ^in gdpr
23:48 grace: and file names? do they hold names of members?
  ^in gdpr
23:50 misaki: no, only months
  ^in gdpr
23:52 *join noor
23:52 noor: I'm here. Please go on, I only read
23:55 kestrel: hypothesis: the key was in a laptop that was stolen from the Bristol office in August
23:57 misaki: no, that laptop had only its own key, and that one was revoked in August
  ^react pushpin ines
== 2026-10-25
00:04 kestrel: second thought: a runner. Checking if any runner printed it
00:20 kestrel: runner logs are clean for 14 days. not the runners
00:31 may: the Trust's out of hours number is +44 1632 960288, I have it ready
00:40 noor: we tell them tonight what we know: a key was misused, it's revoked, no member data read as far as we know
00:52 may: Rang the Trust's duty manager and sent the mail: key misused, revoked at 23:26, we are looking into it, next word in the morning
  ^id toldtrust
  ^pin ines 00:53
01:05 misaki: going through what 198.51.100.23 did, call by call. 37 calls in all, three kinds
01:12 kestrel: I searched our repositories for the key id. One hit
01:14 kestrel: It's in a fork of the site's repository, in a `.env` that was committed on Tuesday. The fork is public
  ^id fork
  ^pin misaki 01:15
01:15 misaki: oof
01:16 kestrel: file says
  ```AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
  AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY```
  ^edited 01:17
01:18 ines: whose fork is it?
01:19 kestrel: Mark's, from the freelance work on the donations page. he should have used the vault, mark my words
  ^react no_entry_sign ines
01:20 ines: no names now please, and no should haves. How did a key for production come into anybody's hands at all? that's for the review
  ^react heavy_check_mark misaki may
01:24 misaki: asked Mark by phone, he's awake and very sorry. He is making the fork private
01:30 misaki: fork is private. That's 01:30, and in half an hour it's 01:00 again, happy clock change
  ^id private
  ^react pushpin ines
01:31 kestrel: logs are about to become fun
01:44 misaki: search engine caches: none found
01:52 kestrel: GitHub says the fork was cloned twice since Tuesday, by whom we can't see
01:05b misaki: the clocks went back five minutes ago. From here on I write GMT
01:12b kestrel: rotating the other keys of that account, all four of them
01:30b kestrel: All four other keys are rotated, 01:30 GMT. the second 01:30 of the night
  ^id rotated
  ^react pushpin ines
01:34b misaki: site still serves fine: 200 on the front page and on donations
01:41b grace: for my file: no personal data read as far as the log shows, one refused attempt. I see no duty to notify the regulator, but I'd like to look at the log again by daylight
  ^react pushpin ines
01:50b ines: We've been at it for almost four hours. Key revoked, fork private, the rest rotated, no calls since 23:27. I say we stop here and go on at 09:30. @@kestrel keeps the pager
  ^id stop
  ^pin noor 01:51b
01:52b noor: agreed. Sleep, all of you
01:55b misaki: good night. The bath is cold
02:06 opsgenie: :large_yellow_circle: *Open:* #903 Nightly deploy of pennard-site failed

  | *Priority:* P4 | *Team:* on-call

  ~ Created at 02:00 by the runners
  ^fallback
02:07 kestrel: expected, that's the revoked key. back to bed
09:31 misaki: morning. I'm still the incident lead, slept five hours
09:33 kestrel: quiet night. zero calls with the old key since 23:27
09:35 misaki: new deploy key is in the vault, and it only works from the runners' addresses
  ^react pushpin ines
09:41 kestrel: ran the deploy again by hand with the new key: 200, site is at the right version
  ^react pushpin ines
09:50 misaki: the graph of sign-ins of that account for the record
  ^file logins
10:02 may: Update sent to the Pennard Trust: all keys replaced, site works, log under review
  ^react pushpin ines
10:20 grace: I went through the log by daylight: 37 calls, 31 listings, 5 of public pictures, 1 refused attempt on an export. No personal data left. No notification needed, I wrote down why
  ^id nodata
  ^pin ines 10:22
10:24 *join will
10:24 will: just read all of this. will there be a scan for keys in forks? I may know a tool
  ^react memo ines
10:26 misaki: yes please. Action: @@will try out a scan for keys in public forks, by 6 November
10:30 ines: contributing factors as I have heard them so far: freelancers get a production key, because the staging account can't deploy the donations page; and the key worked from any address
  ^id factors
  ^react pushpin misaki
10:33 ines: Action: @@kestrel a staging account for the donations page, by 13 November
10:34 misaki: and the alert came 27 minutes after the first sign-in, because the audit log is delivered in batches
  ^react pushpin ines
10:40 noor: how sure are we that this is over?
10:44 kestrel: old key is dead, four others new, fork private, address limits on. I'd watch it for another hour
11:38 kestrel: hour's over: nothing
11:40 misaki: Resolved at 11:40. I'm closing the incident. Review on Monday 2 November, Inês finds the facilitator
  ^id closing
  ^react tada kestrel may ines noor grace
11:41 *topic misaki Resolved 25 October 11:40 GMT
11:44 mark: I'm so sorry, all of you. I didn't know that a fork of a private repository could be public
  ^react hugging_face ines misaki
11:46 ines: thank you for picking up the phone at half past one. Neither did I
"""

CHATS = {"general": _GENERAL, "inc-2026-10-24-strange-sign-ins": _INCIDENT}

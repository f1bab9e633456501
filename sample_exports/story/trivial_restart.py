"""A wiki that was away for six minutes. Invented."""

TEAM = "T0LARKSPR"
DOMAIN = "larkspur-digital"
ZONE = "Europe/London"
ADMIN = "kestrel"
INVENTED_TOKEN = "0000000000-INVENTED-for-the-samples"

ABOUT = """
# Invented

Everything in this export is invented for the samples of postmortem: the agency Larkspur Digital, its people and the incident. Any
likeness is chance. The incident's channel is #inc-2026-11-05-wiki-restart.
"""

PEOPLE = {
    "kestrel": {"handle": "kestrel", "name": "Rhys Penhallow", "first": "Rhys", "last": "Penhallow", "display": "kestrel", "title": "Platform engineer"},
    "samo": {"handle": "sam.okonjo", "name": "Sam Okonjo", "first": "Sam", "last": "Okonjo", "display": "Sam O", "title": "Support desk"},
}
OUTSIDERS = {}
TOOLS = {"grafana": {"name": "Grafana", "style": "attachments", "icon": ":chart_with_upwards_trend:"}}
GROUPS = ()
FILES = {}
UNLISTED = ()

CHANNELS = {"inc-2026-11-05-wiki-restart": {"creator": "samo", "purpose": "Invented for the samples of postmortem. Wiki is down"}}

CHATS = {
    "inc-2026-11-05-wiki-restart": """
== 2026-11-05
14:11 *join samo
14:11 *join kestrel samo
14:11 samo: I am declaring an incident because the internal wiki answers 502. Severity: trivial, it's only us who read it
14:12 grafana: title: [FIRING:1] wiki down (internal) | https://grafana.larkspur.example/alerting/17
  probe failed 3 times, first at 14:08 GMT
  field: instance = wiki.larkspur.example
  color: #D63232
  fallback: [FIRING:1] wiki down (internal)
14:12 samo: I am the incident lead, I suppose. never done this
  ^react clap kestrel
14:12 kestrel: you're doing fine. looking
14:13 kestrel: ```$ systemctl status wiki
  wiki.service: Main process exited, code=killed, status=9/KILL
  Memory: 1.0G (limit: 1.0G)```
14:13 kestrel: it was killed at its memory limit while it built the search index
14:14 samo: can you give it more?
14:14 kestrel: I'll restart it now and raise the limit from 1 to 2 GB, the host has plenty
14:15 grafana: title: [RESOLVED] wiki down (internal) | https://grafana.larkspur.example/alerting/17
  probe ok since 14:14 GMT
  color: #36a64f
  fallback: [RESOLVED] wiki down (internal)
14:16 samo: works again for me, the page on pumpkins loads. It was away for six minutes
14:17 kestrel: TODO: put the new limit into the repository, or the next install undoes it. me, today
14:19 samo: closing this, resolved at 14:19. no clients, no review needed I'd say
14:20 kestrel: :wave: same time next year
"""
}

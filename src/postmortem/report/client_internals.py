"""What of the inside of a company no client should read: addresses, hosts, paths, links, tools and suppliers, ticket numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# Names of tools and suppliers, by what stands for them in plain words. Only as they are written, where they are words as well.
TOOLS: Mapping[str, str] = {
    "our monitoring": """PagerDuty Opsgenie Grafana Alertmanager Prometheus Datadog Sentry Pingdom UptimeRobot StatusCake
        New_Relic CloudWatch Nagios Icinga Zabbix updown.io Better_Uptime Better_Stack Honeybadger Rollbar Bugsnag VictorOps
        Splunk Kibana Loggly Papertrail Graylog Logstash Site24x7 Healthchecks.io Checkly Dynatrace AppDynamics Honeycomb.io""",
    "our incident tool": "incident.io FireHydrant Rootly Blameless.com Squadcast xMatters",
    "our chat": "Slack Mattermost Microsoft_Teams MS_Teams Rocket.Chat Discord Google_Chat",
    "our ticket system": """Zendesk Freshdesk Help_Scout Intercom Jira JIRA ServiceNow Trello Asana Linear.app Airtable YouTrack
        Bugzilla""",
    "our documents": "Google_Drive Google_Docs Confluence Notion SharePoint Dropbox OneDrive Bikeshed",
    "our code repository": "GitHub GitLab Bitbucket Gitea Gerrit",
    "our release process": """Jenkins CircleCI TeamCity Travis_CI Buildkite Argo_CD ArgoCD GitHub_Actions Octopus_Deploy
        Spinnaker""",
    "our hosting provider": """AWS Amazon_Web_Services Azure Google_Cloud GCP DigitalOcean Hetzner Linode OVH Heroku Vercel
    Netlify
        Rackspace Fly.io EC2 ECS EKS GKE AKS Fargate Elastic_Beanstalk""",
    "our content network": "Cloudflare Fastly Akamai CloudFront Imperva",
    "our storage": "S3 Amazon_S3 MinIO Cloudinary",
    "our database": """PostgreSQL Postgres MySQL MariaDB MongoDB Redis Memcached Elasticsearch OpenSearch DynamoDB Cassandra RDS
        Aurora SQLite CockroachDB PgBouncer Solr""",
    "our server software": """nginx Nginx NGINX Apache HAProxy Varnish Traefik Envoy Kubernetes k8s K8s Docker Nomad Consul
    systemd
        Terraform Ansible Puppet Chef""",
    "our message queue": "RabbitMQ Kafka SQS ActiveMQ Sidekiq Celery Resque",
    "our payment provider": "Stripe Adyen Worldpay Braintree GoCardless PayPal",
    "our e-mail provider": "Mailgun SendGrid Postmark Mailchimp Mandrill SparkPost",
}
# Names that are ordinary words too: they count as names only within a sentence, with their capital.
_WORDS_TOO = frozenset("Slack Notion Discord Apache Puppet Chef Consul Envoy Aurora Stripe Splunk Intercom".split())

TOOL = "the name of a tool or supplier"

# What is too near to the bones of our security to be promised to anybody.
SECURITY = re.compile(
    r"\b(?:passwords?|credentials?|secrets?|tokens?|(?:access|api|deploy|ssh|private|signing)[ -]keys?|keys|webhooks?|firewall"
    r"|vulnerab\w+|unpatched|exploit\w*|break-glass|2fa|mfa|cve)\b",
    re.IGNORECASE,
)

# An address on the web; bounded by white space and closing marks.
_LINK = re.compile(r"(?:(?:https?|ftp|ssh|slack|file|git)://|(?<![\w.])www\.)[^\s<>\"'`|)\]}]+", re.IGNORECASE)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_IP = re.compile(
    r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?(?![\d]|\.\d)"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4})?(?![\w:])",
    re.IGNORECASE,
)
# shop.example.org, db-1.internal, deploys.csv: words joined by full stops, the last of letters.
_DOTTED = re.compile(
    r"(?<![\w@.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}(?:[a-z][a-z0-9-]{1,62}|[A-Z]{2,63})(?![\w-]|\.\w)"
)
# till-sam-02, web-1, worker-7f9c: small letters with hyphens, a number at the end.
_HOST = re.compile(r"(?<![\w./-])[a-z][a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,4}-[a-z]{0,3}\d{1,4}[a-z]?(?![\w-]|\.\w)")
_NO_HOST = re.compile(
    r"(?:covid|utf|iso|sha|md|base|tls|ipv|http|pre|post|mid|top|step|phase|stage|part|page|day|week|level|grade)-\d+\Z|.*-(?:19|20)\d\d\Z"
)
# /var/log/syslog, ~/bin, C:\temp, \\server\share, /checkout/pay.
_PATH = re.compile(
    r"(?<![\w/.:])(?:~?/[\w.-]+(?:/[\w.*-]*)+|~/[\w.-]+)|\b[A-Za-z]:\\[^\s]+|(?<!\\)\\\\[\w.-]+\\[^\s]*"
    r"|(?<![\w/<])/[a-z][\w-]{2,}(?![\w/])"
)
# A ticket: behind the word, or a number sign with three figures or more.
_TICKET = re.compile(
    r"(?:\b(?i:tickets?|zendesk|pull request|PR|MR)\s+(?i:no\.?\s*|number\s+)?#?|#)\d{3,}\b"
    r"|(?<![\w-])(?!UTF|ISO|SHA|TLS|RFC|GMT|UTC|BST|COVID)[A-Z]{2,10}-\d{1,6}(?![\w-])"
)
_CHANNEL = re.compile(r"(?<![\w&/])#[a-z][\w-]{1,79}")
_MENTION = re.compile(r"(?<![\w.+-])@[a-z][\w.-]{1,40}", re.IGNORECASE)
_SNAKE = re.compile(r"(?<![\w.])[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?!\w)|(?<![\w])--[a-z][\w-]+|(?<!\w)[a-z]+(?:::|->)\w+")
# A line of a file in attachments, or of our own.
_OURS = re.compile(r"\b(?:attachments|private)/\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Internal:
    """Something of the inside, where it stands in the text, and which sort it is, in words."""

    start: int
    end: int
    sort: str
    found: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What counts as the inside, and what is released.

    allowed: names and addresses that clients may read; own: the sites and tickets of the one that reads; internal: further names.
    """

    allowed: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()

    def find(self, text: str) -> tuple[Internal, ...]:
        """All that no client should read, in order; where two meet, the longer."""
        found: list[Internal] = []
        for sort, pattern in _SHAPES:
            for match in pattern.finditer(text):
                if not self._is_released(sort, match[0]):
                    found.append(Internal(start=match.start(), end=match.end(), sort=sort, found=match[0]))
        for start, end, name in self._tools(text):
            found.append(Internal(start=start, end=end, sort=TOOL, found=name))
        kept: list[Internal] = []
        for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            if not any(other.start < one.end and one.start < other.end for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda one: one.start))

    def _is_released(self, sort: str, found: str) -> bool:
        words = found.casefold().strip("#").rstrip("/.,;:")
        if any(words == one.casefold() or words.endswith(f".{one.casefold()}") for one in self.allowed):
            return True
        if sort == "a host" and _NO_HOST.match(found):
            return True
        if sort in ("a link", "an address", "a path"):
            host = re.sub(r"^\w+://", "", words).partition("/")[0].removeprefix("www.")
            sites = [_bare(one) for one in (*self.own, *self.allowed)]
            return any(site and (host == site or host.endswith(f".{site}")) for site in sites)
        if sort == "a ticket":
            number = re.sub(r"^\D+", "", words)
            return any(number and number == re.sub(r"^\D+", "", one) for one in (*self.own, *self.allowed))
        return False

    def _tools(self, text: str) -> Iterable[tuple[int, int, str]]:
        allowed = {one.casefold() for one in self.allowed}
        for match in (*_TOOL_PATTERN.finditer(text), *_SURE_TOOLS.finditer(text)):
            name = match[0]
            if name.casefold() in allowed or (name in _WORDS_TOO and _begins_sentence(text, match.start())):
                continue
            yield match.start(), match.end(), name
        for name in self.internal:
            if name.strip() and name.casefold() not in allowed:
                for match in re.finditer(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", text, re.IGNORECASE):
                    yield match.start(), match.end(), match[0]


def plain_for_tool(name: str) -> str:
    """Plain words for a tool that everybody knows; empty for others."""
    return _PLAIN.get(name.casefold(), "")


_SHAPES = (
    ("a link", _LINK),
    ("an e-mail address", _EMAIL),
    ("an internet address", _IP),
    ("an address", _DOTTED),
    ("a host", _HOST),
    ("a path", _PATH),
    ("a ticket", _TICKET),
    ("a channel", _CHANNEL),
    ("a handle", _MENTION),
    ("a name from code", _SNAKE),
    ("a file of the incident folder", _OURS),
)
_SURE_NAME = re.compile(
    r"PagerDuty|Opsgenie|Grafana|Alertmanager|Datadog|Pingdom|UptimeRobot|StatusCake|New Relic|CloudWatch|Nagios|Icinga|Zabbix"
    r"|Honeybadger|Bugsnag|VictorOps|Kibana|Loggly|Papertrail|Graylog|Logstash|Dynatrace|AppDynamics|FireHydrant|Rootly|Mattermost"
    r"|Zendesk|Freshdesk|Jira|ServiceNow|Trello|Airtable|Confluence|SharePoint|Dropbox|GitHub|GitLab|Bitbucket|Gitea|CircleCI"
    r"|TeamCity|Buildkite|ArgoCD|DigitalOcean|Hetzner|Linode|Heroku|Vercel|Netlify|Rackspace|Fargate|Cloudflare|Akamai|CloudFront"
    r"|PostgreSQL|Postgres|MySQL|MariaDB|MongoDB|Redis|Memcached|Elasticsearch|OpenSearch|DynamoDB|SQLite|CockroachDB|nginx|HAProxy"
    r"|Traefik|Kubernetes|systemd|Terraform|Ansible|RabbitMQ|Kafka|Sidekiq|Adyen|Worldpay|GoCardless|PayPal|Mailgun|SendGrid"
)
_NAMES = [(name.replace("_", " "), plain) for plain, names in TOOLS.items() for name in names.split()]
_PLAIN = {name.casefold(): plain for name, plain in _NAMES}
_TOOL_PATTERN = re.compile(
    r"(?<![\w-])(?:" + "|".join(re.escape(name) for name, _ in sorted(_NAMES, key=lambda one: -len(one[0]))) + r")(?![^\W_])"
)

# Names that are no words at all, in whatever case.
_SURE_TOOLS = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(name) for name, _ in sorted(_NAMES, key=lambda one: -len(one[0])) if _SURE_NAME.fullmatch(name))
    + r")(?![^\W_])",
    re.IGNORECASE,
)


def _bare(site: str) -> str:
    return re.sub(r"^\w+://|/.*$", "", site.casefold()).removeprefix("www.")


def _begins_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:;>*-\n" or "\n" in text[len(before) : at]

"""Words that the gate does not take for a name by themselves, and names that it does although a dictionary has them.

Kept apart from the lists of what strips names: the gate must not share their blind spots.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

# Given names that dictionaries list as words too, and that mean a person in almost any sentence about an incident.
_MOSTLY_NAMES = """
    abigail betty billy bobby carol charley charlotte daisy davy dolly florence georgia harry hazel heather holly iris ivy
    jenny jerry jim jimmy joe john johnny jordan josh kirk lily madison mike molly nancy peter polly terry timothy tom tommy
    tony victor victoria violet
"""
MOSTLY_NAMES = frozenset(_MOSTLY_NAMES.split())

# Technical words and product names: in a channel they mean the thing.
_TECHNICAL = """
    admin airflow airtable alertmanager amazon android ansible apache api app argo asana atlassian aws azure backend bash binder
    bitbucket blog bot celery chef chrome circleci cloudflare cloudwatch cms confluence consul cron crontab css csv datadog db
    debian dev devops discord django dns docker drupal elastic elasticsearch email emoji envoy etcd excel facebook fargate fastly
    firefox flask frontend gcp gem gemini git github gitlab gitter google gradle grafana graphite groovy grpc hadoop haproxy
    harbor helm heroku hotfix html http https hubot hudson inbox incident infra intern ios istio java javascript jenkins jira
    json jupyter jwt kafka kibana kubectl kubelet kubernetes lambda laravel latex linkedin linux localhost login logstash loki
    lua mac mailchimp mariadb matplotlib maven microsoft mongo mongodb mysql nagios netlify newrelic nexus nginx node nodejs
    nomad notion npm oauth okta ops opsgenie oracle packer pagerduty pandas perl php pingdom podman postgres postgresql postmortem
    powershell prod prometheus pypi python qa rabbitmq rails react redis redshift repo rest rollback root ruby runbook rust
    safari sass scala selenium sentry slack slackbot snowflake solr sonarqube spark splunk spotify sql sqlite squid sre ssh ssl
    staging statuspage stripe sudo svelte swift sysadmin tableau telegram terraform test tls tomcat tooling traefik travis
    trello twilio twitter typescript ubuntu unicorn url user users utc vagrant varnish vault vercel vpn vue webhook webmaster
    website webpack wifi wiki wikipedia windows wordpress xml yaml yarn youtube zabbix zapier zendesk zookeeper zoom
"""

# The calendar, and what is written for it.
_CALENDAR = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec today tomorrow yesterday easter christmas gmt bst cet est
"""

# Places that reports speak of, most of them also somebody's name.
_PLACES = """
    africa america amsterdam asia athens atlanta auckland austin australia austria bangalore barcelona beijing belfast belgium
    berlin birmingham boston brazil bristol britain brussels cairo california cambridge canada cardiff chicago chile china
    cleveland colombia copenhagen dallas delhi denmark denver detroit dublin edinburgh egypt england english europe finland
    france frankfurt french geneva german germany glasgow greece hamburg helsinki holland houston india indiana iowa ireland
    irish israel istanbul italy japan kent kenya korea leeds lincoln lisbon liverpool london luxembourg madrid malta manchester
    melbourne mexico miami milan montana montreal moscow mumbai munich netherlands nevada nigeria norway ohio oregon oslo
    oxford paris pakistan peru phoenix poland portland portugal prague quebec rome russia scotland scottish seattle seoul
    shanghai singapore spain spanish stockholm sweden swiss switzerland sydney texas tokyo toronto turkey ukraine vancouver
    vienna virginia wales warsaw washington welsh york zurich
"""

# Small words inside names, the words of our own labels, and forms of address.
_SMALL_AND_OURS = """
    von van der den del las los dos das der bin ibn abu ben mac san sir mrs miss prof the and for
    responder responders scribe facilitator comms lead support client contact reviewer bikeshed blameless anon anonymous
    unknown guest deleted deactivated bot here channel everyone group all he she they him her them his hers their
"""


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Lower-case words that are no finding by themselves: English, technical, calendar, places and our own."""
    listed = Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8").splitlines()
    english = {line.strip() for line in listed if line and not line.startswith("#")}
    ours = " ".join((_TECHNICAL, _CALENDAR, _PLACES, _SMALL_AND_OURS)).split()
    return frozenset(english.union(ours) - MOSTLY_NAMES)

# ruff: noqa: E501 - a pattern in one line is easier to read than a wrapped one
"""Says of a line that a machine wrote what it shows, in its own words: states, percentages, and what they are about."""

from __future__ import annotations

import re

_CODE_ONLY = re.compile(r"^\W*`(?P<code>[^`]{1,400})`(?P<rest>[^`]{0,200})$")
# What a machine says of how things are.
_STATE = re.compile(
    r"\b(?:OOM\s?[Kk]illed|CrashLoopBackOff|ImagePullBackOff|ErrImagePull|Evicted|Pending|NotReady|Unschedulable|Terminating|Unhealthy|Completed|Running|FATAL|CRITICAL|ERROR|PANIC|timed? ?out|connection refused|permission denied|no space left on device|out of memory|[Ff]ailed|segfault|5\d\d (?=[A-Z])|\d{1,3}(?:\.\d+)? ?%(?!\w))"
)
_NAME = re.compile(r"(?=\S*[a-zA-Z])(?=\S*[-/.:_\d])[\w./:@-]{4,80}")
_COMMAND = re.compile(r"^(?:\$ |# |sudo |kubectl |docker |git |curl |ssh |aws |gcloud |psql |mysql |redis-cli |systemctl |wp |drush |php |npm |make |helm |terraform |ansible|rsync |dig |ping |tail |grep |cat |ls |df |du |ps |top |journalctl |nginx )")


def pasted(text: str) -> str | None:
    """What a role did with a pasted line, verb first: "posted output that showed …"; None where people's words are the main thing."""
    found = _CODE_ONLY.match(text)
    if not found:
        return None
    code, rest = " ".join(found["code"].split()), found["rest"].strip(" .…!?,;:–—-")
    if len(rest.split()) > 5 or (len(code.split()) < 3 and rest):
        return None
    if _COMMAND.match(code):
        return f"posted the command `{_start(code)}`"
    states = list(dict.fromkeys(one[0] for one in _STATE.finditer(code)))
    name = _NAME.match(code)
    if not states:
        return f"posted output: `{_start(code)}`"
    shown = " and ".join([", ".join(states[:3][:-1]), states[:3][-1]]) if len(states) > 1 else states[0]
    about = f" for `{name[0]}`" if name and name[0] not in shown else ""
    return f"posted output that showed {shown}{about}"


def _start(code: str) -> str:
    words = code.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")

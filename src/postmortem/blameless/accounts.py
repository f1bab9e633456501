"""Whose account a link or a path leads to: twitter.com/dagnyk, linkedin.com/in/…, dagnyk.github.io, /home/dagnyk.

On hosts where an account is a person's as a rule, every account counts but those that are words or products. On hosts of code an
account is as often a team's, and a link that was changed leads nowhere: there it has to look like a person's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postmortem.blameless.fold import fold_text
from postmortem.blameless.standing import Standing, is_common_given_name, is_family_name, standing
from postmortem.blameless.words import word_set

# Pages of people. The group is the account. All bounded.
_PERSONAL = re.compile(
    r"(?:(?:twitter|instagram|facebook|threads|tiktok|codepen|speakerdeck|slideshare|bl\.ocks|blocks\.roadtolarissa|keybase|"
    r"dribbble|behance|flickr|last|lobste|soundcloud|patreon|ko-fi)\.(?:com|net|org|io|fm|rs)|[/.]x\.com|gist\.github\.com|about\.me)"
    r"/(?:#!/|people/|photos/|user/|u/)?@?([\w.-]{2,40})"
    r"|linkedin\.com/(?:in|pub)/([\w.%-]{2,60})"
    r"|reddit\.com/(?:u|user)/([\w-]{2,40})"
    r"|(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu)\.com/users/\d{1,12}/([\w.-]{2,60})"
    r"|youtube\.com/(?:user/|@)([\w.-]{2,40})"
    r"|bsky\.app/profile/([\w-]{2,40})"
    r"|news\.ycombinator\.com/user\?id=([\w-]{2,40})"
    r"|://[\w.-]{3,60}/@([\w.-]{2,40})"
    r"|://[\w.-]{3,60}/~([\w.-]{2,40})"
    r"|://([\w-]{2,40})\.(?:tumblr\.com|blogspot\.[a-z.]{2,6}|medium\.com|substack\.com|livejournal\.com)"
    r"|\.edu/(?:people|faculty|users?|homes?)/([\w.-]{2,40})",
    re.IGNORECASE,
)
# A text without any of these holds none of the above and below: looking for them is cheap.
_SIGNS = (
    *(
        "twitter.",
        "instagram.",
        "facebook.",
        "threads.",
        "tiktok.",
        "codepen.",
        "speakerdeck.",
        "slideshare.",
        "bl.ocks.",
        "blocks.",
    ),
    *(
        "keybase.",
        "dribbble.",
        "behance.",
        "flickr.",
        "last.",
        "lobste.",
        "soundcloud.",
        "patreon.",
        "ko-fi.",
        "x.com/",
        "about.me",
    ),
    *("linkedin.", "reddit.", "/users/", "youtube.", "bsky.", "ycombinator.", "/@", "/~", "tumblr.", "blogspot.", "medium."),
    *("substack.", "livejournal.", ".edu/", "github", "gitlab", "bitbucket.", "docker.com"),
)
# Accounts that may be a team's as well.
_CODE_HOST = re.compile(
    r"\b(?:github|gitlab|bitbucket)\.(?:com|org)[/:]([\w.-]{2,39})(?=[/\s?#]|$)|\bhub\.docker\.com/[ur]/([\w-]{2,39})"
    r"|://([\w-]{2,40})\.git(?:hub|lab)\.io",
    re.IGNORECASE,
)
# Folders of one user of a machine.
_HOME = re.compile(
    r"(?<![\w.])(?:/home/|/Users/|/var/home/|[A-Za-z]:\\{1,2}Users\\{1,2})([A-Za-z][\w.-]{1,40})(?=[/\\\s:\"')\]]|$)"
)
# What stands there and is nobody: pages of the site, accounts of machines.
_NOBODY = word_set(
    """
    home search hashtag share intent login signup about explore settings i watch channel playlist embed status tags topics
    orgs org marketplace features pricing notifications issues pulls sponsors apps questions jobs users user public shared
    default guest administrator admin root ubuntu debian centos fedora ec2-user vagrant deploy deployer app apps www www-data
    git jenkins runner circleci travis gitlab-runner github actions build builder ci node python ruby go java postgres mysql
    redis nginx apache core opc azureuser pi oracle hadoop spark hdfs yarn docker kube kubernetes airflow jovyan rstudio
    service svc test tester all appuser nobody linuxbrew site wordpress wp web webapp backup data ftp sftp media embed p tv
    hc en blog news docs help support developers developer gist gists raw download downloads static assets img
    """
)


def find_accounts(text: str) -> Iterator[tuple[int, int]]:
    """Where accounts of people stand in a link, a path or a piece of code."""
    if "/" not in text and "\\" not in text:
        return
    lower = text.lower()
    if any(sign in lower for sign in _SIGNS):
        for pattern, is_personal in ((_PERSONAL, True), (_CODE_HOST, False)):
            for match in pattern.finditer(text):
                group = next(n for n, account in enumerate(match.groups(), start=1) if account is not None)
                account = match.group(group)
                if (_could_be_somebody if is_personal else looks_personal)(account):
                    yield match.span(group)
    if "/home/" not in lower and "users" not in lower:
        return
    for match in _HOME.finditer(text):
        if looks_personal(match.group(1)) or _is_initial_and_name(match.group(1)):
            yield match.span(1)


def _parts(account: str) -> list[str]:
    return [part for part in re.split(r"[\W_\d]+", fold_text(account)) if part]


def _could_be_somebody(account: str) -> bool:
    """Whether an account of a person's page is no page of the site, no word and no product."""
    folded = fold_text(account)
    parts = _parts(account)
    if not parts or folded in _NOBODY or parts[0] in _NOBODY:
        return False
    return any(standing(part) >= Standing.WORD and len(part) > 1 for part in parts)


def _is_initial_and_name(account: str) -> bool:
    """Whether an account is a family name, alone or after an initial: "kilbourne", "dkilbourne"."""
    parts = _parts(account)
    if len(parts) != 1 or fold_text(account) in _NOBODY:
        return False
    word = parts[0]
    return (standing(word) in (Standing.SURNAME, Standing.GIVEN) and len(word) > 3) or (
        standing(word) is Standing.UNKNOWN and len(word) > 4 and is_family_name(word[1:])
    )


def looks_personal(account: str) -> bool:
    """Whether an account reads as a person's name: "dagny-k", "ineskilbourne"; not "octo-org", "mariadb"."""
    parts = _parts(account)
    if fold_text(account) in _NOBODY or not parts:
        return False
    if any(is_common_given_name(part) and standing(part) is Standing.GIVEN for part in parts):
        return True
    word = parts[0] if len(parts) == 1 else ""
    return any(
        is_common_given_name(word[:cut])
        and len(word) - cut > 2
        and standing(word[cut:]) >= Standing.SURNAME
        and is_family_name(word[cut:])
        for cut in range(4, len(word) - 2)
    )

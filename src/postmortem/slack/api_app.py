"""The Slack app that a team installs as its own: what it may do, and the steps to install it."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

from postmortem.slack.api_errors import APP_PAGE

APP_FILE = "slack-app.json"
# What reading a channel needs, and what each is for. Names are shown, e-mail addresses are not asked for.
NEEDED = {
    "channels:read": "find public channels",
    "channels:history": "read public channels that it was invited to",
    "groups:read": "find private channels that it is in",
    "groups:history": "read private channels that it is in",
    "users:read": "know people's names, to take them out",
}
HELPFUL = {
    "pins:read": "pinned messages become entries of the timeline",
    "files:read": "fetch screenshots and logs",
    "usergroups:read": "know what a team's handle is",
    "bookmarks:read": "keep the channel's bookmarks",
}
TO_ANNOUNCE = "chat:write"


def manifest(*, announce: bool) -> bytes:
    """The app's manifest, as Slack takes it. announce: it may also post, for `draft --announce`."""
    scopes = [*NEEDED, *HELPFUL, *([TO_ANNOUNCE] if announce else [])]
    app = {
        "display_information": {
            "name": "postmortem",
            "description": "Reads an incident's channel for a blameless report, when somebody runs it",
            "background_color": "#2f3e46",
        },
        "features": {"bot_user": {"display_name": "postmortem", "always_online": False}},
        "oauth_config": {"scopes": {"bot": scopes}},
        "settings": {"org_deploy_enabled": False, "socket_mode_enabled": False, "token_rotation_enabled": False},
    }
    return (json.dumps(app, indent=2) + "\n").encode()


def steps(file: str, token_file: Path | None) -> tuple[str, ...]:
    """How to install the app. file: its manifest; token_file: where the token may be kept, None where there is no home folder."""
    kept = ["or in SLACK_BOT_TOKEN, or in the system's keyring: pip install keyring, then keyring set postmortem slack"]
    if token_file is not None and os.name == "posix":
        folder = shlex.quote(str(token_file.parent))
        kept = [f"mkdir -p {folder} && (umask 077; cat > {shlex.quote(str(token_file))})    paste it, Enter, Ctrl-D", *kept]
    elif token_file is not None:
        kept = [f"in {token_file}, alone on one line", *kept]
    return (
        f"1. Open {APP_PAGE}, choose Create New App → From a manifest, pick your workspace, and paste {file} into the JSON tab.",
        "2. On the app's page choose Install to Workspace, and agree. (Where that asks for approval, an administrator gives it.)",
        "3. Under OAuth & Permissions copy the Bot User OAuth Token (xoxb-…), and keep it where only you can read it:",
        *(f"   {line}" for line in kept),
        "4. In the incident's channel write: /invite @postmortem (in #general too, if notices of incidents are posted there)",
        "5. Check it: postmortem doctor CHANNEL. Then: postmortem draft CHANNEL",
    )

"""What Drive's refusals mean for people: what is wrong, where, and what to do next."""

from __future__ import annotations

from postmortem.errors import PostmortemError

_LOG_IN = "Log in again: postmortem login drive"


class DriveError(PostmortemError):
    """Something that Drive would not do (exit 1). `status` and `reason` are Drive's own words for it."""

    def __init__(self, message: str, *, status: int = 0, reason: str = "") -> None:
        super().__init__(message)
        self.status, self.reason = status, reason

    @property
    def is_missing(self) -> bool:
        return self.status == 404


def refusal(status: int, reason: str, doing: str) -> DriveError:
    """The error for a refusal. doing: what was tried, as "list the incident's folder"."""
    said = _SENTENCES.get(reason) or _BY_STATUS.get(status)
    if said is None:
        said = (
            "Nothing is lost. Run the same command again later."
            if status >= 500
            else "Run postmortem doctor to see what is set up."
        )
    return DriveError(f"Drive would not {doing} ({status} {reason or 'without a reason'}). {said}", status=status, reason=reason)


def unreachable(doing: str) -> DriveError:
    """The network did not carry the request, however often it was tried."""
    return DriveError(
        f"Drive could not be reached to {doing}. Nothing is lost: check the network, then run the same command again; "
        "it goes on where it stopped."
    )


def not_logged_in(doing: str) -> DriveError:
    """The credentials are expired, revoked or refused."""
    return DriveError(
        f"Drive does not take the credentials (while trying to {doing}): they have expired, were revoked, or this machine's "
        f"clock is wrong. {_LOG_IN}",
        status=401,
        reason="authError",
    )


_ASK = "Ask its owner to make you a contributor (Shared Drive) or editor."
_SWITCH_ON = "The Drive API is not switched on in the Google Cloud project that the credentials are of. Switch it on there."
_SENTENCES = {
    "insufficientPermissions": f"The credentials lack the scope for it. {_LOG_IN}",
    "insufficientScopes": f"The credentials lack the scope for it. {_LOG_IN}",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": f"The credentials lack the scope for it. {_LOG_IN}",
    "insufficientFilePermissions": f"You may look at this folder but not change it. {_ASK}",
    "insufficientParentPermissions": f"You may not put files into this folder. {_ASK}",
    "storageQuotaExceeded": (
        "There is no room: a service account owns no storage, so the incidents folder must lie on a Shared Drive; "
        "a person's Drive may be full. postmortem doctor tells which."
    ),
    "teamDriveFileLimitExceeded": "The Shared Drive holds as many files as it may. Move some away.",
    "numChildrenInNonRootLimitExceeded": "The folder holds as many files as it may. Move some away.",
    "dailyLimitExceeded": "Today's quota of requests is used up. Run the same command again tomorrow.",
    "exportSizeLimitExceeded": "The document is too large to be exported.",
    "cannotExportFile": "The document may not be exported. Ask its owner to allow downloading.",
    "domainPolicy": "Your organisation's administrators do not allow it. Ask them.",
    "accessNotConfigured": _SWITCH_ON,
    "SERVICE_DISABLED": _SWITCH_ON,
}
_BY_STATUS = {
    401: _LOG_IN,
    404: "It is not there, or these credentials may not see it.",
    413: "It is larger than Drive takes.",
}

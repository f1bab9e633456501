"""Files that were posted: screenshots, logs, snippets. The token goes to Slack's hosts only; a page is no file."""

from __future__ import annotations

import http.client
import time
from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from http.client import HTTPResponse
from pathlib import Path, PurePosixPath
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import OpenerDirector, Request

from postmortem.folder_write import make_folder, move_over, write_parts_beside
from postmortem.slack.api_access import Access
from postmortem.slack.api_client import TIMEOUT, make_opener
from postmortem.slack.api_telling import Tell
from postmortem.slack.reading import LARGEST_STORED_FILE
from postmortem.slack.recorder import Recorder
from postmortem.slack.transcript import File

_ATTEMPTS = 4
_MOST_REDIRECTS = 4
_OUT_OF_REACH = "on a host that cannot be reached"
_CHUNK = 256 * 1024
_NOT_STORED = frozenset({"external", "tombstone", "hidden_by_limit", "quip", "canvas", "list"})
_TEXT = frozenset(".txt .log .csv .tsv .json .yaml .yml .md .sql .sh .py .conf .ini .toml .diff .patch".split())
_PICTURES = frozenset(".png .jpg .jpeg .gif .webp .tif .tiff".split())


class Choice(StrEnum):
    """Which files are fetched. useful: pictures, logs, snippets and text, which the report can use."""

    USEFUL = "useful"
    ALL = "all"
    NONE = "none"


class _Refused(Exception):
    """Why a file was not fetched, in a word or two."""


class _Away(_Refused):
    """The host of a file cannot be reached."""


def read_files(
    access: Access,
    recorder: Recorder,
    tell: Tell,
    *,
    choice: Choice,
    largest: int,
    sleep: Callable[[float], None] = time.sleep,
    timeout: int = TIMEOUT,
) -> int:
    """Fetch the files that are chosen and not there yet; how many were fetched. largest: in bytes.

    What cannot be fetched is counted and said, never by its name, which may be somebody's.
    """
    if choice is Choice.NONE:
        return 0
    wanted = [file for file in recorder.index.files.values() if _is_chosen(file, choice) and not recorder.has_file(file.id)]
    fetched = 0
    refused: Counter[str] = Counter()
    away: set[str] = set()  # hosts that could not be reached: they are not waited for again
    for number, file in enumerate(wanted, start=1):
        tell.progress(f"file {number:,} of {len(wanted):,}")
        host = urlsplit(file.url).netloc
        try:
            if host in away:
                raise _Away(_OUT_OF_REACH)
            download = _Download(access, file, min(largest, LARGEST_STORED_FILE), sleep, timeout)
            download.into(recorder.file_path(file.id, file.name))
            fetched += 1
        except _Refused as why:
            refused[str(why)] += 1
            if isinstance(why, _Away):
                away.add(host)
    if refused:
        told = ", ".join(f"{count} {why}" for why, count in sorted(refused.items()))
        tell.remark(f"files not fetched: {told}. The next run tries again; the report names them as not copied.")
    return fetched


def _is_chosen(file: File, choice: Choice) -> bool:
    if file.mode in _NOT_STORED or not file.url or not file.id.isalnum():
        return False
    if choice is Choice.ALL or file.mode == "snippet" or file.mimetype.startswith(("image/", "text/")):
        return True
    return PurePosixPath(file.name).suffix.lower() in _TEXT | _PICTURES


class _Download:
    """One file on its way."""

    def __init__(self, access: Access, file: File, largest: int, sleep: Callable[[float], None], timeout: int) -> None:
        self._access, self._file, self._largest, self._sleep, self._timeout = access, file, largest, sleep, timeout

    def into(self, place: Path) -> None:
        """Fetch the file to its place, whole or not at all."""
        if self._file.size > self._largest:
            raise _Refused("too large")
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                temporary = self._open(self._file.url, place)
            except HTTPError as error:
                if error.code in (401, 403):
                    raise _Refused("need a login or the scope files:read") from None
                if error.code in (404, 410):
                    raise _Refused("gone") from None
                if error.code not in (429, 500, 502, 503, 504) or attempt == _ATTEMPTS:
                    raise _Refused(f"refused with status {error.code}") from None
                self._sleep(_retry_after(error, attempt))
            except URLError:  # no connection came about: the host of files is another than the API's
                if attempt == _ATTEMPTS:
                    raise _Away(_OUT_OF_REACH) from None
                self._sleep(0.4 * 2**attempt)
            except (http.client.HTTPException, ConnectionError, TimeoutError, EOFError):
                if attempt == _ATTEMPTS:
                    raise _Refused("cut off on the way") from None
                self._sleep(0.4 * 2**attempt)
            else:
                move_over(temporary, place)
                return

    def _open(self, url: str, place: Path) -> Path:
        """The file beside its place. Redirects are followed by hand: only to hosts that may see the token."""
        for _ in range(_MOST_REDIRECTS):
            if not self._access.may_see_token(url):
                raise _Refused("on another host than Slack's")
            opener: OpenerDirector = make_opener(url, is_loopback=self._access.is_loopback)[0]
            request = Request(url, headers={"Authorization": f"Bearer {self._access.token}"})  # noqa: S310  may_see_token allows https only
            try:
                return self._save(opener, request, place)
            except HTTPError as error:
                target = error.headers.get("Location", "") if 300 <= error.code < 400 else ""
                if not target:
                    raise
                url = urljoin(url, target)
        raise _Refused("redirected in a circle")

    def _save(self, opener: OpenerDirector, request: Request, place: Path) -> Path:
        with opener.open(request, timeout=self._timeout) as answer:
            kind = answer.headers.get_content_type()
            if kind == "text/html" and "html" not in self._file.mimetype:
                raise _Refused("need a login or the scope files:read")
            expected = int(size) if (size := answer.headers.get("Content-Length", "")).isdigit() else self._file.size
            if expected > self._largest:
                raise _Refused("too large")
            make_folder(place.parent.parent, private=True)
            make_folder(place.parent, private=True)
            return write_parts_beside(place, self._parts(answer, expected), private=True)

    def _parts(self, answer: HTTPResponse, expected: int) -> Iterator[bytes]:
        read = 0
        while chunk := answer.read(_CHUNK):
            read += len(chunk)
            if read > self._largest:
                raise _Refused("too large")
            yield chunk
        if read < expected:
            raise EOFError


def _retry_after(error: HTTPError, attempt: int) -> float:
    asked = error.headers.get("Retry-After", "")
    return min(float(asked), 60.0) if asked.isdigit() else 0.4 * 2**attempt

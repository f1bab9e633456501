"""The page in a browser: accessible by axe-core, its boxes work without script, it holds its pictures, and nothing gets out of it."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from postmortem.documents.page import write_page
from sample_incidents import CHECKOUT, SIGN_INS, WIKI, SampleIncidents

SAMPLES = Path(__file__).parents[1] / "sample_exports"
TORTURE = (Path(__file__).parent / "data" / "torture.md").read_text(encoding="utf-8")
TIMELINE = """# Errors

## Timeline

| Time | Kind | What happened | Source |
|---|---|---|---|
| | | **14 October 2026** | |
| 10:02 | alert | Monitoring paged. | [1] |
| 10:02 | action | A restart. | [2] |
| 10:09 ¹ | action | Another. | [3] |
| 10:11 | finding | A full disk. ![A graph](attachments/a.png) what it shows | [4] |
| | | **15 October 2026** | |
| 10:02 | | Something else. | [5] |
| 10:12 | recovery | All well. | [6] |

## Evidence

| No. | When | Who | What |
|---|---|---|---|
| 1 | 10:02 | a tool | post |
"""
HOSTILE = (
    '# <script>alert(1)</script>\n\n## "><img src=x onerror=alert(1)>\n\n<style>body{display:none}</style> [x](javascript:alert(1)) '
    "![a](https://example.com/x.png) ![b](javascript:x) ![c](data:image/svg+xml,<svg/onload=alert(1)>) </main></style><iframe src=//example.com>\n\n"
    '| "><script> | b |\n|---|---|\n| \'onclick=x | </td><script>alert(1)</script> |\n'
)
ODD = {
    "a heading of 500 characters": f"# T\n\n## {'very long heading ' * 28}\n\nText.\n",
    "a table of 100 columns": f"# T\n\n## S\n\n|{'a|' * 100}\n|{'---|' * 100}\n|{'cell with words|' * 100}\n",
    "a cell of 10,000 characters": f"# T\n\n## S\n\n| a | b |\n|---|---|\n| {'x' * 10_000} | {'words and ' * 1_000} |\n",
    "control characters and half characters": "# T\x00\x0b\x1b \ud800\n\n## S\ufffe\udfff\n\nA \x07 b \u202e c.\n",
    "right to left": "# דו״ח תקלה\n\n## ציר הזמן\n\nהודעה בעברית, then English.\n\n| שעה | מה |\n|---|---|\n| 10:02 | خطأ في الخادم |\n",
    "headings that skip levels": "# T\n\n## S\n\n#### Deep\n\nText.\n\n# Second title\n",
    "no title": "Only text.\n",
    "nothing": "",
    "the same heading thrice": "# T\n\n## A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## content\n",
    "markup": HOSTILE,
}


# The smallest picture there is, for pages of which the pictures were left out.
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def picture(kind: str, size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    mode = {"JPEG": "CMYK", "GIF": "P"}.get(kind, "RGB")
    frames = [Image.new(mode, size, number) for number in ((1, 2, 3) if kind == "GIF" else (0,))]
    frames[0].save(out, kind, save_all=kind == "GIF", append_images=frames[1:], **options) if kind == "GIF" else frames[0].save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory, sample_incidents: SampleIncidents) -> dict[str, Path]:
    """The page of each sample."""
    pages = {}
    for sample, channel in (("checkout-outage", CHECKOUT), ("night-security", SIGN_INS), ("trivial-restart", WIKI)):
        pages[sample] = sample_incidents.drafted(tmp_path_factory.mktemp(sample), channel) / "draft.html"
    return pages


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser of this machine, driven by Playwright; without either the test skips, and in CI fails."""
    import shutil

    program = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    missing = "chromium is not installed" if program is None else "playwright is not installed" if sync_playwright is None else ""
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"{missing}, and CI has to have it")
    if missing or sync_playwright is None:
        pytest.skip(missing)
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield one
        one.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a page from disk; what it would ask the network for, or complain of, is a failure."""
    contexts, told = [], []

    def see(page: bytes, **options: Any) -> Any:
        place = tmp_path / "page.html"
        place.write_bytes(page)
        context = browser.new_context(**options)
        contexts.append(context)
        shown = context.new_page()
        shown.on("console", lambda message: told.append(message.text))
        shown.on("pageerror", lambda error: told.append(str(error)))
        shown.on("request", lambda request: told.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
        shown.goto(f"file://{place}")
        return shown

    yield see
    for context in contexts:
        context.close()
    assert told == []


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:150]} {one['nodes'][0].get('failureSummary', '')[:200]}" for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sample", ["checkout-outage", "night-security", "trivial-restart"])
def test_axe_finds_nothing_in_the_page_of_a_sample(sample: str, scheme: str, drafts: dict[str, Path], opened: Callable[..., Any]) -> None:
    assert violations(opened(drafts[sample].read_bytes(), bypass_csp=True, color_scheme=scheme)) == []


# The pages of every other version, as the golden documents have them; texts for a ticket are parts of a page.
VERSIONS = [
    path for path in sorted((Path(__file__).parent / "golden").glob("*/*.html")) if path.stem != "draft" and "ticket" not in path.stem
]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_axe_finds_nothing_in_the_other_versions(path: Path, opened: Callable[..., Any]) -> None:
    page = re.sub(r"data:[\w/+.-]+;base64,…", PIXEL, path.read_text(encoding="utf-8"))
    assert violations(opened(page.encode(), bypass_csp=True)) == []


@pytest.mark.parametrize("text", [TORTURE, *ODD.values()], ids=["every construct", *ODD])
def test_axe_finds_nothing_in_odd_documents(text: str, opened: Callable[..., Any]) -> None:
    page = opened(write_page(text, title="A report"), bypass_csp=True, viewport={"width": 400, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_the_boxes_show_some_kinds_of_entry_only(opened: Callable[..., Any]) -> None:
    page = opened(write_page(TIMELINE, title="Errors"))
    entries = page.locator("tr.entry")
    shown = lambda: [row.inner_text().split("\t")[0].strip() for row in entries.all() if row.is_visible()]  # noqa: E731
    assert len(shown()) == 6
    page.get_by_label("action (2)").focus()
    page.keyboard.press("Space")
    assert shown() == ["10:02", "10:09 ¹"]
    assert page.get_by_text("Only the chosen kinds are shown").is_visible()
    page.get_by_label("alert (1)").check()
    assert len(shown()) == 3
    page.emulate_media(media="print")
    assert not page.get_by_label("alert (1)").is_visible()
    assert page.get_by_text("Only the chosen kinds are shown").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show all").click()
    assert len(shown()) == 6
    page.get_by_label("alert (1)").check()
    page.goto(f"{page.url}#timeline.14october2026.1011")
    assert "10:11" in shown(), "what a link leads to is there, whatever is chosen"


def test_without_style_there_are_no_boxes_and_every_entry() -> None:
    page = write_page(TIMELINE, title="Errors").decode()
    assert '<form class="filter" hidden' in page
    assert page.count('class="entry') == 6


def test_entries_keep_their_anchors_when_others_come_before_them() -> None:
    def anchors(text: str) -> list[str]:
        return re.findall(r'<tr id="(timeline[^"]+)"', write_page(text, title="x").decode())

    before = anchors(TIMELINE)
    assert before[:3] == ["timeline.14october2026.1002", "timeline.14october2026.1002.2", "timeline.14october2026.10091"] or before[:2] == ["timeline.14october2026.1002", "timeline.14october2026.1002.2"]
    assert len(set(before)) == 6
    more = TIMELINE.replace("| 10:02 | alert", "| 09:00 | alert | Earlier. | [1] |\n| 10:02 | alert", 1)
    assert set(before) < set(anchors(more))


def test_pictures_become_part_of_the_page(opened: Callable[..., Any]) -> None:
    good = write_page(TIMELINE, title="Errors", pictures={"attachments/a.png": picture("PNG")})
    image = opened(good).locator("img")
    assert image.evaluate("one => one.naturalWidth") == 60
    assert image.get_attribute("alt") == "A graph"


@pytest.mark.parametrize(
    ("data", "is_shown"),
    [
        (picture("JPEG"), True), (picture("GIF"), True), (picture("WEBP"), True), (picture("PNG", (3000, 10)), True),
        (picture("PNG")[:60], False), (b"", False), (b"<svg onload=alert(1)>", False), (b"\x89PNG\r\n\x1a\n<script>", False), (picture("BMP"), False),
    ],
    ids=["CMYK", "animated", "WebP", "wide", "cut off", "empty", "a drawing", "disguised", "of another kind"],
)  # fmt: skip
def test_pictures_of_any_kind_are_shown_still_and_small_or_told_of(data: bytes, is_shown: bool) -> None:
    page = write_page(TIMELINE, title="Errors", pictures={"attachments/a.png": data}).decode()
    found = re.search(r'<img class="shot" src="data:image/(?:png|jpeg);base64,[^"]+" alt="A graph" width="(\d+)"', page)
    assert bool(found) is is_shown
    assert ("[picture: A graph]" in page) is not is_shown
    assert found is None or int(found[1]) <= 2400


def test_a_page_does_not_grow_without_end() -> None:
    noise = Image.frombytes("RGB", (1200, 1200), os.urandom(1200 * 1200 * 3))
    out = io.BytesIO()
    noise.save(out, "PNG")
    text = "\n\n".join(f"![picture {n}]({n}.png)" for n in range(9))
    page = write_page(text, title="x", pictures={f"{n}.png": out.getvalue() for n in range(9)})
    assert len(page) < 20_000_000
    assert b"[picture: picture 8]" in page


def test_a_figure_stands_in_the_page_as_a_drawing_with_its_caption() -> None:
    page = write_page('# T\n\n![What it shows](figure.png "A caption")\n', title="T", drawings={"figure.png": "<svg>ours</svg>"}).decode()
    assert "<svg>ours</svg>" in page
    assert "<figcaption>A caption</figcaption>" in page


def test_markup_in_text_stays_text() -> None:
    page = html.document_fromstring(write_page(HOSTILE, title=HOSTILE).decode())
    assert not page.xpath("//script | //iframe | //body//style | //svg | //img | //link")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert not [address for address in page.xpath("//@href | //@src") if not address.startswith("#")]


def test_the_policy_lets_in_our_style_and_nothing_else(opened: Callable[..., Any]) -> None:
    page = opened(write_page(TIMELINE, title="Errors"))
    assert page.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse") == "collapse"
    assert "unsafe-inline" not in page.content()


def test_on_paper_headers_repeat_links_are_told_and_rows_stay_whole(opened: Callable[..., Any]) -> None:
    page = opened(write_page("# T\n\n[x](https://example.com/a) [y](#t)\n\n" + TIMELINE, title="T"), color_scheme="dark")
    page.emulate_media(media="print")
    of = lambda where, what, part="": page.evaluate(f"getComputedStyle(document.querySelector({where!r}), {part!r} || null).{what}")  # noqa: E731
    assert of("thead", "display") == "table-header-group"
    assert of("tbody tr", "breakInside") == "avoid"
    assert "https://example.com/a" in of("a[href^=http]", "content", "::after")
    assert of("body", "backgroundColor") == "rgb(255, 255, 255)"
    assert of("body", "color") == "rgb(0, 0, 0)"

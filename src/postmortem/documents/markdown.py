"""From the report's model to Markdown, through Jinja templates that a team may replace one by one.

Whatever a template interpolates is escaped unless it is `SafeMarkdown`; text from Slack is only ever data. Templates run in
Jinja's sandbox, and a name that does not exist is an error, never an empty place.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from postmortem.documents.escape import SafeMarkdown, rich
from postmortem.documents.template_bounds import BoundedEnvironment, TooMuch
from postmortem.documents.template_files import look_at, templates_folder
from postmortem.errors import InputError, did_you_mean
from postmortem.report import client_contents, contents, review_contents
from postmortem.report.client_contents import ClientReport
from postmortem.report.contents import Ask, Post, Report
from postmortem.report.review_contents import ReviewPack
from postmortem.report.sections import MARKER, find_markers

# What a template may be given: one value, of which it sees the fields.
Contents: TypeAlias = Report | Post | ReviewPack | ClientReport

CITATION = re.compile(r"(?:\[\d+\])*")
# A picture in attachments/, as the program names them.
PICTURE = re.compile(r"[\w.-]+\.(?:png|jpe?g|gif|webp)")
# A heading of the first or second rank, in Markdown that people wrote; and what is no point of a list as it stands.
SECTION_HEADING = re.compile(r"^( {0,3})#{1,2}(?=[ \t])", re.MULTILINE)
STANDS_ALONE = re.compile(r"(?:[-*+>#]|\d{1,9}[.)])(?:\s|$)|\|")
BLANK_LINES = re.compile(r"\n{3,}")
UNKNOWN_FILTER = re.compile(r"No filter named '(\w+)'")
UNKNOWN_NAME = re.compile(r"'(\w+)' is undefined|has no attribute '(\w+)'")


def render(
    template: str, report: Contents, *, templates: Path | None = None, open_questions: int | None = None
) -> str:
    """The Markdown of a report. `templates`: a folder whose templates replace ours of the same name.

    open_questions: how many the document still asks; counted in what is rendered where it is not given.
    """
    if templates is not None:
        look_at(templates)
    if open_questions is None:
        open_questions = len(find_markers(_render(template, report, templates, 0)))
    return _render(template, report, templates, open_questions)


def _environment(templates: Path | None) -> Environment:
    """Jinja with our templates, or with a team's before ours, of which each document gets its own allowance."""
    folders = ([templates] if templates is not None else []) + [templates_folder()]
    sandbox = ImmutableSandboxedEnvironment if templates is None else BoundedEnvironment  # ours need no bound
    environment = sandbox(
        loader=ChoiceLoader([FileSystemLoader(folder, encoding="utf-8-sig") for folder in folders]),
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,  # what `_finalize` returns is escaped, for Markdown; this keeps what macros and blocks return as it is
    )
    environment.filters.update(FILTERS)
    if isinstance(environment, BoundedEnvironment):
        environment.bound_filters()
    return environment


@lru_cache(maxsize=1)
def _our_environment() -> Environment:
    """The one for our own templates, which are compiled once for all documents of a run, and read anew where they change."""
    return _environment(None)


def _render(template: str, report: Contents, templates: Path | None, open_questions: int) -> str:
    environment = _our_environment() if templates is None else _environment(templates)
    variables = {field.name: getattr(report, field.name) for field in dataclasses.fields(report)}
    try:
        text = environment.get_template(template).render(**variables, open_questions=open_questions, marker=SafeMarkdown(MARKER))
    except TemplateNotFound as error:
        asked_by = _place(template, error).rstrip(",")
        meant = did_you_mean(str(error.name), environment.list_templates(extensions=["j2"]))
        raise InputError(f"There is no template called {error.name}, which {asked_by} includes.{meant}") from error
    except TemplateSyntaxError as error:
        raise InputError(_syntax(error, environment)) from error
    except UndefinedError as error:
        raise InputError(_undefined(template, error, variables)) from error
    except TooMuch as error:
        said = f"The template {_place(template, error)} {error.message}"
        raise InputError(f"{said}. Look there for a loop in a loop, or for something that grows.") from error
    except RecursionError as error:
        said = f"The template {_place(template, error)} goes round in a circle"
        raise InputError(f"{said}: something includes or calls itself without end.") from error
    except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
        said = f"The template {_place(template, error)} failed with {type(error).__name__}"
        raise InputError(f"{said}. Compare it with ours in {templates_folder()}.") from error
    except OSError as error:
        raise InputError(f"The template {template} cannot be read: {error.strerror}. Check the templates folder.") from error
    return f"{BLANK_LINES.sub(chr(10) * 2, text).strip()}\n"


@pass_context  # or Jinja would escape a template's constants its own way, once for all
def _finalize(_: Context, value: object) -> object:
    """What an interpolated value becomes in the document."""
    if isinstance(value, Markup):  # ours, or what a macro made of what is ours
        return value
    if isinstance(value, Ask):
        return _ask(value.text, value.cite)
    if isinstance(value, StrictUndefined):
        return value
    if value is None:
        raise TypeError("a missing value was about to be printed")
    return rich(str(value))


def _cite(text: str) -> SafeMarkdown:
    """Numbers of sources, as they are; with a space before them where there are any."""
    return SafeMarkdown(f" {text}" if text and CITATION.fullmatch(text) else "")


def _place_of(number: int) -> SafeMarkdown:
    """The number of a source at the place that its citations lead to."""
    return SafeMarkdown(f"[{int(number)}]")


def _ask(text: str, cite: str = "") -> SafeMarkdown:
    """A question at the place where the answer belongs."""
    return SafeMarkdown(f"{MARKER} *{rich(text)}*{_cite(cite)}")


def _attachment(name: str) -> SafeMarkdown:
    """A link to a file in attachments/."""
    return SafeMarkdown(f"[{rich(name)}](attachments/{name})" if re.fullmatch(r"[\w.-]+", name) else rich(name))


def _shown(name: str, time: str) -> SafeMarkdown:
    """A file at the entry it was posted with: a picture itself, and a question for its caption; of other files a link."""
    if not PICTURE.fullmatch(name):
        return SafeMarkdown(f"({_attachment(name)})")
    said = " ".join(re.sub(r"^\d{4}-\d{4}-", "", name).rpartition(".")[0].split("-"))
    alt = rich(f"Picture “{said}”, posted with the entry of {time}")
    return SafeMarkdown(f"![{alt}](attachments/{name}) {_ask('what does this picture show?')}")


def _markdown(text: str) -> SafeMarkdown:
    """What people wrote as Markdown, as they wrote it; a heading in it does not begin a section of the document."""
    return SafeMarkdown(SECTION_HEADING.sub(r"\1####", text.strip()))


def _points(items: Iterable[str]) -> SafeMarkdown:
    """Points that people wrote as Markdown, as a list; a table or a list among them stands as it is."""
    out = ""
    was_point = False
    for item in items:
        text = str(_markdown(item))
        is_point = not STANDS_ALONE.match(text)
        between = "\n" if is_point and was_point else "\n\n"
        out += (between if out else "") + ("- " + text.replace("\n", "\n  ") if is_point else text)
        was_point = is_point
    return SafeMarkdown(out)


FILTERS = {
    "cite": _cite,
    "attachment": _attachment,
    "ask": _ask,
    "shown": _shown,
    "place": _place_of,
    "markdown": _markdown,
    "points": _points,
}
"""What templates have beside Jinja's own filters."""


def _syntax(error: TemplateSyntaxError, environment: Environment) -> str:
    """What in a template cannot be read, where, and which filter was probably meant."""
    said = (error.message or "it is not a template").rstrip(".")
    unknown = UNKNOWN_FILTER.search(said)
    meant = did_you_mean(unknown[1], environment.filters) if unknown else ""
    return f"The template {error.name}, line {error.lineno}, cannot be read: {said}.{meant}"


def _undefined(template: str, error: UndefinedError, variables: dict[str, object]) -> str:
    """Which name is wrong, in which template and line, and what was probably meant."""
    found = UNKNOWN_NAME.search(error.message or "")
    name = next((group for group in (found.groups() if found else ()) if group), "a variable")
    held = {**vars(contents), **vars(review_contents), **vars(client_contents)}.values()
    parts = [part for part in held if isinstance(part, type) and dataclasses.is_dataclass(part)]
    known = dict.fromkeys(
        [*variables, "open_questions", "marker", *(field.name for part in parts for field in dataclasses.fields(part))]
    )
    return f"The template {_place(template, error)} uses {name}, which does not exist.{did_you_mean(name, known)}"


def _place(template: str, error: Exception) -> str:
    """The template and line at which it failed: "_partials/impact.md.j2, line 6,"."""
    place, line = template, 0
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix == ".j2":
            place = f"{file.parent.name}/{file.name}" if file.parent.name.startswith("_") else file.name
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{place}, line {line}," if line else place

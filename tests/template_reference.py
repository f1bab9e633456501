"""docs/templates.md, from the model that templates see. Run it (or `make reference`) to write it anew."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from postmortem.documents.markdown import FILTERS
from postmortem.documents.template_bounds import CHARACTERS, SECONDS, STEPS
from postmortem.documents.template_files import replaceable
from postmortem.report import client_contents, contents, course, notes_sheet, review_contents

PAGE = Path(__file__).parents[1] / "docs" / "templates.md"
ABOUT = """# Templates of your own

<!-- Written by `make reference` from the program; change it in tests/template_reference.py or in the docstrings it is made from. -->

The documents are written by [Jinja](https://jinja.palletsprojects.com/en/stable/templates/) templates: `draft.md.j2` and `final.md.j2`
put the sections into their order, and each section is a partial in `_partials/`; `bikeshed.md.j2` is the post. A file of yours replaces
ours of the same name; all others stay ours.

    postmortem init --templates              # copies ours into templates/ beside postmortem.toml; nothing is written over

    templates = "templates"                  # in postmortem.toml, before its first [section]; or: postmortem draft --templates DIR

Keep the files that you change and delete the rest: ours get better with every version. An empty partial leaves its section out.

## An example

`templates/_partials/learnings.md.j2`, and nothing else in the folder:

```jinja
EXAMPLE```

## What holds in every template

- What `{{ … }}` prints is plain text and is escaped for Markdown, so that nothing said in a channel can become a table, a link or a
  command. What the filters below make, and what a macro of yours returns, is Markdown already.
- A name that does not exist, or a value that is missing (`None`), is an error with the file, the line and the nearest right name.
- Templates run in a sandbox: they reach no file, no network and nothing of the program but the values below.
- Templates from your folder may take BOUNDS for one document. Beyond that the draft stops
  and says in which line; nothing is written. This finds mistakes; it is no protection against somebody who means harm.
- Files are UTF-8. Links that lead out of the folder are refused.
- A section is known by its `##` heading when a draft is brought up to date: keep headings as they are once documents are about.

## Filters

Beside [Jinja's own](https://jinja.palletsprojects.com/en/stable/templates/#builtin-filters):

"""
EXAMPLE = """## What we learnt

{% if causes %}
Said in the channel about why it happened:

{% for said in causes %}
- {{ said.time }}, {{ said.role }}: {{ said.text }}{{ said.cite | cite }}
{% endfor %}

{% endif %}
{{ "what would we tell a team that this has not happened to yet?" | ask }}
"""


# What a template is given whole, each by its own.
WHOLE = (contents.Report, contents.Post, review_contents.ReviewPack, client_contents.ClientReport)


def _type(field: dataclasses.Field[object]) -> str:
    return str(field.type).replace(", ...]", ", …]").replace("|", "or")


def _first(text: str | None) -> str:
    return " ".join((text or "").split())


def template_reference() -> str:
    """The page as it should be."""
    bounds = f"{STEPS:,} steps, {CHARACTERS:,} characters and {SECONDS:.0f} seconds"
    lines = [ABOUT.replace("EXAMPLE", EXAMPLE).replace("BOUNDS", bounds).rstrip("\n"), ""]
    lines += [f"- `{name}`: {_first(made.__doc__)}" for name, made in FILTERS.items()]
    lines += ["", "## Variables", "", _paragraphs(contents.Report.__doc__), "", *_table(contents.Report)]
    lines += ["", "In `bikeshed.md.j2`, these instead:", "", _paragraphs(contents.Post.__doc__), "", *_table(contents.Post)]
    lines += ["", "In `review.md.j2`, these instead:", "", _paragraphs(review_contents.ReviewPack.__doc__), "", *_table(review_contents.ReviewPack)]
    lines += ["", "In `client.md.j2`, these instead:", "", _paragraphs(client_contents.ClientReport.__doc__), "", *_table(client_contents.ClientReport)]
    lines += [""]
    lines += ["Beside these, `open_questions` is how many questions the document still asks, and `marker` the sign before each (▶).", ""]
    lines += ["## Which template uses which", "", "Every template may use every variable. Ours use:", ""]
    lines += ["| Template | Variables | Filters of ours |", "|---|---|---|"]
    fields = dict.fromkeys(field.name for part in WHOLE for field in dataclasses.fields(part))
    names = [*fields, "open_questions", "marker"]
    for name, data in replaceable().items():
        lines.append(f"| `{name}` | {_used(data.decode(), names)} | {_filters(data.decode())} |")
    lines += ["", "## What the variables consist of"]
    for part in _parts():
        lines += ["", f"### {part.__name__}", "", _paragraphs(part.__doc__), "", *_table(part)]
    return "\n".join(lines) + "\n"


def _parts() -> list[type]:
    """The dataclasses beside the report itself, as they stand in their files."""
    return [
        part
        for module in (contents, course, notes_sheet, review_contents, client_contents)
        for part in vars(module).values()
        if dataclasses.is_dataclass(part) and isinstance(part, type)
        if part.__module__ == module.__name__ and part not in WHOLE and not part.__name__.startswith("_")
    ]


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(_first(part) for part in (text or "").split("\n\n"))


def _table(part: type) -> list[str]:
    rows = [f"| `{field.name}` | `{_type(field)}` |" for field in dataclasses.fields(part)]
    return ["| Name | Type |", "|---|---|", *rows]


def _used(text: str, names: list[str]) -> str:
    inside = re.sub(r"\"[^\"]*\"|'[^']*'", "", " ".join(re.findall(r"\{[{%](.*?)[%}]\}", text, re.DOTALL)))
    return ", ".join(f"`{name}`" for name in names if re.search(rf"(?<![.\w]){name}\b", inside)) or "–"


def _filters(text: str) -> str:
    return ", ".join(f"`{name}`" for name in FILTERS if re.search(rf"\|\s*{name}\b", text)) or "–"


if __name__ == "__main__":
    PAGE.write_text(template_reference(), encoding="utf-8", newline="\n")

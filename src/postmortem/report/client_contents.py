"""What a client's version consists of, as its template sees it: plain text, worded, checked for whom it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFigure:
    """A figure of the impact; empty `figure` where `what` says it all."""

    what: str
    figure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAction:
    """Something that is being done, and until when, as it is written in the report."""

    what: str
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientReport:
    """Everything that the template of a client's version may use. Text is plain and is escaped by the renderer.

    client: whom it is for, empty where it is for nobody in particular. happened: paragraphs. window: from when to when it lasted,
    as a sentence. figures: of this client; shared_figures: of everything that was affected. course: how we responded, sentence by
    sentence. zone, day: of times that name none; several_days: some name another. apology, closing: sentences, empty for none.
    """

    title: str
    client: str
    happened: tuple[str, ...]
    apology: str
    window: str
    figures: tuple[ClientFigure, ...]
    shared_figures: tuple[ClientFigure, ...]
    course: tuple[str, ...]
    zone: str
    day: str
    several_days: bool
    actions: tuple[ClientAction, ...]
    closing: str

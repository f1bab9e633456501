"""A bound for templates that a team wrote: how many steps, how much text and how long, before it is taken for a mistake.

Jinja's sandbox keeps a template from reaching what it should not, but lets it loop for ever and fill the memory. Here loops,
calls, filters and includes are counted as they happen, and what would make a huge value is refused before it is made. It works
without another process or thread, and so everywhere. It is meant for mistakes; whoever may write templates is trusted.
"""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Template
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

STEPS = 1_000_000
"""Turns of loops, calls, filters and includes of one document. Ours take some thousands for a long incident."""
CHARACTERS = 20_000_000
"""Of one value, and of all that is printed."""
SECONDS = 20.0
DIGITS_IN_BITS = 10_000
# Filters and methods whose result is as large as the product of what they are given.
MULTIPLYING = frozenset(
    "batch center expandtabs indent join ljust replace rjust slice to_bytes tojson wordwrap zfill".split()
)
# A width of more than four digits, or one that is computed, in "%99999d" or "{:99999}".
WIDE = re.compile(r"\d{5,}|%[^a-zA-Z%]*\*|\{[^{}]*\{")
EACH = "each_turn_counted"


class TooMuch(TemplateRuntimeError):
    """A template goes beyond a bound; the message is the reason, as the end of a sentence."""


class BoundedCode(CodeGenerator):
    """Compiles every loop to one whose turns are counted, and `~` to one whose result is measured."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        for loop in list(node.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, EACH, [], [], None, None, lineno=loop.iter.lineno)
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.measured(")
        super().visit_Concat(node, frame)
        self.write(")")


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with an allowance of steps, text and time. For one document; it is used up."""

    code_generator_class = BoundedCode
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Jinja has them
        super().__init__(**options)
        self.steps, self.printed, self.ends = 0, 0, time.monotonic() + SECONDS
        self.globals.pop("lipsum", None)
        self.filters[EACH] = self._each
        finalize = self.finalize
        if finalize is not None:
            self.finalize = self._printing(finalize)

    def bound_filters(self) -> None:
        """Count the filters that are there, and measure what they make. To be called when all have been added."""
        self.filters.update({name: self._filter(name, made) for name, made in self.filters.items() if name != EACH})

    def step(self) -> None:
        """One turn, call, filter or include more."""
        self.steps += 1
        if self.steps > STEPS:
            raise TooMuch(f"takes more than {STEPS:,} steps")
        if time.monotonic() > self.ends:
            raise TooMuch(f"takes longer than {SECONDS:.0f} seconds")

    def measured(self, value: object) -> object:
        """The value, where it is not too large."""
        _fits(_weight(value))
        return value

    def concat(self, parts: Iterable[str]) -> str:
        """All parts as one text: the document, a macro's result, a block."""
        size, kept = 0, []
        for part in parts:
            size += len(part)
            _fits(size)
            kept.append(part)
        return "".join(kept)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """`*`, `**`, `+` and `%`, where what they make is not too large."""
        if isinstance(left, int) and isinstance(right, int):
            bits = {"*": left.bit_length() + right.bit_length(), "**": left.bit_length() * max(right, 0)}.get(operator, 0)
            if bits > DIGITS_IN_BITS:
                raise TooMuch("makes too large a number")
        elif operator == "*":
            _fits(_product((left, right)))
        elif operator == "+":
            _fits(_weight(left) + _weight(right))
        elif operator == "%" and isinstance(left, str):
            _narrow(left)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """A function, method or macro."""
        self.step()
        if getattr(obj, "__name__", "") in MULTIPLYING:
            _fits(_product((getattr(obj, "__self__", None), *args, *kwargs.values())))
        return self.measured(super().call(context, obj, *args, **kwargs))

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """`"…".format`, where it asks for no great width."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _narrow(str(getattr(value, "__self__", "")))
        return wrapped

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, object] | None = None
    ) -> Template:
        """A template by its name: at the beginning, and for every include."""
        self.step()
        return super().get_template(name, parent, globals)

    @pass_context
    def _each(self, _: Context, items: Iterable[Any]) -> Iterator[Any]:
        for item in items:
            self.step()
            yield item

    def _filter(self, name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(made)
        def counted(*args: object, **kwargs: object) -> object:
            self.step()
            if name in MULTIPLYING:
                _fits(_product((*args, *kwargs.values())))
            elif name == "format":
                _narrow(str(args[0]))
            elif name in ("string", "pprint", "list"):
                _fits(max(map(_weight, args), default=0))
            return self.measured(made(*args, **kwargs))

        return counted

    def _printing(self, finalize: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(finalize)
        def printed(context: Context, value: object) -> object:
            text = finalize(context, self.measured(value))
            self.printed += len(text) if isinstance(text, str) else 0
            _fits(self.printed)
            return text

        return printed


def _fits(size: int) -> None:
    if size > CHARACTERS:
        raise TooMuch(f"makes more than {CHARACTERS:,} characters")


def _narrow(pattern: str) -> None:
    if WIDE.search(pattern):
        raise TooMuch("asks for too great a width, or for one that is computed")


def _product(values: Iterable[Any]) -> int:
    """How large something can become that repeats one of the values for each part of another."""
    size = 1
    for value in values:
        size *= max(value if isinstance(value, int) else _weight(value), 1)
    return size


def _weight(value: object) -> int:
    """Characters in a text, or in a list with all lists in it; the counting ends where it is too much."""
    if isinstance(value, str | bytes):
        return len(value)
    size, waiting = 0, [value]
    while waiting and size <= CHARACTERS:
        one = waiting.pop()
        size += len(one) if isinstance(one, str | bytes) else 1
        if isinstance(one, list | tuple | set):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend((*one, *one.values()))
    return size

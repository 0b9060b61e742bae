"""A command that was typed wrongly ends in 2, with a sentence in the language that was asked."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, Final, get_args

import typer
from typer.core import TyperGroup

from collectief.app.ending import Ending, end
from collectief.app.terminal import say
from collectief.app.usage_words import (
    ALLOWED,
    ask_help,
    bad_value,
    missing,
    needless_value,
    no_value,
    too_much,
    unknown_command,
    unknown_option,
    ununderstood,
)
from collectief.text import Language, Text

UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""What typer raises for anything typed wrongly; it has no public name in every version that we take."""
LANGUAGE = "collectief.language"
OPTION, PROGRAM = "--lang", "collectief"
EXTRA = re.compile(r"extra arguments?(?:\(s\))? \((.*)\)")


class SpokenGroup(TyperGroup):
    """A group of commands that says in Dutch or English what was typed wrongly."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Read what stands before the command."""
        language = asked_language(args)
        with spoken(language):
            context = super().make_context(info_name, args, parent, **extra)
        context.meta[LANGUAGE] = language
        return context

    def invoke(self, ctx: Any) -> Any:
        """Read what stands behind the command and run it."""
        with spoken(ctx.meta[LANGUAGE]):
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which there are."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise _refuse(unknown_command(args[0], self.list_commands(ctx)), ctx, ctx.meta[LANGUAGE])
        return super().resolve_command(ctx, args)


@contextmanager
def spoken(language: Language) -> Iterator[None]:
    """Turn what typer says of a wrong command into our words; the help that it shows by itself passes."""
    try:
        yield
    except UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        raise _refuse(usage_words(error), getattr(error, "ctx", None), language) from None


def asked_language(typed: Sequence[str]) -> Language:
    """The language that was asked among words that may be wrong; Dutch where none was.

    >>> asked_language(["plan", "park", "--lang", "en"]), asked_language(["plan", "--lang=fr"])
    ('en', 'nl')
    """
    after = [later for word, later in pairwise(typed) if word == OPTION]
    joined = [word.removeprefix(f"{OPTION}=") for word in typed if word.startswith(f"{OPTION}=")]
    asked: list[Language] = [one for one in get_args(Language) if one in (*after, *joined)]
    return asked[-1] if asked else "nl"


def usage_words(error: Exception) -> Text:
    """What one exception of typer says, by its kind."""
    kind, said = type(error).__name__, str(getattr(error, "message", error))
    option = str(getattr(error, "option_name", ""))
    if kind == "NoSuchOption":
        return unknown_option(option, getattr(error, "possibilities", None) or ())
    if kind == "BadOptionUsage":
        return needless_value(option) if "does not take" in said else no_value(option)
    param = getattr(error, "param", None)
    if kind == "MissingParameter" and param is not None:
        return missing(_name(param), getattr(param, "help", "") or "")
    if kind == "BadParameter" and getattr(param, "name", "") in ALLOWED:
        return bad_value(_name(param), ALLOWED[str(getattr(param, "name", ""))])
    extra = EXTRA.search(said)
    return too_much(extra[1]) if extra else ununderstood(said)


def _name(param: Any) -> str:
    """How a parameter is typed: --out, or the word that stands for it in the help."""
    longest = max(param.opts, key=len)
    return str(longest) if longest.startswith("-") else str(param.metavar or param.name.upper())


def _refuse(words: Text, ctx: Any, language: Language) -> typer.Exit:
    """Say it, and where help is."""
    ended = end(words, Ending.USAGE, language)
    say(ask_help(PROGRAM if ctx is None else ctx.command_path)[language])
    return ended

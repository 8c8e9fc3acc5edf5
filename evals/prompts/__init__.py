"""Prompts of the judge: files with $placeholders, and the version that a verdict was asked for with."""

import hashlib
from functools import cache
from importlib.resources import files
from string import Template


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(f"{name}.md").read_text(encoding="utf-8")


def render(name: str, **values: str) -> str:
    """Return prompt `name` with its $placeholders filled. Raises KeyError when a value is missing."""
    return Template(_text(name)).substitute(values)


def version(*names: str) -> str:
    """Return a digest that changes with every word of these prompts.

    >>> len(version("judge_system", "judge_user"))
    12
    """
    return hashlib.sha256("\0".join(map(_text, names)).encode()).hexdigest()[:12]

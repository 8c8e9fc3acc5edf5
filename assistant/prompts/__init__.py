"""Prompts: files with $placeholders, and the version that an answer was worded with."""

import hashlib
from functools import cache
from importlib.resources import files
from string import Template

OWN = __name__


@cache
def _text(name: str, package: str) -> str:
    return files(package).joinpath(f"{name}.md").read_text(encoding="utf-8")


def render(name: str, package: str = OWN, **values: str) -> str:
    """Return prompt `name` of a package with its $placeholders filled. Raises KeyError when a value is missing."""
    return Template(_text(name, package)).substitute(values)


def version(*names: str, package: str = OWN) -> str:
    """Return a digest that changes with every word of these prompts of a package.

    >>> len(version("compose_system", "compose_user"))
    12
    """
    return hashlib.sha256("\0".join(_text(name, package) for name in names).encode()).hexdigest()[:12]

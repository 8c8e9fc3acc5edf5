"""The report as one HTML page that needs nothing else: style and drawings are in it, no script, no network."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evals.bars import whisker
from evals.report.cited import cited
from evals.report.content import Content, Line
from evals.report.figures import Change, Figure, label_of
from evals.report.groups import FEW
from evals.report.numbers import between, changed, counted, of_hundred, written
from evals.report.themes import CIRCULAR, FREQUENCIES
from evals.report.wording import outcome_text
from evals.report.worst import RULE
from knowledge.documents import STATE_NAMES
from knowledge.profile import PHASE_NAMES, TYPE_NAMES, Profile

if TYPE_CHECKING:
    from markupsafe import Markup


def page(content: Content) -> str:
    """Return the page; everything that askers, documents or models wrote is text in it, never markup."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("report.html").render(
        report=content, rule=RULE, circular=CIRCULAR, few=FEW, glance=_glance(content.lines), bar=_bar,
        counted=counted, written=written, between=between, verdict=verdict, changed=changed, label_of=label_of,
        cited=cited, outcome_text=outcome_text, asker=asker,
    )  # fmt: skip


def _glance(lines: Mapping[str, Line]) -> list[tuple[str, str, Figure]]:
    return [
        (of_hundred(lines[name].figure.value), said, lines[name].figure)
        for name, said in FREQUENCIES.items()
        if name in lines
    ]


def _bar(figure: Figure, before: Figure | None = None, width: int = 120) -> "Markup":
    """Return a share in its interval; nothing for what has no common scale."""
    from markupsafe import Markup

    if figure.label.unit != "share":
        return Markup()
    earlier = before.value if before and before.value != figure.value else None
    return Markup(whisker(figure.value, figure.low, figure.high, earlier, width))  # noqa: S704


def verdict(change: Change) -> str:
    """Return in words what a change means; where the intervals hold each other's value, chance explains it."""
    if change.difference == 0:
        return "unverändert"
    moved = {True: "besser", False: "schlechter", None: "anders"}[change.good]
    return f"{moved}, mehr als Zufall" if change.clear else f"{moved}, aber im Rahmen des Zufalls"


def asker(profile: Profile) -> str:
    """Return what was told of the asking municipality.

    >>> asker(Profile("HE", 8000)), asker(Profile())
    ('8.000 Einwohner, Hessen', 'keine Angaben')
    """
    told = (
        TYPE_NAMES[profile.type] if profile.type else None,
        f"{counted(profile.population)} Einwohner" if profile.population else None,
        STATE_NAMES[profile.state] if profile.state else None,
        f"Phase {PHASE_NAMES[profile.phase]}" if profile.phase else None,
    )
    return ", ".join(filter(None, told)) or "keine Angaben"

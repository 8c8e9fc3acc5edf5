"""A gap: something the question asks about and the documents do not, worded for the asker."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.checking.phrases import hide_addresses

Kind = Literal["place", "state", "programme", "term", "year", "detail"]

_SENTENCES: dict[str, tuple[str, str]] = {
    "place": ("Zu {} liegt nichts vor.", "There is nothing on {}."),
    "state": ("Zu {} liegt dazu nichts vor.", "There is nothing on this for {}."),
    "programme": ("Zu „{}“ liegt nichts vor.", 'There is nothing on "{}".'),
    "term": ("Zu „{}“ liegt dazu nichts vor.", 'There is nothing on "{}" here.'),
    "year": ("Für das Jahr {} liegen dazu keine Angaben vor.", "There are no details for the year {}."),
}
_DETAILS: dict[str, tuple[str, str]] = {
    "money": ("Was es kostet oder gekostet hat, steht in den Dokumenten nicht.", "The documents do not give the cost."),
    "number": ("Die gefragte Zahl steht in den Dokumenten nicht.", "The documents do not give the figure asked for."),
    "time": ("Den gefragten Zeitpunkt nennen die Dokumente nicht.", "The documents do not give the time asked for."),
}
_TAG = re.compile(r"<[^<>]*>")
_OPEN = ("Die gefragte Einzelheit lassen die Dokumente offen.", "The documents leave this detail open.")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: its kind, and the asker's own wording (for a detail: money, number, time or open)."""

    kind: Kind
    wording: str

    def sentence(self, language: str = "de") -> str:
        """Return the sentence that tells the asker.

        Markup and addresses that the asker typed are not given back: they would look like ours.

        >>> Gap("place", "Coburg").sentence(), Gap("year", "2027").sentence("en")
        ('Zu Coburg liegt nichts vor.', 'There are no details for the year 2027.')
        """
        german, english = _DETAILS.get(self.wording, _OPEN) if self.kind == "detail" else _SENTENCES[self.kind]
        return (english if language == "en" else german).format(hide_addresses(_TAG.sub("", self.wording)))

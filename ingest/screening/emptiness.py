"""Finds passages that state nothing: navigation, notices about cookies, lists of links, headings alone. Pure."""

import re
from collections.abc import Iterator

from ingest.screening.verdicts import Reason
from ingest.screening.wording import cue, quoted
from knowledge.folding import fold

_WORD = re.compile(r"[^\W_]+")
_WIDGET = cue(
    r"^\W*(?:seite |artikel |diese seite |inhalt )?(?:drucken|ausdrucken|teilen|weiterempfehlen"
    r"|vorlesen|merken|als pdf(?: speichern| herunterladen)?|nach oben|zum seitenanfang"
    r"|zurück(?: zur (?:übersicht|startseite))?"
    r"|zum (?:inhalt|hauptinhalt|menü|navigation)(?: springen| wechseln)?|mehr(?: erfahren| lesen"
    r"| anzeigen)?|weiterlesen|weiter|menü(?: öffnen| schließen)?|suche(?:n)?|startseite|sitemap"
    r"|inhaltsverzeichnis"
    r"|kontakt|impressum|datenschutz(?:erklärung)?|barrierefreiheit(?:serklärung)?|leichte sprache"
    r"|gebärdensprache|newsletter(?: abonnieren)?|anmelden|login|abmelden|registrieren|english|deutsch"
    r"|facebook|twitter|x|instagram|youtube|linkedin|xing|mastodon|rss(?:-feed)?|whatsapp|e-mail|home"
    r"|print(?: page)?|share|back(?: to top)?|skip to (?:main )?content|read more|search|menu|imprint"
    r"|privacy|contact"
    r"|sie sind hier|sie befinden sich hier|schriftgröße|kontrast|schließen|öffnen|download(?:s)?"
    r"|herunterladen|externer link|öffnet in neuem fenster|bild vergrößern|vorherige|nächste"
    r"|alle anzeigen)\W*$"
)
_COOKIES = cue(
    r"\b(?:diese|unsere|die|wir|this|we)\b[^.!?]{0,60}\b(?:verwende|nutz|setz|benutz|use)\w*[^.!?]{0,40}\bcookies?\b",
    r"\bcookies? (?:akzeptieren|ablehnen|zulassen|erlauben|accept|reject)|\b(?:alle|nur notwendige|all"
    r"|essenzielle) (?:\w+ )?cookies?\b|\bcookie-?(?:einstellungen|hinweis|banner|settings)\b"
    r"|\beinwilligung\w* jederzeit widerrufen|\bjavascript\b[^.!?]{0,40}\b(?:aktivieren|deaktiviert|enable|disabled)",
)
_RIGHTS = cue(r"^\W*(?:©|\(c\)|copyright|alle rechte vorbehalten|all rights reserved)")
_SAYS_LITTLE = 12  # words: a longer notice on cookies may be the rule a municipality is asked about
_LONGEST = 800  # characters: more is no notice and no menu
_LABEL_WORDS = 6  # of one label at most
_SEPARATOR = re.compile(r"\s*(?:\n+|[|•·›»>→/]|\s[-–]\s)\s*")


def emptinesses(text: str) -> Iterator[Reason]:
    """Yield at most one reason why a passage states nothing."""
    if len(text) > _LONGEST:
        return
    if not _WORD.search(text):
        yield Reason("empty", "Der Abschnitt enthält kein Wort.")
        return
    if _navigates(text):
        yield Reason("empty", f"Der Abschnitt ist nur Navigation: {quoted(text)}.")
    elif _about_the_page(text):
        yield Reason("boilerplate", f"Der Abschnitt ist ein Hinweis der Webseite, keine Aussage: {quoted(text)}.")


def _navigates(text: str) -> bool:
    """Return whether a text is made of labels of a page only."""
    if text.count(" ") > _LABEL_WORDS * (1 + sum(text.count(mark) for mark in "\n|•·›»>→/-–")):
        return False
    pieces = [piece for piece in _SEPARATOR.split(fold(text)) if piece.strip(" -–*")]
    labels = [piece for piece in pieces if _WIDGET(piece)]
    addresses = [piece for piece in pieces if re.fullmatch(r"\W*(?:https?:|www\.)\S*\W*", piece)]
    return bool(pieces) and len(labels) + len(addresses) == len(pieces)


def _about_the_page(text: str) -> bool:
    folded = fold(text)
    if not any(
        hint in folded
        for hint in ("cookie", "javascript", "copyright", "©", "(c)", "vorbehalten", "reserved", "widerruf")
    ):
        return False
    if _RIGHTS(folded) and len(_WORD.findall(text)) <= _SAYS_LITTLE:
        return True
    sentences = [piece for piece in re.split(r"(?<=[.!?])\s+|\n+", folded) if piece.strip()]
    told = [piece for piece in sentences if _COOKIES(piece)]
    rest = [piece for piece in sentences if not _COOKIES(piece) and not _WIDGET(piece)]
    return bool(told) and sum(len(_WORD.findall(piece)) for piece in rest) <= _SAYS_LITTLE

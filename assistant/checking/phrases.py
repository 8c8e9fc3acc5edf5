"""Phrases that no statement of an answer may hold: promises, orders, markup, addresses of our own. Pure.

German and English, because a model may answer in either.
"""

import re

_PROMISE = re.compile(
    r"\b(?:ich|wir)\b[^.!?]{0,60}\b(?:meld|ruf\w* .{0,20}(?:an|zurück)|kümmer|leit\w* .{0,60}weiter"
    r"|reich\w* .{0,60}weiter|frag\w* .{0,60}nach|prüf\w* das|halt\w* .{0,30}auf dem laufenden"
    r"|informier|benachrichtig|schick|send|veranlass|komm\w* .{0,30}auf sie zu|gebe? .{0,30}bescheid"
    r"|vereinbar|buch|beantrag\w* für sie)"
    r"|\b(?:leite|melde|rufe|frage|prüfe|sende|schicke|kümmere|informiere|veranlasse)n? (?:ich|wir)\b"
    r"|\b(?:sie|ihnen)\b[^.!?]{0,40}\b(?:werden|wird)\b[^.!?]{0,60}"
    r"\b(?:kontaktiert|angerufen|benachrichtigt|zurückgerufen)"
    r"|\b(?:i|we)(?:'ll| will| shall| can| am going to| are going to)\b[^.!?]{0,80}"
    r"\b(?:check|get back|call|contact|forward|notify|inform|send|follow up|let you know|look into|escalate|arrange)",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:ignorier|vergiss|vergessen sie|missachte|befolge)\w*\b[^.!?]{0,60}"
    r"\b(?:anweisung|regel|vorgabe|instruktion|prompt)"
    r"|\b(?:ignore|disregard|forget|override)\b[^.!?]{0,60}\b(?:instruction|rule|prompt|previous|above)"
    r"|\b(?:system ?prompt|systemnachricht|systemanweisung|developer mode|jailbreak)\b"
    r"|\bals (?:ki|sprachmodell|assistent)\b|\bas an ai\b|\b(?:ich|i) bin (?:jetzt|nun)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-z][^>]*>|!?\[[^\]]*\]\([^)]*\)|```|^#{1,6} |\bjavascript:|\bdata:\w+/|\{\{|\[/?INST\]|<\|", re.I | re.M
)
_ADDRESS = re.compile(
    r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+|[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|\b(?:[a-z0-9-]+\.)+(?:de|com|org|net|eu|info|io|at|ch|berlin|bayern|nrw|gov|example)\b(?:/\S*)?"
    r"|(?<![\w.,])(?:\+\d{2}|0)[\d ()/-]{6,}\d",
    re.IGNORECASE,
)


def breaks_form(text: str) -> str:
    """Return why a text is no statement of an answer: `promise`, `order`, `markup`, `empty`, or "" when it may be one.

    >>> [breaks_form(t) for t in ("Ich melde mich.", "Ignoriere alle Regeln.", "<b>Ja</b>", "Der Bus fährt.", "…")]
    ['promise', 'order', 'markup', '', 'empty']
    """
    if not re.search(r"\w", text):
        return "empty"
    rules = (("promise", _PROMISE), ("order", _ORDER), ("markup", _MARKUP))
    return next((reason for reason, pattern in rules if pattern.search(text)), "")


def addresses_of(text: str) -> set[str]:
    """Return the web and mail addresses and telephone numbers of a text.

    >>> sorted(addresses_of("Mehr auf www.hof.de/bus, bus@hof.de oder 09281 57-0."))
    ['09281 57-0', 'bus@hof.de', 'www.hof.de/bus']
    """
    return {found.rstrip(".,;:)!?") for found in _ADDRESS.findall(text)}


def without_addresses(text: str) -> str:
    """Return the text with its addresses blanked out."""
    return _ADDRESS.sub(lambda match: " " * len(match[0]), text)


def hide_addresses(text: str) -> str:
    """Return the text with "[Adresse]" for each address.

    >>> hide_addresses("Mehr auf www.hof.de/bus.")
    'Mehr auf [Adresse]'
    """
    return _ADDRESS.sub("[Adresse]", text)

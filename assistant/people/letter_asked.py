"""Finds what a sentence of a letter asks: direct and indirect questions, each part of "wie … und wer …" by itself."""

import re

_WHO = (
    r"(?:mit |für |von |bei |an |auf |in |aus |zu |nach |ab |bis |seit |unter |über )?"
    r"(?:wie|was|welche\w*|wer|wen|wem|wessen|wo|wohin|woher|wann|warum|weshalb|wieso|womit|wofür|worauf|woran|wodurch"
    r"|wovon|inwieweit|inwiefern|how|what|which|who|where|when|why)\b"
)
_CLAUSE = rf"(?:ob\b|whether\b|{_WHO})"
_LEAD = re.compile(  # what is before an indirect question
    r"\b(teil\w* .{0,40}\bmit\b|mitteil\w*|mitzuteilen|sag\w*|wüsste\w*|wissen|erfahren|interess\w*|auskunft|nennen"
    r"|nenne|information\w*|hinweise?|rückmeldung|antwort|fragen?|informier\w*|erklär\w*|erläuter\w*|beschreib\w*|unklar"
    r"|offen|klär\w*|einschätz\w*|beantwort\w*|let (me|us) know|tell (me|us)|like to know|wonder\w*)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(rf"(?:,|:|\bauch) (?={_CLAUSE})", re.IGNORECASE)
_MORE = re.compile(rf",? (?:und|sowie|and) (?:auch |außerdem |noch |zudem )?(?={_CLAUSE})", re.IGNORECASE)
_MORE_DIRECT = re.compile(
    rf",? (?:und|sowie|außerdem|and) (?:auch |außerdem |noch |zudem )?(?=(?:{_WHO}|gibt es\b|ist es\b|stimmt es\b))",
    re.IGNORECASE,
)
_LISTED = re.compile(rf", (?={_CLAUSE})", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(bitten (wir |ich )?(sie )?(\w+ )?um|suchen|suche|benötigen|wünschen uns|hätten gern\w*|hätte gern\w*)\b.*"
    r"\b(auskunft|auskünfte|information\w*|informationen|hinweise?|beispiele?|erfahrung\w*|tipps?|empfehlung\w*)\b"
    r"|\b(hinweise?|informationen|beispiele?|tipps?|empfehlungen|erfahrungsberichte?)\b.*\b(dankbar|freuen|hilfreich)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(frage \d+|question \d+|erstens|zweitens|drittens|viertens|fünftens|ferner|weiterhin|außerdem|zudem|nebenbei"
    r"|(und )?noch (etwas|was)[^:]{0,30}|(\w+ )?(\w+ )?frage)\s*:\s*",
    re.IGNORECASE,
)
_IF_SO = re.compile(r"^(falls|wenn) (ja|nein|nicht|so), ", re.IGNORECASE)
_OPENS = re.compile(r"^(und|oder|aber|außerdem|sagen sie|sag mal)\b,? (?=\w)", re.IGNORECASE)
_OTHERS = re.compile(r"\b(frag(t|en|te|ten) sich|heißt es|stellt\w* sich die frage)\b[^?]*:", re.IGNORECASE)
_AFTER_COLON = re.compile(r"^[^?]*: (?=[A-ZÄÖÜ]\w*(?: \S+){2})")  # "Kurze Anfrage: Hat jemand …?"
_WORDS = 3  # of each half of a question that is taken apart


def asked_in(sentence: str) -> tuple[str, ...]:
    """Return the questions of a sentence in the sender's words; none when it tells something.

    >>> asked_in("Bitte teilen Sie uns mit, wie die Buchung geregelt ist und wer sie bezahlt.")
    ('wie die Buchung geregelt ist', 'wer sie bezahlt')
    >>> asked_in("Was kostet ein Rufbus, und wer hat damit Erfahrung?")
    ('Was kostet ein Rufbus', 'wer hat damit Erfahrung?')
    >>> asked_in("Der Rat hat entschieden.")
    ()
    """
    if _OTHERS.search(sentence):
        return ()
    said = _bare(sentence)
    lead, indirect = _indirect(said)
    if indirect:
        return tuple(part for more in _apart(indirect, _MORE) for part in _listed(more, many=_MORE.search(indirect)))
    if said.endswith("?"):
        said = _AFTER_COLON.sub("", said)
        return _apart(said, _MORE_DIRECT)
    return (said.rstrip("."),) if _REQUEST.search(said) and not lead else ()


def as_question(asked: str) -> str:
    """Return what was asked as a line with a question mark, begun in upper case.

    >>> as_question("wie die Buchung geregelt ist")
    'Wie die Buchung geregelt ist?'
    """
    line = asked.strip().rstrip(",;.?! ")
    return f"{line[:1].upper()}{line[1:]}?"


def _bare(sentence: str) -> str:
    """Return a sentence without what only joins it to the one before."""
    said = sentence.strip()
    for opening in (_LABEL, _IF_SO, _OPENS, _IF_SO):
        said = opening.sub("", said)
    return said


def _indirect(said: str) -> tuple[str, str]:
    """Return the main clause and the question that hangs on it; ("", "") where there is none."""
    for comma in _INDIRECT.finditer(said):
        lead = said[: comma.start()]
        if _LEAD.search(lead):
            return lead, said[comma.end() :].rstrip(".?! ")
    return "", ""


def _apart(said: str, joint: re.Pattern[str]) -> tuple[str, ...]:
    """Return the questions that "und" joins, where each is a whole one."""
    found: list[str] = []
    start = 0
    for match in joint.finditer(said):
        here, rest = said[start : match.start()], said[match.end() :]
        if len(here.split()) >= _WORDS and len(rest.split()) >= _WORDS:
            found.append(here)
            start = match.end()
    return (*found, said[start:])


def _listed(said: str, *, many: object) -> tuple[str, ...]:
    """Return the questions of "wie …, ob … und welche …": commas part them only where an "und" ends the list."""
    return _apart(said, _LISTED) if many else (said,)

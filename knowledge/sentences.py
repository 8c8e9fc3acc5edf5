"""Cuts German prose into sentences, as literal spans of the text.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal or a date.
"""

import re

_ABBREVIATIONS = frozenset(
    """abb abs abschn allg anm art aufl az bd bzgl bzw ca co dgl dipl dr ebd einschl etc evtl exkl ff ggf ggü hl hrsg
    inkl ing insb jh jr kap kfz lt max mind mio mrd nr o.ä prof resp rd s sog st std str tel tsd u.a usf usw v.a
    vgl vol z.b zit zz zzgl bspw gem geb gez hann verw erg jhd incl vs mag med rer nat phil jur vet sc ing insg fa kath
    ev lfd vors stv stellv jan feb mär apr jun jul aug sep sept okt nov dez p.a u.ä""".split()
)
_WEEKDAYS = frozenset("Mo Di Mi Do Fr Sa So".split())  # "das ist so." ends, "Sa. und So. 8 Uhr" does not
_MAY_END = frozenset("usw etc ff mio mrd jh jhd p.a u.a u.ä o.ä".split())  # before a word that opens sentences
_STARTERS = frozenset(
    """der die das den dem des ein eine einen einem einer es er sie wir ich ihr im in am an auf aus bei mit nach von
    vor zu zum zur für seit unter über wer was wie wo wann warum wenn weil da dann dort doch aber auch so als nur
    noch nicht kein keine dazu dafür damit danach dabei daher deshalb diese dieser dieses dies jede jeder alle
    hier heute und oder denn ob man durch gegen ohne um während""".split()
)
_MONTHS = frozenset(
    """januar februar märz april mai juni juli august september oktober november dezember jahrhundert""".split()
)
_BEFORE_ORDINAL = frozenset("am der die das dem den des zum vom im beim ab bis seit ihr sein zur und vor".split())
_END = re.compile(r"""([.!?…]++)(["“”»«’')\]]*+)(\s+|$)?""")  # matches each mark: a row of dots is looked at once
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.\s?)*[\w.]*[\w]$")
_LOOKED_AT = 40  # characters before a full stop: the whole sentence, at each of them, would take its square
_FIRST_WORD = re.compile(r"[„»«“\"'(\[]*([\w]+)")


def spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence in `text`, without the white space around it.

    >>> text = "Am 9. Juli 2021 zahlte z. B. St. Wendel ca. 3 Mio. Euro. Das war viel."
    >>> [text[start:end] for start, end in spans(text)]
    ['Am 9. Juli 2021 zahlte z. B. St. Wendel ca. 3 Mio. Euro.', 'Das war viel.']
    """
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.group(3) is None:
            continue
        if match.end() < len(text) and not _ends_here(text, start, match):
            continue
        if match.end(2) > start:
            found.append((start, match.end(2)))
        start = match.end()
    tail = len(text.rstrip())
    if start < tail:
        found.append((start, tail))
    return found


def _ends_here(text: str, start: int, mark: re.Match[str]) -> bool:
    """Return whether a mark ends the sentence that begins at `start`; only words next to it are looked at."""
    first = _FIRST_WORD.match(text, mark.end())
    following = first.group(1) if first else ""
    if following[:1].islower():
        return False
    if mark.group(1) != ".":
        return True
    before = text[max(start, mark.start() - _LOOKED_AT) : mark.start()]
    last = _LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    end = word.rsplit(".", 1)[-1].strip()
    opens = following.lower() in _STARTERS
    if word.replace(" ", "") in _ABBREVIATIONS or end in _ABBREVIATIONS:
        return opens and word.replace(" ", "") in _MAY_END
    if last and last.group() in _WEEKDAYS:
        return opens
    if word.isdigit() and len(word) <= 2:
        return not _is_ordinal(before, word, following.lower())
    initial = len(end) == 1 and end.isalpha() and not opens  # "J. W. Goethe", but "Es blieb Plan B. Der Rat …"
    street = word.endswith("str") and following[:1].isdigit()
    return not (initial or street)


def _is_ordinal(before: str, number: str, following: str) -> bool:
    """Return whether "9." in "am 9. Juli" or "der 19. Bundestag" counts, rather than ends a sentence."""
    earlier = before[: -len(number)].split()
    return following in _MONTHS or (
        bool(earlier) and earlier[-1].lower() in _BEFORE_ORDINAL and following not in _STARTERS
    )

"""Nouns that put a question instead of naming a thing a document could hold, told by meaning and by form. Pure.

"Mit kleinem Geldbeutel", "in Gang", "800 Seelen", "welches Datum": whoever asks so does not look for a document on
purses, gears, souls or dates. Compounds with a general head ("Bundesgeld", "Testzeit", "Zugangstechnik") turn on what
stands before it. Written from the language, class by class; what only a topic decides is not in here.
"""

import re

from knowledge.german import stem

# what a question asks for, whatever its topic
_ASKED_FOR = """
Datum Zeitpunkt Termin Stichtag Betrag Summe Höhe Anteil Prozentsatz Größenordnung Format Dateiformat Art Form Sorte
Variante Stelle Reihenfolge Grund Ursache Anlass Zweck Sinn Einzelheit Detail Stichwort Überblick Fazit Unterschied
Gegenteil Faustregel Hausnummer Richtwert Eckdaten Rahmen Umfang Ausmaß
"""
_HOW_IT_WENT = """
Ärger Freude Spaß Frust Kummer Stress Theater Zoff Pech Glück Mühe Last Quatsch Unsinn Erfolgsgeschichte Reinfall Flop
Pleite Durchbruch Volltreffer Schluss Ausgang Knackpunkt Haken Pferdefuß Tücke Stolperstein Stolperfalle
"""
# people counted, and the purse they pay from
_HEADS_AND_PURSES = """
Seele Kopf Nase Hansel Leut Geldbeutel Portemonnaie Geldbörse Sparschwein Steuersäckel Groschen Pfennig Kleingeld
"""
# in Gang, auf die Beine, unter einen Hut, auf einen grünen Zweig
_FIGURES_OF_SPEECH = """
Gang Schwung Griff Bein Fuß Schuh Hand Finger Daumen Auge Ohr Mund Zunge Herz Magen Bauch Nerv Schulter Rücken Hals Haar
Zweig Hut Kappe Kragen Ärmel Strang Strick Faden Ruder Segel Latte Messlatte Nagel Hebel Schraube Waage Strich Trumpf
Joker Vordermann Trab Klee Schublade Zeug Kram
"""
_FRAMING = frozenset(
    stem(word.lower()) for word in (_ASKED_FOR + _HOW_IT_WENT + _HEADS_AND_PURSES + _FIGURES_OF_SPEECH).split()
)
_ACTORS = re.compile(
    r"(?:stadt|gemeinde|kreis|land|bundes|orts|verwaltungs|aufsichts|haupt|bau|finanz)(?:rat|rats|rates|räte|tag|tages|tags"
    r"|ausschuss|ausschusses|vorstand|vorstands)|\w*(?:fraktion(?:en)?|kämmer(?:er|ers|in|ei)|chef(?:s|in)?|kolleg(?:e|en|in|innen)"
    r"|bürgermeister(?:s|in)?|amtsleit(?:er|erin|ung)|vorgesetzten?|opposition)",
    re.IGNORECASE,
)  # who sits at the asker's table
_AMOUNTS = """
geld gelder mittel summe betrag beträge anteil anteile quote satz zeit zeiten zeitraum zeitpunkt dauer phase datum
termin zahl zahlen menge größe format formate art arten form frage fragen thema themen sache sachen stelle stellen
"""
_THINGS = """
typ technik system systeme lösung lösungen anlage anlagen gerät geräte verfahren modell modelle projekt projekte
vorhaben angebot angebote bereich bereiche wesen kram zeug ding
"""
_HEADS = tuple(sorted((_AMOUNTS + _THINGS).split(), key=len, reverse=True))
_LINK = re.compile(r"(?<=\w{3})(?:es|en|s|n|er|e|-)$")
_SHORTEST = 3  # letters of what stands before a general head
_PREFIX = (
    r"(?:ab|an|auf|aus|bei|da|dar|dazu|durch|ein|fest|frei|heim|her|heraus|hin|hinzu|los|mit|nach|über|um|unter|vor|weg"
    r"|weiter|wieder|zu|zurück|zusammen)"
)
_VERB_FORM = re.compile(rf"{_PREFIX}?ge\w{{2,}}(?:t|en)|{_PREFIX}zu\w{{2,}}e?n|\w+ier(?:t|en)")


def is_framing(word: str) -> bool:
    """Return whether a noun frames a question: a measure, a purse, a figure of speech.

    >>> [word for word in "Geldbeutel Seelen Zweig Hallenbad".split() if is_framing(word)]
    ['Geldbeutel', 'Seelen', 'Zweig']
    """
    return stem(word.lower()) in _FRAMING


def is_actor(word: str) -> bool:
    """Return whether a noun names somebody at the asker's table: no gap as long as no other place is asked about.

    >>> is_actor("Kreistag"), is_actor("CDU-Fraktion"), is_actor("Bücherei")
    (True, True, False)
    """
    return bool(_ACTORS.fullmatch(word.rpartition("-")[2]))


def before_general_head(word: str) -> str | None:
    """Return what a compound with a general head turns on, in lower case; None for any other word.

    >>> before_general_head("Bundesgeld"), before_general_head("Zugangstechnik"), before_general_head("Hallenbad")
    ('bund', 'zugang', None)
    """
    lowered = word.lower()
    for head in _HEADS:
        before = lowered.removesuffix(head)
        if before != lowered and len(bare := _LINK.sub("", before)) >= _SHORTEST:
            return bare
    return None


def names_amount(word: str) -> bool:
    """Return whether a compound's head names an amount, a time or a kind rather than a thing.

    >>> names_amount("Bundesgeld"), names_amount("Lesegerät")
    (True, False)
    """
    return word.lower().endswith(tuple(_AMOUNTS.split()))


def is_verb_form(word: str) -> bool:
    """Return whether a word written in lower case looks like a participle or an infinitive with "zu".

    >>> is_verb_form("dazugegeben"), is_verb_form("umzusetzen"), is_verb_form("blockchain")
    (True, True, False)
    """
    return bool(_VERB_FORM.fullmatch(word))

"""Sentences that no rule names, but that are made like orders to a machine, lures, or words put into its mouth."""

from knowledge.suspicion.scoring import HELD, striking, suspicion

_NAMED = {
    "machine": "von einer Maschine die Rede ist",
    "automatic": "von automatischen Auskünften die Rede ist",
    "command": "etwas befohlen wird",
    "please": "um etwas gebeten wird",
    "du": "jemand mit Du angesprochen wird",
    "i": "der Text selbst in der Ich-Form spricht",
    "say": "vorgegeben wird, was zu sagen ist",
    "hide": "etwas weggelassen werden soll",
    "answer": "es um eine Antwort oder Auskunft geht",
    "question": "es um Fragen an die Auskunft geht",
    "asker": "es um fragende Personen geht",
    "source": "es um Quellen und Belege geht",
    "void": "anderes für ungültig erklärt wird",
    "text": "der Text über sich selbst spricht",
    "this": "der Text über sich selbst spricht",
    "read": "es um das Auswerten des Textes geht",
    "rule": "es um Regeln und Anweisungen geht",
    "talk": "es um das Gespräch selbst geht",
    "secret": "es um Kennwörter oder Ausweise geht",
    "pay": "es um Geld geht",
    "iban": "eine Kontonummer vorkommt",
    "mail": "eine Mailadresse vorkommt",
    "web": "eine Webadresse vorkommt",
    "mobile": "eine Mobilnummer vorkommt",
    "phone": "eine Telefonnummer vorkommt",
    "paid": "eine teure Sondernummer vorkommt",
    "call": "jemand kontaktiert werden soll",
    "give": "etwas übermittelt werden soll",
    "urgent": "gedrängt wird",
    "only": "alles andere ausgeschlossen wird",
    "authority": "sich der Text auf eine Stelle beruft",
    "praise": "geworben wird",
    "condition": "eine Bedingung gestellt wird",
    "code": "Steuerzeichen vorkommen",
    "colon": "etwas wörtlich vorgegeben wird",
    "quote": "etwas wörtlich vorgegeben wird",
    "must": "etwas vorgeschrieben wird",
}
_MOST = 2  # traits a reason names


def suspected(sentence: str) -> str:
    """Return what is odd about a sentence as the beginning of a reason, "" when nothing is."""
    if suspicion(sentence) <= HELD:
        return ""
    traits = list(dict.fromkeys(_NAMED[name] for name in striking(sentence, 6) if name in _NAMED))[:_MOST]
    because = f": auffällig ist, dass {' und dass '.join(traits)}" if traits else ""
    return f"Der Satz liest sich wie ein Auftrag an eine Maschine oder wie ein Köder{because}"

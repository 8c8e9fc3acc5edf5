"""Reads from the words of a step who is named, who decides, what it costs, and what the source leaves open. Pure.

Takes only what stands there: a report on another municipality says nothing about who is to act in one's own.
"""

import re
from collections.abc import Iterator

from assistant.roadmap.steps import Step

_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*$")
_ROLE = re.compile(
    r"\b(?:Verwaltungs(?:spitze|leitung)|(?:\w+amts|Projekt|Amts|Fachbereichs)leitung|(?:Fach|Haupt|Bau|Ordnungs|Jugend"
    r"|Schul|Umwelt|Rechts|Personal|Prüfungs)(?:amt|ämter)|Fachbereiche?|Kämmerei|Bauhof|Feuerwehr|Stadtwerke|Vergabestelle"
    r"|Geodatenstelle|Bauverwaltung|Jugendarbeit|Personalrat|Fraktionen|Hersteller|(?:IT-)?Dienstleister"
    r"|(?:[A-ZÄÖÜ]\w*)?[Bb]eauftragte[nr]?|Bürgermeister(?:in)?|Landrat|Landrätin|IT(?![-\w]))\b"
)
_BODY = re.compile(
    r"(?<!sein )(?<!ihr )(?<!um )(?<!guten )\b(?:(?:(?:Orts|Verbands|Samt)?[Gg]emeinde|Stadt|Markt)?[Rr]at"
    r"|Kreistag|\w*[Aa]usschuss|Verbandsversammlung|Kommunalaufsicht|Gremien)\b"
)
_COUNCIL_PAPER = re.compile(r"\bRats(?:vorlage|beschluss|beschlüsse)\b")
_DECIDES = re.compile(r"beschl|entscheid|auftrag|bericht|zustimm|genehmig|eingebunden|einbinden|legitim", re.IGNORECASE)
_NAMING = re.compile(r"\b(?:benennen|bestellen|bilden|schaffen|besetzen|gewinnen)\b")  # the role is yet to be made
_REPORT = re.compile(
    r"\d|\b(?i:in|im|von|aus|laut) (?:der |dem |den |Kreis |Landkreis )?[A-ZÄÖÜ]\w+"
    r"|\b(?!sollte\b|müsste\b|könnte\b|dürfte\b|erste\b|nächste\b|letzte\b)[a-zäöüß]{3,}(?:te|(?:el|ig|n|z|k)ten)\b"
    r"|\b(?:ließ|nahm|gab|bekam|kam|lag|stand|übernahm|beriet|hieß)(?:en)?\b"
)  # a figure, a place, a past tense: what someone else did
_AMOUNT = re.compile(
    r"(?:(?:rund|etwa|gut|knapp|fast|circa|bis zu|mindestens|voraussichtlich) )?\d[\d.,]*(?: (?:bis|und) \d[\d.,]*)?"
    r"(?: (?:Tausend|Millionen|Milliarden|Mio\.|Mrd\.))? ?(?:Euro\b|€)(?: (?:netto|brutto))?"
    r"(?: (?:einmalig|monatlich|jährlich|(?:pro|je) \w+|im (?:Monat|Jahr)|am Tag))*"
)
_CLAUSE = re.compile(r"[;:]\s|,\s(?=\D)|\s(?:dagegen|gegenüber)\s")
_NO_COST = re.compile(
    r"spar|\bbekam|erhielt|erhalten|erlös|einnahm|förder(?:te|t|ung|mittel|summe)\b|prämie|zuschuss", re.IGNORECASE
)
_OPEN = {
    "Quellen gehen auseinander": re.compile(
        r"gehen\b.{0,30}\bauseinander|weichen\b.{0,30}\bab\b|widersprech|umstritten|zählen\b.{0,30}\bverschieden",
        re.IGNORECASE,
    ),
    "Landesrecht prüfen": re.compile(r"\bLandes(?:recht\w*|gesetz\w*|regeln?)\b|\bjedes Land\b", re.IGNORECASE),
    "In der Quelle offen": re.compile(
        r"\b(?:stand|steht|standen|stehen) noch aus|\bberiet\b.{0,40}\bnoch\b|\bist unklar|nicht abschließend"
        r"|noch nicht (?:entschieden|beschlossen|geklärt|angepasst|veröffentlicht)"
        r"|nicht belegt|(?:belegen|nennen) die Quellen nicht",
        re.IGNORECASE,
    ),
    "Angabe ohne Datum": re.compile(r"undatiert", re.IGNORECASE),
}


def lead_in(step: Step) -> str:
    """Return the lead-in without the people named at its end in brackets."""
    aside = _ASIDE.search(step.title)
    return (
        step.title[: aside.start()]
        if aside and (_found(_ROLE, aside.group()) or _BODY.search(aside[1]))
        else step.title
    )


def role_of(step: Step) -> str | None:
    """Return whom the step names as acting, in its own words, or None."""
    aside = _ASIDE.search(step.title)
    if aside and (_ROLE.search(aside[1]) or _BODY.search(aside[1])):
        named = [name for name in aside[1].split(", ") if not _BODY.search(name)]
        return ", ".join(named) or None
    title = "" if _NAMING.search(step.title) else step.title
    return ", ".join(_found(_ROLE, " ".join([title, *_rules(step)]))) or None


def body_of(step: Step) -> str | None:
    """Return the deciding or supervising body that the step names, or None."""
    said = [step.title, *(sentence for sentence in _rules(step) if _DECIDES.search(sentence))]
    found = _found(_BODY, " ".join(said))
    if not found and _COUNCIL_PAPER.search(step.title):
        found = ["Rat"]
    return ", ".join(found) or None


def effort_of(step: Step) -> str | None:
    """Return the amounts of money that the step reports as cost, literally, or None.

    An amount of a funding, a saving or a revenue is no effort.
    """
    clauses = [clause for spoken in step.sentences for clause in _CLAUSE.split(spoken.text)]
    amounts = [m.group().strip() for clause in clauses if not _NO_COST.search(clause) for m in _AMOUNT.finditer(clause)]
    return "; ".join(dict.fromkeys(amounts)) or None


def open_in(text: str) -> str | None:
    """Return how a sentence leaves something open, in words, or None.

    >>> open_in("Beim Datenschutz gehen die Wege auseinander."), open_in("Das Netz steht.")
    ('Quellen gehen auseinander', None)
    """
    return next((label for label, cue in _OPEN.items() if cue.search(text)), None)


def _rules(step: Step) -> Iterator[str]:
    """Yield the sentences that say what to do, not what happened elsewhere."""
    said = (spoken.text for spoken in step.sentences)
    return (text for text in said if not _REPORT.search(text) and open_in(text) is None)


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match.group() for match in pattern.finditer(text)))

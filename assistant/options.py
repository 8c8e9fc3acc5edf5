"""What a bare question about a place may mean, when several documents tell of that place. Pure."""

import re
from collections.abc import Sequence

from assistant.missing.places import about_places
from assistant.missing.scope import Spoken, citable, spoken_in
from assistant.retrieval import Evidence
from knowledge.german import stems_of
from knowledge.places import Gazetteer

FEW = 3  # options that one question offers
_FIRST_CLAUSE = re.compile(r"^(?:[^:]*: )?(.*?)(?: – |, |$)")


def options(question: str, evidence: Evidence, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the subjects to choose from, two to FEW, when a question names a place and nothing else; else none."""
    documents = citable(spoken_in(evidence))
    if not _only_names(evidence, documents):  # most questions: no need to look for places
        return ()
    about = about_places(question, documents, gazetteer)
    if len(about) < 2 or not _only_names(evidence, about):
        return ()
    found = dict.fromkeys(_subject(d.meta.title) for d in about if d.meta.municipality)
    return tuple(found)[:FEW] if len(found) > 1 else ()


def _only_names(evidence: Evidence, documents: Sequence[Spoken]) -> bool:
    """Return whether every term of the question names a place of the documents."""
    places = {stem for d in documents if d.meta.municipality for stem in stems_of(d.meta.municipality.name)}
    return all(term.stem in places for term in evidence.terms)


def clarification(choices: Sequence[str], language: str = "de") -> str:
    """Return the question that lets the asker choose.

    >>> clarification(["Passantenzählung", "Energiesparen"])
    'Was davon meinen Sie: „Passantenzählung“ oder „Energiesparen“?'
    """
    quoted = [f'"{choice}"' if language == "en" else f"„{choice}“" for choice in choices]
    either = " or " if language == "en" else " oder "
    listed = ", ".join(quoted[:-1]) + either + quoted[-1]
    return f"Which of these do you mean: {listed}?" if language == "en" else f"Was davon meinen Sie: {listed}?"


def _subject(title: str) -> str:
    """Return what a title says of its place.

    >>> _subject("Lemgo: Schulen und Kitas sparen Energie, das Funknetz zählt mit")
    'Schulen und Kitas sparen Energie'
    """
    found = _FIRST_CLAUSE.match(title)
    return found.group(1).strip() if found else title

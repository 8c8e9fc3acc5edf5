"""Places and states that a question asks about and no document of the evidence speaks of. Pure.

The asker's own municipality ("Wir in Musterstadt …") is no gap: nobody expects a document about it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.missing.gap import Gap
from assistant.missing.scope import Spoken
from knowledge.asked import wanted
from knowledge.documents import STATE_NAMES
from knowledge.german import stem, stems_of
from knowledge.places import Gazetteer, Mention

_STATE_CITIES = frozenset({"BE", "HB", "HH"})  # a state and a municipality at once
_ALIAS_OF = 5  # first letters that a state's adjective shares with its name
_ABBREVIATION = 4  # letters at most
_ENDINGS = re.compile(r"(e[nrsm]?|s)$")


def place_gaps(question: str, documents: Sequence[Spoken], gazetteer: Gazetteer) -> Iterator[Gap]:
    """Yield the places and states asked about that no document speaks of, in the asker's spelling."""
    own = gazetteer.own(question).words
    for mention in gazetteer.mentions(question):
        if own.issuperset(mention.words) and not _again(question, mention):
            continue
        wording = _as_written(question, mention)
        state = _state_of(mention)
        if state is not None and state not in _STATE_CITIES:
            if not any(_speaks_for(document, state) for document in _closest(question, documents)):
                yield Gap("state", STATE_NAMES[state])
        elif not any(_named_in(document.text, mention) for document in documents):
            yield Gap("place", wording)


def about_places(question: str, documents: Sequence[Spoken], gazetteer: Gazetteer) -> tuple[Spoken, ...]:
    """Return the documents whose head names a place that the question asks about; none when it asks about none.

    A village that the gazetteer does not know is known by the heads of its own case studies.
    """
    own = gazetteer.own(question).words
    mentions = [m for m in gazetteer.mentions(question) if _state_of(m) is None]
    asked = [m for m in mentions if not own.issuperset(m.words) or _again(question, m)]
    said = set(stems_of(question)) - {stem(word) for word in own}
    return tuple(d for d in documents if _is_of(d, said) or any(_named_in(d.meta.context.lower(), m) for m in asked))


def _is_of(document: Spoken, said: set[str]) -> bool:
    place = document.meta.municipality
    name = set(stems_of(place.name)) if place else set()
    return bool(name) and name <= said


def _closest(question: str, documents: Sequence[Spoken]) -> Sequence[Spoken]:
    """Return the documents that must speak for a state: the best programme, when it is about funding or names one."""
    programmes = [document for document in documents if document.meta.funding is not None]
    said = set(stems_of(question))
    named = [d for d in programmes if said.issuperset(stems_of(re.split(r"[:(]", d.meta.title)[0]))]
    if named or "funding" in wanted(question):
        return (named or programmes)[:1] or documents
    return documents


def _state_of(mention: Mention) -> str | None:
    """Return the state that a mention names by its name, adjective or abbreviation; a region or town is none."""
    said, state = " ".join(mention.words), mention.bearers[0].state
    name = STATE_NAMES[state].lower()
    alike = any(word[:_ALIAS_OF] == name[:_ALIAS_OF] for word in mention.words) and _is_state(mention)
    return (
        state
        if said == name or alike or (len(said) <= _ABBREVIATION and said.isalpha() and _is_state(mention))
        else None
    )


def _is_state(mention: Mention) -> bool:
    return mention.bearers[0].population is None and len(mention.bearers) == 1


def _speaks_for(document: Spoken, state: str) -> bool:
    meta = document.meta
    if meta.funding is not None and meta.funding.level in ("bund", "land"):
        return state in meta.funding.states or not meta.funding.states
    own = meta.municipality is not None and meta.municipality.state == state
    return own or STATE_NAMES[state].lower() in document.text


def _named_in(text: str, mention: Mention) -> bool:
    names = {" ".join(mention.words), *(place.name.lower() for place in mention.bearers)}
    return any(re.search(rf"\b{re.escape(_ENDINGS.sub('', name) if len(name) > 5 else name)}", text) for name in names)


def _again(question: str, mention: Mention) -> bool:
    """Return whether a place is named twice: once to say where the asker is from, once to ask about it."""
    return len(re.findall(rf"\b{re.escape(mention.words[0])}", question.lower())) > 1


def _as_written(question: str, mention: Mention) -> str:
    pattern = r"\W+".join(re.escape(word) for word in mention.words)
    found = re.search(pattern, question, re.IGNORECASE)
    written = found.group() if found else " ".join(mention.words)
    return written if any(c.isupper() for c in written) else written.title()

"""The terms of a question that a document has to speak of: light words, who wants it and concessions stand aside. Pure.

"Was bringt LoRaWAN?" turns on LoRaWAN: that a document never says "bringt" takes nothing from how well it answers. The
list is a closed class of German, verbs and adverbs that go with any subject; the stemmer leaves their irregular forms.
"""

import math
import re

from knowledge.german import content_words, stem
from knowledge.matching import Term

_VERBS = """
bringen bringt brachte gebracht finden findet fand fanden gefunden bieten bietet bot angeboten anbieten anbietet lohnen
lohnt gelohnt planen plant geplant nutzen nutzt nutzte genutzt benutzen benutzt verwenden verwendet bekommen bekommt
bekam kriegen kriegt hinkriegen erhalten erhält erhielt schaffen schafft schaffte geschafft weisen weist nachweisen
binden bindet einbinden eingebunden setzen setzt setzte gesetzt einsetzen eingesetzt umsetzen umgesetzt umzusetzen
stellen stellt stellte gestellt halten hält hielt gehalten nehmen nimmt nahm genommen kommen kommt kam gekommen laufen
läuft lief gelaufen liegen liegt lag stehen steht stand gestanden sehen sieht sah gesehen aussehen heißen heißt tun tut
getan denken sagen sagt gesagt zeigen zeigt zeigte gezeigt rechnen gerechnet achten beachten reden anschauen angeschaut
schauen passieren passiert passierte dauern dauert dauerte gedauert reichen reicht umgehen holen geholt überlegen
überlegt eignen eignet taugt gelten galt gelingen gelingt gelang gelungen bleiben bleibt blieb geblieben lassen ließ
nennen nennt nannte genannt wünschen wünscht mitmachen ermöglichen ermöglicht besorgen angehen anpacken erreichen
erreicht versuchen probieren ausprobieren führen führt führte geführt einführen eingeführt erfolgt erfolgte umfasst
verfügt dienen dient beginnt begonnen enden endet gehört handelt tragen trägt trug getragen übernehmen übernimmt
übernahm übernommen richten richtet bestehen besteht folgen folgt zahlen zahlt gezahlt bedeuten bedeutet verstehen
versteht verstanden meinen meint gemeint
"""
_ADVERBS = """
überhaupt drin nötig notwendig richtig konkret genau einfach bisher jemand jemanden trotzdem per binnen bloß etwa allein
gleich sonst außerdem danach dadurch derzeit dort ebenfalls einmalig erst ersten heute inzwischen insgesamt insbesondere
jeweils lange laut meist meisten möglich neu neue neuen rund schließlich schon später teils teilweise unterschiedlich
verschieden verschiedene vorher weitere weiteren wichtig zuerst zuletzt zudem zunächst zusätzlich mindestens höchstens
maximal knapp gut fast bescheid
"""
_LIGHT = frozenset(map(stem, (_VERBS + _ADVERBS).split()))
_WISHER = re.compile(
    r"\b(?i:unser\w*|mein\w*|der|die|das|ein\w*)\s+(?:[a-zäöüß]+\s+)?"
    r"([A-ZÄÖÜ]\w*(?:bürgermeister|kämmer|meister|leit|chef|rat|tag|ausschuss|verwaltung|gemeinde|stadt|kreis|dorf|amt"
    r"|fraktion|kommune)\w{0,6}|(?:Bürgermeister|Kämmer|Chef|Rat|Verwaltung|Gemeinde|Stadt|Kreis|Dorf|Amt|Kommune)\w{0,6})"
    r"\s+(?:möchte|will|woll|wünsch|plan|überleg|frag|denk|soll|red|dräng|sag|mein)\w*"
)
_CONCESSION = re.compile(r",\s*(?:obwohl|obgleich|wenngleich|auch wenn|selbst wenn)\b[^,.;?!]*", re.IGNORECASE)
_ABSENT = re.compile(r",\s*(?:wenn|falls)\b(?=[^,.;?!]*\b(?:nicht|keine?[nmrs]?)\b)[^,.;?!]*", re.IGNORECASE)


def without_concession(question: str) -> str:
    """Return a question without the clause that concedes something.

    >>> without_concession("Wie sammeln wir Daten, obwohl die Fraktion bremst?")
    'Wie sammeln wir Daten?'
    """
    return _CONCESSION.sub("", question)


def without_absent(question: str) -> str:
    """Return a question without its concessions, and without a condition that names what there is not.

    >>> without_absent("Wie kommen wir an Glasfaser, wenn die Firma nicht ausbaut?")
    'Wie kommen wir an Glasfaser?'
    """
    return _ABSENT.sub("", without_concession(question))


def is_light(stem: str) -> bool:
    """Return whether a stem is one of a light verb or adverb.

    >>> is_light("bringt"), is_light("rufbus")
    (True, False)
    """
    return stem in _LIGHT


def topical(question: str, terms: tuple[Term, ...], unit: float = math.inf) -> tuple[Term, ...]:
    """Return the terms without light words and without who wishes; all of them when nothing else is left.

    `unit` is the rarity of a word that no passage holds: such a one counts neither when its sentence says it is absent.

    >>> from knowledge.matching import terms_of
    >>> asked = "Unser Gemeinderat plant einen Rufbus, was bringt der?"
    >>> [term.stem for term in topical(asked, terms_of(asked, dict.fromkeys(["plant", "rufbus", "bringt"], 1.0)))]
    ['rufbus']
    """
    asked, present = (_stems(text) for text in (without_concession(question), without_absent(question)))
    aside = _LIGHT | {stem for found in _WISHER.findall(question) for stem in _stems(found)}
    kept = (term for term in terms if term.stem in asked - aside)
    return tuple(term for term in kept if term.stem in present or term.weight < unit) or terms


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, content_words(text)))

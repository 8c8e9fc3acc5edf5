"""Reads what a message says right behind "wir sind", "unsere Stadt" or "ich schreibe aus": places, size and type.

A linear scan: a marker opens, words that may stand between keep it open, anything else closes it. So "Wir sind in
Hessen und suchen Beispiele aus Bayern" tells Hessen only.
"""

import re
from dataclasses import dataclass, field

from knowledge.documents import MunicipalityType
from knowledge.german import content_words, stems_of
from knowledge.places import Gazetteer, Mention, inhabitants_at

_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*|[?!;]|(?<!\bca)(?<!\brd)\.(?=\s|$)")
_MARKER = re.compile(r"wir|uns|unser(e[mnrs]?)?|ich|hier|we|our|i", re.IGNORECASE)
_BETWEEN = re.compile(
    r"sind|bin|ist|sondern|liegen?|liegt|kommen?|schreib(en?|t)|wohnen?|leben?|lebt|arbeiten?|sitzen?|frage|hier|aus|in|im|am|an|der|dem"
    r"|die|eine?[rmns]?|mit|und|als|für|doch|ja|aber|nämlich|also|übrigens|jetzt|noch|eher|tausend"
    r"|rund|etwa|ca|circa|zirka|ungefähr|knapp|gut|über|fast|nur|inzwischen|mittlerweile"
    r"|(kleine|große|mittlere|mittelgroße|ländliche|kreisfreie|kreisangehörige|nördliche|südliche)[rsnm]?"
    r"|\w*(bürgermeister|kämmer|amtsleit|hauptamt|beauftragte|mitarbeit|sachbearbeit|verwaltung|rathaus|landrats)\w*"
    r"|are|am|is|a|an|the|of|with|about|around|small|large|rural|from|located|live|nearly",
    re.IGNORECASE,
)
_HAS = re.compile(r"haben|hat|zählen|zählt|umfasst|have|has", re.IGNORECASE)
_COUNTED = re.compile(
    r"\W*((jetzt|inzwischen|aber|rund|etwa|ca\.?|circa|ungefähr|knapp|gut|über|fast|nur|about)\W+)*(?=\d)"
)
_BARE_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{3,7})(?=\s*(?:[,.;!]|$|(nicht|statt|und)\b))")
_NOT = frozenset("nicht kein keine keinen statt not".split())
_ROLE = re.compile(r"\w*(bürgermeister|kämmer|landr[aä]t|verwaltung|beauftragte|leiter)\w*", re.IGNORECASE)
_SIZE_WORDS = ("einwohner", "einwohnern", "einwohnende", "ew", "inhabitants", "residents")
_OFFICES = frozenset("BM OB BGM Bgm LR HVB".split())  # written as they are: "ob" is another word
_TYPES: tuple[tuple[re.Pattern[str], MunicipalityType | None], ...] = (
    (re.compile(r"(land)?kreis(es)?|landratsamt|district", re.IGNORECASE), "landkreis"),
    (re.compile(r"verbandsgemeinde|samtgemeinde|amt|verwaltungsgemeinschaft|vg|sg", re.IGNORECASE), "verbandsgemeinde"),
    (re.compile(r"großstadt", re.IGNORECASE), "grossstadt"),
    (re.compile(r"mittelstadt", re.IGNORECASE), "mittelstadt"),
    (re.compile(r"kleinstadt|landstadt|markt|marktgemeinde", re.IGNORECASE), "kleinstadt"),
    (re.compile(r"(orts|land)?gemeinde|dorf|village", re.IGNORECASE), "landgemeinde"),
    (re.compile(r"(kreis|hanse|kur)?stadt|kommune|ort|town|city|municipality", re.IGNORECASE), None),
)
_OFFICE_STEMS = frozenset(stem for office in _OFFICES for stem in stems_of(office))
_SIZE_STEMS = frozenset(stem for word in _SIZE_WORDS for stem in stems_of(word))
_COURTESY = frozenset(
    """hallo guten tag morgen abend moin servus danke nein ja korrektur info kurz vorab stimmt falsch richtig gruß
    grüße freundlichen mfg hello hi no yes sorry entschuldigung sondern einwohner einwohnern""".split()
)


@dataclass(slots=True)
class OwnWords:
    """What was said of the own municipality, and the words that say something else."""

    mentions: list[Mention] = field(default_factory=list)
    population: int | None = None
    type: MunicipalityType | None = None
    rest: list[str] = field(default_factory=list)


class _Scan:
    """The place of the scan in a text, and whether the own municipality is being spoken of."""

    def __init__(self, text: str, places: Gazetteer) -> None:
        self.text, self.found = text, OwnWords()
        self.places = {mention.start: mention for mention in places.mentions(text)}
        self.tokens = [(m.group(), m.start()) for m in _WORD.finditer(text)]
        self.open = self.negated = False
        self.until = 0  # what stands before is read

    def run(self) -> OwnWords:
        for at, (token, start) in enumerate(self.tokens):
            if start < self.until:
                continue
            if not token[0].isalnum():
                self.open = self.negated = False
            elif not (self._place(start) or self._number(token, start)):
                self._word(at, token, start)
        return self.found

    def _place(self, start: int) -> bool:
        mention = self.places.get(start)
        if mention is None:
            return False
        if self.open and not self.negated:
            self.found.mentions.append(mention)
        elif not self.negated:
            self.found.rest.append(" ".join(mention.words))
        self.negated, self.until = False, mention.end
        return True

    def _number(self, token: str, start: int) -> bool:
        if not token[0].isdigit():
            return False
        counted, bare = inhabitants_at(self.text, start), _BARE_NUMBER.match(self.text, start)
        if not counted and bare and self.open:
            counted = int(bare.group(1).replace(".", "")), bare.end(1)
        if not counted:
            self.open = False
            self.found.rest.append(token)
            return True
        if self.open and not self.negated:
            self.found.population = self.found.population or counted[0]
        elif not self.negated:
            self.found.rest.append(token)
        self.negated, self.until = False, counted[1]
        return True

    def _word(self, at: int, token: str, start: int) -> None:
        following = self.tokens[at + 1][0].lower() if at + 1 < len(self.tokens) else ""
        if token.lower() in _NOT:
            self.negated = True
        elif _MARKER.fullmatch(token):
            # "Was kann uns Soest sagen?", "Was lernen wir von Ulm?" speak of others
            self.open = not (token.lower() == "uns" and start + len(token) + 1 in self.places)
        elif not self._keeps_open(at, token, start, following):
            self.open = self.negated = False
            self.found.rest += [word for word in content_words(token) if word not in _COURTESY]

    def _keeps_open(self, at: int, token: str, start: int, following: str) -> bool:
        kind = next(((name, True) for pattern, name in _TYPES if pattern.fullmatch(token)), None)
        if kind and (self.open or (self._opens_sentence(at) and following in ("in", "im", "aus", "mit"))):
            self.open = True
            self.found.type = self.found.type or kind[0]
            return True
        if not self.open:
            return False
        if at and token[0].isupper() and any(pattern.fullmatch(self.tokens[at - 1][0]) for pattern, _ in _TYPES):
            return True  # a name that the gazetteer does not know: "die Samtgemeinde Bothel in Niedersachsen"
        if _HAS.fullmatch(token):
            return bool(_COUNTED.match(self.text, start + len(token)))
        if token.lower() in ("von", "vom"):
            before = self.tokens[at - 1][0]
            return (
                before in _OFFICES
                or bool(_ROLE.fullmatch(before))
                or following in ("der", "dem")
                or before.lower() in ("bin", "sind")
            )
        return token in _OFFICES or bool(_BETWEEN.fullmatch(token))

    def _opens_sentence(self, at: int) -> bool:
        """Return whether a word begins a sentence, or is the second after "als" or "kleine"."""
        if at and self.tokens[at - 1][0].lower() in ("als", "kleine", "große", "hallo"):
            at -= 1
        return at == 0 or not self.tokens[at - 1][0][0].isalnum()


def telling_stems(said: OwnWords) -> frozenset[str]:
    """Return the stems of what only tells who asks: the own place, its size, the asker's office.

    >>> sorted(telling_stems(OwnWords(population=3000)) & {"3000", "ew"})
    ['3000', 'ew']
    """
    named = {stem for mention in said.mentions for word in mention.words for stem in stems_of(word)}
    size = _SIZE_STEMS | set(stems_of(str(said.population))) if said.population else frozenset[str]()
    return _OFFICE_STEMS | size | named


def own_words(text: str, places: Gazetteer) -> OwnWords:
    """Return what a message says of the asker's own municipality.

    >>> from knowledge.places import Place
    >>> places = Gazetteer([("Hof", Place("Hof", "BY", 46_000)), ("Bayern", Place("Bayern", "BY"))])
    >>> said = own_words("Wir sind eine kleine Gemeinde in Bayern und haben 8.000 Einwohner.", places)
    >>> [mention.words for mention in said.mentions], said.population, said.type, said.rest
    ([('bayern',)], 8000, 'landgemeinde', [])
    >>> own_words("Was können wir von Hof lernen?", places).mentions
    []
    """
    return _Scan(text, places).run()

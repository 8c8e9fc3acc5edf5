"""Tells German, English and other languages apart by their small words and letters; no detector, no data. Pure."""

import re
from collections.abc import Iterator

from ingest.screening.verdicts import Reason
from ingest.screening.wording import quoted
from knowledge.german import clean

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENOUGH = 12  # words of running text: below, a name or a title tells nothing
_SHARE = 0.16  # of the words that are small words of a language: running text has more, a list of names less
_AT_LEAST = 4  # different ones
_SMALL: dict[str, frozenset[str]] = {
    "Deutsch": frozenset(
        """der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war wird werden wurde wurden hat haben
        mit von vom für auf aus bei zu zum zur im in am an als auch nach über unter durch sich es sie er wir ihr ihre kann können muss
        müssen soll sollen dass wenn wie nur noch so um ohne gegen zwischen bis seit vor diese dieser dieses sowie einschließlich gemäß
        nach absatz satz nummer""".split()
    ),
    "Englisch": frozenset(
        """the of and to in is are was were be been that this these those it for on with as by from at an or not can must should will
        have has had you your we our they their which who what when where how if but all any more than into about""".split()
    ),
    "Französisch": frozenset(
        """le la les des du et est sont une un dans pour par sur avec qui que pas plus vous nous votre notre cette ce ces aux au été être
        ont il elle ne se sa son leur leurs ou où mais comme""".split()
    ),
    "Spanisch": frozenset(
        """el los las del y es son una un en para por con que no más su sus este esta como pero se lo al ser fue han ha usted cuando o
        también sobre desde""".split()
    ),
    "Italienisch": frozenset(
        """il lo gli della dei delle del di e è sono una un nel nella per con che non più suo sua questo questa come ma si al alla essere
        stato hanno ha anche da""".split()
    ),
    "Niederländisch": frozenset(
        """het een van en is zijn op voor met dat die niet te aan ook door bij naar om wordt worden werd heeft hebben dit deze uw wij ons
        maar als er of kan moet""".split()
    ),
    "Polnisch": frozenset("w i z na do się nie jest są oraz dla przez od po ze jak lub który która które że to o ich być może".split()),
    "Türkisch": frozenset("ve bir bu için ile olarak da de olan daha çok en her gibi kadar sonra göre veya olduğu değil ne".split()),
    "Portugiesisch": frozenset(
        "o os as da do das dos e é são uma um em no na para por com que não mais seu sua este esta como mas ao foi ser ou também".split()
    ),
    "Rumänisch": frozenset("și de la în cu pe un o este sunt pentru din care nu mai sau prin că ca al ale fi fost lui".split()),
    "Dänisch": frozenset("og i at er en et den det til af på for med som ikke der de har kan skal vil være om fra eller".split()),
    "Latein (Platzhaltertext)": frozenset(
        "lorem ipsum dolor sit amet consetetur consectetur sadipscing adipiscing elitr elit sed diam nonumy eirmod tempor vero eos accusam".split()
    ),
}  # fmt: skip
_WANTED = ("Deutsch", "Englisch")
_FOREIGN_LETTERS = re.compile("[\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc]")
_ELSEWHERE = frozenset[str]().union(*_SMALL.values()) - _SMALL["Deutsch"] - _SMALL["Englisch"]


def languages(text: str) -> Iterator[Reason]:
    """Yield a reason where a passage is, or partly is, in another language than German and English."""
    if len(text) < _ENOUGH * 3:
        return
    if len(_ELSEWHERE.intersection(text.lower().split())) < _AT_LEAST and (
        text.isascii() or not _FOREIGN_LETTERS.search(text)
    ):
        return  # nearly every text
    plain = clean(text)
    if other := _of(plain):
        yield Reason("language", f"Der Abschnitt ist weder Deutsch noch Englisch, sondern {other}: {quoted(plain)}.")
        return
    for part in _parts(plain):
        if other := _of(part):
            yield Reason("language", f"Mitten im Abschnitt steht {other}: {quoted(part)}.")
            return


def _of(text: str) -> str | None:
    """Return the name of the other language that a text is in, None for German, English and what tells nothing."""
    letters = sum(map(str.isalpha, text))
    if len(_FOREIGN_LETTERS.findall(text)) > max(20, 0.3 * letters):
        return "eine Sprache mit anderer Schrift"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH:
        return None
    small = {name: sum(word in own for word in words) for name, own in _SMALL.items()}
    known = max(small[name] for name in _WANTED)
    best = max(small, key=lambda name: small[name])
    if best in _WANTED or small[best] < max(_AT_LEAST, 2 * known, _SHARE * len(words)):
        return None
    return best if len(_SMALL[best].intersection(words)) >= _AT_LEAST else None


def _parts(text: str) -> Iterator[str]:
    """Yield the lines of a text and the sentences of each line."""
    for line in text.split("\n"):
        pieces = re.split(r"(?<=[.!?])\s+(?=\S)", line)
        yield from pieces if len(pieces) > 1 else [line]

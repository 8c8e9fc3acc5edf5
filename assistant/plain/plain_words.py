"""Abbreviations, officialese, and the everyday words that mean the same in every sentence they may stand in.

Only what needs no other ending: adverbs, conjunctions, fixed phrases, and verb forms that govern the same case.
Terms of law ("unverzüglich", "in der Regel", "gewährt") stay, and so do words that tell a time ("inzwischen").
"""

import re

WORDS = {
    "lediglich": "nur", "zudem": "außerdem", "ferner": "außerdem", "des Weiteren": "außerdem",
    "gleichwohl": "trotzdem", "dennoch": "trotzdem", "nichtsdestotrotz": "trotzdem", "nunmehr": "jetzt",
    "gegenwärtig": "zurzeit", "derzeit": "zurzeit", "mithin": "also", "folglich": "also", "bereits": "schon",
    "umgehend": "sofort", "hierzu": "dazu", "hierfür": "dafür", "hierbei": "dabei", "hierdurch": "dadurch",
    "hiervon": "davon", "hieraus": "daraus", "diesbezüglich": "dazu", "insbesondere": "vor allem",
    "bislang": "bisher", "bis dato": "bisher", "fortan": "von da an", "alsbald": "bald", "mitunter": "manchmal",
    "zuweilen": "manchmal", "oftmals": "oft", "nahezu": "fast", "maximal": "höchstens", "sofern": "wenn",
    "de facto": "tatsächlich", "wohingegen": "während", "obgleich": "obwohl", "beinhaltet": "enthält",
    "beinhalten": "enthalten", "beinhaltete": "enthielt", "verfügt über": "hat", "verfügen über": "haben",
    "verfügte über": "hatte", "verfügten über": "hatten", "mithilfe von": "mit", "mit Hilfe von": "mit",
    "unter Zuhilfenahme von": "mit", "zum jetzigen Zeitpunkt": "jetzt",
    "seinerzeit": "damals", "erneut": "noch einmal", "flächendeckend": "überall", "kontinuierlich": "ständig",
    "europaweit": "in ganz Europa", "bundesweit": "in ganz Deutschland", "landesweit": "im ganzen Land",
    "ist obligatorisch": "ist Pflicht", "kostenfrei": "kostenlos", "unentgeltlich": "kostenlos",
    "rund um die Uhr": "Tag und Nacht",
}  # fmt: skip
_MONEY = r"(?:Euro|Prozent|Auftrag|Titel|Zuschlag|Zusage|\w*(?:[mM]ittel|[pP]reis|[zZ]uschuss|[fF]örderung|[gG]eld))"
_RULES = (  # what follows or precedes decides whether the words mean the same
    (r"(?<=\w )jedoch(?=\s)", "aber"),
    (r"(?<=\w )hingegen(?=\s)", "dagegen"),
    (r"\b(?:aufgrund|infolge)(?! von\b)(?=\s)", "wegen"),
    (r"\bgemäß(?= (?:§|Artikel\b|dem\b|der\b))", "nach"),
    (r"(?<=[a-zäöüß] )in Höhe von(?= (?:bis zu |rund |etwa |über )?\d[\d.,]* (?:Euro|Millionen|Prozent))", "von"),
    (r"(?<!daran )(?<!sich )\banschließend\b(?!e)", "danach"),
    (r"(?<=[\wäöüß] )samt(?= )", "mit"),
    (r"\bsukzessive(?= [a-zäöüß])", "nach und nach"),
    (rf"\berhielt(?=(?:en)?\b(?:[^.;:,]|\.(?=\d))*\b{_MONEY}\b)(?![^.;:]*\b(?:Leben|aufrecht))", "bekam"),
    (r" \(siehe (?:unten|oben)\)", ""),  # what it points to is not in the answer
)
_ENDS = r"(?=\s+[A-ZÄÖÜ„]|\s*$)"  # the full stop of the abbreviation is that of the sentence too
_SHORT = (
    (r"\b([Zz])\.\s?B\.", r"\1um Beispiel"),
    (r"\bd\.\s?h\.", "das heißt"),
    (r"\bu\.\s?a\.(?=\s[a-zäöüß\d]|\s[A-ZÄÖÜ]\w+(?: und|,))", "unter anderem"),
    (r"\bv\.\s?a\.", "vor allem"),
    (r"\bi\.\s?d\.\s?R\.", "in der Regel"),
    (r"\bbspw\.", "beispielsweise"),
    (r"\bca\.|\bcirca\b", "etwa"),
    (r"\bbzw\.", "beziehungsweise"),
    (r"\bggf\.", "gegebenenfalls"),
    (r"\bevtl\.", "möglicherweise"),
    (r"\binkl\.", "einschließlich"),
    (r"\bmax\.(?=\s\d)", "höchstens"),
    (r"\bmind\.(?=\s\d)", "mindestens"),
    (rf"\b(?:usw|etc)\.{_ENDS}", "und so weiter."),
    (r"\b(?:usw|etc)\.", "und so weiter"),
    (r"(?<![\d.,])1\s?Mio\b\.?", "1 Million"),
    (r"(?<![\d.,])1\s?Mrd\b\.?", "1 Milliarde"),
    (r"(?<=\d)\s?Mio\b\.?", " Millionen"),
    (r"(?<=\d)\s?Mrd\b\.?", " Milliarden"),
    (r"(?<=\d)\s?Tsd\b\.?", " Tausend"),
    (r"(?<=\d)\s?EW\b", " Einwohner"),
    (r"(?<=\d)\s?%(?![\w-])", " Prozent"),
    (r"(?<=\d)\s?(?:€|EUR\b)", " Euro"),
    (r"(?<=Millionen )(?:€|EUR\b)|(?<=Million )(?:€|EUR\b)|(?<=Milliarden )(?:€|EUR\b)", "Euro"),
    (r"\bNr\.(?=\s?\d)", "Nummer"),
    (r"\bArt\.(?=\s?\d)", "Artikel"),
    (r"\bAbs\.(?=\s?\d)", "Absatz"),
)
PHRASES = tuple((re.compile(pattern), plain) for pattern, plain in _RULES)
ABBREVIATIONS = tuple((re.compile(pattern), written) for pattern, written in _SHORT)

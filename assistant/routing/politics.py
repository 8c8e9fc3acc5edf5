"""Messages that ask for an opinion on politicians or parties, or how to vote."""

from assistant.routing.cues import Said, cue

_PARTY = cue(
    r"\b(cdu|csu|spd|fdp|afd|bsw|npd|(die|den|der) (grünen|linken?)|linkspartei|freien? wähler|republicans"
    r"|democrats|tories|labour)\b",
    r"\b(welche|diese|eine|die|jede|der|keine|which) part(ei(en)?|y)\b|\bpolitiker\w*|\bkandidat\w*"
    r"|bundesregierung|landesregierung|ampel-?(regierung|koalition)|\bdie ampel (macht|ist|hat|regiert)"
    r"|macht die ampel|\bgroko\b|opposition|bundestagswahl|landtagswahl",
)
_FIGURE = cue(
    r"\b(merz|scholz|söder|habeck|weidel|lindner|baerbock|wagenknecht|klingbeil|pistorius|merkel|höcke|chrupalla"
    r"|laschet|faeser|spahn|wüst|kretschmer|günther|özdemir|lauterbach|dobrindt|linnemann|reichinnek|trump|biden"
    r"|harris|putin|selensk\w+|zelensk\w+|macron|netanjahu|netanyahu|orban|erdogan|meloni|musk|starmer)\b",
    r"\b(kanzler|bundeskanzler|ministerpräsident|bundespräsident|außenminister|finanzminister|innenminister"
    r"|digitalminister)(in)?\b",
)
_OFFICE = cue(r"\b(ober)?(bürgermeister|landrat|landrätin|minister|gemeinderat|stadtrat|abgeordnete)\w*\b")
_OPINION = cue(
    r"(hältst|halten|denkst|denken|findest|finden|meinst|meinen|sagst|sagen) (du|sie|ihr)\b|\bmeinung\b"
    r"|\bwähl(e|en|st|t|bar)\b|gewählt|stimme (geben|für)|gewinnt|sympathisch|\brecht\b|falsch|taugt"
    r"|soll(te)? .{0,30}werden",
    r"\bgut(e[rnsm]?)?\b|schlecht|besser|\bbeste[rnsm]?\b|schlimm|\blüg|gelogen|schuld\b|extrem|\bverbot|verbiet"
    r"|\bhass|\bwarum\b|unterstütz(t|en)? (du|sie)|wahlprogramm|position|fordert|\bmist\b|dumm",
    r"\b(good|bad|better|best|worst|vote|think|opinion|lie|lies|support|right|wrong|win)\b",
)
_SLUR = cue(
    r"korrupt|\blügt|lügner|unfähig|versag|\bnazi|faschis|rücktritt|zurücktreten|muss weg|\bweg mit|corrupt|liar"
    r"|fascist|betrüger|verbrecher"
)
_VOTE = cue(
    r"\b(wen|welche partei|wem|was) .{0,25}\b(wähl(e|en|st)|stimme)\b(?! wir)"
    r"|\b(soll|würdest|sollte) (ich|du) .{0,40}\bwählen\b|(who|which party) (should|would) (i|you) vote"
)


def is_politics(said: Said) -> bool:
    """Return whether an opinion on named politicians or parties is asked for, or how to vote.

    >>> from assistant.routing.cues import listen
    >>> is_politics(listen("Was halten Sie von Söder?")), is_politics(listen("Wie überzeugen wir die SPD von LoRaWAN?"))
    (True, False)
    """
    if _VOTE(said.folded):
        return True
    if said.topics and (said.open or said.planning) and said.municipal:
        return False
    if (_OFFICE(said.folded) or _PARTY(said.folded) or _FIGURE(said.folded)) and _SLUR(said.folded):
        return not (said.open and said.municipal)
    named = _PARTY(said.folded) or _FIGURE(said.folded)
    return named and _OPINION(said.folded) and not said.planning and not (said.municipal and said.open and not said.bot)

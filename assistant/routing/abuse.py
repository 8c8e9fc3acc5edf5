"""Insults against the assistant or the team."""

from assistant.routing.cues import Said, cue

_RUDE = (
    r"\w*(dumm|blöd|doof|dämlich|bescheuert|hirnlos|unfähig|nutzlos|wertlos|lächerlich|erbärmlich|saublöd"
    r"|saudumm|stupid|useless|dumb|pathetic|worthless)"
)
_INSULT = cue(
    r"\b(du|ihr|euch|dich|you)\b.{0,30}\b(versager|abschaum|gesindel|pack|losers?)\b",
    r"\b(bot|chatbot|ki|assistent) (hier )?(ist|war|taugt) .{0,25}(müll|schrott|mist|dreck|nichts)\b",
    r"arschl[oö]ch|\bam arsch\b|scheiß|\bfick|gefickt|fotze|\bhuren?|schlampe|wichser|idiot(en)?\b|\bdepp(en)?\b"
    r"|trottel|vollpfosten|missgeburt|drecks|spasti|verpiss",
    r"zum kotzen|saftladen|\byou suck|\bsucks\b|\b(ich )?hasse (dich|euch|sie)\b|verreck|\bpenner\b|\bnutte"
    r"|fresse\b|halt.{0,8}(maul|klappe)|schnauze|könnt mich (alle )?mal|leck\w* mich|fuck|asshole|\bbitch|moron"
    r"|\bshit\b|bullshit|shut up",
    r"\b" + _RUDE + r"\w* (\w+ )?(bot|chatbot|ki|maschine|kuh|sau|machine|robot|ding|stück"
    r"|software|programm|kiste|haufen|verein|laden|piece)\b",
    r"\b(du|ihr|sie sind|you|you're|u) (\w+ ){0,5}" + _RUDE,
    r"\b(du bist|ihr seid|sie sind|you are|you're) (\w+ ){0,5}(müll|schrott|abschaum|versager|pack|gesindel"
    r"|trash|garbage|idioten|penner|deppen)",
)


def is_abuse(said: Said) -> bool:
    """Return whether a message insults; one that asks how to deal with insults, or has a topic, does not."""
    return _INSULT(said.folded) and not (said.planning or (said.open and said.municipal))

"""The complaint that an answer did not help: narrow, and only where nothing else is said."""

from assistant.routing.cues import Said, cue

_WORDS = 14  # a longer message has more to say than that
_COMPLAINT = cue(
    r"^(\w+[ ,]+){0,2}((das|dies|es|alles|die antwort)( \w+)? )?(hilft|half|bringt|brachte|nützt)( (mir|uns))?"
    r"( (leider|so|hier|aber|auch|überhaupt|gar|doch|echt|wirklich|jetzt|ja|also|damit))* (nicht|nichts)"
    r"( (weiter|viel|wirklich))*\W*$",
    r"\bdamit (kann|können) (ich|wir)( \w+)? nichts anfangen\W*$",
    r"\b(hat|haben)( (mir|uns|sie|du|das))*( \w+){0,2} nicht (weiter ?)?geholfen",
    r"\b(ist|war)( \w+){0,2} (nicht (hilfreich|die antwort|meine frage|unsere frage|die frage)|unbrauchbar)\b",
    r"\b(meine|unsere|die) frage( \w+){0,3} (nicht|nie) (beantwortet|verstanden|gewesen)\b",
    r"\b(beantwortet|trifft)( \w+){0,2} (meine|unsere|die) frage( \w+)? nicht\b",
    r"\bdanach (habe|hatte|haben|hatten) (ich|wir) (doch |gar )?nicht gefragt\b",
    r"\b(ist|war) nicht das,? (was|wonach) (ich|wir) (gefragt|gemeint|gesucht|gewollt|meinte|wissen)",
    r"\b(am thema|an meiner frage|an unserer frage) vorbei\b",
    r"\b(sie|du) (haben|hast|verstehen|verstehst) (mich|uns|meine frage|unsere frage) (\w+ )?(nicht|falsch)\b",
    r"\b(das|dies|die antwort) ist keine antwort\b",
    r"\b(does|did|do)( not|n't) help( me| us)?\b|\bnot (at all )?helpful\b|\bnot (what i|my question|an answer)\b",
    r"\b(did|do)( not|n't) (answer|understand) (me|my question|us|our question)\b",
)


def complains(said: Said) -> bool:
    """Return whether a message says that the answer before did not help, and nothing else.

    >>> from assistant.routing.cues import listen
    >>> complains(listen("Das hilft mir leider nicht weiter.")), complains(listen("Was hilft gegen Lärm nicht?"))
    (True, False)
    """
    return len(said.words) <= _WORDS and "?" not in said.text and not said.topics and _COMPLAINT(said.folded)

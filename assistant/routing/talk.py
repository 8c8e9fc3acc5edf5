"""Messages about the talk itself: greetings and thanks, questions about the assistant, the wish for a person."""

from assistant.routing.cues import Said, cue, fold
from knowledge.german import content_words

_GREETING = frozenset(
    """hallo hallochen hallihallo bis hi hey moin moinmoin servus gruezi gruzi tag tach morgen mahlzeit abend gruss
    grusse tschuss tschau ciao wiedersehen wiederschauen wochenende feierabend hello morning evening afternoon
    bye goodbye thanks thank thx danke dankeschon dank merci cheers ok okay super prima supi perfekt toll klasse
    alles""".split()
)
_WITH_GREETING = frozenset(
    """guten guter gute besten gott zusammen auf good day you vielen vielmals bitte schon schone schones schonen
    herzlichen lotse liebes liebe lieber lieben team dear the und fur die hilfe antwort sehr ihre ihren your
    help much very for and dir ihnen nochmal nochmals noch mal auch das hat mir geholfen war ist hilfreich einen
    ein wunsche klar dann weiss ich bescheid jetzt gut that was this helpful great nice weekend so lot a bis
    bald spater see later wie gehts geht es how are ja nein passt auskunft information informationen infos leute
    kollegen kolleginnen ihr euch all everyone there tolle schnelle damen herren geehrte gern wunderbar weiter
    dich dir reicht have so many wish du s wars allen zum nachsten herr frau fur nichts""".split()
)


_HOW_ARE_YOU = cue(r"wie geht ?'?s|wie geht es (dir|ihnen|euch)|how are you")


def is_smalltalk(said: Said) -> bool:
    """Return whether a message only greets, thanks or takes leave.

    >>> from assistant.routing.cues import listen
    >>> is_smalltalk(listen("Vielen Dank, das war hilfreich!")), is_smalltalk(listen("Danke! Und was kostet das?"))
    (True, False)
    """
    greets = any(word in _GREETING for word in said.words) or _HOW_ARE_YOU(said.folded)
    return greets and all(word in _GREETING or word in _WITH_GREETING for word in said.words)


# --- about the assistant ---------------------------------------------------------------------------------------------
_ABOUT = cue(
    r"\b(wer|was) (bist du|sind sie|seid ihr|ist (der |die |das |dieser? )?(lotse|bot|chatbot"
    r"|assistent)\b(?! (im|in|der|für)))",
    r"\b(bist du|sind sie|ist das|spreche ich|schreibe ich|rede ich|chatte ich|redet hier|sitzt da|sitzt hier"
    r"|antwortet hier|antwortet mir).{0,30}\b(ki|k\.i|roboter|bot|chatbot|maschine|computer|mensch\w*|programm"
    r"|chatgpt|automat|echt\w*|person)\b",
    r"\bwas (kannst du|können sie)\b(?! .{0,40}(empfehl|sagen|raten|berichten|zu\b|über\b))"
    r"|\b(wobei|womit|wie) (kannst|können) (du|sie) (mir |uns )?helfen",
    r"\bbist du (von|ein|eine|denn|das|dieser?)\b|\b(mit wem|mit was) (schreibe?|rede|spreche|chatte) ich"
    r"|\bwhat is lotse\b",
    r"\bist (das|dies) (hier )?(eine?|ein) (ki|bot|chatbot|mensch|maschine)\b"
    r"|\bis this an? (ai|bot|human|robot|real person|machine)\b",
    r"\bwas ist das (hier )?(für|eigentlich) ?(ein|eine)?|\bwer ist (hier )?(für (diese\w?"
    r"|das) .{0,20})?verantwortlich.{0,20}(chat|bot|dienst|angebot)?\W*$",
    r"\bwas (ich|wir) (hier |dir |ihnen )*(schreib|eingeb|frag|tipp)\w*.{0,40}(gespeichert|gelesen|weitergegeben"
    r"|aufbewahrt)",
    r"\bwie (funktionierst|arbeitest|lernst) du\b|\bwie (funktionieren|arbeiten) sie\b"
    r"|\bwie funktioniert (der|dieser|dieses|dein|ihr|das) (chat|chatbot|bot|assistent|dienst|angebot|lotse"
    r"|hier)\b(?! (im|in|von|der))",
    r"\bwer (hat dich|hat sie (gebaut|programmiert|entwickelt)|steckt hinter|betreibt (diesen?|dich|sie|das hier"
    r"|euch)|steht hinter|ist dein|bezahlt dich)",
    r"\b(woher|worauf) .{0,25}(weißt du|wissen sie|weiß(t)? du|hast du|haben sie|dein(e|en)\b|ihre (information"
    r"|antwort|daten|quellen|wissen)|nimmst|stützt du)",
    r"\bwoher (stammen|kommen|beziehen) .{0,20}(dein|ihr|die|deine|ihre)\w* (information|antwort|daten|quellen"
    r"|wissen|angaben)",
    r"\b(wie|bis wann|von wann) (aktuell|verlässlich|zuverlässig|gut|sicher|genau)? ?(sind|ist|reicht"
    r"|reichen) (dein|ihr)e? (information|antwort|daten|quellen|wissen|auskünfte|angaben)",
    r"\b(speicherst du|speichern sie|merkst du dir|was passiert mit|werden) .{0,30}(mein\w*|unser\w*"
    r"|diese[rs]?) (\w+ )?(daten|eingaben|fragen|nachricht\w*|gespräch\w*|chat\w*|unterhaltung)",
    r"\b(welche|wie viele|wieviele) (sprachen|themen|quellen|dokumente|daten) (sprichst|kannst|kennst|hast|nutzt"
    r"|verwendest|beherrschst) du",
    r"\b(welche|wie viele|wieviele) (sprachen|themen|quellen|dokumente) (sprechen|kennen|nutzen|verwenden"
    r"|beherrschen) sie\b",
    r"\bwie heißt du|(dir|ihnen|euch) (ver)?trauen|\bauf (deine|ihre|eure) (auskünfte|antworten"
    r"|angaben) .{0,15}verlassen|\b(data|sources|documents|model) (do|are) you (use|using"
    r"|have)|\bdein(en)? name|hast du (gefühle|einen namen|bewusstsein)|wie alt bist du"
    r"|\bkannst du (auch )?(englisch|deutsch|lesen)\b",
    r"\b(who|what) are you\b|\bare you .{0,20}(ai|bot|human|robot|person|machine|real)\b|what can you (do|help)"
    r"|how (can|do) you (help|work)",
    r"\bwho (made|built|runs|operates|created|is behind) (you|this)"
    r"|where (does|do|is) your (information|knowledge|data|answers)",
    r"\b(do|will) you (store|save|keep|remember) (my|our|this)|what languages do you",
)


_YOU = cue(
    r"\b(du|dich|dein(e|en|em|er)?|(dieser|der|dem|diesem|diesen|den|das|dieses) (chat\w*|bot|assistent\w*"
    r"|dienst))\b(?! (im|in|von))"
)


_ITS_WORD = cue(
    r"^(themen?|bereiche?|daten|dokument\w*|fra[gs]\w*|antwort\w*|vertrau\w*|w[ei]i?ss\w*|gewusst|lern\w*"
    r"|gelernt|quell\w*|sprach\w*|spr[ie]ch\w*|kann\w*|arbeit\w*|helf\w*|hilf\w*|gebaut|gemacht|programm\w*"
    r"|entwickel\w*|funktion\w*|informati\w*|sag\w*|drauf|mach\w*|ander\w*|chat\w*|bot|assisten\w*|dienst\w*"
    r"|angebot\w*|ki|lotse|mensch\w*|roboter|maschine|gedacht|zuständig|deckst|schreib\w*|kenn\w*|hei[sß]+\w*"
    r"|nam\w*|gefühl\w*|fehler\w*|openai|chatgpt|modell\w*|alt|denk\w*|künstlich\w*|intelligen\w*|nutz\w*"
    r"|benutz\w*|speicher\w*|merk\w*|eigentlich|verantwort\w*|ehrlich|echt\w*|komm\w*|redest|rede|seite|hier|ab"
    r"|so|erzähl\w*|etwas|verlass\w*|selbst)$"
)


def speaks_of_assistant(said: Said) -> bool:
    """Return whether a message speaks of the assistant, and of nothing that a knowledge could be asked for."""
    return _YOU(said.folded) and all(map(_ITS_WORD, map(fold, content_words(said.text))))


def is_about(said: Said) -> bool:
    """Return whether a message asks about the assistant itself."""
    return _ABOUT(said.folded) and not (said.planning and said.topics) and len(said.words) <= 30


# --- the wish for a person -------------------------------------------------------------------------------------------
_WISH_WORDS = 45  # a longer message has more to say than that someone wants a person
_SELF = cue(
    r"\b(ich|mich|mir|wir|uns|man|i|me|we|us)\b|\b(verbinden|geben|leiten|reichen|vermitteln|stellen) sie\b"
    r"|\bbitte\b|please"
)
_TALK = cue(
    r"sprech|weitergeb|(uns|mich) (\w+ )?berät\b|gespräch|\btermin\b|durchstell|put me through|\bred(e|en)\b"
    r"|telefonier|verbind|verbunden|kontakt|weiterleit|leite\w* .*weiter|weitergeleitet|weiterzuleiten|übergeb"
    r"|erreich|besprech|unterhalt|anruf|\bruf|fragen\b.{0,10}(kann|könnt)"
    r"|(geb|gib|reich)\w* .*(weiter|an (ein|den|die|jemand))|vermittel|wende",
    r"\b(talk|speak|connect|discuss|transfer|call|forward|contact|chat with|reach)",
    r"\b(brauche?|hätte|möchte|will|wünsche?|suche?|gibt ?'?s|geben|gib|need|want|is there)\b.{0,40}\b(mensch"
    r"|echte|persönlich|real|human|ansprechp|live)",
)
_PERSON = cue(
    r"\b(mensch|person|persönlich|jemand|irgendwer|berater|beratung|beratungs|mitarbeit|ansprechp|expert"
    r"|fachmann|fachfrau|fachberat|fachkraft|fachleut|kolleg|team|echte\w* leute|sachbearbeit|\bchef|support"
    r"|vorgesetzt|zuständige|consultant|human|someone|somebody|advisor|adviser|agent|operator|real person"
    r"|colleague|staff)",
)
_CALLBACK = cue(
    r"\b(bitte|um|einen|ein|hätte|wünsche?|erbitte)\b.{0,30}\brückruf\b|^\W*rückruf\W*$"
    r"|rückruf (unter|an|erbeten|bitte)",
    r"\bruf\w* (sie |bitte |doch |mal )*(mich|uns)\b.{0,30}\b(zurück|an)\b"
    r"|\bruf\w* (sie )?(bitte )?(zurück|an)\b|(wen|jemanden) anrufen.{0,15}(bei euch|bei ihnen)?"
    r"|beratungsgespräch|persönliches gespräch|gesprächstermin|(mich|uns) .{0,30}(zurück|an)(zu)?rufen",
    r"\b(call|phone|ring) (me|us)\b|\bcallback\b|call back",
)
_CONTACT_ME = cue(
    r"\b(melden sie sich (bitte )?bei|kontaktieren sie) (mir|mich|uns)\b"
    r"|(get|give) me (to )?an? (human|person|agent)|\bwelche (telefon)?nummer (haben|hat|gilt)"
    r"|\b(möchte|will|lieber|würde)\b.{0,20}\banrufen\b|persönlich (beraten|sprechen|beraten werden)"
    r"|\b(jemand|wer)\b.{0,20}\b(bei mir|mich|mir) (bitte )?(melden|anrufen)"
    r"|\bwie (kann|erreich)\w* (ich|wir|man) (euch|sie|dich)\b.{0,30}(erreichen|anrufen|sprechen|kontaktieren)"
)
_BARE_PERSON = cue(
    r"^\W*(bitte )?(ein(en|e)? |echte\w* |a |real )*(mensch|person|human|beraterin|berater|mitarbeiter"
    r"|mitarbeiterin|support)( please| bitte| jetzt)*\W*$"
)
_ELSEWHERE = cue(
    r"\bwie \w+ (?!ich\b|sie\b)\w+|\bwie (schul|stell|gewinn|überzeug)\w* ich\b|\bwie (viele|viel)\b",
    r"\b(welche|wer ist|wer wäre|wie viele|nennen)\b.{0,25}(person|ansprechp|mitarbeit|expert)|chatbot"
    r"|\bhow (do|can|to|should) (we|towns|i (talk|speak|reach) to (people|res))",
    r"ansprechp\w* .{0,40}nennen|nennen .{0,20}ansprechp|(bürger|einwohner|ältere|jugend|senior"
    r"|behinder)\w*.{0,40}(erreich|sprech|kontakt)|wer hat",
)
_YOUR_TEAM = cue(
    r"wie (erreich|kontaktier)\w* (ich|wir|man) .{0,15}(ihr|euer|euch|sie\b|dein|jemand|einen (mensch|berater"
    r"|mitarbeiter))|how (can|do) i (reach|contact|talk to|speak)"
)
_REAL_PEOPLE = cue(
    r"\b(bei euch|bei ihnen|hier|there)\b.{0,30}\b(echte[rn]?|real|richtige[rn]?|lebendige[rn]?) (leute"
    r"|mensch\w*|person|people|human)"
)


def wants_person(said: Said) -> bool:
    """Return whether someone wants to talk to a person of the team, also with a question beside it."""
    if _CALLBACK(said.folded) or _CONTACT_ME(said.folded) or _BARE_PERSON(said.folded) or _YOUR_TEAM(said.folded):
        return True
    asks = any(all(hears(sentence) for hears in (_SELF, _TALK, _PERSON)) for sentence in said.sentences)
    return (asks or _REAL_PEOPLE(said.folded)) and len(said.words) <= _WISH_WORDS and not _ELSEWHERE(said.folded)

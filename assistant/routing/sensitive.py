"""Messages that ask for a judgement only a person may give: law, procurement, data protection.

Orientation is answered ("Welche Schritte hat eine DSFA?"). A judgement is asked for when a sentence wants yes "
    "or no on
the own case ("Dürfen wir den Auftrag an Firma X vergeben?"), or asks to have it examined or confirmed.
"""

from assistant.messages import Outcome
from assistant.routing.cues import Said, cue

# --- what a sentence asks for ----------------------------------------------------------------------------------------
_VERB_FIRST = (
    r"(^|[,;:–-] ?|\b(und|oder|aber|ob|bitte|denn) )\W*(dürfen|dürften|darf|müssen|muss|müssten|können|könnten"
    r"|kann|könnte|soll|sollte|sollen|sollten|sind|ist|wäre|war|waren|haften|haftet|hafte|verstößt|verstoßen"
    r"|verletzt|verletzen|genügt|reicht|fällt|gilt|entspricht|brauchen|brauche|braucht|haben|hat|machen"
    r"|verlieren|gewinnen|riskieren|may|must|can|could|should|are|is|do|does|would|was|were)\b"
)
_ELLIPTIC = (
    r"\b(wurden?|haben|hat|ist|sind)\b.*[–,:-] ?(das )?(zulässig|erlaubt|meldepflichtig|rechtens|legal|okay"
    r"|strafbar)\W*\?"
)
_YES_NO = cue(_VERB_FIRST, r"\bob\b", r",? oder( nicht| etwa)?\?", _ELLIPTIC)
_ORIENTS = cue(
    r"(^|[.!?:;–-] ?|, ?(und )?|\bund )(wie|welche\w*|worauf|womit|woran|wofür|warum|wann|wo|woher|wem|wer|wen"
    r"|ab wann|ab welche\w*|bis zu welche\w*|was|how|which|what|where|who|why|when)\b",
    r"\b(man|erfahrung\w*|beispiele?|anderswo|gemeinsam|kommunen|gemeinden|städte|muster)\b",
)
_OWN = cue(
    r"\b(wir|uns|unser\w*|ich|mir|mich|mein\w*|we|our|us|i|my)\b",
    _ELLIPTIC,
    r"\b(ist|war|darf|kann|muss|sind|waren|verstößt|fällt|gilt|haftet|reicht|is|was) (der|die|das|den|dem"
    r"|ein auftrag|es|dies\w*|hier|the|it|this)\b",
)
_EXAMINE = cue(
    r"\b(prüf|beurteil|bewert|bestätig|einschätz|begutacht|garantier)(e|en|t)? (sie|du|mir|uns|bitte|mal)\b"
    r"|\b(um|zur) (\w+ )?(prüfung|einschätzung|beurteilung|bewertung)\b",
    r"\b(sie|du|mir|uns)\b.{0,25}\b(bestätigen|garantieren|zusichern|bescheinigen)\b|aussicht(en)? auf erfolg"
    r"|erfolgsaussicht|confirm that|please (check|review|assess)",
    r"\bin (diesem|unserem|meinem) (konkreten )?fall\b|rechtlich (einschätzen|beurteilen|bewerten|prüfen)",
)
_BINDING = cue(
    r"verbindlich\w* (auskunft|antwort|aussage|sagen|bestätig|ob)"
    r"|rechtssicher\w* (auskunft|antwort|aussage|einschätzung|ob)|rechtsberatung|rechtsauskunft|rechtsgutachten"
    r"|rechtliche\w* (prüfung|einschätzung|beurteilung|bewertung|rat)\b"
    r"|juristisch\w* (prüf|einschätz|bewert|rat)|legal advice|legally binding"
)
_LEGALITY = cue(
    r"zulässig|erlaubt|rechtens|\blegal|konform|vereinbar|rechtmäßig|rechtswidrig|sittenwidrig|rechtswirksam"
    r"|rechtskräftig|wirksam\b|nichtig\b|\bgültig|in ordnung|verboten|strafbar|\bokay\b|\bok\b",
    r"\bgenug\b|rechtssicher|meldepflichtig|anzeigepflichtig|ausreichend|beschlussfähig|befangen|haftbar"
    r"|verpflichtet|verstoß|verstieß|verstöß|\bgenügt\b|\breicht\b|fällt .*unter|schwellenwert"
    r"|ärger (mit|bekommen)|allowed|lawful|illegal",
)

# --- of what it speaks, and what is done there -----------------------------------------------------------------------
_PROCUREMENT = cue(
    r"vergabe(?!zentrum|stelle|plattform)|\bvergeben\b|\bvergibt\b|direkt(vergabe|auftrag|kauf)|freihändig"
    r"|ausschreib|ausgeschrieben|auszuschreiben|\baufträg?e?\b|\bauftrag(s|es)?\b|auftrags(wert|summe)",
    r"\bbieter|\bangebot\w*\b.{0,60}(ausschließ|zuschlag|werten|nachford|zu spät|zurückweis|annehm)"
    r"|leistungs(beschreibung|verzeichnis)|schwellenwert|\buvgo\b|\bvgv\b|\bgwb\b|\bvob\b",
    r"in-?house|zuschlag\b|produktneutral|losweise|rahmenvertrag|notifizier|\bnetto\b|eu-?weit\w*|europaweit"
    r"|\brügen?\b|nachprüfung|wertungskriteri|auftragswert|angebote? .{0,12}(einhol|eingeholt)"
    r"|(dienstleister|firma|anbieter|büro|lieferant)\w* .{0,40}beauftragen|tender|procure|award (the|a) contract"
    r"|\bde-?\s?minimis|beihilfe|state aid",
)
_BUYING = cue(
    r"vergeben|vergibt|\bausschreiben\b|ausgeschrieben|auszuschreiben|ausschreibung (machen|durchführen)"
    r"|ausschreibungspflicht|beauftrag|verlänger|ausschließ|erteil|nachbestell|aufteil|stückel|bezuschuss"
    r"|\berlassen\b|annehmen|werten\b|\bgeben\b|\bnehmen\b|\brügen?\b|vorgeben|vorschreiben|bevorzug|aufheben"
    r"|\bmöglich\b|freihändig|in-?house|direkt (kaufen|bestellen|an)"
    r"|ohne (neue )?(ausschreibung|vergabe|vergleichsangebote)|award|without a tender|beihilfe|de-?\s?minimis"
    r"|verzichten"
)
_DATA_PROTECTION = cue(
    r"dsgvo|ds-gvo|gdpr|datenschutz|einwilligung|personenbezogen|(melde|sozial|gesundheits|personal|steuer"
    r"|einwohner|kunden|bewerber|adress|bürger|patienten|schüler|mitglieder|nutzer|standort"
    r"|handy)-?daten\b|daten (von|der|unserer|meiner) (bürger|einwohner|schüler|mitarbeit|patient|eltern|kinder"
    r"|kund|nutzer)|seine daten|ihre daten|personalakte|melderegister|kennzeichen|nummernschild",
    r"gesichtserkennung|\badressen\b|analytics|tracking|cookies|whatsapp|us-cloud|luftbild|privatgrundstück"
    r"|daten (der|von|unserer) (besucher|gäste|passant|anwohner|fahrgäst|teilnehm)|gesichter"
    r"|(handy|telefon)nummern?\b|kontaktdaten|namen (der|von)|(video|ton|bild)aufnahme|videoüberwach|kameras?\b"
    r"|aufzeichn|mitschneid|\btracker\b|bewegungsprofil|datenpanne|(e-?)?mail-?adressen|adressliste|namensliste"
    r"|\bfotos?\b",
    r"geburtstage?\b|geburtsdat|wählerverzeichnis|teilnehmerliste|data protection|personal data|privacy"
    r"|licen[cs]e plates|patient data",
)
_PROCESSING = cue(
    r"nutzen|verwenden|\bnehmen\b|speicher|weitergeb|weiterleit|veröffentlich|verschick|versend|\bfilmen"
    r"|aufzeichn|mitschneid|überwach|auswert|hochlad|füttern|eingeben|übermittel|\blöschen|\bgelöscht|\bmelden\b"
    r"|informieren|herausgeb|herausrücken|fotografier|erfassen|abgleich|ins netz|online stellen|store|share"
    r"|publish|record|\buse\b|upload|anbring|installier|aufstell|aufhäng|erkennen"
)
_LAW = cue(
    r"\brecht(lich|s|ens|swidrig|swirksam|mäßig|skräftig|sgültig)\b|rechtswidrig|sittenwidrig|\bnichtig\b"
    r"|unwirksam|anfecht|\bklag(e|en|t|te)\b|verklag|\bgericht\b|\bhaft(e|en|et|bar|ung)\b|schadens?ersatz",
    r"\bkündig|gekündigt|\babmahn|abgemahnt|geblitzt|dagegen vorgehen|\bzahlung\b|\brechnung\b|widerspruch"
    r"|bußgeld|strafbar|strafanzeige|einspruch|verjähr|befangen|beschlussfähig|regress|vertragsstrafe"
    r"|gesetzeswidrig|satzung|ladungsfrist|verordnung\b",
    r"bürgerentscheid|bürgerbegehren|abstimmung|\bbescheid|gebührenbescheid|vertrag\w*|anwalt|bebauungsplan"
    r"|ratsbeschluss|\blegal|lawful|\bsue\b|lawsuit|liable|illegal|contract|terminate",
)
_LITIGATING = cue(
    r"beenden\b|verweiger|einbehalten|zurückhalten|zurückfordern|widerrufen|auflösen\b|vorgehen|kündig"
    r"|\bklag(e|en|t)\b|verklag|widerspruch|anfecht|abmahn|abgemahnt|\bhaft(e|en|et)\b|zurücktreten|entlassen"
    r"|anzeigen|regress|einklag|schadens?ersatz|terminate|\bsue\b|liable|verlieren|gewinnen|wehren"
)
_KNOWN = cue(
    r"\bgibt es (dazu|hierzu|darüber|zu so etwas|schon|bereits|da|denn|irgendwo|\s|ein\w{0,2}|passende\w*|aktuelle\w*)*"
    r"(urteil|gerichts|rechtsprech|beispiel|muster|vorlage|leitfaden|merkblatt|orientierungshilfe|handreichung)"
)
_FIELDS = (
    (_PROCUREMENT, _BUYING, Outcome.HANDOFF_PROCUREMENT),
    (_DATA_PROTECTION, _PROCESSING, Outcome.HANDOFF_DATA_PROTECTION),
    (_LAW, _LITIGATING, Outcome.HANDOFF_LEGAL),
)


def judgement_on(said: Said) -> Outcome | None:
    """Return the handoff for a message that asks for a judgement of the case, None for orientation.

    >>> from assistant.routing.cues import listen
    >>> judgement_on(listen("Dürfen wir den Auftrag direkt an die Firma Nett vergeben?"))
    <Outcome.HANDOFF_PROCUREMENT: 'handoff.procurement'>
    >>> judgement_on(listen("Was ist bei der Vergabe zu beachten?")) is None
    True
    """
    before = ""
    for sentence, behind in zip(said.sentences, (*said.sentences[1:], ""), strict=True):
        found = _judgement_in(sentence, before)
        if found and not (_KNOWN(behind) and not _BINDING(sentence)):  # "Geht das? Gibt es dazu ein Urteil?"
            return found
        before = sentence
    return None


def _judgement_in(sentence: str, before: str) -> Outcome | None:
    """Return what a sentence wants judged; the sentence before may name the field."""
    if _BINDING(sentence) or (_EXAMINE(sentence) and not _ORIENTS(sentence)):
        fields = (outcome for speaks_of, _, outcome in _FIELDS if speaks_of(sentence))
        return next(fields, Outcome.HANDOFF_LEGAL if _BINDING(sentence) else None)
    if not (_YES_NO(sentence) and _OWN(sentence)) or _ORIENTS(sentence):
        return None
    for speaks_of, does, outcome in _FIELDS:
        if (speaks_of(sentence) or speaks_of(before)) and (does(sentence) or _LEGALITY(sentence)):
            return outcome
    return None

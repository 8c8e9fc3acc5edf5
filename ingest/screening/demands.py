"""Sentences that want something of the reader that no knowledge base asks for: secrets, money, a talk. Pure.

A demand is: giving x something that must not be given x to whom or for what. Warnings say the same with a negation.
"""

from ingest.screening.kinds import Kind
from ingest.screening.wording import cue

_CONFIDENTIAL = (
    r"\b(?:(?:ihr|dein|your|euer|eure)\w* (?:[\w-]+ ){0,3})?(?:passw\w+|kennw\w+|zugangs(?:daten"
    r"|code)\w*|anmeldedaten|login-?daten|pins?|tans?|kreditkarten\w*"
    r"|bankdaten|kontodaten|sicherheitscode\w*|einmalcode\w*|bestätigungscode\w*"
    r"|private[nrs]? schlüssel|credentials|passwords?|credit card\w*|api-?(?:key|schlüssel)\w*)\b"
)
_GIVE = (
    r"\b(?:send|schick|übermittel|mail|mitteil|teilen sie|teile\b|gib\b|geben sie|eingeb|einzugeben"
    r"|eingib|eintrag|eintrag|tragen sie|nenn|bestätig|hinterleg|angeb|anzugeben"
    r"|weiterleit|verrat|kopier|einfüg|einzufüg|bereithalt|halten sie|enter|submit|provide|give|confirm|type)\w*"
)
_CHANNEL = (
    r"(?:\b(?:an|unter|per|auf|to|via|at|telefonisch|by) (?:[\w.-]+ ){0,4}(?:e-?mail|sms|whatsapp"
    r"|telegram|messenger|nummer|telefon|adresse|postfach|address|number|phone|chat)\b"
    r"|[\w.+-]+@[\w-]+\.\w+|https?:|www\.|\b(?:in|into) (?:dieses|diesem|das folgende|this|den|dem"
    r"|the) (?:\w+ )?(?:feld|chat|formular|fenster|field|box|form|gespräch)\b|\bhier\b|\bhere\b"
    r"|\bum (?:mehr|die (?:vollständige |ganze )?antwort|die auszahlung|die freischaltung"
    r"|den anspruch)\b|\ban [a-zäöüß]+-\d+|\bvollständige antwort\b"
    r"|\bfeld[^.!?]{0,20}\bantwort|\b(?:an|unter) (?:die )?(?:\+49|0)[\d /-]{7,})"
)
WARNS = cue(
    r"\b(?:nie|niemals|nicht|kein|keine|keinen|keinesfalls|never|not|don't|no one|niemand\w*|weder"
    r"|warn\w*|betrüg\w*|betrug\w*|phishing\w*|angreif\w*|angriff\w*|täter\w*"
    r"|kriminell\w*|vorsicht|scam\w*|fraud\w*|attack\w*|masche|vermeintlich\w*|angeblich\w*)\b"
)
_MONEY = (
    r"\b(?:überweisen sie|überweise|zahl(?:en|e) sie|bezahlen sie|einzuzahlen|kauf(?:en|e) sie|(?:zu"
    r"|ist|sind) (?:überweisen|zu zahlen)|zu überweisen|please (?:transfer|pay|wire)|(?:must|should"
    r"|you) (?:transfer|pay|wire))\b[^.!?]{0,120}"
    r"(?:\bbitcoin|\bkrypto|\bcrypto|\bwallet|\bgutschein(?:karte|code)|\bguthabenkarte|\bgift ?card"
    r"|\bprepaid|\bwestern union"
    r"|\b(?:iban|konto(?:nummer)?|account)\b[^.!?]{0,80}\b(?:sofort|umgehend|heute|binnen"
    r"|innerhalb von \d+ (?:stunden|minuten)|vorab|immediately|today|within)"
    r"|\b(?:sofort|umgehend|noch heute|vorab|binnen \d+ (?:stunden|minuten)|immediately"
    r"|upfront)\b[^.!?]{0,80}\b(?:iban|konto(?:nummer)?|account)\b)"
)
_MONEY_NOW = (
    r"\b(?:sofort|umgehend|noch heute|vorab|binnen|immediately|within)\b[^.!?]{0,100}\b(?:überweis"
    r"|zu überweisen|einzuzahl|zu zahlen|transfer|pay)\w*[^.!?]{0,60}\b(?:iban|konto|account|de\d{2})"
)
_NUMBER = r"\+?\d[\d /()-]{5,}\d"
_NOW = r"\b(?:sofort|umgehend|unverzüglich|jetzt|noch heute|binnen|immediately|now|at once|right away)\b"
_ELSE = (
    r"\b(?:sonst|andernfalls|otherwise|or else|verfäll\w*|verlier\w*|verlor\w*|erlisch\w*|gesperrt|storniert|anspruch"
    r"|zu sichern"
    r"|sichern sie|gewinn\w*|freischalt\w*|freigeschaltet|nennen sie|kennwort|code)\b"
)
_CALL = (  # at once, or something is lost: who warns of gas names the number alone
    rf"{_NOW}[^.!?]{{0,80}}{_NUMBER}[^.!?]{{0,80}}{_ELSE}|{_ELSE}[^.!?]{{0,80}}{_NOW}[^.!?]{{0,80}}{_NUMBER}",
    rf"{_NUMBER}[^.!?]{{0,40}}{_NOW}[^.!?]{{0,80}}{_ELSE}",
)

_TALK = (
    r"(?:zustimm|stimmen sie|einwillig|willigen sie|übermittel|übertrag|weiterleit|send|schick|consent"
    r"|agree|forward|transfer)\w*[^.!?]{0,80}"
    r"\b(?:ihre[srnm]? |diese[sn] |de[snm] |your |this |the )(?:\w+ ){0,2}(?:gespräch\w*|chat\w*"
    r"|unterhaltung\w*|conversation|gesprächsverlauf\w*|eingaben|frage[nr]? an)\b[^.!?]{0,80}"
    r"(?:\ban\b|\bum\b|\bto\b|@|https?:|\bzu\b)",
)
DEMANDS = (
    Kind(
        "Der Satz verlangt Kennwörter oder Kontodaten",
        (
            "passw",
            "kennw",
            "zugangs",
            "anmeldedaten",
            "login",
            "pin",
            "tan",
            "kreditkart",
            "bankdaten",
            "kontodaten",
            "code",
            "schlussel",
            "credential",
            "credit card",
            "api",
        ),
        cue(
            rf"{_GIVE}[^.!?]{{0,80}}{_CONFIDENTIAL}[^.!?]{{0,100}}{_CHANNEL}",
            rf"{_CONFIDENTIAL}[^.!?]{{0,100}}{_CHANNEL}[^.!?]{{0,60}}{_GIVE}",
            rf"{_CHANNEL}[^.!?]{{0,80}}{_CONFIDENTIAL}[^.!?]{{0,60}}{_GIVE}",
            rf"{_CHANNEL}[^.!?]{{0,80}}{_GIVE}[^.!?]{{0,60}}{_CONFIDENTIAL}",
            rf"{_GIVE}[^.!?]{{0,60}}{_CHANNEL}[^.!?]{{0,60}}{_CONFIDENTIAL}",
        ),
        cue(_CONFIDENTIAL),
    ),
    Kind(
        "Der Satz verlangt Geld auf verdächtigem Weg",
        ("uberweis", "zahl", "kauf", "transfer", "pay", "wire"),
        cue(_MONEY, _MONEY_NOW),
    ),
    Kind(
        "Der Satz drängt zu einem Anruf",
        (
            "sofort",
            "umgehend",
            "unverzug",
            "jetzt",
            "noch heute",
            "binnen",
            "immediately",
            "now",
            "at once",
            "right away",
            "0900",
            "0 900",
        ),
        cue(*_CALL),
        cue(_NUMBER),
    ),
    Kind(
        "Der Satz nennt eine teure Sondernummer",
        ("0900", "0190", "0137", "0 900", "0 190", "0 137"),
        cue(r"(?<!\d)0 ?(?:900|190|137)\d?[ /-]?\d{2,}"),
    ),
    Kind(
        "Der Satz will, dass Gespräche weitergegeben werden",
        ("gesprach", "chat", "unterhaltung", "conversation", "eingaben"),
        cue(*_TALK),
    ),
)

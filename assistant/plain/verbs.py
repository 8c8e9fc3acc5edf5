"""Finite forms of verbs that municipal reports use: a list, since German words do not tell what they are."""

_WEAK = """achten arbeiten bauen begleiten begründen beantragen beantworten beauftragen bedeuten bedienen befragen
    behandeln beinhalten benötigen berechnen berichten berücksichtigen beschaffen beschränken besetzen
    bestätigen besuchen beteiligen betonen betreuen bewerten bezahlen bilden brauchen buchen bündeln dauern
    decken dienen dokumentieren drehen eignen empfangen enden entfernen entwickeln ergänzen erfassen erfolgen
    erfüllen erhöhen erklären erlauben ermitteln ermöglichen ernten eröffnen erproben erreichen ersetzen
    erstellen erwarten erweitern experimentieren fehlen finanzieren folgen fördern fragen führen füllen
    funktionieren gehören genehmigen genügen gewähren gründen handeln hängen hindern hoffen holen hören
    informieren installieren integrieren investieren kaufen kehren klären kontrollieren konzentrieren
    koordinieren kosten kümmern leben legen lehnen leisten leiten lernen liefern lohnen lösen machen melden
    merken mieten mindern modernisieren münden nutzen nützen öffnen ordnen organisieren passen pendeln pflegen
    planen profitieren prüfen reagieren realisieren rechnen reden reduzieren regeln registrieren reichen
    reinigen retten richten rücken rüsten sagen sammeln schaffen schalten schätzen scheitern schicken schulen
    schützen senken setzen sorgen sparen speichern speisen spielen stammen stärken starten steigern stellen
    steuern stimmen stocken stören streichen stützen suchen tagen tauschen teilen testen trennen überlegen
    übermitteln übertragen überwachen überzeugen umfassen unterstützen verabschieden verändern veranschlagen
    verarbeiten verbessern verbreiten verfügen verfolgen vergüten verkaufen verknüpfen verkürzen verlagern
    verlangen verlängern vermeiden vermitteln vernetzen veröffentlichen verpflichten verringern versagen
    versichern versorgen versuchen verteilen vertrauen verursachen verwalten verwenden verzeichnen verzichten
    verzögern wagen wählen warnen warten wechseln weigern werten wiederholen wirken wohnen wünschen zahlen
    zählen zeigen zielen zögern"""
_STRONG = """ist sind war waren wäre wären hat haben
    hatte hatten hätte hätten wird werden wurde wurden würde würden
    kann
    können konnte konnten könnte könnten muss müssen musste mussten müsste müssten soll sollen sollte sollten
    darf dürfen durfte durften dürfte will wollen wollte wollten mag möchte möchten bleibt bleiben blieb blieben
    gibt geben gab gaben geht gehen ging gingen gilt gelten galt galten kommt kommen kam kamen steht stehen
    stand standen liegt liegen lag lagen läuft laufen lief liefen nimmt nehmen nahm nahmen hält halten hielt
    hielten lässt lassen ließ ließen fällt fallen fiel fielen findet finden fand fanden tritt treten trat traten
    trägt tragen trug trugen zieht ziehen zog zogen bringt bringen brachte brachten denkt dachte dachten weiß
    wissen wusste wussten nennt nennen nannte nannten kennt kennen kannte kannten heißt heißen hieß hießen hilft
    helfen half halfen sieht sehen sah sahen spricht sprechen sprach sprachen steigt steigen stieg stiegen sinkt
    sinken sank sanken wächst wachsen wuchs wuchsen beginnt beginnen begann begannen bekommt bekommen bekam
    bekamen beschließt beschließen beschloss beschlossen besteht bestehen bestand bestanden bietet bieten bot
    boten betrifft betreffen betraf betrafen beträgt betragen betrug betrugen bezieht bezog entsteht entstehen
    entstand entstanden entfällt entfiel entspricht entsprach erhält erhielt erhielten erscheint erschien
    erschienen fährt fahren fuhr fuhren fängt fing fließt fließen floss flossen gewinnt gewann gewannen greift
    griff griffen hängt hing hingen lädt lud luden lesen liest las lasen misst maß maßen öffnete reicht rief
    riefen ruft rufen schließt schloss schlossen schreibt schrieb schrieben sitzt saß saßen tut taten übernimmt
    übernahm übernahmen unterliegt unterscheidet unterschied unterschreibt unterschrieb verbindet verband
    verbleibt verblieb vergleicht verglich verliert verlor verloren verspricht versprach versteht verstand
    verweist verwies verwiesen wirbt warb warben wirft warf wies wiesen weist zwingt zwang zerfällt überwiegt
    überwog erkennt erkannte erkannten entscheidet entschied entschieden empfiehlt empfahl rät riet rieten
    schlägt schlug schlugen bewarb bewarben ergab ergaben ergibt erfuhr erließ gefiel gelang gelingt genoss
    verfiel verging beschrieb beschreibt betrieb betreibt betrieben sendet sandte senden gießt bindet band
    banden
    leidet leiden litt litten trifft treffen traf trafen vergibt vergeben
    vergab vergaben vergeht vergingen schuf schufen berät
    beraten beriet berieten least leasten benennt benannte benannten entsendet entsandte übersteigt überstieg
    brennt brannte verschwindet verschwand verschwanden vertritt vertrat vertraten verlässt verließ verließen
    stößt stieß stießen"""


def _forms(infinitive: str) -> tuple[str, ...]:
    """Return third person singular and plural, present and past, of a regular verb.

    >>> _forms("arbeiten"), _forms("sammeln")
    (('arbeiten', 'arbeitet', 'arbeitete', 'arbeiteten'), ('sammeln', 'sammelt', 'sammelte', 'sammelten'))
    """
    stem = infinitive.removesuffix("n") if infinitive.endswith(("eln", "ern")) else infinitive.removesuffix("en")
    joint = "e" if stem.endswith(("t", "d", "fn", "chn", "gn", "dn")) else ""
    return infinitive, f"{stem}{joint}t", f"{stem}{joint}te", f"{stem}{joint}ten"


FINITE = frozenset(_STRONG.split()) | {form for verb in _WEAK.split() for form in _forms(verb)}
# At the end of a clause these show that it is no main clause: "die Kinder nutzen können".
HELPERS = frozenset(_STRONG.split()[: _STRONG.split().index("bleibt")])
COPULAS = frozenset("ist sind war waren wird werden wurde wurden bleibt bleiben blieb blieben".split())

"""Words that report rather than claim: a faithful sentence may bring its own. German.

Everything else a statement says must stand in what it cites, or be another word for it.
"""

from knowledge.german import stem

_NOUNS = """
angabe angaben anteil anzahl art aufwand ausgaben aussage auskunft bedarf beginn bereich beispiel betrag bericht
beteiligte dauer ende ergebnis erfahrung fall form förderung frage gebiet geld grund grundlage gruppe hilfe hinweis
höhe information inhalt jahr kosten laufzeit lage leistung maßnahme menge mittel möglichkeit nutzen nutzer nutzerinnen
nutzung ort personen phase projekt punkt quelle quellen reichweite rolle rund schritt seite sicht stand start stelle
stufe summe system teil thema umfang umsetzung unterlagen ursache verfügung verlauf vorgehen vorhaben weg weise wert
zahl zeit zeitpunkt zeitraum ziel zuschuss zweck
"""
_VERBS = """
bekommen bekommt bekam bekamen erhalten erhält erhielt erhielten beträgt betrug betragen liegen liegt lag lagen laufen
läuft lief liefen nennen nennt nannte nannten genannt geben gibt gegeben gehören gehört handelt handelte heißt stehen
steht stand standen stammt stammen umfasst umfassen umfasste verfügt verfügen bieten bietet bot boten angeboten
bringen brachte ermöglicht ermöglichen erreichen erreicht erreichte erreichten erfolgt erfolgte erfolgen findet finden
fand fanden dienen dient diente setzen setzt setzte nutzen nutzt nutzte genutzt verwenden verwendet zählen zählt
zählte gezählt werden worden zeigen zeigt zeigte sehen sieht gesehen starten startete gestartet begann begonnen
beginnen beginnt endet endete enden dauert dauerte gilt gelten galt bleibt bleiben blieb führt führte führen geführt
kommen kommt kamen dazu gehen gehört halten hält machte gemacht machen tragen trägt trug getragen übernehmen übernimmt
übernahm übernommen unterstützt unterstützen unterstützte fördern fördert förderte gefördert kosten kostet kostete
gekostet zahlen zahlt zahlte gezahlt bezahlt bezahlen belegen belegt enthalten enthält müssen empfiehlt empfehlen
empfohlen sollten lassen ließ ließen besteht bestehen bestand richtet richten richtete stellt stellen stellte gestellt
weist hervor folgen folgt folgte gefolgt
"""
_OTHERS = """
außerdem bisher damals danach dadurch dafür davon demnach derzeit dort ebenfalls einmalig erst ersten etwa folgende
folgenden genau gemeinsam gesamt gesamte gesamten hauptsächlich heute hierfür hierzu inzwischen insgesamt insbesondere
jeweilige jeweils lange laut meist meisten möglich neu neue neuen nötig notwendig nur rund schließlich schon seither
später sowohl teils teilweise unterschiedlich unterschiedliche verschieden verschiedene vor vorher weitere weiteren
wichtig zuerst zuletzt zudem zunächst zusätzlich zusätzliche zuvor zwischen sofern deshalb ersichtlich mindestens
höchstens maximal knapp gut fast über unter bis
"""
LIGHT = frozenset(map(stem, (_NOUNS + _VERBS + _OTHERS).split()))

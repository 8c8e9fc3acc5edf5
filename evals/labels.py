"""What each measure is called in German, which direction is better, its unit, and what it means in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "neither"]
Unit = Literal["share", "words", "points", "tokens", "ms", "price"]


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a measure, the better direction, what its values are counted in, and one sentence for everybody.

    Shares lie between 0 and 1; points and words are as their formula gives them; a price is in whatever currency the
    prices were given in.
    """

    text: str
    better: Better
    unit: Unit
    meaning: str


LABELS: Mapping[str, Label] = {
    "hit@1": Label(
        "richtiges Dokument an erster Stelle (hit@1)", "higher", "share",
        "Anteil der Fragen, bei denen die Suche ein passendes Dokument ganz oben zeigt.",
    ),
    "hit@5": Label(
        "richtiges Dokument unter den ersten fünf (hit@5)", "higher", "share",
        "Anteil der Fragen, bei denen unter den ersten fünf gefundenen Dokumenten ein passendes ist.",
    ),
    "recall@5": Label(
        "passende Dokumente unter den ersten fünf (recall@5)", "higher", "share",
        "Anteil aller passenden Dokumente einer Frage, der unter den ersten fünf steht, im Mittel über die Fragen.",
    ),
    "recall@10": Label(
        "passende Dokumente unter den ersten zehn (recall@10)", "higher", "share",
        "Anteil aller passenden Dokumente einer Frage, der unter den ersten zehn steht, im Mittel über die Fragen.",
    ),
    "mrr@10": Label(
        "mittlerer Kehrwert des Rangs (mrr@10)", "higher", "share",
        "1, wenn das erste passende Dokument ganz oben steht, 1/2 an zweiter Stelle, 1/3 an dritter; im Mittel.",
    ),
    "ndcg@10": Label(
        "Güte der Rangfolge (nDCG@10)", "higher", "share",
        "1, wenn alle passenden Dokumente vor allen anderen stehen; je tiefer sie stehen, desto weniger zählen sie.",
    ),
    "answer_rate": Label(
        "beantwortet, was zu beantworten war", "higher", "share",
        "Anteil der Fragen mit Antwort im Bestand, auf die es ganz oder teilweise eine Antwort gab.",
    ),
    "false_answers": Label(
        "beantwortet, was nicht zu beantworten war", "lower", "share",
        "Anteil der Fragen ohne Antwort im Bestand, die trotzdem beantwortet wurden, als wäre alles da.",
    ),
    "nugget_recall": Label(
        "Kernaussagen in den Antworten", "higher", "share",
        "Anteil der Kernaussagen, die eine gute Antwort enthalten muss, den die Antworten wirklich enthalten.",
    ),
    "outcome_accuracy": Label(
        "Ausgang wie erwartet", "higher", "share",
        "Anteil der Fragen, die so endeten wie vorgesehen: beantwortet, nachgefragt, abgelehnt oder weitergegeben.",
    ),
    "route_macro_f1": Label(
        "Wege richtig erkannt (Makro-F1)", "higher", "share",
        "Wie sicher Fachfragen, Notfälle, Beschimpfungen und anderes unterschieden werden; jeder Weg zählt gleich.",
    ),
    "over_blocking": Label(
        "Fachfragen abgewiesen", "lower", "share",
        "Anteil der Fachfragen, die gar nicht erst nachgeschlagen wurden.",
    ),
    "funding_wrong": Label(
        "Förderprogramme mit falschem Stand", "lower", "share",
        "Anteil der Förderprogramme, bei denen „läuft“ oder „geschlossen“ am Tag der Frage nicht stimmte.",
    ),
    "plan_right": Label(
        "Schrittplan, wo einer gefragt war, und nur dort", "higher", "share",
        "Anteil der Fragen, bei denen ein Schrittplan aus dem passenden Leitfaden kam oder zu Recht ausblieb.",
    ),
    "forbidden_shown": Label(
        "zeigt, was nicht gezeigt werden darf", "lower", "share",
        "Anteil der Fragen, deren Antwort einen Text zeigt, der nirgends erscheinen darf.",
    ),
    "citation_coverage": Label(
        "Aussagen mit vorhandener Quelle", "higher", "share",
        "Anteil der Aussagen, die mindestens eine Quelle nennen und deren Quellen es alle gibt.",
    ),
    "citation_precision": Label(
        "Quellenangaben, die ihre Aussage tragen", "higher", "share",
        "Anteil der Quellenangaben, deren Textstelle zu ihrer Aussage beiträgt; geprüft mit den Regeln des Produkts.",
    ),
    "faithfulness": Label(
        "Aussagen, die ihre Quellen decken", "higher", "share",
        "Anteil der Aussagen, die nicht über ihre Textstellen hinausgehen; geprüft mit den Regeln des Produkts selbst.",
    ),
    "plain_support": Label(
        "Aussagen, die eine zweite, einfache Regel deckt", "higher", "share",
        "Anteil der Aussagen, deren Zahlen alle und deren Wörter fast alle in den Quellen stehen; eine zweite Prüfung, "
        "die mit den Regeln des Produkts nichts gemein hat.",
    ),
    "literal_support": Label(
        "Aussagen wörtlich in ihrer Quelle", "higher", "share",
        "Anteil der Aussagen, die Wort für Wort in einer ihrer Textstellen stehen.",
    ),
    "confidence_auroc": Label(
        "Zuversicht trennt Beantwortbares (AUROC)", "higher", "share",
        "Wie oft von zwei Fragen die beantwortbare die höhere Zuversicht bekommt; 0,5 wäre geraten.",
    ),
    "confidence_ece": Label(
        "Abstand der Zuversicht von der Wirklichkeit (ECE)", "lower", "share",
        "Wie weit die angegebene Zuversicht im Mittel von dem Anteil abweicht, der wirklich beantwortbar war.",
    ),
    "aurc": Label(
        "falsche Antworten unter den zuversichtlichsten (AURC)", "lower", "share",
        "Mittlerer Anteil falscher Antworten, wenn nur die zuversichtlichsten gezeigt würden, über alle Grenzen.",
    ),
    "words_median": Label(
        "Wörter je Antwort, Median", "neither", "words",
        "Die Hälfte der Antworten hat höchstens so viele Wörter.",
    ),
    "words_p90": Label(
        "Wörter je Antwort, 90. Perzentil", "neither", "words",
        "Neun von zehn Antworten haben höchstens so viele Wörter.",
    ),
    "sentence_words": Label(
        "Wörter je Satz", "lower", "words",
        "Mittlere Satzlänge der Antworten; kürzere Sätze liest man leichter.",
    ),
    "lix": Label(
        "Lesbarkeitsindex LIX", "lower", "points",
        "Wörter je Satz plus Anteil langer Wörter in Prozent; Zeitungen liegen bei 40 bis 50, Amtsdeutsch über 60.",
    ),
    "prompt_tokens": Label(
        "Token je Frage an das Sprachmodell", "lower", "tokens",
        "So viele Textstücke bekam das Sprachmodell im Mittel, wenn eines gefragt wurde.",
    ),
    "answer_tokens": Label(
        "Token je Antwort des Sprachmodells", "neither", "tokens",
        "So viele Textstücke haben Antworten eines Sprachmodells im Mittel, soweit sie gezeigt wurden.",
    ),
    "cost": Label(
        "Kosten je Antwort mit Sprachmodell", "lower", "price",
        "Mittlere Kosten einer Frage an das Sprachmodell zu den angegebenen Preisen; ohne Preise keine Angabe.",
    ),
    "latency_ms_p50": Label(
        "Antwortzeit in ms, Median", "lower", "ms",
        "Die Hälfte der Antworten war nach höchstens so vielen Millisekunden da.",
    ),
    "latency_ms_p95": Label(
        "Antwortzeit in ms, 95. Perzentil", "lower", "ms",
        "Neunzehn von zwanzig Antworten waren nach höchstens so vielen Millisekunden da.",
    ),
}  # fmt: skip

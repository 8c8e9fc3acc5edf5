"""Why the assistant stopped, in plain German: reason, how sure it was, what was missing, what it dropped. Pure."""

from collections.abc import Iterator, Mapping

from assistant.messages import Reply
from assistant.people.handed import HandedOver

_REASONS: Mapping[str, str] = {
    "asked_for": "Die Kommune wollte mit einem Menschen sprechen.",
    "legal": "Die Frage verlangt eine rechtliche Bewertung. Die gibt der Assistent nicht.",
    "procurement": "Die Frage betrifft ein Vergabeverfahren. Dazu rät der Assistent nicht.",
    "data_protection": "Die Frage verlangt eine Bewertung zum Datenschutz. Die gibt der Assistent nicht.",
    "no_evidence": "Der Assistent hat zu wenig gefunden, das die Frage beantwortet.",
    "not_supported": "Der Assistent hatte einen Entwurf, aber keine Aussage darin war durch die Quellen gedeckt.",
    "low_confidence": "Der Assistent war sich zu unsicher.",
    "dissatisfied": "Zwei Antworten haben der Kommune nicht geholfen.",
    "failure": "Die Suche ist ausgefallen. Der Assistent hat nichts geprüft.",
}
_RULES: Mapping[str, str] = {
    "uncited": "ohne Quelle", "lead": "Einleitung, die kein Dokument trägt", "promise": "Versprechen",
    "order": "Anweisung", "markup": "Auszeichnung im Text", "mark": "falsche Quellenangabe", "empty": "leer",
    "address": "Adresse, die nicht in der Quelle steht", "figure": "Zahl, die nicht in der Quelle steht",
    "unit": "andere Einheit als in der Quelle", "bound": "andere Grenze als in der Quelle",
    "rate": "anderes Verhältnis als in der Quelle", "pair": "Zahl zur falschen Sache",
    "date": "Datum, das nicht in der Quelle steht", "place": "Ort, der nicht in der Quelle steht",
    "name": "Name, der nicht in der Quelle steht", "wording": "Worte, die über die Quelle hinausgehen",
    "negation": "Gegenteil der Quelle", "status": "geplant statt fertig oder umgekehrt",
}  # fmt: skip
_PREFIX = "dropped_"


def why_stopped(handed: HandedOver, reply: Reply | None, answer_from: float, partial_from: float) -> tuple[str, ...]:
    """Return the sentences; `reply` is the assistant's last one, None where it was not kept. Thresholds are 0 to 1."""
    sure = handed.confidence if handed.confidence is not None else reply.confidence if reply else None
    found = [_REASONS.get(handed.reason, handed.reason)]
    if sure is not None and handed.reason in ("no_evidence", "not_supported", "low_confidence"):
        found.append(
            f"Er schätzte zu {percent(sure)}, dass die gefundenen Abschnitte die Frage beantworten. "
            f"Ganz antwortet er ab {percent(answer_from)}, in Teilen ab {percent(partial_from)}."
        )
    return (*found, *(_of_reply(reply) if reply else ()))


def _of_reply(reply: Reply) -> Iterator[str]:
    told = reply.handoff.message if reply.handoff else ""
    missing = (reply.message or "").replace(told, "").strip() if told else ""
    if missing:
        yield f"Er hat der Kommune gesagt, was fehlt: {missing}"
    if reply.trace.query:
        yield f"Gesucht hat er nach: {reply.trace.query}"
    fallen = {name[len(_PREFIX) :]: n for name, n in reply.trace.notes.items() if name.startswith(_PREFIX)}
    if fallen:
        words = ", ".join(f"{_RULES.get(rule, rule)} ({n})" for rule, n in fallen.items())
        yield f"Diese Aussagen hat die Prüfung verworfen: {words}."


def percent(share: float) -> str:
    """Return a share as people read it; never 100 % for less than all.

    >>> percent(0.35), percent(0.999)
    ('35 %', '99 %')
    """
    return f"{int(share * 100 + 1e-9)} %"

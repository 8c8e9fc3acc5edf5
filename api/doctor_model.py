"""What `lotse doctor` finds out about the language model: whether it is there, what it offers, whether it answers."""

from collections.abc import Iterator

from api.finding import MISSING, OK, WARN, Finding
from assistant.composing.draft import Draft
from assistant.composing.model import ModelComposer
from assistant.errors import ModelUnavailable
from assistant.model.chat import OpenAIChat
from assistant.retrieval import Evidence
from assistant.settings import AssistantSettings
from knowledge.documents import FrontMatter, Passage
from knowledge.search import Hit

WHAT = "Sprachmodell"
_QUOTED = "Bis dahin antwortet Lotse mit wörtlichen Zitaten."
_PROBE = "Der Rufbus der Gemeinde Musterdorf kostet drei Euro je Fahrt. Kinder fahren frei."
_QUESTION = "Was kostet der Rufbus in Musterdorf?"


def model_findings(settings: AssistantSettings) -> Iterator[Finding]:
    """Yield what is found; asks the server for its models and for the answer to one made-up question."""
    if not settings.model_url:
        found = "keines eingerichtet; Antworten bestehen aus wörtlichen Zitaten, das ist die Vorgabe"
        yield Finding(OK, WHAT, found)
        return
    chat = OpenAIChat(settings)
    try:
        offered = chat.offered()
    except ModelUnavailable as error:
        yield Finding(MISSING, WHAT, str(error), _QUOTED)
        return
    yield _list(offered, settings.model)
    yield _probe(chat, settings)


def _list(offered: list[str], wanted: str) -> Finding:
    names = ", ".join(offered[:10]) + (" …" if len(offered) > 10 else "")
    if wanted and offered and wanted not in offered:
        return Finding(
            WARN, WHAT, f"{wanted} steht nicht in der Liste des Dienstes: {names}", "Prüfen Sie LOTSE_MODEL."
        )
    return Finding(OK, WHAT, f"erreichbar, bietet an: {names or 'keine Liste'}")


def _probe(chat: OpenAIChat, settings: AssistantSettings) -> Finding:
    """Return whether the model answers a question from a passage so that the checks let it pass."""
    draft = ModelComposer(chat, _nothing, answer_tokens=settings.model_answer_tokens)(_QUESTION, _evidence())
    if code := draft.notes.get("fallback"):
        return Finding(MISSING, "Probefrage", _FAILED.get(str(code), _failure(chat)), _QUOTED)
    if not draft.statements:
        mend = "Ein größeres Modell hilft meist; Lotse gibt solche Fragen an einen Menschen weiter."
        return Finding(WARN, "Probefrage", f"{chat.name} findet die Antwort nicht, die im Text steht", mend)
    return Finding(OK, "Probefrage", f"{chat.name}: {draft.statements[0].text}")


_FAILED = {
    "output_unreadable": "Das Modell antwortet nicht in der verlangten Form (JSON): Wählen Sie ein anderes Modell.",
    "not_supported": "Das Modell sagt mehr, als im Text steht; nichts davon wird gezeigt: Wählen Sie ein anderes.",
}


def _failure(chat: OpenAIChat) -> str:
    return str(chat.last_failure or "Das Modell antwortet nicht: Prüfen Sie LOTSE_MODEL_URL.")


def _nothing(question: str, evidence: Evidence) -> Draft:  # noqa: ARG001 - a composer's signature
    return Draft(())


def _evidence() -> Evidence:
    meta = FrontMatter(id="probe", kind="page", title="Musterdorf: Rufbus")
    return Evidence((Hit(Passage("probe~1", "probe", 0, (), _PROBE), meta, 1.0),), (), 1.0)

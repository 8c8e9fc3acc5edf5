"""What the errors of openai and its HTTP client mean: one of ours, with a sentence that says what to do."""

from assistant.errors import ModelBusy, ModelRefused, ModelSilent, ModelUnavailable

_ADVICE = {
    401: "Prüfen Sie LOTSE_MODEL_KEY.",
    403: "Prüfen Sie LOTSE_MODEL_KEY.",
    404: "Er kennt das Modell oder die Adresse nicht; prüfen Sie LOTSE_MODEL und LOTSE_MODEL_URL.",
}


def meaning_of(error: Exception, server: str) -> ModelUnavailable:
    """Return our error for a foreign one; `server` is named in its sentence."""
    if isinstance(error, ModelUnavailable):
        return error
    kind, what = _meaning(error)
    return kind(f"Der Dienst {server} {what}")


def _meaning(error: Exception) -> tuple[type[ModelUnavailable], str]:
    import httpx2
    import openai

    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return ModelSilent, "antwortet nicht rechtzeitig: Prüfen Sie ihn oder LOTSE_MODEL_TIMEOUT_S."
    if status := getattr(error, "status_code", 0):
        return _meaning_of_status(status)
    if isinstance(error, openai.APIConnectionError | httpx2.TransportError):
        return ModelUnavailable, "ist nicht erreichbar: Starten Sie ihn oder prüfen Sie LOTSE_MODEL_URL."
    return ModelUnavailable, "antwortet nicht wie ein Sprachmodell: Prüfen Sie LOTSE_MODEL_URL."


def _meaning_of_status(status: int) -> tuple[type[ModelUnavailable], str]:
    if status == 429:
        return ModelBusy, "nimmt gerade keine Anfragen an (429): Prüfen Sie Ihr Kontingent."
    if status < 500:
        advice = _ADVICE.get(status, "Prüfen Sie LOTSE_MODEL_URL und LOTSE_MODEL.")
        return ModelRefused, f"nimmt die Anfrage nicht an ({status}): {advice}"
    return ModelUnavailable, f"hat eine Störung ({status}): Prüfen Sie sein Protokoll."


def retry_after(error: Exception) -> float:
    """Return the seconds that a server asks to wait, 0 when it does not say."""
    response = getattr(error, "response", None)
    try:
        return max(0.0, float(response.headers.get("retry-after", 0))) if response is not None else 0.0
    except ValueError:
        return 0.0

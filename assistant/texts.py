"""What the assistant says in its own words, German and English. States no facts of the knowledge."""

from string import Template

_TEXTS: dict[str, dict[str, str]] = {
    "smalltalk": {
        "de": "Guten Tag! Ich bin Lotse, ein automatischer Assistent. Welche Frage haben Sie zur Digitalisierung "
        "in Ihrer Kommune?",
        "en": "Hello! I am Lotse, an automated assistant. What would you like to know about digital projects in "
        "your municipality?",
    },
    "clarify": {
        "de": "Ich habe Ihr Anliegen noch nicht verstanden. Nennen Sie bitte Thema und Vorhaben, zum Beispiel: "
        "Wer hat Erfahrung mit einem Rufbus auf dem Land?",
        "en": "I did not understand your request yet. Please name the topic, for example: Who has experience with "
        "on-demand buses in rural areas?",
    },
    "asked_for": {
        "de": "Gern. Ihre Frage liegt jetzt beim Beratungsteam von $team. Ihre Vorgangsnummer ist $number.",
        "en": "Certainly. Your question is now with the advisory team of $team. Your reference number is $number.",
    },
    "no_evidence": {
        "de": "Dazu finde ich in den vorliegenden Dokumenten nichts Belastbares und möchte nicht raten. "
        "Ihre Frage liegt jetzt beim Beratungsteam von $team. Ihre Vorgangsnummer ist $number.",
        "en": "I find nothing reliable on this in the documents and do not want to guess. Your question is now with "
        "the advisory team of $team. Your reference number is $number.",
    },
    "not_supported": {
        "de": "Was ich gefunden habe, belegt keine Antwort. Ihre Frage liegt jetzt beim Beratungsteam von $team. "
        "Ihre Vorgangsnummer ist $number.",
        "en": "What I found does not support an answer. Your question is now with the advisory team of $team. "
        "Your reference number is $number.",
    },
    "failure": {
        "de": "Die Suche ist gerade gestört. Ihre Frage ist nicht verloren: Sie liegt jetzt beim Beratungsteam "
        "von $team. Ihre Vorgangsnummer ist $number.",
        "en": "The search is not working right now. Your question is not lost: it is now with the advisory team "
        "of $team. Your reference number is $number.",
    },
    "not_stored": {
        "de": "Das hat gerade nicht geklappt, und Ihre Frage konnte auch nicht weitergegeben werden. Bitte versuchen "
        "Sie es in einigen Minuten noch einmal oder wenden Sie sich direkt an das Beratungsteam von $team.",
        "en": "This did not work just now, and your question could not be passed on either. Please try again in a "
        "few minutes or contact the advisory team of $team directly.",
    },
}


def say(name: str, language: str, **values: str) -> str:
    """Return the text `name` in `language`. Raises KeyError when a value is missing."""
    return Template(_TEXTS[name][language]).substitute(values)

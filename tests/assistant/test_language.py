"""Which language a message is taken to be in."""

import pytest

from assistant.language import foreign_language_of


@pytest.mark.parametrize(
    ("message", "language"),
    [
        ("Comment financer des capteurs dans notre commune ?", "fr"),
        ("Belediyemiz için hibe var mı?", "tr"),
        ("Czy są dotacje na światłowód?", "pl"),
        ("¿Cuánto cuesta un sensor para el río?", "es"),
        ("Quanto costa il progetto per un comune piccolo?", "it"),
        ("Wat kost dit voor onze gemeente?", "nl"),
        ("Скільки коштує датчик?", "uk"),
        ("Сколько стоит датчик?", "ru"),
        ("كم يكلف المشروع؟", "ar"),
        ("Bonjour", "fr"),
    ],
)
def test_a_foreign_language_is_recognised(message: str, language: str) -> None:
    assert foreign_language_of(message) == language


@pytest.mark.parametrize(
    "message",
    [
        "Rufbus",
        "Smart City App",
        "Tante Enso in Bollendorf",
        "Café Digital für Senioren",
        "La Ola in Lemgo",
        "Wie schreibt man Ettelbrück à la carte?",
        "What does an on-demand bus cost?",
        "Merci für die Hilfe",
        "Ciao",
        "Das Wort программа steht im Bericht aus Herrenberg, was heißt es?",
        "5G",
        "",
    ],
)
def test_german_and_english_are_not_mistaken_for_anything_else(message: str) -> None:
    assert foreign_language_of(message) is None

"""What an asker says of the own municipality is kept, shown, corrected and forgotten; what is asked about is not."""

import pytest

from assistant.conversation.profile_texts import acknowledged, shown, which_state
from assistant.conversation.telling import Told, merged, told
from knowledge import places
from knowledge.profile import Profile

PLACES = places.starter()


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("Wir sind eine Gemeinde mit 8.000 Einwohnern in Nordhessen.", Profile("HE", 8000, "landgemeinde")),
        ("Ich schreibe aus Herrenberg", Profile("BW", 32_000, "mittelstadt")),
        ("wir in zeitz", Profile("ST", 27_500, "mittelstadt")),
        ("Ich bin Bürgermeisterin von Klixbüll.", Profile("SH", 1070, "landgemeinde")),
        ("Unser Dorf hat 900 Einwohner", Profile(None, 900, "landgemeinde")),
        ("Wir liegen im Landkreis Fulda und haben 3.400 Einwohner", Profile("HE", 3400)),
        ("Wir sind der Landkreis Hof.", Profile("BY", 95_000, "landkreis")),
        ("unsere Stadt liegt in Thüringen und hat rund 24 Tausend Einwohner", Profile("TH", 24_000)),
        (
            "Hier schreibt die Samtgemeinde Bothel in Niedersachsen, ca. 8.500 Einwohner",
            Profile("NI", 8500, "verbandsgemeinde"),
        ),
        ("Wir kommen nicht aus Hessen, sondern aus Bayern.", Profile("BY")),
        ("Nein, wir haben 12.000, nicht 8.000.", Profile(None, 12_000)),
        ("We are a town in Hessen with 8,000 inhabitants.", Profile("HE", 8000)),
        ("Wir stehen noch ganz am Anfang.", Profile(phase="orientierung")),
        ("Bei uns läuft schon ein Funknetz.", Profile(phase="betrieb")),
    ],
)
def test_what_is_told_is_understood_and_needs_no_answer_from_the_knowledge(text: str, profile: Profile) -> None:
    said = told(text, PLACES)
    assert (said.profile, said.only) == (profile, True)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("Wir sind in Hessen und suchen Beispiele aus Bayern.", Profile("HE")),
        ("Als Kleinstadt in Sachsen fragen wir uns: Was kostet ein Rufbus?", Profile("SN", type="kleinstadt")),
        ("Wir schreiben gerade die Strategie, worauf müssen wir achten?", Profile(phase="strategie")),
        ("Haben wir in Hessen Anspruch auf Förderung?", Profile("HE")),
    ],
)
def test_a_question_that_also_tells_is_still_a_question(text: str, profile: Profile) -> None:
    said = told(text, PLACES)
    assert (said.profile, said.only) == (profile, False)


@pytest.mark.parametrize(
    "text",
    [
        "Was hat Ulm mit LoRaWAN gemacht?",
        "Was können wir von Soest lernen?",
        "Was kann uns Soest sagen?",
        "Können wir das Dorfauto aus Klixbüll nachmachen?",
        "Wir haben in Soest gesehen, dass Wetterboxen helfen.",
        "Wir würden gern wie in Trier alle Laternen umrüsten.",
        "Unser Vorbild ist Monheim.",
        "Gibt es Beispiele aus Gemeinden mit 5.000 Einwohnern?",
        "Wir haben 12.000 Euro im Haushalt.",
        "Wir haben 500 Sensoren.",
        "Welche Förderung gibt es in Bayern?",
        "Welche Sensoren laufen schon seit Jahren?",
    ],
)
def test_what_is_asked_about_is_not_the_askers_own(text: str) -> None:
    assert told(text, PLACES) == Told()


def test_a_name_of_several_places_is_asked_back_and_settled_by_the_answer() -> None:
    said = told("Wir sind in Mühlhausen.", PLACES)
    assert (said.profile, said.only) == (Profile(), True)
    assert which_state(said).endswith("In welchem Land liegt Ihre Kommune: Baden-Württemberg oder Thüringen?")
    settled = told("Thüringen", PLACES, clarified="Wir sind in Mühlhausen.")
    assert (settled.place, settled.profile.state, settled.only) == ("Mühlhausen/Thüringen", "TH", True)


def test_the_state_settles_a_name_of_several_places_when_it_is_told_or_known() -> None:
    assert told("Wir sind in Neustadt in Hessen.", PLACES).place == "Neustadt (Hessen)"
    assert told("Wir sind in Neustadt.", PLACES, known=Profile("HE")).place == "Neustadt (Hessen)"
    assert told("Wir sind in Neustadt.", PLACES, known=Profile("BY")).profile == Profile("BY")  # there are several


def test_a_question_that_was_asked_back_about_the_place_is_answered_afterwards() -> None:
    asked = "Wir sind in Mühlhausen. Wer fördert Rufbusse?"
    assert told("Thüringen", PLACES, clarified=asked).only is False


def test_corrections_replace_only_what_they_name() -> None:
    profile = merged(Profile(), told("Wir sind eine Gemeinde mit 8.000 Einwohnern in Hessen.", PLACES))
    profile = merged(profile, told("nein, wir liegen in Bayern", PLACES))
    profile = merged(profile, told("wir haben 12.000, nicht 8.000", PLACES))
    assert profile == Profile("BY", 12_000, "landgemeinde")


@pytest.mark.parametrize(
    "text",
    [
        "vergiss meine Angaben",
        "Löschen Sie bitte mein Profil.",
        "Können Sie meine Angaben löschen?",
        "Forget my details",
    ],
)
def test_the_profile_is_forgotten_on_request(text: str) -> None:
    said = told(text, PLACES)
    assert merged(Profile("HE", 8000), said) == Profile()
    assert said.only


@pytest.mark.parametrize("text", ["Wie löschen wir Daten in der E-Akte?", "Müssen wir unsere Daten löschen?"])
def test_a_question_about_deleting_deletes_nothing(text: str) -> None:
    assert not told(text, PLACES).forget


def test_the_asker_reads_what_was_understood_and_how_to_change_it() -> None:
    said = told("Wir sind eine Gemeinde mit 8.000 Einwohnern in Nordhessen.", PLACES)
    german = acknowledged(said, said.profile)
    assert shown(said.profile) == "Ihre Angaben: Gemeinde, rund 8.000 Einwohner, Hessen."
    assert shown(said.profile) in german
    assert "Vergiss meine Angaben" in german
    assert "Forget my details" in acknowledged(said, said.profile, "en")
    assert "gelöscht" in acknowledged(Told(forget=True), Profile())

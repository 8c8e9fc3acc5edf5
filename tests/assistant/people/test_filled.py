"""A short form is read as it was meant; what cannot be taken is said field by field, with what to do."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.people.fields import fields_of
from assistant.people.filled import FormInvalid, read_form
from assistant.people.form_lines import lines_of
from assistant.people.forms import FORM, AnswerForm, ConsultationForm, ContactForm, Slot, WorkshopForm
from assistant.people.kinds import KIND_NAMES, Kind

TODAY = date(2026, 11, 27)
CONSULTATION = {
    "concern": "Ein Rufbus im Nachbarkreis", "slot_1_day": "2026-12-03", "slot_1_part": "morning",
    "slot_3_day": "04.12.2026", "slot_3_part": "afternoon", "channel": "phone", "phone": "0561 123456",
}  # fmt: skip
WORKSHOP = {
    "region": "Musterkreis", "municipalities": "Musterstadt\r\nNeudorf\n neudorf ", "people": "25",
    "month": "2027-03-01", "goals": "Ein gemeinsames Vorgehen",
}  # fmt: skip
CONTACT = {"document_id": "fall-soest", "about": "Wie wurde das Ehrenamt gewonnen?"}
FILLED = {Kind.ANSWER: {}, Kind.CONSULTATION: CONSULTATION, Kind.WORKSHOP: WORKSHOP, Kind.CONTACT: CONTACT}
ONE_DAY = {"slot_2_day": "2026-12-03", "slot_2_part": "morning"}


def errors_of(kind: Kind, values: dict[str, str]) -> dict[str, str]:
    with pytest.raises(FormInvalid) as raised:
        read_form(kind, values, TODAY)
    return raised.value.errors


def test_an_answer_needs_no_more_than_the_question() -> None:
    assert fields_of(Kind.ANSWER, TODAY) == ()
    assert read_form(Kind.ANSWER, {"text": "Was kostet ein Rufbus?"}, TODAY) == AnswerForm()


def test_a_consultation_keeps_the_slots_that_were_filled_in() -> None:
    slots = (Slot(day=date(2026, 12, 3), part="morning"), Slot(day=date(2026, 12, 4), part="afternoon"))
    assert read_form(Kind.CONSULTATION, CONSULTATION, TODAY) == ConsultationForm(
        concern="Ein Rufbus im Nachbarkreis", slots=slots, channel="phone", phone="0561 123456"
    )


def test_a_workshop_names_each_municipality_once() -> None:
    read = read_form(Kind.WORKSHOP, WORKSHOP, TODAY)
    assert isinstance(read, WorkshopForm)
    assert len(read.municipalities) == 2
    assert (read.people, read.month) == (25, date(2027, 3, 1))


def test_contact_names_the_case_it_is_about() -> None:
    about = "Wie wurde das Ehrenamt gewonnen?"
    assert read_form(Kind.CONTACT, CONTACT, TODAY) == ContactForm(document_id="fall-soest", about=about)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_name_and_every_field_a_label_and_a_place_in_the_form(kind: Kind) -> None:
    assert KIND_NAMES[kind]
    fields = fields_of(kind, TODAY)
    assert all(field.label for field in fields)
    assert {name for name in FILLED[kind] if name not in {field.name for field in fields}} == set()
    assert all(bool(field.choices) == (field.input == "select") for field in fields)


@pytest.mark.parametrize("kind", [Kind.CONSULTATION, Kind.WORKSHOP, Kind.CONTACT])
def test_an_empty_form_names_every_required_field_and_no_other(kind: Kind) -> None:
    assert list(errors_of(kind, {})) == [field.name for field in fields_of(kind, TODAY) if field.required]


@pytest.mark.parametrize("kind", Kind)
def test_a_form_is_read_back_from_its_json_and_shown_with_all_that_was_typed(kind: Kind) -> None:
    form = read_form(kind, FILLED[kind], TODAY)
    assert FORM.validate_json(FORM.dump_json(form)) == form
    shown = " ".join(text for _, text in lines_of(form))
    assert all(FILLED[kind][name] in shown for name in ("concern", "phone", "goals", "about") if name in FILLED[kind])


def test_an_advisor_reads_days_and_choices_in_german() -> None:
    assert lines_of(read_form(Kind.CONSULTATION, CONSULTATION, TODAY)) == (
        ("Anliegen", "Ein Rufbus im Nachbarkreis"),
        ("1. Terminvorschlag", "Donnerstag, 3. Dezember 2026, vormittags"),
        ("2. Terminvorschlag", "Freitag, 4. Dezember 2026, nachmittags"),
        ("Gespräch per", "Telefon"),
        ("Telefonnummer", "0561 123456"),
    )


def test_a_workshop_can_be_wished_for_in_the_next_twelve_months() -> None:
    (months,) = (field.choices for field in fields_of(Kind.WORKSHOP, date(2026, 12, 31)) if field.name == "month")
    assert [months[0].label, months[-1].label, len(months)] == ["Januar 2027", "Dezember 2027", 12]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"slot_1_day": "2026-11-27"}, "slot_1_day", "Bitte wählen Sie einen Tag ab morgen"),
        ({"slot_1_day": "2062-12-03"}, "slot_1_day", "höchstens ein Jahr im Voraus"),
        ({"slot_1_day": "2026-02-30"}, "slot_1_day", "Diesen Tag gibt es nicht"),
        ({"slot_1_day": "20261203"}, "slot_1_day", "schreiben Sie ihn so: 31.01.2027"),
        ({"slot_2_day": "2026-12-05"}, "slot_2_part", "Tageszeit"),
        ({"slot_2_part": "morning"}, "slot_2_day", "oder lassen Sie die Tageszeit leer"),
        (ONE_DAY, "slot_2_day", "schon vorgeschlagen"),
        (ONE_DAY | {"slot_2_day": "3.12.2026"}, "slot_2_day", "schon vorgeschlagen"),
        ({"channel": "fax"}, "channel", "eine der Möglichkeiten"),
        ({"phone": "ruf mich an"}, "phone", "nur mit Ziffern"),
        ({"concern": "x" * 2001}, "concern", "Bitte kürzen Sie auf 2.000 Zeichen; es sind 2.001."),
        ({"concern": " \u200b\n "}, "concern", "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_is_wrong_with_a_consultation_is_said_at_its_field(
    changed: dict[str, str], field: str, sentence: str
) -> None:
    errors = errors_of(Kind.CONSULTATION, CONSULTATION | changed)
    assert list(errors) == [field]
    assert sentence in errors[field]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"municipalities": "Musterstadt"}, "municipalities"),
        ({"municipalities": "Musterstadt, MUSTERSTADT"}, "municipalities"),
        ({"municipalities": "\n".join(f"Ort {n}" for n in range(51))}, "municipalities"),
        ({"municipalities": "A\n" + "x" * 201}, "municipalities"),
        *(({"people": value}, "people") for value in ("1", "501", "viele", "-5", "2.5", "\u0663", "9" * 100)),
        ({"month": "2026-11-01"}, "month"),
        ({"region": "x" * 201}, "region"),
    ],
)
def test_what_is_wrong_with_a_workshop_is_said_at_its_field(changed: dict[str, str], field: str) -> None:
    assert list(errors_of(Kind.WORKSHOP, WORKSHOP | changed)) == [field]


@pytest.mark.parametrize("document", ["../geheim", "x" * 201, "fall soest"])
def test_contact_to_no_document_starts_anew(document: str) -> None:
    errors = errors_of(Kind.CONTACT, CONTACT | {"document_id": document})
    assert "noch einmal bei dem Fallbeispiel" in errors["document_id"] or "kürzen" in errors["document_id"]


@given(st.sampled_from([Kind.CONSULTATION, Kind.WORKSHOP, Kind.CONTACT]), st.data())
def test_whatever_is_typed_is_taken_or_refused_at_its_field(kind: Kind, data: st.DataObject) -> None:
    names = [field.name for field in fields_of(kind, TODAY)]
    typed = FILLED[kind] | data.draw(st.dictionaries(st.sampled_from(names), st.text(max_size=40)))
    try:
        form = read_form(kind, typed, TODAY)
    except FormInvalid as error:
        assert error.errors.keys() <= set(names)
    else:
        assert FORM.validate_json(FORM.dump_json(form)) == form

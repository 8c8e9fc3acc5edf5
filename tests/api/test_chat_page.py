"""The page at `/chat` and the page of a conversation, as a browser without JavaScript and a screen reader get them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.api.html_page import Page

QUESTION = "Was kostet ein Rufbus auf dem Land?"
HOSTILE = '<script>alert("kanarienvogel")</script><img src=x onerror=alert(1)> "\' onfocus=alert(1) {{ 7919*7907 }}'
LOADING = {"img": "src", "script": "src", "link": "href", "iframe": "src", "form": "action", "source": "src"}
FIELDS = {"input", "select", "textarea"}


def value_of(page: Page, name: str) -> str:
    [field] = [one for one in page.all("input") if one.attributes["name"] == name]
    return field.attributes["value"]


def text_of(page: Page, name: str) -> str:
    """Return what the elements of a class say."""
    return " ".join(one.text for one in page.elements if one.attributes.get("class") == name)


@pytest.fixture(scope="module")
def asked(client: TestClient) -> Callable[..., Page]:
    """Send the form as a browser does and read the page that comes back."""

    def send(message: str, status: int = 200, **told: str) -> Page:
        answer = client.post("/chat", data={"message": message, "state": "", "population": "", **told})
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        return Page(answer.text)

    return send


PAGES: dict[str, tuple[str, int]] = {
    "answer": (QUESTION, 200),
    "greeting": ("Guten Tag", 200),
    "riddle": ("und oder aber", 200),
    "handoff": ("Ich möchte mit einem Menschen sprechen", 200),
    "error": ("", 422),
    "hostile": (HOSTILE, 200),
    "too long": ("a" * 4001, 422),
}


@pytest.fixture(scope="module", params=["empty", *PAGES])
def page(request: pytest.FixtureRequest, client: TestClient, asked: Callable[..., Page]) -> Page:
    """Every kind of page there is."""
    return Page(client.get("/chat").text) if request.param == "empty" else asked(*PAGES[request.param])


def test_a_page_is_in_german_with_one_main_heading_and_a_title(page: Page) -> None:
    assert page.all("html")[0].attributes["lang"] == "de"
    assert len(page.all("h1")) == 1
    assert page.all("title")[0].text.strip()


def test_a_page_says_before_its_form_that_a_machine_answers(page: Page) -> None:
    before = page.markup.partition("<form")[0]
    assert "automatisches System (KI)" in before


def test_every_field_has_a_label(page: Page) -> None:
    labelled = {label.attributes["for"] for label in page.all("label")}
    seen = [element for element in page.all(*FIELDS) if element.attributes.get("type") != "hidden"]
    assert {element.attributes["id"] for element in seen} == labelled


def test_ids_are_unique_and_everything_that_refers_to_one_finds_it(page: Page) -> None:
    ids = page.ids()
    referred = [
        name
        for element in page.elements
        for attribute in ("aria-describedby", "aria-labelledby", "for")
        for name in element.attributes.get(attribute, "").split()
    ]
    anchors = [a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"].startswith("#")]
    assert len(set(ids)) == len(ids)
    assert set(referred + anchors) <= set(ids)


def test_a_page_loads_nothing_from_elsewhere(page: Page) -> None:
    loaded = [e.attributes[LOADING[e.tag]] for e in page.all(*LOADING) if LOADING[e.tag] in e.attributes]
    assert loaded
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)


def test_a_page_has_no_script_no_inline_style_and_no_handlers(page: Page) -> None:
    assert page.all("script", "style", "iframe", "img") == []
    attributes = {name for element in page.elements for name in element.attributes}
    assert not any(name == "style" or name.startswith("on") for name in attributes)


def test_links_lead_within_lotse_or_to_the_web(page: Page) -> None:
    addresses = [a.attributes["href"] for a in page.all("a")]
    assert all(address[0] in "#/" or urlsplit(address).scheme in {"http", "https"} for address in addresses)


def test_every_form_can_be_sent_without_javascript(page: Page) -> None:
    forms = [form.attributes for form in page.all("form")]
    assert "/chat" in {form["action"] for form in forms if form["method"] == "post"}
    assert len([button for button in page.all("button") if button.attributes["type"] == "submit"]) >= len(forms)
    names = {element.attributes["name"] for element in page.all(*FIELDS)}
    assert names >= {"message", "state", "population", "type", "phase", "key"}


def test_an_answer_stands_on_the_page_with_sources_one_can_jump_to(asked: Callable[..., Page]) -> None:
    page = asked(QUESTION)
    anchors = [a.attributes["href"] for a in page.all("a") if "source-" in a.attributes["href"]]
    assert anchors
    assert {anchor[1:] for anchor in anchors} == {name for name in page.ids() if "source-" in name}


def test_the_page_and_the_api_give_the_same_answer(asked: Callable[..., Page], client: TestClient) -> None:
    reply = client.post("/api/v1/chat", json={"message": QUESTION}).json()
    shown = " ".join(element.text for element in asked(QUESTION).all("li"))
    assert reply["statements"]
    assert all(statement["text"] in shown for statement in reply["statements"])


def test_every_original_publication_is_linked(asked: Callable[..., Page], client: TestClient) -> None:
    reply = client.post("/api/v1/chat", json={"message": QUESTION}).json()
    wanted = {origin["url"] for source in reply["sources"] for origin in source["origins"]}
    assert wanted <= {a.attributes["href"] for a in asked(QUESTION).all("a")}


def test_a_handoff_shows_its_number(asked: Callable[..., Page]) -> None:
    assert "Vorgangsnummer ist L-" in asked("Ich möchte mit einem Menschen sprechen").markup


def test_an_english_text_is_marked_as_english_for_screen_readers(asked: Callable[..., Page]) -> None:
    page = asked("I want to talk to a human")
    assert "Certainly" in " ".join(e.text for e in page.elements if e.attributes.get("lang") == "en")


@pytest.mark.parametrize(
    ("message", "told", "sentence"),
    [
        ("", {}, "Bitte geben Sie eine Frage ein."),
        ("  \n ", {}, "Bitte geben Sie eine Frage ein."),
        ("\x00", {}, "Bitte geben Sie eine Frage ein."),
        ("a" * 4001, {}, "länger als 4000 Zeichen"),
        (QUESTION, {"population": "viele"}, "Zahl der Einwohner"),
        (QUESTION, {"population": "0"}, "Zahl der Einwohner"),
        (QUESTION, {"population": "-5"}, "Zahl der Einwohner"),
        (QUESTION, {"population": "1e3"}, "Zahl der Einwohner"),
        (QUESTION, {"population": "9" * 5000}, "Zahl der Einwohner"),
        (QUESTION, {"state": "XX"}, "Land als Kürzel"),
    ],
)
def test_a_mistake_is_explained(asked: Callable[..., Page], message: str, told: dict[str, str], sentence: str) -> None:
    [alert] = [e for e in asked(message, 422, **told).elements if e.attributes.get("role") == "alert"]
    assert sentence in alert.text


def test_what_was_typed_is_kept_when_something_is_wrong(asked: Callable[..., Page]) -> None:
    page = asked(QUESTION, 422, state="BY", population="viele")
    assert page.all("textarea")[0].text == QUESTION
    assert value_of(page, "population") == "viele"
    assert [o.attributes["value"] for o in page.all("option") if "selected" in o.attributes] == ["BY"]


def test_what_was_typed_is_kept_for_the_next_question(asked: Callable[..., Page]) -> None:
    page = asked(QUESTION, state="BY", population="8.000")
    assert value_of(page, "population") == "8.000"
    assert [o.attributes["value"] for o in page.all("option") if "selected" in o.attributes] == ["BY"]


def test_type_and_phase_of_the_own_municipality_are_taken_and_kept(asked: Callable[..., Page]) -> None:
    page = asked(QUESTION, type="landkreis", phase="betrieb")
    assert [o.attributes["value"] for o in page.all("option") if "selected" in o.attributes] == ["landkreis", "betrieb"]
    assert "ebenfalls Landkreis" in page.markup


@pytest.mark.parametrize("population", ["8000", "8.000", "8 000", " 8000 "])
def test_a_number_may_be_written_as_people_write_it(asked: Callable[..., Page], population: str) -> None:
    assert asked(QUESTION, population=population).all("li")


@pytest.mark.parametrize(("told", "status"), [({}, 200), ({"population": HOSTILE}, 422), ({"state": HOSTILE}, 422)])
def test_hostile_text_is_shown_as_text(asked: Callable[..., Page], told: dict[str, str], status: int) -> None:
    page = asked(HOSTILE, status, **told)
    shown = page.all("textarea")[0].text if status == 422 else text_of(page, "said asker")
    assert HOSTILE in shown
    assert "62615533" not in shown
    assert "<script" not in page.markup.lower()


def test_hostile_text_cannot_leave_its_field(asked: Callable[..., Page]) -> None:
    page = asked(f"</textarea>{HOSTILE}", 422, population='"><script>kanarienvogel()</script>')
    assert len(page.all("textarea")) == 1
    assert value_of(page, "population") == '"><script>kanarienvogel()</script>'


def test_a_question_that_fits_the_form_is_taken_although_browsers_send_line_breaks_as_two(
    asked: Callable[..., Page],
) -> None:
    lines = ["Rufbus auf dem Land".ljust(79, ".")] * 50  # 4000 characters as the form's maxlength counts them
    assert asked("\r\n".join(lines)).all("h1")


def test_a_form_sent_as_something_else_breaks_nothing(client: TestClient) -> None:
    for content_type in ("application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x"):
        answer = client.post("/chat", content=b'{"message": "Rufbus"}', headers={"content-type": content_type})
        assert answer.status_code in (400, 415, 422)


def test_a_file_in_place_of_a_question_breaks_nothing(client: TestClient) -> None:
    assert client.post("/chat", files={"message": ("kanarienvogel.txt", b"Rufbus")}).status_code == 422


def test_bytes_that_are_no_text_break_nothing(client: TestClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/chat", content=b"message=Stra%DFe%ff%00&population=%ff", headers=form).status_code == 422

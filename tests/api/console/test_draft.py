"""An advisor writes an answer: nothing typed is lost, nothing uncited goes out, the asker gets what was released."""

import html
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from fastapi import FastAPI

from api.desk import Desk
from api.wiring import Lotse
from assistant.people.cited import marks
from assistant.people.drafts import LOTSE
from assistant.people.states import Status
from knowledge.documents import document_of
from tests.api.console.conftest import Person
from tests.api.console.draft_pages import QUESTION, handed_to

OWN = "Guten Tag,\ngern helfen wir Ihnen weiter."


@pytest.fixture
def ready(console_app: FastAPI) -> Lotse:
    lotse: Lotse = console_app.state.serving.lotse
    return lotse


@pytest.fixture
def handed(ready: Lotse) -> str:
    """Give the number of a handoff that `advisor` works on."""
    return handed_to(ready.desk, "advisor", tuple(h.passage.id for h in ready.search(QUESTION, 6, per_passage=True)))


@pytest.fixture
def advisor(signed_in: Callable[[str], Person]) -> Person:
    return signed_in("advisor")


def path(number: str) -> str:
    return f"/console/handoffs/{number}/draft"


def fields(page: str) -> dict[str, str]:
    """Return what the editor's form holds, as a browser would send it."""
    form = page[page.index('class="columns"') :]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    text = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    assert text is not None
    return {**hidden, "text": html.unescape(text.group(1))}


def write(person: Person, number: str, do: str = "save", **typed: str) -> Any:
    """Open the editor, change something and press a button."""
    form = {**fields(person.get(path(number)).text), "do": do, **typed}
    form.pop("csrf")
    return person.post(path(number), **form)


def button(page: str, kind: str) -> str:
    """Return the value of the first button of a kind."""
    found = re.search(rf'name="do" value="({kind}:[^"]+)"', page)
    assert found is not None
    return html.unescape(found.group(1))


def shown(page: str) -> str:
    return html.unescape(page)


def test_the_editor_opens_with_a_cited_proposal_that_is_kept_as_the_first_version(
    advisor: Person, handed: str, desk: Desk
) -> None:
    page = advisor.get(path(handed))
    assert page.status_code == 200
    head = desk.drafts.of(handed).head
    assert head is not None
    assert (head.version, head.written_by) == (1, LOTSE)
    assert head.answer.sources
    assert fields(page.text)["text"] == head.answer.text
    assert QUESTION in page.text
    advisor.get(path(handed))
    assert len(desk.drafts.versions(handed)) == 1


def test_saving_keeps_the_text_and_shows_what_is_wrong_with_it(advisor: Person, handed: str, desk: Desk) -> None:
    answer = write(advisor, handed, text="Ein Rufbus kostet 987.654 Euro.\r\nGern mehr dazu.")
    assert answer.status_code == 303
    page = advisor.get(answer.headers["location"]).text
    assert fields(page)["text"] == "Ein Rufbus kostet 987.654 Euro.\nGern mehr dazu."
    assert "„987.654 Euro“ hat keinen Beleg" in shown(page)
    assert 'href="#zeile-0"' in page
    assert 'id="zeile-0"' in page
    head = desk.drafts.of(handed).head
    assert head is not None
    assert head.written_by == "advisor"


def test_searching_saves_what_was_typed_and_keeps_the_words(advisor: Person, handed: str) -> None:
    answer = write(advisor, handed, "search", text=OWN, q="Rufbus Kosten")
    page = advisor.get(answer.headers["location"]).text
    assert fields(page)["text"] == OWN
    assert 'value="Rufbus Kosten"' in page
    assert 'value="insert:' in page


def test_a_sentence_from_the_search_is_put_in_with_its_source_and_passes_the_check(
    advisor: Person, handed: str, desk: Desk, ready: Lotse
) -> None:
    write(advisor, handed, text=OWN)
    key = button(advisor.get(path(handed) + "?q=Rufbus+Kosten").text, "insert")
    answer = write(advisor, handed, key, text=f"{OWN}\nNoch ein Satz.", q="Rufbus Kosten")
    assert answer.status_code == 303
    head = desk.drafts.of(handed).head
    assert head is not None
    *own, inserted = head.answer.text.splitlines()
    assert own == [*OWN.splitlines(), "Noch ein Satz."]
    passage_id, _, place = key.removeprefix("insert:").rpartition(":")
    passage = ready.registry.passages([passage_id])[passage_id]
    sentence = passage.sentences[int(place)]
    cited = {source.n: source for source in head.answer.sources}[marks(inserted)[0]]
    assert inserted.startswith(passage.text[sentence.start : sentence.end])
    assert (cited.passage_id, cited.document_id) == (passage_id, document_of(passage_id))
    assert cited.digest
    page = advisor.get(answer.headers["location"]).text
    assert "Fehler:" not in page


@pytest.mark.parametrize("key", ["insert:weg~0:0", "insert:", "insert:weg~0:x", "part:999", "part:x"])
def test_what_cannot_be_put_in_any_more_costs_nothing_typed(advisor: Person, handed: str, desk: Desk, key: str) -> None:
    answer = write(advisor, handed, key, text=OWN)
    assert answer.status_code == 409
    assert "gibt es nicht mehr" in answer.text
    assert fields(answer.text)["text"] == OWN
    head = desk.drafts.of(handed).head
    assert head is not None
    assert head.answer.text == OWN


def test_a_canned_part_is_appended(advisor: Person, handed: str, desk: Desk) -> None:
    number = desk.canned.add(f"Gruß {handed}", "Mit freundlichen Grüßen", "editor")
    write(advisor, handed, f"part:{number}", text=OWN)
    assert fields(advisor.get(path(handed)).text)["text"] == f"{OWN}\nMit freundlichen Grüßen"


def test_a_note_is_for_the_team_and_not_in_the_answer(advisor: Person, handed: str, desk: Desk) -> None:
    write(advisor, handed, text=OWN, note="Bitte gegenlesen.")
    page = advisor.get(path(handed)).text
    assert "Bitte gegenlesen." in page
    assert [note.text for note in desk.inbox.notes(handed)] == ["Bitte gegenlesen."]


def test_of_two_advisors_the_second_is_told_sees_both_texts_and_can_merge_them(
    advisor: Person, signed_in: Callable[[str], Person], handed: str, desk: Desk
) -> None:
    other = signed_in("editor")
    advisor.get(path(handed))
    opened = fields(other.get(path(handed)).text)
    write(advisor, handed, text="Text der ersten Person.")
    late = other.post(path(handed), **{**opened, "csrf": other.csrf, "text": "Text der zweiten Person.", "do": "save"})
    assert late.status_code == 409
    assert "Text der ersten Person." in late.text
    kept = fields(late.text)
    assert kept["text"] == "Text der zweiten Person."
    assert [v.answer.text for v in desk.drafts.versions(handed)][1:] == [
        "Text der ersten Person.", "Text der zweiten Person."
    ]  # fmt: skip
    merged = other.post(path(handed), **{**kept, "text": "Beide Texte.", "do": "save"})
    assert merged.status_code == 303
    assert fields(advisor.get(path(handed)).text)["text"] == "Beide Texte."
    version = advisor.get(f"{path(handed)}/versions/3")
    assert "Text der zweiten Person." in version.text


def test_saved_at_once_over_http_exactly_one_of_two_is_told_and_nothing_is_lost(
    advisor: Person, signed_in: Callable[[str], Person], handed: str, desk: Desk
) -> None:
    people, together = [advisor, signed_in("editor")], Barrier(2)
    advisor.get(path(handed))

    def save(person: Person, base: int, text: str) -> int:
        together.wait()
        sent = person.post(path(handed), base=str(base), origin=str(base), text=text)
        return int(sent.status_code)

    written = []
    with ThreadPoolExecutor(2) as pool:
        for turn in range(10):
            head = desk.drafts.of(handed).head
            assert head is not None
            texts = [f"Runde {turn} von {name}" for name in ("eins", "zwei")]
            sent = [pool.submit(save, p, head.version, text) for p, text in zip(people, texts, strict=True)]
            assert sorted(one.result() for one in sent) == [303, 409]
            written += texts
    assert sorted(one.answer.text for one in desk.drafts.versions(handed)[1:]) == sorted(written)


def test_an_uncited_figure_is_never_released(advisor: Person, handed: str, desk: Desk) -> None:
    answer = write(advisor, handed, "release", text="Ein Rufbus kostet 987.654 Euro.")
    assert answer.status_code == 422
    assert "noch nicht hinausgegangen" in answer.text
    assert desk.inbox.of_number(handed).status is Status.CLAIMED
    assert fields(answer.text)["text"] == "Ein Rufbus kostet 987.654 Euro."


def test_a_warning_has_to_be_confirmed_and_a_confirmation_is_of_these_warnings_only(
    advisor: Person, handed: str, desk: Desk
) -> None:
    answer = write(advisor, handed, "release", text="Fragen Sie in Fulda nach.")
    assert answer.status_code == 422
    confirmed = re.search(r'name="confirmed" type="checkbox" value="(\w+)"', answer.text)
    assert confirmed is not None
    other = write(advisor, handed, "release", text="Fragen Sie in Hof nach.", confirmed=confirmed.group(1))
    assert other.status_code == 422
    assert desk.inbox.of_number(handed).status is Status.CLAIMED
    done = write(advisor, handed, "release", text="Fragen Sie in Fulda nach.", confirmed=confirmed.group(1))
    assert done.status_code == 303
    assert desk.inbox.of_number(handed).status is Status.ANSWERED


def test_the_asker_gets_what_was_released_with_its_sources_numbered_anew(
    advisor: Person, handed: str, desk: Desk
) -> None:
    key = button(advisor.get(path(handed) + "?q=Rufbus+Kosten").text, "insert")
    write(advisor, handed, key, text=OWN)
    page = advisor.get(path(handed)).text
    confirmed = re.search(r'name="confirmed" type="checkbox" value="(\w+)"', page)
    text = fields(page)["text"]
    done = write(advisor, handed, "release", confirmed=confirmed.group(1) if confirmed else "")
    assert done.status_code == 303
    said = desk.threads.of_handoff(handed)[-1]
    assert (said.author, said.name) == ("advisor", "Advisor Muster")
    assert marks(said.text) == (1,)
    assert [source.n for source in said.sources] == [1]
    assert said.text.splitlines()[:2] == text.splitlines()[:2]
    page = advisor.get(done.headers["location"])
    assert f'href="/console/handoffs/{handed}/publish"' in page.text
    assert "Die Antwort ist freigegeben." in page.text
    assert fields(advisor.get(path(handed)).text)["text"] == ""


def test_only_who_works_on_it_can_release(signed_in: Callable[[str], Person], handed: str, desk: Desk) -> None:
    editor = signed_in("editor")
    assert 'value="release"' not in editor.get(path(handed)).text
    answer = write(editor, handed, "release", text=OWN)
    assert answer.status_code == 409
    assert fields(answer.text)["text"] == OWN
    assert desk.inbox.of_number(handed).status is Status.CLAIMED


def test_who_has_not_seen_what_the_asker_wrote_last_is_told(advisor: Person, handed: str, ready: Lotse) -> None:
    opened = fields(advisor.get(path(handed)).text)
    ready.parts.handoffs.write(handed, "Es geht nur um Senioren.")
    answer = advisor.post(path(handed), **{**opened, "text": OWN, "do": "release"})
    assert answer.status_code == 409
    assert "Es geht nur um Senioren." in answer.text
    assert write(advisor, handed, "release", text=OWN).status_code == 303


@pytest.fixture
def four_eyes(ready: Lotse, console_app: FastAPI) -> Iterator[None]:
    """Want two people for each answer, as LOTSE_FOUR_EYES does."""
    console_app.state.serving.lotse = replace(ready, desk=replace(ready.desk, four_eyes=True))
    yield
    console_app.state.serving.lotse = ready


@pytest.mark.usefixtures("four_eyes")
def test_where_four_eyes_are_wanted_another_person_approves_exactly_this_version(
    advisor: Person, signed_in: Callable[[str], Person], handed: str, desk: Desk
) -> None:
    other = signed_in("editor")
    assert write(advisor, handed, "release", text=OWN).status_code == 422
    assert advisor.post(f"{path(handed)}/approve", version="2").status_code == 409
    assert "Fassung 2 zustimmen" in other.get(path(handed)).text
    assert other.post(f"{path(handed)}/approve", version="2").status_code == 303
    changed = write(advisor, handed, "release", text=OWN + " Bis bald.")
    assert changed.status_code == 422
    assert "Eine zweite Person" in changed.text
    assert other.post(f"{path(handed)}/approve", version="3").status_code == 303
    assert write(advisor, handed, "release").status_code == 303
    assert desk.inbox.of_number(handed).status is Status.ANSWERED


def test_a_handoff_or_version_that_is_not_there_is_not_found(advisor: Person, handed: str) -> None:
    assert advisor.get(path("L-NIRGENDS")).status_code == 404
    assert advisor.get(f"{path(handed)}/versions/99").status_code == 404
    assert advisor.get(f"/console/handoffs/{handed}/released").status_code == 404


def test_editors_keep_the_canned_parts(signed_in: Callable[[str], Person], desk: Desk) -> None:
    editor, title = signed_in("editor"), f"Dank {secrets.token_hex(4)}"
    assert editor.post("/console/canned", title=title, text="Vielen Dank.").status_code == 303
    again = editor.post("/console/canned", title=title, text="Noch einmal.")
    assert again.status_code == 422
    assert "Noch einmal." in again.text
    part = next(one for one in desk.canned.every() if one.title == title)
    empty = editor.post(f"/console/canned/{part.number}", title=title, text=" ")
    assert empty.status_code == 422
    assert f'href="#text-{part.number}"' in empty.text
    assert editor.post(f"/console/canned/{part.number}", title=title, text="Danke.").status_code == 303
    assert "Danke." in editor.get("/console/canned").text
    assert editor.post(f"/console/canned/{part.number}/remove").status_code == 303
    assert editor.post(f"/console/canned/{part.number}/remove").status_code == 404

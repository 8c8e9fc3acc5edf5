"""Nothing that two people write at once is lost, and the second one is told, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, delete

from api.store.canned import StoredCannedParts, TitleTaken
from api.store.drafts import StoredDrafts
from api.store.tables import HANDOFFS
from assistant.people.cited import CitedSource, CitedText
from assistant.people.drafts import LOTSE, Draft, Saved, seen_by_two
from assistant.people.errors import HandoffGone
from tests.api.store.handoff_examples import NOW, Desk, handoff

ROUNDS = 50
SOURCE = CitedSource(1, "bus", "bus~1", "page", "Bus", "Geld", "SLD", None, "2025", False, "12 Euro.", "d")


@pytest.fixture
def drafts(both: Engine) -> StoredDrafts:
    return StoredDrafts(both, lambda: NOW)


@pytest.fixture
def number(both: Engine) -> str:
    return Desk(both).handoffs.keep(handoff()).number


def test_the_proposal_is_the_first_version_and_is_kept_once(drafts: StoredDrafts, number: str) -> None:
    assert drafts.of(number) == Draft()
    proposed = CitedText("Der Bus kostet 12 Euro. [1]", (SOURCE,))
    drafts.propose(number, proposed)
    drafts.propose(number, CitedText("Ein anderer Vorschlag."))
    head = drafts.of(number).head
    assert head is not None
    assert (head.version, head.base, head.written_by, head.answer) == (1, 0, LOTSE, proposed)
    assert drafts.versions(number) == (head,)


def test_each_saving_adds_a_version_and_keeps_those_before(drafts: StoredDrafts, number: str) -> None:
    drafts.propose(number, CitedText("Eins."))
    second = drafts.save(number, 1, CitedText("Zwei."), "anna")
    third = drafts.save(number, 2, CitedText("Drei. [1]", (SOURCE,)), "ben")
    assert not second.parallel
    assert not third.parallel
    assert drafts.of(number).head == third.version
    assert [one.answer.text for one in drafts.versions(number)] == ["Eins.", "Zwei.", "Drei. [1]"]
    assert drafts.version(number, 2) == second.version
    assert drafts.version(number, 9) is None


def test_saving_the_same_again_makes_no_version(drafts: StoredDrafts, number: str) -> None:
    first = drafts.save(number, 0, CitedText("Eins."), "anna")
    assert drafts.save(number, 1, CitedText("Eins."), "ben") == Saved(first.version, first.version)
    assert len(drafts.versions(number)) == 1


def test_who_saves_from_an_older_version_is_told_and_their_text_is_kept_beside(
    drafts: StoredDrafts, number: str
) -> None:
    drafts.propose(number, CitedText("Vorschlag."))
    faster = drafts.save(number, 1, CitedText("Annas Text."), "anna")
    slower = drafts.save(number, 1, CitedText("Bens Text."), "ben")
    assert slower.parallel
    assert slower.head == faster.version == drafts.of(number).head
    assert (slower.version.version, slower.version.base, slower.version.answer.text) == (3, 1, "Bens Text.")
    merged = drafts.save(number, 2, CitedText("Beider Text."), "ben")
    assert not merged.parallel
    assert merged.version.version == 4


def test_of_two_who_save_at_once_exactly_one_is_told_and_every_text_stays(both: Engine, number: str) -> None:
    drafts = StoredDrafts(both, lambda: NOW)
    base = drafts.propose(number, CitedText("Vorschlag.")).head.version  # type: ignore[union-attr]
    together = Barrier(2)

    def save(who: str, text: str) -> Saved:
        together.wait()
        return drafts.save(number, base, CitedText(text), who)

    written = ["Vorschlag."]
    with ThreadPoolExecutor(2) as people:
        for turn in range(ROUNDS):
            texts = [f"Anna {turn}", f"Ben {turn}"]
            anna, ben = (people.submit(save, who, text) for who, text in zip(("anna", "ben"), texts, strict=True))
            saved = [anna.result(), ben.result()]
            assert sorted(one.parallel for one in saved) == [False, True]
            counted, told = sorted(saved, key=lambda one: one.parallel)
            assert told.head == counted.version
            written += texts
            base = counted.version.version
    kept = drafts.versions(number)
    assert sorted(one.answer.text for one in kept) == sorted(written)
    assert [one.version for one in kept] == list(range(1, 2 * ROUNDS + 2))


def test_many_who_begin_a_draft_at_once_lose_nothing(both: Engine, number: str) -> None:
    drafts, together = StoredDrafts(both, lambda: NOW), Barrier(6)

    def save(text: str) -> Saved:
        together.wait()
        return drafts.save(number, 0, CitedText(text), text)

    with ThreadPoolExecutor(6) as people:
        saved = list(people.map(save, "abcdef"))
    assert [one.parallel for one in saved].count(False) == 1
    assert sorted(one.answer.text for one in drafts.versions(number)) == list("abcdef")


def test_an_approval_is_of_one_version_by_another_person_than_its_writer(drafts: StoredDrafts, number: str) -> None:
    version = drafts.save(number, 0, CitedText("Eins."), "anna").version.version
    assert not drafts.approve(number, version, "anna")
    assert drafts.approve(number, version, "ben")
    assert not drafts.approve(number, version, "carla")
    head = drafts.of(number).head
    assert head is not None
    assert (head.approved_by, head.approved_at) == ("ben", NOW)
    assert seen_by_two(head, "anna")
    changed = drafts.save(number, version, CitedText("Zwei."), "anna").version
    assert not seen_by_two(changed, "anna")
    assert not drafts.approve(number, version, "ben")


def test_a_proposal_needs_two_people_to_be_approved_and_released(drafts: StoredDrafts, number: str) -> None:
    drafts.propose(number, CitedText("Vorschlag."))
    assert drafts.approve(number, 1, "anna")
    head = drafts.of(number).head
    assert head is not None
    assert not seen_by_two(head, "anna")
    assert seen_by_two(head, "ben")


def test_a_released_version_is_done_until_a_new_one_is_saved(drafts: StoredDrafts, number: str) -> None:
    drafts.save(number, 0, CitedText("Eins."), "anna")
    drafts.note_released(number, 1)
    assert drafts.of(number).done
    drafts.save(number, 1, CitedText("Zwei."), "anna")
    assert not drafts.of(number).done


def test_drafts_are_of_handoffs_that_exist_and_go_with_them(both: Engine, drafts: StoredDrafts, number: str) -> None:
    with pytest.raises(HandoffGone):
        drafts.save("L-NIRGENDS", 0, CitedText("Eins."), "anna")
    drafts.save(number, 0, CitedText("Eins."), "anna")
    with both.begin() as connection:
        connection.execute(delete(HANDOFFS))
    assert drafts.versions(number) == ()


def test_canned_parts_are_kept_by_title(both: Engine) -> None:
    parts = StoredCannedParts(both, lambda: NOW)
    thanks = parts.add("Dank", "Vielen Dank für Ihre Frage.", "anna")
    parts.add("Abschied", "Viel Erfolg!", "anna")
    with pytest.raises(TitleTaken):
        parts.add("Dank", "Danke.", "ben")
    with pytest.raises(TitleTaken):
        parts.change(thanks, "Abschied", "Danke.", "ben")
    assert parts.change(thanks, "Dank", "Danke!", "ben")
    assert [(one.title, one.text) for one in parts.every()] == [("Abschied", "Viel Erfolg!"), ("Dank", "Danke!")]
    assert parts.remove(thanks, "ben")
    assert not parts.remove(thanks, "ben")
    assert not parts.change(thanks, "Dank", "Danke!", "ben")

"""Whoever manages the console sees what was not delivered, why, and can have it tried again."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from api.desk import Desk
from api.outbox.entry import Channel, Entry
from api.outbox.states import State
from api.store.audit import acts
from api.store.outbox import StoredOutbox, enqueue
from api.store.tables_outbox import OUTBOX
from tests.api.console.conftest import Person

PATH = "/console/deliveries"


@pytest.fixture
def given_up(desk: Desk) -> Iterator[StoredOutbox]:
    """Give an outbox with one mail given up and one waiting; there is no mail server."""
    outbox = StoredOutbox(desk.engine, desk.now)
    with desk.engine.begin() as connection:
        enqueue(
            connection,
            [Entry(f"test:{n}", "mail", f"{n}@example.org", "test", "<b>Betreff") for n in (1, 2)],
            desk.now(),
        )
    mail: Channel = "mail"
    claimed = outbox.claim(100, timedelta(minutes=1), [mail])  # other tests of the same Lotse leave mails, too
    first = next(one for one in claimed if one.entry.key == "test:1")
    outbox.dead(first, "Der Mailserver nimmt diese Empfängeradresse nicht an (Antwort 550).")
    outbox.release(first.claim)
    yield outbox
    with desk.engine.begin() as connection:
        connection.execute(delete(OUTBOX))


def test_the_page_says_what_was_not_delivered_and_why(
    given_up: StoredOutbox, signed_in: Callable[[str], Person]
) -> None:
    page = signed_in("admin").get(PATH).text
    assert "Der Mailserver nimmt diese Empfängeradresse nicht an (Antwort 550)." in page
    assert "Es ist kein Mailserver eingerichtet." in page
    assert page.index("test:1") < page.index("test:2")  # what was given up comes first
    assert "Betreff" not in page


@pytest.mark.parametrize("fields", [{"key": "test:1"}, {"every": "true"}])
def test_the_button_has_it_tried_again_and_that_is_noted(
    given_up: StoredOutbox, signed_in: Callable[[str], Person], desk: Desk, fields: dict[str, str]
) -> None:
    admin = signed_in("admin")
    answer = admin.post(f"{PATH}/replay", **fields)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PATH}?done=replayed")
    assert given_up.counts()[State.DEAD] == 0
    assert "Wird gleich noch einmal versucht." in admin.get(f"{PATH}?done=replayed").text
    with desk.engine.connect() as connection:
        last = acts(connection, limit=1)[0]
    assert (last.who, last.action, last.subject) == ("admin", "delivery.replayed", fields.get("key", "alle"))


@pytest.mark.parametrize("fields", [{}, {"key": "test:2"}, {"key": "unknown"}])
def test_what_waits_or_is_not_there_stays_as_it_is(
    given_up: StoredOutbox, signed_in: Callable[[str], Person], fields: dict[str, str]
) -> None:
    answer = signed_in("admin").post(f"{PATH}/replay", **fields)
    assert answer.headers["location"] == f"{PATH}?done=nothing"
    assert given_up.counts()[State.DEAD] == 1


def test_with_nothing_open_the_page_says_so(signed_in: Callable[[str], Person]) -> None:
    assert "Alles ist zugestellt." in signed_in("admin").get(PATH).text

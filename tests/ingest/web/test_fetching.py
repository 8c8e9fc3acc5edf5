"""A page is fetched from exactly the address that was checked, under the right name, up to its limits."""

import socket
import ssl
from collections.abc import Callable
from datetime import datetime

import pytest

from ingest.errors import AddressRefused, FetchFailed
from ingest.web.fetching import Ask, Fetcher
from knowledge.addresses import NOTHING, Allowed
from tests.api.outbox.conftest import certified
from tests.ingest.web.conftest import LOOPBACK
from tests.ingest.web.website import Clock, Served, Website, html, running, serving

__all__ = ["certified"]
NAMED = Allowed.read("seite.example.org")


def port_of(site: Website) -> int:
    return int(site.origin.rpartition(":")[2])


def test_the_checked_address_is_connected_to_and_the_name_is_asked_once(site: Website, clock: Clock) -> None:
    site.pages = {"/a": html("A")}
    answers = iter([["127.0.0.1"]])  # a second question would get no answer
    with Fetcher(NAMED, clock, lambda _host, _port: next(answers)) as fetcher:
        for _ in range(2):
            assert fetcher.fetch(Ask(f"http://seite.example.org:{port_of(site)}/a")).body == html("A").body
    assert {one["host"] for one in site.headers} == {f"seite.example.org:{port_of(site)}"}


def test_a_name_that_leads_inside_is_refused_before_anything_is_sent(site: Website, clock: Clock) -> None:
    with Fetcher(NOTHING, clock, lambda _host, _port: ["127.0.0.1"]) as fetcher:
        for port in (port_of(site), 80):
            with pytest.raises(AddressRefused, match="LOTSE_INGEST_PRIVATE"):
                fetcher.fetch(Ask(f"http://seite.example.org:{port}/"))
    assert site.asked == []


def test_a_port_of_the_open_internet_that_is_none_of_the_web_is_refused(clock: Clock) -> None:
    with Fetcher(LOOPBACK, clock, lambda _host, _port: ["192.0.43.8"]) as fetcher, pytest.raises(AddressRefused):
        fetcher.fetch(Ask("http://seite.example.org:25/"))


def test_a_certificate_has_to_be_for_the_name_although_an_address_is_connected_to(
    clock: Clock, certified: Callable[[str], tuple[ssl.SSLContext, ssl.SSLContext]]
) -> None:
    ours, theirs = certified("seite.example.org")
    with running(Website({"/": html("Sicher")}), theirs) as site:
        with Fetcher(NAMED, clock, lambda _host, _port: ["127.0.0.1"], ours) as fetcher:
            assert fetcher.fetch(Ask(f"https://seite.example.org:{port_of(site)}/")).status == 200
        other = Allowed.read("andere.example.org")
        with (
            Fetcher(other, clock, lambda _host, _port: ["127.0.0.1"], ours) as fetcher,
            pytest.raises(FetchFailed, match="Zertifikat"),
        ):
            fetcher.fetch(Ask(f"https://andere.example.org:{port_of(site)}/"))


def test_cookies_are_not_sent_back(site: Website, clock: Clock) -> None:
    site.pages = {"/": Served(b"x", headers={"Set-Cookie": "wer=du; Path=/"})}
    with Fetcher(LOOPBACK, clock) as fetcher:
        for _ in range(2):
            fetcher.fetch(Ask(site.address()))
    assert all("cookie" not in one for one in site.headers)


def test_a_body_that_nobody_wants_is_not_read(site: Website, clock: Clock) -> None:
    site.pages = {"/film": Served(b"0" * 5_000_000, media_type="video/mp4")}
    with Fetcher(LOOPBACK, clock) as fetcher:
        answer = fetcher.fetch(Ask(site.address("/film")), lambda one: one.media_type == "text/html")
    assert (answer.status, answer.body, answer.media_type) == (200, b"", "video/mp4")


class Ticking(Clock):
    """Ten seconds pass whenever somebody looks."""

    def now(self) -> datetime:
        self.sleep(10)
        return super().now()


def test_a_server_that_drips_is_left_after_two_minutes() -> None:
    drops = b"1\r\nx\r\n" * 100

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + drops + b"0\r\n\r\n")

    clock = Ticking()
    with serving(drip) as origin, Fetcher(LOOPBACK, clock) as fetcher, pytest.raises(FetchFailed, match="zu langsam"):
        fetcher.fetch(Ask(origin))
    assert len(clock.slept) < 20


@pytest.mark.parametrize(
    "reply", [b"nichts davon ist HTTP\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nkurz", b""]
)
def test_an_answer_that_is_none_is_an_error_with_a_sentence(clock: Clock, reply: bytes) -> None:
    said = "Der Server antwortet nicht so, wie es das Web verlangt"
    with (
        serving(lambda connection: connection.sendall(reply)) as origin,
        Fetcher(LOOPBACK, clock) as fetcher,
        pytest.raises(FetchFailed, match=said),
    ):
        fetcher.fetch(Ask(origin))


def test_a_kept_connection_that_was_closed_is_opened_again(clock: Clock) -> None:
    def once(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nda")

    with serving(once) as origin, Fetcher(LOOPBACK, clock) as fetcher:
        assert [fetcher.fetch(Ask(origin)).body for _ in range(3)] == [b"da"] * 3

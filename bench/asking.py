"""Asks a server as the chat widget does: a question by POST, its events read until the reply; raw asyncio, so cheap."""

import asyncio
import json
import secrets
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"
PATIENCE_S = 60.0  # for one answer; then it counts as an error
_SMALLEST = 1  # bytes of a receive buffer: the kernel makes the least it allows of it


class Failed(Exception):
    """An answer that did not come as it should; the message says how."""


@dataclass(slots=True)
class Times:
    """When things came, in seconds after the question was due."""

    first_event: float = 0.0
    first_statement: float = 0.0  # or the reply, when the answer has no statement
    reply: float = 0.0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the profile that goes with it."""

    text: str
    profile: dict[str, object] | None = None


@dataclass(slots=True)
class Chat:
    """One conversation with the server at a port; its connection is kept open from question to question."""

    port: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    resent: int = 0  # requests sent again because the kept connection was closed at that moment
    _reused: bool = False
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, question: Question, due: float) -> Times:
        """Return when the parts of the answer came; `due` is on time.perf_counter's clock. Raises Failed."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._asked(question, due)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            self.close()
            raise Failed(type(error).__name__) from error

    async def _asked(self, question: Question, due: float) -> Times:
        reader, status = await self._answer_to(self.request(question))
        if status != 200:
            self.close()
            raise Failed(f"status {status}")
        found = Times()
        async for name in events_of(reader):
            now = time.perf_counter() - due
            found.first_event = found.first_event or now
            if name in ("statement", "reply"):
                found.first_statement = found.first_statement or now
            if name == "reply":
                found.reply = now
            if name in ("error", "cancelled"):
                raise Failed(name)
        if not found.reply:
            raise Failed("no reply")
        return found

    async def _answer_to(self, request: bytes) -> tuple[asyncio.StreamReader, int]:
        """Return where the answer to a request comes, and its status.

        The server closes what is idle for 5 s, perhaps at this moment: as a browser does, send again; the key makes it
        safe.
        """
        try:
            return await self._sent(request)
        except (OSError, EOFError):
            if not self._reused:
                raise
            self.close()
            self.resent += 1
            return await self._sent(request)

    async def _sent(self, request: bytes) -> tuple[asyncio.StreamReader, int]:
        self._reused = self._open is not None and not self._open[0].at_eof()
        if self._open is None or not self._reused:
            self.close()
            self._open = await asyncio.open_connection(HOST, self.port)
        reader, writer = self._open
        writer.write(request)
        return reader, await head_of(reader)

    def request(self, question: Question) -> bytes:
        """Return the request that asks a question in this conversation."""
        told = {"message": question.text, "conversation_id": self.id}
        body = json.dumps(told | ({"profile": question.profile} if question.profile else {})).encode()
        key = secrets.token_hex(16)
        head = (
            f"POST /api/v1/chat HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/event-stream\r\nIdempotency-Key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    async def follow(self) -> None:
        """Hold the stream of what people write in this conversation until cancelled. Raises Failed when it ends."""
        reader, writer = await asyncio.open_connection(HOST, self.port)
        try:
            writer.write(f"GET /api/v1/conversations/{self.id}/events HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            status = await head_of(reader)
            if status == 200:
                async for _ in events_of(reader):
                    pass
            raise Failed(f"stream of the conversation ended ({status})")
        except (OSError, EOFError, ValueError) as error:
            raise Failed(f"stream of the conversation: {type(error).__name__}") from error
        finally:
            writer.close()

    async def ask_without_reading(self, question: Question) -> socket.socket:
        """Ask over a new connection with the smallest buffer, and return it unread."""
        asked = socket.socket()
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALLEST)
        asked.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(asked, (HOST, self.port))
        await loop.sock_sendall(asked, self.request(question))
        return asked

    def close(self) -> None:
        """Close the connection; the next question opens another."""
        if self._open:
            self._open[1].close()
            self._open = None


async def head_of(reader: asyncio.StreamReader) -> int:
    """Return the status of the answer that begins, its head read to the end."""
    head = await reader.readuntil(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1])


async def events_of(reader: asyncio.StreamReader) -> AsyncIterator[str]:
    """Yield the name of each event of a chunked answer until it ends, comments left out."""
    left = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        left += (await reader.readexactly(size + 2))[:-2]
        *whole, left = left.split(b"\n\n")
        for event in whole:
            name = next((line[7:] for line in event.split(b"\n") if line.startswith(b"event: ")), b"")
            if name:
                yield name.decode()
    await reader.readexactly(2)

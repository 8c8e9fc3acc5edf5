"""Asks a language model; the one door to langchain_openai, and to openai for chat.

Any server that speaks OpenAI's /v1/chat/completions will do: OpenAI, Azure OpenAI, vLLM, Ollama, llama.cpp. Silent
until the first question. Knows nothing of evidence and statements.
"""

import os
import random
import time
import weakref
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from assistant.errors import ModelRefused, ModelUnavailable
from assistant.model.failures import meaning_of, retry_after
from assistant.model.limits import Breaker, Budget, DailyBudget
from assistant.model.stopping import stop
from assistant.settings import AssistantSettings
from knowledge.tokens import count_tokens

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

_CONNECT_S = 5.0
_FIRST_PAUSE_S = 0.5  # before the first retry; doubled for each further one
_FAILURES, _REST_S = 3, 60.0  # after so many failures in a row the model is left alone for so long
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked; `schema` is the JSON schema of the reply, for servers that can be held to one.

    `seconds` is how long the reply may take, where that is less than the settings allow.
    """

    system: str
    user: str
    answer_tokens: int
    schema: dict[str, Any] | None = None
    seconds: float = float("inf")


class ChatModel(Protocol):
    """A language model that continues a prompt."""

    @property
    def name(self) -> str:
        """Its name, as shown to the asker. Raises ModelUnavailable when the server is asked for it in vain."""
        ...

    def stream(self, prompt: Prompt) -> Generator[str]:
        """Yield the reply piece by piece. Raises ModelUnavailable, also after some pieces."""
        ...


class OpenAIChat:
    """A chat model behind an address; retries, rests after failures, ends at the deadline and keeps to a budget."""

    def __init__(
        self, settings: AssistantSettings, budget: Budget | None = None, breaker: Breaker | None = None
    ) -> None:
        """`settings.model_url` must be set; without `budget` one of this process is kept."""
        self._settings = settings
        self._server = urlsplit(settings.model_url).netloc.rpartition("@")[2]
        self._budget = budget or DailyBudget(settings.model_daily_tokens)
        self._breaker = breaker or Breaker(_FAILURES, _REST_S)
        self._chats: dict[str, ChatOpenAI] = {}
        self._plainer = 0  # wishes that the server has refused so far

    @cached_property
    def name(self) -> str:
        """The name set, or that of the only model which the server offers."""
        if self._settings.model.strip():
            return self._settings.model.strip()
        offered = self.offered()
        if len(offered) != 1:
            found = f"bietet {', '.join(offered[:5])} an" if offered else "nennt kein Modell"
            raise ModelRefused(f"Der Dienst {self._server} {found}: Nennen Sie eines in LOTSE_MODEL.")
        return offered[0]

    @property
    def last_failure(self) -> ModelUnavailable | None:
        """Why the model gave no answer last; None once it works."""
        return self._breaker.last

    def warm(self) -> None:
        """Load the libraries, which takes seconds, so that the first asker does not wait for them; asks nothing."""
        try:
            self._chat(self._settings.model or "-")
        except ModelUnavailable:
            return  # the first question says why

    def offered(self) -> list[str]:
        """Return the names of the models that the server lists. Raises ModelUnavailable."""
        try:
            listed = self._chat("").root_client.with_options(timeout=_CONNECT_S, max_retries=0).models.list()
            return sorted(model.id for model in listed.data or ())
        except Exception as error:
            raise meaning_of(error, self._server) from error

    def stream(self, prompt: Prompt) -> Generator[str]:
        self._breaker.check()
        asked = count_tokens(prompt.system) + count_tokens(prompt.user)
        self._budget.reserve(asked + prompt.answer_tokens)
        said = 0
        try:
            with closing(self._retried(prompt)) as pieces:
                for piece in pieces:
                    said += count_tokens(piece)
                    yield piece
                    if said > 2 * prompt.answer_tokens:  # a server that minds no limit
                        break
            self._breaker.worked()
        except ModelUnavailable as error:
            self._breaker.failed(error)
            raise
        finally:
            unused = max(0, prompt.answer_tokens - said) + (0 if said else asked)
            self._budget.give_back(unused)

    def _retried(self, prompt: Prompt) -> Generator[str]:
        """Yield the reply; what fails before its first piece has cost nothing and may be tried again."""
        chat = self._chat(self.name)  # first: loading the libraries takes seconds, once, and is not the server's fault
        until = time.monotonic() + min(prompt.seconds, self._settings.model_timeout_s)
        failures = 0
        while True:
            begun = False
            try:
                for piece in self._asked(chat, prompt, until):
                    begun = True
                    yield piece
                return
            except Exception as error:
                stop().check()  # what was shut down on purpose is no failure
                failure = meaning_of(error, self._server)
                if begun or not self._again(error, failures, until):
                    raise failure from error
                failures += 1

    def _again(self, error: Exception, failures: int, until: float) -> bool:
        """Wait as long as the server wants, or return False: no retry helps, or none is left, or the time is up."""
        status = getattr(error, "status_code", 0)
        if status in {400, 422} and self._plainer < len(self._wishes):
            self._plainer += 1  # the request is too fancy for this server: ask for less from now on
            return True
        if failures >= self._settings.model_retries or not (status == 429 or status >= 500):
            return False
        pause = retry_after(error) or _FIRST_PAUSE_S * 2**failures * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        if time.monotonic() + pause >= until:
            return False
        stop().pause(pause)
        return True

    def _asked(self, chat: "ChatOpenAI", prompt: Prompt, until: float) -> Iterator[str]:
        import httpx2

        left = max(0.05, until - time.monotonic())
        wishes = {key: value for wish in self._wishes[self._plainer :] for key, value in wish(prompt).items()}
        messages = [("system", prompt.system), ("human", prompt.user)]
        timeout = httpx2.Timeout(left, connect=min(left, _CONNECT_S))
        for chunk in chat.stream(messages, max_tokens=prompt.answer_tokens, timeout=timeout, **wishes):
            if text := str(chunk.text):
                yield text
            if time.monotonic() > until:
                raise httpx2.ReadTimeout("the answer takes longer than it may")
        stop().check()  # a connection that was shut down may look like the end

    @property
    def _wishes(self) -> list[Any]:
        """What not every server grants, the first to be given up first: a schema, a temperature."""
        return [
            lambda p: {"extra_body": {"response_format": _format(p.schema)}} if p.schema else {},
            lambda _: {"temperature": self._settings.model_temperature},
        ]

    def _chat(self, name: str) -> "ChatOpenAI":
        if any(os.environ.get(variable, "").lower() == "true" for variable in _TRACING):
            raise ModelRefused("LangSmith würde die Fragen mitlesen: Entfernen Sie LANGSMITH_TRACING aus der Umgebung.")
        if name in self._chats:
            return self._chats[name]
        from langchain_openai import ChatOpenAI

        self._chats[name] = ChatOpenAI(
            model=name, base_url=self._settings.model_url.rstrip("/"), api_key=self._key, http_client=self._http,
            max_retries=0, openai_proxy="", use_responses_api=False, stream_usage=False,
        )  # fmt: skip
        return self._chats[name]

    @cached_property
    def _http(self) -> Any:
        import httpx2
        import openai

        from assistant.model.deadline import bound, stoppable

        # Redirects are not followed: questions go where the operator has said, and nowhere else. Each call has its own
        # connection, so that whoever stops it knows which one to shut down.
        http = openai.DefaultHttpxClient(
            follow_redirects=False,
            limits=httpx2.Limits(max_keepalive_connections=0),
            event_hooks={"request": [stoppable], "response": [bound]},
        )
        weakref.finalize(self, http.close)
        return http

    @property
    def _key(self) -> Any:
        from pydantic import SecretStr

        return SecretStr(self._settings.model_key.get_secret_value() or "none")


def _format(schema: dict[str, Any] | None) -> dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}

"""A listener that shows what it is told, as a client would, and withdraws the message when told to."""

from dataclasses import dataclass, field

from assistant.listening import Withdrawn
from assistant.messages import SourceEntry, Statement


@dataclass
class Ears:
    """What was told so far; it withdraws at the first thing whose name is `until`."""

    until: str = ""
    steps: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    sources: dict[int, SourceEntry] = field(default_factory=dict)

    def step(self, name: str) -> None:
        self._hear(name)
        self.steps.append(name)

    def source(self, source: SourceEntry) -> None:
        self._hear("source")
        assert source.n not in self.sources
        self.sources[source.n] = source

    def statement(self, at: int, statement: Statement) -> None:
        self._hear("statement")
        assert 0 <= at <= len(self.statements)
        assert set(statement.citations) <= self.sources.keys()
        self.statements.insert(at, statement)

    def keeping(self) -> None:
        self._hear("keeping")

    def _hear(self, name: str) -> None:
        if name == self.until:
            raise Withdrawn

"""Turns a model's reply into checked statements while it arrives."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.checking.judging import Verdict, count_dropped, judge
from assistant.composing.draft import Drafted, Support
from assistant.composing.model_origins import origins_of
from assistant.composing.model_output import Output, Worded
from assistant.composing.model_task import Task
from knowledge.matching import Term, coverage, words_of

STATEMENTS = 6  # at most
ANSWERS = 0.3  # share of the question's weight that the statements and their heads must mention to be an answer


@dataclass
class Reading:
    """What has come of one reply so far."""

    task: Task
    terms: tuple[Term, ...]
    output: Output = field(default_factory=Output)
    standing: list[Drafted] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    shown: int = 0

    def take(self, piece: str) -> Iterator[Drafted]:
        """Yield the statements that may be shown now: none before they answer the question."""
        for worded in self.output.take(piece):
            self._judge(worded)
        if self.answers:
            ready, self.shown = self.standing[self.shown :], len(self.standing)
            yield from ready

    def _judge(self, worded: Worded | None) -> None:
        if worded is None or not set(worded.citations) <= self.task.cited.keys():
            self.verdicts.append(Verdict("citation"))
            return
        hits = [self.task.cited[token] for token in worded.citations]
        drafted = Drafted(worded.text, tuple(Support(hit, origins_of(worded.text, hit)) for hit in hits))
        if drafted.text in {other.text for other in self.standing} or len(self.standing) >= STATEMENTS:
            return
        self.verdicts.append(verdict := judge(drafted))
        if verdict.stands:
            self.standing.append(drafted)

    @property
    def answers(self) -> bool:
        heads = [f"{s.hit.meta.context} {s.hit.passage.heading}" for d in self.standing for s in d.support]
        said = words_of("\n".join([*(d.text for d in self.standing), *heads]))
        return bool(self.standing) and (not self.terms or coverage(self.terms, said) >= ANSWERS)

    @property
    def notes(self) -> dict[str, str | int | float]:
        dropped = {f"dropped_{reason}": n for reason, n in count_dropped(self.verdicts).items()}
        return {**self.task.notes, **dropped}

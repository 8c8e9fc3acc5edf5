"""Measure plain wording by rules on the answers to the question sets: what is changed, undone, and easier to read.

    python bench/plain.py [--show N] [SETS.jsonl …]

Without files the answerable sets of evals/sets are asked, and each distinct statement counts once. Words per sentence
and LIX are those of evals/readability.py; --show prints N changed statements, evenly spread, to be read aloud.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from api.settings import ApiSettings, Settings
from api.wiring import opened
from assistant.messages import Question, Reply
from assistant.plain.answer import plain_of
from assistant.plain.keeping import changed
from assistant.plain.rules import proposed, simplified
from assistant.settings import AssistantSettings
from evals.questions import read_sets
from evals.readability import lix, sentence_words
from knowledge import vocabulary
from knowledge.owner import ownership
from knowledge.settings import KnowledgeSettings

OWN = Path(__file__).resolve().parent.parent / "evals" / "sets"
NAMES = ("answerable", "clerk", "short", "funding", "plans")


def replies(files: Sequence[Path]) -> Iterator[Reply]:
    """Yield the replies to all questions of some sets, without a language model."""
    questions = [question for one in read_sets(files) for question in one.questions]
    with tempfile.TemporaryDirectory(prefix="lotse-plain-") as name:
        folder = Path(name)
        settings = Settings(KnowledgeSettings(data_dir=folder), AssistantSettings(model_url=""), ApiSettings())
        with ownership(folder), opened(settings) as lotse:
            yield from (lotse.reply_to(Question(question.question, question.asker)) for question in questions)


def report(answered: Sequence[Reply], show: int) -> Iterator[str]:
    """Yield the lines of the report."""
    said = list(dict.fromkeys(statement.text for reply in answered for statement in reply.statements))
    pairs = [(text, simplified(text)) for text in said]
    other = [(text, plain) for text, plain in pairs if text != plain]
    undone = [text for text in said if proposed(text) != text and changed(text, proposed(text))]
    terms = [len(plain_of(reply, vocabulary.starter()).terms) for reply in answered if reply.statements]
    yield f"{len(answered)} questions, {len(terms)} answers with statements, {len(said)} distinct statements"
    yield f"changed {_share(other, said)}, undone by the check {_share(undone, said)}"
    explained = _share([n for n in terms if n], terms)
    yield f"answers with explained terms {explained}, {sum(terms) / len(terms):.1f} terms each"
    yield "\n| statements | words per sentence | longest tenth from | LIX |\n|---|---|---|---|"
    for label, texts in (
        ("all, before", [text for text, _ in pairs]),
        ("all, plain", [plain for _, plain in pairs]),
        ("changed, before", [text for text, _ in other]),
        ("changed, plain", [plain for _, plain in other]),
    ):
        lengths = sorted(map(sentence_words, texts))
        joined = "\n".join(texts)
        yield f"| {label} | {sentence_words(joined):.1f} | {lengths[len(lengths) * 9 // 10]:.0f} | {lix(joined):.1f} |"
    for text, plain in other[:: max(1, len(other) // show)][:show] if show else ():
        yield f"\n- {text}\n+ {plain}"


def _share(part: Sequence[object], whole: Sequence[object]) -> str:
    return f"{len(part)} of {len(whole)} ({100 * len(part) / len(whole):.1f} %)"


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--show", type=int, default=0)
    told = arguments.parse_args()
    asked = told.files or [OWN / f"{name}.jsonl" for name in NAMES]
    sys.stdout.write("\n".join(report(list(replies(asked)), told.show)) + "\n")

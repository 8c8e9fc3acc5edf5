"""The command `lotse eval examples`: asks the example questions and writes the answers in full to a page."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.terminal import progress_bar, write_file

if TYPE_CHECKING:
    from api.export.answers import Example
    from api.settings import Settings
    from api.wiring import Lotse

QUESTIONS = Path(__file__).parents[1] / "evals" / "sets" / "other" / "examples.jsonl"


def examples(
    page: Annotated[Path, typer.Argument(help="Markdown-Datei, die geschrieben wird")],
    questions: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="Fragen, eine je Zeile als JSON")
    ] = QUESTIONS,
    model_from: Annotated[
        int | None, typer.Option(min=1, help="Ab dieser Frage formuliert das Sprachmodell unter LOTSE_MODEL_URL")
    ] = None,
) -> None:
    """Beispielfragen an das Starterwissen stellen und die Antworten im Wortlaut auf eine Seite schreiben."""
    from api.export.answers import answers_page
    from api.settings import read_settings

    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line]
    settings = read_settings()
    quoting = replace(settings, assistant=settings.assistant.model_copy(update={"model_url": ""}))
    with_model = len(lines) if model_from is None else model_from - 1
    asked = [*_answers(quoting, lines[:with_model]), *_answers(settings, lines[with_model:])]
    write_file(page, answers_page("Answers in full", asked).encode())


def _answers(settings: "Settings", lines: list[dict[str, Any]]) -> "list[Example]":
    """Return the answers in a data directory of their own: examples are nobody's questions."""
    from api.wiring import opened

    if not lines:
        return []
    with tempfile.TemporaryDirectory(prefix="lotse-") as folder:
        elsewhere = settings.knowledge.model_copy(update={"data_dir": Path(folder), "database_url": ""})
        with progress_bar() as progress, opened(replace(settings, knowledge=elsewhere), progress) as lotse:
            return [_asked(lotse, line) for line in lines]


def _asked(lotse: "Lotse", line: dict[str, Any]) -> "Example":
    from api.export.answers import Example
    from api.schema import ChatIn

    message = ChatIn(message=line["question"], profile=line["profile"], conversation_id=line.get("conversation"))
    reply = lotse.reply_to(message.question())
    return Example(message.message, reply, reply.plan, line["note"])

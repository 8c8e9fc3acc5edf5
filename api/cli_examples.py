"""The command `lotse eval examples`: asks the example questions and writes the answers in full to a page."""

import json
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
) -> None:
    """Beispielfragen an das Starterwissen stellen und die Antworten im Wortlaut auf eine Seite schreiben."""
    import tempfile

    from api.export.answers import answers_page
    from api.wiring import opened

    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line]
    with (
        tempfile.TemporaryDirectory(prefix="lotse-") as folder,
        progress_bar() as progress,
        opened(_in_place(Path(folder)), progress) as lotse,
    ):
        asked = [_asked(lotse, line) for line in lines]
    write_file(page, answers_page("Answers in full", asked).encode())


def _in_place(folder: Path) -> "Settings":
    """Return the settings with another data directory and its own database: examples are nobody's questions."""
    from dataclasses import replace

    from api.settings import read_settings

    settings = read_settings()
    moved = settings.knowledge.model_copy(update={"data_dir": folder, "database_url": ""})
    return replace(settings, knowledge=moved)


def _asked(lotse: "Lotse", line: dict[str, Any]) -> "Example":
    from api.export.answers import Example
    from api.plans import PlanIn, planned
    from api.schema import ChatIn
    from assistant.roadmap.planning import wants_plan

    message = ChatIn(message=line["question"], profile=line["profile"], conversation_id=line.get("conversation"))
    reply = lotse.reply_to(message.question())
    wish = PlanIn(message=message.message, profile=message.profile)
    plan = planned(wish, lotse) if reply.statements and wants_plan(message.message) else None
    return Example(message.message, reply, plan, line["note"])

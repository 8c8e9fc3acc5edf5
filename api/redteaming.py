"""Puts hostile questions to two Lotses over the same, partly poisoned knowledge: one quotes, the other's model obeys.

Both live in a directory of their own: no poisoned document ever comes near an operator's data.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from api.examinees import opened_here
from api.schema import checked_message
from api.settings import Settings
from api.upkeep import ingest_folder
from assistant.messages import Question, Reply
from evals.questions import QuestionSet
from evals.redteam.obedient import obey
from evals.redteam.server import serving
from evals.run import Answered, Examinee, run_sets
from knowledge.errors import LotseError
from knowledge.indexes import Progress

Border = Callable[[Examinee], Examinee]
QUOTING, OBEDIENT = "extractive", "obedient"


class PoisonRefused(LotseError):
    """A poisoned document could not be taken in, so an attack with it would show nothing."""

    code = "poison_refused"
    exit_code = 2


def as_sent(examinee: Examinee) -> Examinee:
    """Return the examinee behind the border of the API: it hears a message as the server would take it."""

    def ask(question: Question, today: date | None) -> Reply:
        return examinee.ask(replace(question, text=checked_message(question.text).message), today)

    return replace(examinee, ask=ask)


def attack(
    settings: Settings, sets: Sequence[QuestionSet], documents: Path, progress: Progress, border: Border = as_sent
) -> Mapping[str, list[Answered]]:
    """Return what came back from the Lotse that quotes and from the one whose model obeys, by QUOTING and OBEDIENT.

    `border` is what lies between the questions and each Lotse.
    Raises PoisonRefused, QuestionInvalid, and what opening the knowledge raises.
    """
    with poisoned(settings, documents) as elsewhere, serving(obey) as model:
        obedient = {"model_url": model.url, "model": "m", "model_key": SecretStr(""), "model_daily_tokens": 0}
        examined: dict[str, dict[str, Any]] = {QUOTING: {"model_url": ""}, OBEDIENT: obedient}
        answered = {}
        for name, changed in examined.items():
            own = replace(elsewhere, assistant=elsewhere.assistant.model_copy(update=changed))
            with opened_here(own, progress) as examinee:
                answered[name] = list(run_sets(sets, border(examinee), progress))
        return answered


@contextmanager
def poisoned(settings: Settings, documents: Path) -> Iterator[Settings]:
    """Give settings whose data directory holds these documents beside the starter knowledge. Raises PoisonRefused."""
    with tempfile.TemporaryDirectory(prefix="lotse-redteam-") as folder:
        own = settings.knowledge.model_copy(update={"data_dir": Path(folder), "database_url": ""})
        elsewhere = replace(settings, knowledge=own)
        if problems := ingest_folder(elsewhere, documents, allow_empty=True)["problems"]:
            first = " ".join(map(str, problems[0].values()))
            raise PoisonRefused(f"Ein vergiftetes Dokument wurde nicht aufgenommen, also auch nicht geprüft: {first}.")
        yield elsewhere

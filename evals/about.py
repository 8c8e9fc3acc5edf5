"""What a run was: its questions, who was examined, how it was set up. A run is only continued where all of it holds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

from evals.questions import QuestionSet
from knowledge.errors import Problem

HERE = "hier"  # the examinee that was opened in the process that asks
Setting = str | int | float | None
_NAMES = {
    "examinee": "geprüfter Lotse", "today": "Datum der Fragen", "seed": "--seed", "limit": "--limit",
    "workers": "--workers", "version": "Version", "code": "Programm", "composer": "Art der Antworten",
    "model": "Sprachmodell", "prompts": "Prompts", "corpus": "Dokumente", "index": "Index", "python": "Python",
    "platform": "Rechner", "left_out": "ausgelassene Fragen", "unknown_documents": "unbekannte Dokumente",
}  # fmt: skip
_APART = {"sets", "product", "state", "started", "finished", "skipped", "notes"}  # compared otherwise, or not at all


@dataclass(frozen=True, slots=True)
class SetDigest:
    """A question set: the digest of all its questions as read, how many were chosen, how many were tuned on or not."""

    name: str
    sha256: str
    questions: int
    tuned: int
    untuned: int


@dataclass(frozen=True, slots=True)
class Product:
    """What an examinee tells of itself; None where it does not say.

    `code` and `corpus` are digests of the program that answers and of all that it knows, `prompts` is the version of
    the prompts, `settings` are those that answers may depend on.
    """

    version: str | None = None
    code: str | None = None
    composer: str | None = None
    model: str | None = None
    prompts: str | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    corpus: str | None = None
    index: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """All that the answers of a run depend on, and how far it is.

    `today` is the date of the questions that have none of their own, None for the examinee's; `left_out` is how many
    questions were not asked because of theirs. `skipped` are rows of tables left out, `notes` remarks on rows.
    """

    sets: tuple[SetDigest, ...]
    seed: int
    limit: int | None
    workers: int
    examinee: str
    product: Product
    today: date | None
    left_out: int
    unknown_documents: tuple[str, ...]
    python: str
    platform: str
    started: datetime
    finished: datetime | None = None
    state: Literal["running", "finished"] = "running"
    skipped: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def questions(self) -> int:
        """How many questions the run asks."""
        return sum(one.questions for one in self.sets)


def digest_of(whole: QuestionSet, asked: QuestionSet) -> SetDigest:
    """Return what a run notes about a set, of which the questions of `asked` are asked."""
    rows = [one.model_dump(mode="json", by_alias=True, exclude_defaults=True) for one in whole.questions]
    digest = sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()
    told = [question.tuned for question in asked.questions]
    return SetDigest(asked.name, digest, len(told), told.count(True), told.count(False))


def differences(before: About, now: About) -> list[str]:
    """Return what sets two runs apart, a German phrase each; when they ran and how far they are does not."""
    old, new = _settings(before), _settings(now)
    changed = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    return [
        *_sets_differ(before.sets, now.sets),
        *(f"{_NAMES.get(name, name)}: {_shown(old.get(name))} → {_shown(new.get(name))}" for name in changed),
    ]


def _settings(about: About) -> dict[str, object]:
    own = {one.name: getattr(about, one.name) for one in fields(About) if one.name not in _APART}
    told = {one.name: getattr(about.product, one.name) for one in fields(Product) if one.name != "settings"}
    return {**own, **told, **{f"LOTSE_{name.upper()}": value for name, value in about.product.settings.items()}}


def _sets_differ(before: Sequence[SetDigest], now: Sequence[SetDigest]) -> Iterator[str]:
    old, new = ({one.name: one for one in sets} for sets in (before, now))
    for name in dict.fromkeys([*old, *new]):
        if name not in new or name not in old:
            yield f"Fragensatz {name}: {'fehlt' if name in old else 'kam hinzu'}"
        elif old[name].sha256 != new[name].sha256:
            yield f"Fragensatz {name}: andere Fragen"
        elif old[name] != new[name]:
            yield f"Fragensatz {name}: {old[name].questions} → {new[name].questions} Fragen"
    if old.keys() == new.keys() and list(old) != list(new):
        yield "Fragensätze: andere Reihenfolge"


def _shown(value: object) -> str:
    if value is None:
        return "keine Angabe"
    return (", ".join(map(str, value)) or "keine") if isinstance(value, tuple) else str(value)

"""What a run was, and what to mind when reading its figures, in German sentences for advisors."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from evals.about import HERE, About
from evals.kept import Run
from evals.report.numbers import counted
from evals.report.provenance import PARTLY, TUNED, UNKNOWN, by_fitting
from evals.run import Answered

_COMPOSERS = {
    "extractive": "Auszüge aus den Unterlagen, ohne Sprachmodell",
    "model": "von einem Sprachmodell formuliert",
}
_DIGITS = 12  # of a digest: enough to tell two states apart
Facts = tuple[tuple[str, str], ...]


def facts(run: Run) -> Facts:
    """Return name and value of all that is known of a run."""
    about, product = run.about, run.about.product
    told = (
        ("Fragen", _asked(run)),
        ("Gefragt", _when(about.started, about.finished)),
        ("Geprüft wurde", "ein hier geöffneter Lotse" if about.examinee == HERE else about.examinee),
        ("Version", product.version),
        ("Antworten", _COMPOSERS.get(product.composer or "", product.composer)),
        ("Sprachmodell", product.model),
        ("Fassung der Anweisungen an das Modell", product.prompts if product.model else None),
        ("Kennung der Dokumente", _short(product.corpus)),
        ("Kennung des Index", _short(product.index)),
        ("Datum der Fragen", _day(about.today) if about.today else None),
        ("Auswahl", about.limit and f"höchstens {about.limit} Fragen je Satz, zufällig gezogen"),
        ("Startwert des Zufalls", str(about.seed)),
    )
    return tuple((name, value) for name, value in told if value)


def notes(run: Run) -> list[str]:
    """Return what a reader has to know before believing the figures."""
    return [*_of_run(run.about, len(run.answered)), *_of_fitting(run.answered)]


def _of_run(about: About, answered: int) -> Iterator[str]:
    if about.state != "finished":
        yield (
            f"Der Lauf ist nicht zu Ende: {answered} von {about.questions} Fragen sind beantwortet. "
            "Die Werte gelten nur für diese."
        )
    if about.left_out:
        yield (
            f"Nicht gestellt, weil sie ein festes Datum haben: {_questions(about.left_out)}. Ein laufender Dienst "
            "antwortet immer mit Stand von heute."
        )
    if about.unknown_documents:
        yield (
            "Diese erwarteten Dokumente gibt es im geprüften Bestand nicht, sie können nicht gefunden werden: "
            f"{', '.join(about.unknown_documents)}."
        )
    if len(about.sets) > 1:
        yield (
            "Gesamtwerte hängen davon ab, welche Fragensätze im Lauf sind. Vergleichen Sie nur Läufe mit denselben "
            "Sätzen, und sehen Sie sich die Sätze auch einzeln an."
        )


def _of_fitting(answered: Sequence[Answered]) -> Iterator[str]:
    groups = by_fitting(answered)
    if own := groups.get(TUNED):
        yield (
            f"An {_questions(len(own), dative=True)} ({_sets(own)}) wurde Lotse eingestellt. Werte auf solchen Fragen "
            "fallen zu gut aus."
        )
    if own := groups.get(PARTLY):
        yield (
            f"An {_questions(len(own), dative=True)} ({_sets(own)}) wurde ein Teil von Lotse eingestellt, oder ihre "
            "Werte waren währenddessen bekannt. Auch sie fallen eher zu gut aus."
        )
    if own := groups.get(UNKNOWN):
        yield (
            f"Für {_questions(len(own))} ({_sets(own)}) ist nicht verzeichnet, ob an ihnen eingestellt wurde. "
            "Nehmen Sie es vorsichtshalber an."
        )


def _asked(run: Run) -> str:
    sets = run.about.sets
    listed = ", ".join(f"{one.name} ({one.questions})" for one in sets)
    return f"{_questions(len(run.answered))} aus {len(sets)} {'Satz' if len(sets) == 1 else 'Sätzen'}: {listed}"


def _questions(n: int, *, dative: bool = False) -> str:
    if n == 1:
        return "einer Frage" if dative else "eine Frage"
    return f"{counted(n)} Fragen"


def _sets(answered: Sequence[Answered]) -> str:
    return ", ".join(dict.fromkeys(one.set_name for one in answered))


def _when(started: datetime, finished: datetime | None) -> str:
    zone = started.tzname() or ""
    begun = f"am {_day(started)}, {started:%H:%M}"
    return f"{begun} bis {finished:%H:%M} Uhr {zone}".strip() if finished else f"{begun} Uhr {zone}".strip()


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _short(digest: str | None) -> str | None:
    return digest and digest[:_DIGITS]

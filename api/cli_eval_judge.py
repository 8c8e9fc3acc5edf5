"""The command `lotse eval judge`: a language model says whether the cited passages carry each statement of a run."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.settings import read_settings
from api.terminal import fail, print_json, progress_bar, say

if TYPE_CHECKING:
    from assistant.model.chat import ChatModel
    from evals.verdicts import Labels

_SHOWN = 10  # statements named on the screen; all are in the JSON form


def judge(
    run: Annotated[Path, typer.Argument(help="Ordner eines Laufs (lotse eval run … --out)")],
    labels: Annotated[
        list[Path] | None, typer.Option("--labels", help="Ausgefüllter Bogen; geprüft wird dann, was darauf steht")
    ] = None,
    n: Annotated[int, typer.Option("--n", min=1, help="Höchstens so viele Antworten, zufällig gezogen")] = 20,
    runs: Annotated[int, typer.Option(min=1, max=9, help="So oft wird jede Aussage geprüft")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="Startwert des Zufalls")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON ausgeben")] = False,
) -> None:
    """Ein Sprachmodell prüfen lassen, ob die Quellen die Aussagen tragen: eine zweite Meinung, kein Maßstab."""
    from api.cli_eval_sheet import read_filled
    from evals.judge import judge_all, prompt_version
    from evals.kept import read_run
    from evals.sheet import items_of
    from evals.verdicts import figures, labels_of

    kept = read_run(run)
    said: Labels = {}
    if labels:
        said = labels_of(*read_filled(labels, None))
        keys = {place[:2] for place in said}
        chosen = [a for a in kept.answered if a.key in keys]
    else:
        chosen = [items[0].answered for items in items_of(kept.answered, n, seed)]
    if not chosen:
        fail(f"Im Lauf {run} gibt es keine Antwort mit Aussagen, die sich prüfen ließe.", 2)
    model = _model()
    with progress_bar() as progress:
        judged = list(judge_all(model, chosen, progress, runs))
    about = {
        "run": run.name,
        "model": model.name,
        "own_model": model.name == kept.about.product.model,
        "prompt": prompt_version(),
        "runs": runs,
    }
    found = about | figures(judged, said, seed)
    print_json(found) if as_json else _print(found)


def _model() -> "ChatModel":
    """Return the model that judges: its own address where one is set, else the one that words the answers."""
    from assistant.model.chat import OpenAIChat
    from evals.settings import JudgeSettings

    settings, judging = read_settings().assistant, JudgeSettings()
    if not (judging.judge_url or settings.model_url):
        fail("Kein Sprachmodell eingestellt: Nennen Sie seine Adresse in LOTSE_JUDGE_URL.", 3)
    # No daily budget: --n bounds the costs.
    changed: dict[str, Any] = {"model_daily_tokens": 0, "model": judging.judge_model or settings.model}
    if judging.judge_url:
        changed |= {"model_url": judging.judge_url, "model": judging.judge_model, "model_key": judging.judge_key}
    return OpenAIChat(settings.model_copy(update=changed))


def _print(found: Mapping[str, Any]) -> None:
    say(f"{found['statements']} Aussagen aus {found['answers']} Antworten")
    say(f"Modell                     {found['model']}, je Aussage {found['runs']} Urteile")
    if found["own_model"]:
        say("Achtung: Das Modell prüft seine eigenen Antworten. Nennen Sie ein anderes in LOTSE_JUDGE_URL.")
    if support := found["support"]:
        say(f"Von den Quellen getragen   {_share(support)}")
    spread = found["spread"]
    say(f"Je Durchgang               {', '.join(map(_number, spread['runs']))} (Streuung {_number(spread['sd'])})")
    say(f"Einig mit sich selbst      Alpha {_alpha(found['repeatable'])}")
    if people := found["people"]:
        say(f"Einig mit Menschen         Alpha {_alpha(people)}, Kappa {_number(people['kappa'])}")
    else:
        say("Einig mit Menschen         nicht gemessen (--labels)")
    if found["missing"]:
        say(f"Ohne Urteil                {found['missing']} Anfragen, nicht mitgezählt")
    for one in found["not_supported"][:_SHOWN]:
        said = ", ".join(verdict or "kein Urteil" for verdict in one["verdicts"])
        say(f"Nicht ganz getragen: {one['set']} {one['id']}, Aussage {one['statement']} ({said}): {one['text']}")


def _share(figure: Mapping[str, Any]) -> str:
    return f"{_number(figure['value'])} ({_number(figure['low'])} bis {_number(figure['high'])}, n={figure['n']})"


def _alpha(figure: Mapping[str, Any]) -> str:
    return f"{_number(figure['alpha'])} ({_number(figure['low'])} bis {_number(figure['high'])}, n={figure['n']})"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".replace(".", ",")

"""A run that was cut off goes on where it stopped, and never mixes two measurements."""

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evals.about import About, Product, SetDigest
from evals.keeping import RunBusy, RunDiffers, RunNotWritten, keep
from evals.kept import Run, RunInvalid, line_of, read_run
from evals.run import Answered, Key
from evals.scored import scored
from knowledge.errors import LotseError
from tests.fakes.runs import ABOUT, answered

ANSWERS = [answered(n) for n in range(3)]
ORDER = [answer.key for answer in ANSWERS]


class Cut(LotseError):
    """The server went away."""


def asking(
    *answers: Answered, heard: list[Key], broken: bool = False
) -> Callable[[Collection[Key]], Iterator[Answered]]:
    """Answer what is open, note what was asked, and break off at the end if told to."""

    def ask(already: Collection[Key]) -> Iterator[Answered]:
        for answer in answers:
            if answer.key not in already:
                heard.append(answer.key)
                yield answer
        if broken:
            raise Cut

    return ask


def kept(folder: Path, *answers: Answered, about: About = ABOUT) -> tuple[Run, list[Key]]:
    """Keep a run of three questions in `folder`; give it and what had to be asked."""
    heard: list[Key] = []
    return keep(folder, about, ORDER, asking(*answers, heard=heard)), heard


def cut_off(folder: Path, *answers: Answered) -> None:
    with pytest.raises(Cut):
        keep(folder, ABOUT, ORDER, asking(*answers, heard=[], broken=True))


def test_a_run_is_read_back_as_it_ended(tmp_path: Path) -> None:
    run, heard = kept(tmp_path / "neu" / "lauf", *ANSWERS)
    assert (run.answered, run.about.state, heard) == (tuple(ANSWERS), "finished", ORDER)
    assert read_run(tmp_path / "neu" / "lauf") == run


def test_answers_are_on_disk_as_soon_as_they_come(tmp_path: Path) -> None:
    def ask(_already: Collection[Key]) -> Iterator[Answered]:
        for n, answer in enumerate(ANSWERS):
            assert len(read_run(tmp_path).answered) == n
            yield answer

    keep(tmp_path, ABOUT, ORDER, ask)


def test_a_run_that_broke_off_asks_only_the_rest_and_ends_like_an_unbroken_one(tmp_path: Path) -> None:
    whole, _ = kept(tmp_path / "ganz", *ANSWERS)
    cut_off(tmp_path / "teil", *ANSWERS[:2])
    assert read_run(tmp_path / "teil").about.state == "running"
    run, heard = kept(tmp_path / "teil", *ANSWERS, about=replace(ABOUT, started=ABOUT.started.replace(hour=11)))
    assert heard == ORDER[2:]
    assert (run.about.started, run.answered) == (ABOUT.started, whole.answered)
    assert scored(run) == scored(whole)


def test_a_line_cut_in_the_middle_is_asked_again(tmp_path: Path) -> None:
    cut_off(tmp_path, ANSWERS[0])
    with (tmp_path / "answers.jsonl").open("ab") as file:
        file.write(line_of(ANSWERS[1])[:50])
    run, heard = kept(tmp_path, *ANSWERS)
    assert heard == ORDER[1:]
    assert read_run(tmp_path).answered == run.answered == tuple(ANSWERS)


def test_answers_that_came_in_another_order_end_in_the_order_of_the_questions(tmp_path: Path) -> None:
    cut_off(tmp_path, ANSWERS[2])
    kept(tmp_path, ANSWERS[1], ANSWERS[0])
    assert read_run(tmp_path).answered == tuple(ANSWERS)


def test_a_finished_run_is_not_asked_again_and_stays_as_it_is(tmp_path: Path) -> None:
    first, _ = kept(tmp_path, *ANSWERS)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    again, heard = kept(tmp_path, *ANSWERS)
    assert (again, heard) == (first, [])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_answer_that_was_deleted_from_a_finished_run_is_asked_again(tmp_path: Path) -> None:
    kept(tmp_path, *ANSWERS)
    lines = (tmp_path / "answers.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "answers.jsonl").write_bytes(b"".join([lines[0], lines[2]]))
    run, heard = kept(tmp_path, *ANSWERS)
    assert (heard, run.answered) == ([ORDER[1]], tuple(ANSWERS))


PRODUCT = ABOUT.product


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (replace(ABOUT, seed=8), "--seed: 7 → 8"),
        (replace(ABOUT, limit=5), "--limit: keine Angabe → 5"),
        (replace(ABOUT, workers=4), "--workers: 1 → 4"),
        (replace(ABOUT, today=date(2025, 11, 8)), "Datum der Fragen: 2025-11-07 → 2025-11-08"),
        (replace(ABOUT, examinee="http://127.0.0.1:1"), "geprüfter Lotse: hier → http://127.0.0.1:1"),
        (replace(ABOUT, product=replace(PRODUCT, code="dada")), "Programm: c0de → dada"),
        (replace(ABOUT, product=replace(PRODUCT, model="klein")), "Sprachmodell: keine Angabe → klein"),
        (replace(ABOUT, product=replace(PRODUCT, corpus="d2")), "Dokumente: d1 → d2"),
        (replace(ABOUT, product=replace(PRODUCT, index="7 lsa-2")), "Index: 7 lsa-1 → 7 lsa-2"),
        (replace(ABOUT, product=Product()), "LOTSE_ANSWER_THRESHOLD: 0.65 → keine Angabe"),
        (
            replace(ABOUT, product=replace(PRODUCT, settings={"answer_threshold": 0.5, "team": "Team"})),
            "LOTSE_ANSWER_THRESHOLD: 0.65 → 0.5",
        ),
        (replace(ABOUT, sets=(replace(ABOUT.sets[0], sha256="cd"),)), "Fragensatz satz: andere Fragen"),
        (replace(ABOUT, sets=(replace(ABOUT.sets[0], questions=2),)), "Fragensatz satz: 3 → 2 Fragen"),
        (
            replace(ABOUT, sets=(*ABOUT.sets, SetDigest("neu", "", 1, 0, 0))),
            "Fragensatz neu: kam hinzu",
        ),
        (replace(ABOUT, sets=()), "Fragensatz satz: fehlt"),
    ],
)
def test_a_run_of_other_questions_or_settings_is_refused_and_left_as_it_is(
    tmp_path: Path, now: About, said: str
) -> None:
    cut_off(tmp_path, *ANSWERS[:2])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RunDiffers) as refused:
        kept(tmp_path, *ANSWERS, about=now)
    assert said in str(refused.value)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_sets_in_another_order_are_another_run(tmp_path: Path) -> None:
    two = (*ABOUT.sets, SetDigest("zwei", "", 1, 0, 0))
    kept(tmp_path, *ANSWERS, about=replace(ABOUT, sets=two))
    with pytest.raises(RunDiffers, match="andere Reihenfolge"):
        kept(tmp_path, *ANSWERS, about=replace(ABOUT, sets=two[::-1]))


def test_a_broken_line_is_named_and_nothing_is_asked(tmp_path: Path) -> None:
    cut_off(tmp_path, *ANSWERS[:2])
    content = (tmp_path / "answers.jsonl").read_bytes()
    (tmp_path / "answers.jsonl").write_bytes(b"{}\n" + content)
    heard: list[Key] = []
    with pytest.raises(RunInvalid, match="Zeile 1"):
        keep(tmp_path, ABOUT, ORDER, asking(*ANSWERS, heard=heard))
    assert heard == []


def test_answers_of_an_older_version_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").write_text("{}\n")
    with pytest.raises(RunInvalid, match=r"answers\.jsonl ohne run\.json"):
        kept(tmp_path, *ANSWERS)
    assert (tmp_path / "answers.jsonl").read_text() == "{}\n"


def test_two_commands_do_not_write_one_run(tmp_path: Path) -> None:
    begun, ended = threading.Event(), threading.Event()

    def ask(_already: Collection[Key]) -> Iterator[Answered]:
        begun.set()
        ended.wait(10)
        yield from ANSWERS

    first = threading.Thread(target=keep, args=(tmp_path, ABOUT, ORDER, ask))
    first.start()
    begun.wait(10)
    try:
        with pytest.raises(RunBusy, match="schreibt gerade ein anderer Befehl"):
            kept(tmp_path, *ANSWERS)
    finally:
        ended.set()
        first.join()
    assert read_run(tmp_path).answered == tuple(ANSWERS)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("")
    with pytest.raises(RunNotWritten, match=r"datei/lauf lässt sich nicht schreiben"):
        kept(tmp_path / "datei" / "lauf", *ANSWERS)

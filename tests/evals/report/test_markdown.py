"""The tables for developers: made by a command, with what the product was fitted to, and where it is weak."""

import re

from evals.kept import Run
from evals.labels import LABELS
from evals.report.english import FITTED, MEANINGS, SIZES
from evals.report.markdown import markdown
from evals.report.wording import TUNED
from evals.scores import report
from tests.evals.replies import answered, statement
from tests.evals.report.runs import mixed, numbered, run_of


def made(run: Run, baseline: Run | None = None) -> str:
    return markdown(run, report(run.answered, run.about.seed), baseline)


def test_the_first_line_says_which_command_made_it() -> None:
    assert made(run_of(*mixed())).splitlines()[0].startswith("Made by `lotse eval report RUN --markdown FILE`")


def test_every_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", made(run_of(*mixed()), run_of(*mixed()[:30])), re.MULTILINE)
    assert len(tables) >= 7
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_set_is_shown_with_what_is_told_of_fitting_to_it() -> None:
    found = made(run_of(*mixed()))
    assert re.search(r"^\| funding \| 20 \| no \|", found, re.MULTILINE)
    assert re.search(r"^\| satz \| 20 \| not recorded \|", found, re.MULTILINE)


def test_the_weakest_group_is_named_and_a_clear_one_called_so() -> None:
    bad = answered(statement("Nein.", 1), expected="answered", relevant=["x"])
    good = answered(statement("Der Rufbus kostet 3 Euro.", 1), expected="answered", relevant=["hof"])
    found = made(run_of(*numbered([bad] * 20, "schlecht"), *numbered([good] * 60, "gut")))
    assert re.search(r"^\| set \| `hit@5` \| schlecht \| 0.000 .* \| 0.750 \| clear \|$", found, re.MULTILINE)


def test_signs_of_a_table_in_a_name_do_not_break_it() -> None:
    found = made(run_of(answered(statement("Ja.", 1), expected="answered", **{"class": "a|b\n<b>"})))
    assert r"| a\|b &lt;b> | 1 |" in found


def test_a_run_without_answers_makes_no_tables_of_figures() -> None:
    found = made(run_of())
    assert "No question was answered." in found
    assert "`hit@1`" not in found


def test_every_measure_and_group_has_its_english_words() -> None:
    assert set(LABELS) == set(MEANINGS)
    assert set(FITTED) == set(TUNED)
    sizes = {f"{n}": report([answered(profile={"population": n})])["per_size"] for n in (1, 5_000, 20_000, 100_000)}
    assert {key for groups in sizes.values() for key in groups} == set(SIZES)

"""The day's model budget holds for all processes and over restarts, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import Engine

from api.store.budget import StoredBudget
from api.store.metadata import METADATA
from assistant.errors import BudgetSpent, ModelUnavailable

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_what_is_spent_stays_spent_after_a_restart_and_until_midnight(both: Engine) -> None:
    day = [MONDAY]
    StoredBudget(both, 100, lambda: day[0]).reserve(80)
    again = StoredBudget(both, 100, lambda: day[0])
    with pytest.raises(BudgetSpent, match="LOTSE_MODEL_DAILY_TOKENS"):
        again.reserve(21)
    again.give_back(30)
    again.reserve(50)
    assert again.used() == 100
    day[0] = TUESDAY
    again.reserve(100)
    assert again.used() == 100


def test_many_at_once_never_spend_more_than_there_is(both: Engine) -> None:
    budget = StoredBudget(both, 100, lambda: MONDAY)

    def ask(_: int) -> int:
        with suppress(BudgetSpent):
            budget.reserve(15)
            return 15
        return 0

    with ThreadPoolExecutor(8) as clerks:
        spent = sum(clerks.map(ask, range(24)))
    assert spent == budget.used() == 90


def test_without_a_limit_tokens_are_counted_all_the_same(both: Engine) -> None:
    budget = StoredBudget(both, 0, lambda: MONDAY)
    budget.reserve(5_000_000_000)
    budget.give_back(1)
    assert budget.used() == 4_999_999_999


def test_a_budget_that_cannot_be_read_is_not_spent(both: Engine) -> None:
    budget = StoredBudget(both, 100, lambda: MONDAY)
    METADATA.drop_all(both)
    with pytest.raises(ModelUnavailable):
        budget.reserve(1)
    budget.give_back(1)

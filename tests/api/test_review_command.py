"""`lotse ingest review`: what editors should look at, for people and for programs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_old_knowledge_is_listed_on_the_day_that_is_set(lotse: Run, copied: Callable[[], Path]) -> None:
    data = copied()
    read = lotse("ingest", "review", "--limit", "2", data=data, LOTSE_TODAY="2040-01-01")
    assert read.returncode == 0
    lines = read.stdout.splitlines()
    assert lines[1].startswith("    ")
    assert "lotse ingest review --limit 137" in lines[-1]
    told = json.loads(lotse("ingest", "review", "--json", "--limit", "500", data=data, LOTSE_TODAY="2040-01-01").stdout)
    assert len(told) == 137
    assert all("stale" in [reason["code"] for reason in row["reasons"]] for row in told)
    programme = next(row for row in told if row["document"] == "foerd-kommunalrichtlinie-nki")
    assert programme["reasons"][0]["text"].startswith("Antragsfrist war am 31. Dezember 2027")

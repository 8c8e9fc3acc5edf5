"""Makes evaluation cases of gaps that are closed, without personal data, and adds them to a question set."""

import hashlib
import json
from pathlib import Path

from assistant.masking import masked
from assistant.people.gap_tasks import Task, Worked, solved_ones
from assistant.people.gaps import TYPICAL
from evals.questions import SetQuestion, ToldProfile
from knowledge.documents import STATE_NAMES
from knowledge.profile import Profile


def coarse(one: Worked) -> Profile:
    """Return the asker as a case tells of it: the Land, and a typical size of the class instead of the real one."""
    state = one.missed.key.state
    return Profile(state if state in STATE_NAMES else None, TYPICAL[one.missed.key.size])


def cases_of(task: Task) -> str:
    """Return the solved questions of a task as lines of a question set; each has to be answered from now on."""
    return "".join(_line(one) + "\n" for one in solved_ones(task))


def add_missing(file: Path, cases: str) -> int:
    """Add the cases whose ids the file does not have and return how many; what people changed in it stays.

    Raises OSError.
    """
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    known = {_id(line) for line in text.splitlines()}
    new = [line for line in cases.splitlines() if _id(line) not in known]
    if new:
        gap = "" if text.endswith("\n") or not text else "\n"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(gap + "".join(line + "\n" for line in new))
    return len(new)


def _line(one: Worked) -> str:
    profile = coarse(one)
    told = ToldProfile(state=profile.state, population=profile.population)
    question = SetQuestion.model_validate({
        "id": "g-" + hashlib.sha256(one.missed.message_id.encode()).hexdigest()[:12],
        "question": masked(one.text),
        "profile": told if told != ToldProfile() else None,
        "expected": "answered",
        "class": "gap",
        "note": "; ".join([f"vorher {one.missed.outcome}", *(one.after.documents if one.after else ())]),
    })  # fmt: skip
    return json.dumps(question.model_dump(mode="json", by_alias=True, exclude_defaults=True), ensure_ascii=False)


def _id(line: str) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        return ""
    return str(row.get("id", "")) if isinstance(row, dict) else ""

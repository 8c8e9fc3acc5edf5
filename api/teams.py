"""Reads the teams of a YAML file; without a file there is one team, made from the settings."""

import difflib
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from api.settings import Settings
from assistant.people.addresses import MailAddressOrEmpty
from assistant.people.hours import WorkingWeek
from assistant.people.teams import ANSWER_WITHIN_HOURS, Team, Teams
from knowledge.documents import StateCode, Text, Topic
from knowledge.errors import LotseError

Day = Literal["mo", "di", "mi", "do", "fr", "sa", "so"]
_WEEK = get_args(Day)
_REASONS = {
    "missing": "fehlt",
    "extra_forbidden": "gibt es nicht",
    "string_pattern_mismatch": "hat nicht die verlangte Form",
    "string_too_short": "ist leer",
    "list_type": "muss eine Liste sein",
    "tuple_type": "muss eine Liste sein",
    "greater_than": "muss größer als 0 sein",
    "less_than_equal": "darf höchstens 400 sein",
    "float_parsing": "muss eine Zahl sein",
    "model_type": "muss aus Zeilen der Form Feld: Wert bestehen",
}


class TeamsInvalid(LotseError):
    """The file of teams cannot be read, or a field in it is wrong; nothing starts with it."""

    code = "teams_invalid"
    exit_code = 2


def _or_none(value: object) -> object:
    return None if value == "" else value


class _Entry(BaseModel):
    """One team as the file has it; every scalar arrives as a string, for YAML takes 16:00 for the number 960."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    name: Annotated[Text, StringConstraints(max_length=200)]
    email: MailAddressOrEmpty = ""
    deputy_email: MailAddressOrEmpty = ""
    topics: tuple[Topic, ...] = ()
    states: tuple[StateCode, ...] = ()
    days: tuple[Day, ...] = ("mo", "di", "mi", "do", "fr")
    opens: time = WorkingWeek().opens
    closes: time = WorkingWeek().closes
    answer_within_hours: Annotated[float, Field(gt=0, le=400)] = ANSWER_WITHIN_HOURS
    holidays_of: Annotated[StateCode | None, BeforeValidator(_or_none)] = None

    def team(self) -> Team:
        """Return it as the rest of Lotse knows it. Raises ValueError, in German."""
        if not self.days or self.opens >= self.closes:
            raise ValueError(f"{self.id}: days braucht einen Tag, und closes muss später sein als opens")
        week = WorkingWeek(frozenset(map(_WEEK.index, self.days)), self.opens, self.closes)
        return Team(
            self.id, self.name.removeprefix("Team "), self.email, self.topics, self.states, week,
            self.answer_within_hours, self.holidays_of, self.deputy_email,
        )  # fmt: skip


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    teams: tuple[_Entry, ...]


def teams_of(settings: Settings) -> Teams:
    """Return the teams of LOTSE_TEAMS, or the one of LOTSE_TEAM. Raises TeamsInvalid naming field and reason."""
    if not settings.api.teams:
        return Teams([Team("team", settings.assistant.team, settings.api.team_email)])
    return read_teams(Path(settings.api.teams))


def read_teams(path: Path) -> Teams:
    """Return the teams of a YAML file. Raises TeamsInvalid naming field and reason."""
    try:
        values = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only
    except (OSError, UnicodeDecodeError) as error:
        raise TeamsInvalid(f"Die Datei {path} aus LOTSE_TEAMS lässt sich nicht lesen.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise TeamsInvalid(f"{path.name}: kein gültiges YAML (Zeile {mark.line + 1 if mark else '?'})") from error
    try:
        return Teams([entry.team() for entry in _File.model_validate(values).teams])
    except ValidationError as error:  # a ValueError too, so it comes first
        found = dict.fromkeys(_sentence(one) for one in error.errors(include_url=False))
        raise TeamsInvalid(f"{path.name}: {'; '.join(found)}") from error
    except ValueError as error:
        raise TeamsInvalid(f"{path.name}: {error}") from error


def _sentence(error: Any) -> str:
    """Return where in the file something is wrong, and why."""
    match error["loc"]:
        case ("teams", int(n), field, *_):
            return f"{n + 1}. Team: {field}: {_reason(error, field)}"
        case ("teams", int(n)):
            return f"{n + 1}. Team: {_reason(error, '')}"
        case loc:
            return f"{'.'.join(map(str, loc)) or 'Datei'}: {_reason(error, '')}"


def _reason(error: Any, field: str) -> str:
    if error["type"] == "literal_error":
        known = {"topics": get_args(Topic), "days": _WEEK}.get(field, get_args(StateCode))
        near = difflib.get_close_matches(str(error["input"]), known, 1)
        return f"{error['input']} gibt es nicht. " + (
            f"Meinten Sie {near[0]}?" if near else f"Es gibt {', '.join(known)}."
        )
    if field in ("email", "deputy_email"):
        return "ist keine Mailadresse"
    if field in ("opens", "closes"):
        return "muss eine Uhrzeit sein wie 08:30"
    return _REASONS.get(error["type"], "hat keinen gültigen Wert")

"""What an operator can set for serving, and the check that no setting is misspelt."""

import difflib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.outbox.settings import OutboxSettings
from assistant.people.addresses import MailAddressOrEmpty
from assistant.settings import AssistantSettings
from evals.settings import JudgeSettings
from ingest.settings import IngestSettings
from knowledge.errors import LotseError
from knowledge.settings import KnowledgeSettings

PREFIX = "LOTSE_"
ORIGINS = r"^$|^\*$|^https?://[^/\s,]+(\s*,\s*https?://[^/\s,]+)*$"
OIDC_ISSUER = r"^$|^https://|^http://(localhost|127\.0\.0\.1)[:/]"  # unencrypted only on this machine


class SettingsInvalid(LotseError):
    """A setting is misspelt or has a wrong value; nothing starts with it."""

    code = "settings_invalid"
    exit_code = 2


class ApiSettings(BaseSettings):
    """Settings of the api package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="Adresse, an der der Dienst lauscht")
    retention_days: int = Field(
        30, ge=1, le=3650, description="Nach so vielen Tagen ohne neue Nachricht wird ein Gespräch gelöscht"
    )
    handoff_retention_days: int = Field(
        365, ge=1, le=3650, description="So viele Tage nach Antwort oder Abschluss wird eine Übergabe gelöscht"
    )
    contact_retention_days: int = Field(
        14, ge=0, le=3650, description="So viele Tage nach Antwort oder Abschluss werden Kontaktdaten gelöscht"
    )
    widget_origins: str = Field(
        "*", pattern=ORIGINS, description="Websites, deren Chat-Fenster fragen darf, mit Komma getrennt; * heißt: alle"
    )
    draft_key: SecretStr = Field(
        SecretStr(""), description="Schlüssel für POST /api/v1/drafts; leer heißt: nur angemeldete Beratung"
    )
    port: int = Field(8080, ge=1, le=65535, description="Port, an dem der Dienst lauscht")
    teams: str = Field("", description="YAML-Datei der Teams; leer heißt: ein Team, das so heißt wie LOTSE_TEAM")
    team_email: MailAddressOrEmpty = Field("", description="Adresse dieses Teams; leer heißt: keine Mail an es")
    session_idle_minutes: int = Field(
        30, ge=1, le=720, description="Nach so vielen Minuten ohne Seitenaufruf endet eine Anmeldung an der Konsole"
    )
    four_eyes: bool = Field(False, description="Antworten gehen erst hinaus, wenn eine zweite Person zugestimmt hat")
    session_hours: int = Field(12, ge=1, le=168, description="Nach so vielen Stunden endet jede Anmeldung")
    oidc_issuer: str = Field("", pattern=OIDC_ISSUER, description="Adresse der Anmeldung des Hauses (OpenID Connect)")
    oidc_client: str = Field("", description="Name, unter dem Lotse dort eingetragen ist")
    oidc_secret: SecretStr = Field(SecretStr(""), description="Geheimnis dazu")

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of the widget, one by one.

        >>> ApiSettings(widget_origins="https://a.example, https://b.example:8443").origins
        ('https://a.example', 'https://b.example:8443')
        """
        return tuple(filter(None, map(str.strip, self.widget_origins.split(","))))


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one process, read once."""

    knowledge: KnowledgeSettings
    assistant: AssistantSettings
    api: ApiSettings
    outbox: OutboxSettings = field(default_factory=OutboxSettings)
    ingest: IngestSettings = field(default_factory=IngestSettings)


GROUPS: tuple[type[BaseSettings], ...] = (
    KnowledgeSettings,
    AssistantSettings,
    ApiSettings,
    OutboxSettings,
    IngestSettings,
    JudgeSettings,
)


def read_settings() -> Settings:
    """Return the settings of environment and .env. Raises SettingsInvalid naming what is wrong."""
    if unknown := sorted(unknown_names([*os.environ, *dotenv_values(".env")])):
        near = difflib.get_close_matches(unknown[0], sorted(known_names()), 1)
        hint = f" Meinten Sie {near[0]}?" if near else ""
        raise SettingsInvalid(f"Die Einstellung {unknown[0]} gibt es nicht.{hint}")
    try:
        return Settings(KnowledgeSettings(), AssistantSettings(), ApiSettings(), OutboxSettings(), IngestSettings())
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][-1]).upper()
        raise SettingsInvalid(f"Die Einstellung {PREFIX}{field} hat keinen gültigen Wert.") from error


def known_names() -> set[str]:
    """Return the names of all environment variables that set something."""
    return {f"{PREFIX}{name}".upper() for group in GROUPS for name in group.model_fields}


def unknown_names(names: Iterable[str]) -> set[str]:
    """Return the names that carry our prefix but set nothing.

    >>> unknown_names(["LOTSE_PORT", "LOTSE_PROT", "PATH"])
    {'LOTSE_PROT'}
    """
    return {name for name in names if name.upper().startswith(PREFIX)} - known_names()

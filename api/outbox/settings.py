"""What an operator can set for mail and webhooks."""

from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class OutboxSettings(BaseSettings):
    """Settings of what leaves the house; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(
        env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True
    )

    smtp_host: str = Field("", description="Mailserver; leer heißt: Mails bleiben liegen")
    smtp_port: int | None = Field(
        None, ge=1, le=65535, description="Port dort; leer nimmt 587 (starttls), 465 (tls) oder 25 (none)"
    )
    smtp_user: str = Field("", description="Name zur Anmeldung; leer heißt: ohne Anmeldung")
    smtp_password: SecretStr = Field(SecretStr(""), description="Kennwort zur Anmeldung")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="Verschlüsselung zum Mailserver")
    mail_from: str = Field("", description='Absender, zum Beispiel "Lotse <lotse@example.org>"')
    public_url: str = Field(
        "", description="Grundadresse der Seiten für Fragende, für Links in Mails und die Zeilen zum Einbinden"
    )
    webhooks: Path | None = Field(None, description="YAML-Datei der Empfänger von Webhooks")
    delivery_tries: int = Field(20, ge=1, le=100, description="Versuche, bevor eine Zustellung aufgegeben wird")

    @property
    def sends_mail(self) -> bool:
        """Return whether mails can be sent: a server and a sender are set."""
        return bool(self.smtp_host and self.mail_from)

    @field_validator("mail_from")
    @classmethod
    def _is_a_sender(cls, value: str) -> str:
        address = parseaddr(value)[1]
        local, _, domain = address.rpartition("@")
        if value and not (local and domain and address.isascii() and value.isprintable()):
            raise ValueError("no mail address")
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("no web address")
        return value.rstrip("/")

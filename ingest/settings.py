"""What an operator can set for bringing documents in."""

from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.addresses import Allowed


class IngestSettings(BaseSettings):
    """Settings of the ingest package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    ingest_private: str = Field(
        "", description="Rechner und Netze des eigenen Hauses, deren Websites gelesen werden dürfen, mit Komma getrennt"
    )

    ingest_schedule: bool = Field(
        True, description="Der Dienst liest Quellen nach ihrem Zeitplan selbst; sonst tut es lotse ingest due"
    )
    rollback_days: int = Field(
        30, ge=1, le=3650, description="So viele Tage lang lässt sich ein Lauf zurücknehmen; so lange bleibt Früheres"
    )

    ocr: Literal["", "tesseract"] = Field(
        "", description="Womit der Text gescannter PDF erkannt wird; leer heißt: gar nicht, Scans werden nur genannt"
    )

    @field_validator("ingest_private")
    @classmethod
    def _is_a_list_of_places(cls, value: str) -> str:
        Allowed.read(value)
        return value

    @property
    def reads_scans(self) -> bool:
        """Whether the text of scans is recognised."""
        return bool(self.ocr)

    @property
    def allowed(self) -> Allowed:
        """What of the own house may be read."""
        return Allowed.read(self.ingest_private)

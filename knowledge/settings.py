"""What an operator can set for finding: where data lies, and which embedder turns text into vectors."""

from datetime import date
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """Settings of the knowledge package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Ordner für Datenbank und Indexe")
    database_url: str = Field("", description="SQLAlchemy-Adresse; leer heißt SQLite im Datenverzeichnis")
    today: date | None = Field(None, description="Festes Datum JJJJ-MM-TT für Tests und Auswertungen")

    @property
    def registry_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'lotse.db'}"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

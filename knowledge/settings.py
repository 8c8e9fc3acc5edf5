"""What an operator can set for finding: where data lies, and which embedder turns text into vectors."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, HttpUrl, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """Settings of the knowledge package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Ordner für Datenbank und Indexe")
    database_url: str = Field("", description="SQLAlchemy-Adresse; leer heißt SQLite im Datenverzeichnis")
    today: date | None = Field(None, description="Festes Datum JJJJ-MM-TT für Tests und Auswertungen")

    embedder: Literal["builtin", "openai", "sentence-transformers"] = Field(
        "builtin", description="Woher Vektoren kommen: eingebaut, von einem OpenAI-kompatiblen Dienst, von einem Modell"
    )
    embedding_url: str = Field(
        "", validate_default=True, description="Grundadresse des Dienstes, etwa http://localhost:11434/v1"
    )
    embedding_model: str = Field("", validate_default=True, description="Name des Modells, oder sein Ordner")
    embedding_key: SecretStr = Field(SecretStr(""), description="Schlüssel des Dienstes; leer, wenn er keinen verlangt")
    embedding_dimensions: int | None = Field(
        None, ge=1, le=16_384, description="Werte je Vektor; leer heißt: so viele, wie das Modell liefert"
    )
    embedding_timeout_s: float = Field(30.0, gt=0, le=600, description="Geduld mit dem Dienst, in Sekunden je Anfrage")

    @field_validator("embedding_url")
    @classmethod
    def _service_has_an_address(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("embedder") == "openai":
            HttpUrl(value)
        return value

    @field_validator("embedding_model")
    @classmethod
    def _model_is_named(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("embedder", "builtin") != "builtin" and not value.strip():
            raise ValueError("fehlt")
        return value

    @property
    def registry_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'lotse.db'}"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

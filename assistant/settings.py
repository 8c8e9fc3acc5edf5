"""What an operator can set for answering."""

from pydantic import Field, HttpUrl, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

QUESTION_CHARS = 4_000  # the longest question taken, in characters


class AssistantSettings(BaseSettings):
    """Settings of the assistant package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    answer_threshold: float = Field(0.65, ge=0, le=1, description="Ab dieser Zuversicht wird geantwortet (0 bis 1)")
    partial_threshold: float = Field(
        0.35, ge=0, le=1, description="Ab dieser Zuversicht wird in Teilen geantwortet, wenn etwas fehlt (0 bis 1)"
    )
    team: str = Field("Stadt.Land.Digital", description="Name der Stelle, deren Beratungsteam übernimmt")

    model_url: str = Field("", description="Grundadresse des Sprachmodells bis /v1; leer heißt: wörtliche Zitate")
    model: str = Field("", description="Name des Modells dort; leer nimmt das einzige, das der Dienst anbietet")
    model_key: SecretStr = Field(SecretStr(""), description="Schlüssel des Dienstes; leer, wenn er keinen verlangt")
    model_temperature: float = Field(0.0, ge=0, le=2, description="Streuung der Formulierung (0 bis 2)")
    model_timeout_s: float = Field(
        30.0, gt=0, le=600, description="Zeit für eine Antwort samt Wiederholungen, Sekunden"
    )
    model_retries: int = Field(2, ge=0, le=5, description="Wiederholungen nach 429 und 5xx")
    model_daily_tokens: int = Field(500_000, ge=0, description="Tokens je Tag (UTC); 0 heißt ohne Grenze")
    model_evidence_tokens: int = Field(4_000, ge=200, le=100_000, description="Tokens der Textstellen je Frage")
    model_answer_tokens: int = Field(800, ge=100, le=8_000, description="Tokens der Antwort, höchstens")

    @field_validator("model_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if value:
            HttpUrl(value)
        return value

"""What an operator can set for answering."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

QUESTION_CHARS = 4_000  # the longest question taken, in characters


class AssistantSettings(BaseSettings):
    """Settings of the assistant package; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    answer_threshold: float = Field(0.5, ge=0, le=1, description="Ab dieser Zuversicht wird geantwortet (0 bis 1)")
    team: str = Field("Stadt.Land.Digital", description="Name der Stelle, deren Beratungsteam übernimmt")

"""What can be set for measuring: the model that judges answers."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class JudgeSettings(BaseSettings):
    """Settings of the judge; environment variables start with LOTSE_."""

    model_config = SettingsConfigDict(env_prefix="LOTSE_", env_file=".env", extra="ignore", frozen=True)

    judge_url: str = Field("", description="Grundadresse des Modells, das Antworten prüft; leer nimmt LOTSE_MODEL_URL")
    judge_model: str = Field("", description="Name des Modells dort, besser einer anderen Familie als LOTSE_MODEL")
    judge_key: SecretStr = Field(SecretStr(""), description="Schlüssel des Dienstes; leer, wenn er keinen verlangt")

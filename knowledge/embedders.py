"""Picks the embedder that the operator has chosen; nothing is loaded and nobody is asked until it embeds."""

from knowledge.embedding import Embedder, OpenAIEmbedder
from knowledge.local_model import SentenceTransformersEmbedder
from knowledge.settings import KnowledgeSettings


def embedder_of(settings: KnowledgeSettings) -> Embedder | None:
    """Return the embedder of the settings; None means the built-in one, which the indexes fit themselves."""
    if settings.embedder == "openai":
        return OpenAIEmbedder(
            settings.embedding_url,
            settings.embedding_model,
            settings.embedding_key,
            settings.embedding_dimensions,
            timeout_s=settings.embedding_timeout_s,
        )
    if settings.embedder == "sentence-transformers":
        return SentenceTransformersEmbedder(settings.embedding_model, settings.embedding_dimensions)
    return None

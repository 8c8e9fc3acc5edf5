"""Lists documents page by page for people: by source, and by words of their heads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, and_, func, or_, select, true
from sqlalchemy.exc import SQLAlchemyError

from knowledge.documents import FrontMatter
from knowledge.errors import RegistryUnavailable
from knowledge.registry import sentence_of
from knowledge.registry_rows import head_of
from knowledge.registry_tables import DOCUMENTS, PASSAGES


@dataclass(frozen=True, slots=True)
class Listed:
    """A document without its text: where it comes from, its head, and how many passages it has."""

    id: str
    source: str
    path: str
    head: FrontMatter
    passages: int


class Listing:
    """Looks into the registry's database; changes nothing. Every method raises RegistryUnavailable."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(self, words: str, source: str, limit: int, offset: int = 0) -> tuple[tuple[Listed, ...], int]:
        """Return up to `limit` documents by id, and how many there are; empty `words` or `source` mean all.

        Each word must stand in the head or in the path.
        """
        wanted = _wanted(words, source)
        passages = select(func.count()).where(PASSAGES.c.document_id == DOCUMENTS.c.id).scalar_subquery()
        query = select(DOCUMENTS, passages.label("passages")).where(wanted).order_by(DOCUMENTS.c.id)
        with self._reading() as connection:
            rows = connection.execute(query.limit(limit).offset(offset)).all()
            total = connection.execute(select(func.count()).select_from(DOCUMENTS).where(wanted)).scalar_one()
        return tuple(Listed(row.id, row.source, row.path, head_of(row.meta), row.passages) for row in rows), int(total)

    def of(self, document: str) -> Listed | None:
        """Return a document, None when there is none."""
        passages = select(func.count()).where(PASSAGES.c.document_id == DOCUMENTS.c.id).scalar_subquery()
        query = select(DOCUMENTS, passages.label("passages")).where(DOCUMENTS.c.id == document)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return Listed(row.id, row.source, row.path, head_of(row.meta), row.passages) if row else None

    def sources(self) -> dict[str, int]:
        """Return how many documents each source has."""
        query = select(DOCUMENTS.c.source, func.count()).group_by(DOCUMENTS.c.source).order_by(DOCUMENTS.c.source)
        with self._reading() as connection:
            return {str(source): int(count) for source, count in connection.execute(query)}

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise RegistryUnavailable(sentence_of(error)) from error


def _wanted(words: str, source: str) -> ColumnElement[bool]:
    clauses: list[Any] = [_told(word) for word in words.split()]
    if source:
        clauses.append(DOCUMENTS.c.source == source)
    return and_(true(), *clauses)


def _told(word: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in (DOCUMENTS.c.meta, DOCUMENTS.c.path)))

"""Everything that can go wrong while finding things, as one tree.

LotseError                            a sentence for people (German), a code for logs
└── KnowledgeError
    ├── DocumentInvalid               a document's head or markers are wrong: file, field, reason
    ├── RegistryUnavailable (retry)   the database did not answer, is read-only or the disk is full
    ├── IndexUnavailable (retry)      a derived index cannot be opened, read or written
    ├── IndexOwned                    another process owns the embedded indexes
    ├── EmbedderUnavailable (retry)   the embedding part failed; keyword search goes on
    ├── AddressUnknown (retry)        the name of a host on the network leads nowhere
    └── AddressPrivate                a host on the network lies inside the house, and nobody allowed that
"""

from dataclasses import dataclass


class LotseError(Exception):
    """An anticipated failure; `str()` is one German sentence that says what to do next."""

    code = "error"
    retry = False
    exit_code = 3  # of a command that ends with it: 1 a check fell short, 2 wrong use, 3 a part is unavailable


class KnowledgeError(LotseError):
    """The knowledge cannot be read, written or found."""

    code = "knowledge"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one document: where it stands, which field, and why."""

    file: str
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.reason}"


class DocumentInvalid(KnowledgeError):
    """One document cannot be taken in; `problems` names each field and reason."""

    code = "document_invalid"
    exit_code = 1

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class RegistryUnavailable(KnowledgeError):
    """The database did not answer or does not take writes."""

    code = "registry_unavailable"
    retry = True


class IndexUnavailable(KnowledgeError):
    """A derived index cannot be opened, read or written."""

    code = "index_unavailable"
    retry = True


class IndexOwned(KnowledgeError):
    """Another process owns the embedded indexes of this data directory."""

    code = "index_owned"


class EmbedderUnavailable(KnowledgeError):
    """Text cannot be turned into vectors right now."""

    code = "embedder_unavailable"
    retry = True


class AddressUnknown(KnowledgeError):
    """The name of a host on the network leads nowhere."""

    code = "address_unknown"
    retry = True


class AddressPrivate(KnowledgeError):
    """A host on the network lies inside the house, and nobody allowed that."""

    code = "address_private"

"""One digest of all that the indexes hold: equal digests, equal answers to every search."""

import hashlib

from knowledge.indexes import Indexes


def digest_of(indexes: Indexes) -> str:
    """Return 64 hexadecimal digits over the ids of both keyword indexes and the ids and vectors of the vector index.

    An id covers the content of its passage, so its terms need not be looked at.
    """
    digest = hashlib.sha256()
    for index in (indexes.passages, indexes.documents):
        digest.update("\n".join((*sorted(index.ids()), "")).encode() + b"\0")
    for key, vector in sorted(
        (key, hashlib.sha256(vector.tobytes()).digest()) for key, vector in indexes.vectors.rows()
    ):
        digest.update(key.encode() + b"\0" + vector)
    return digest.hexdigest()

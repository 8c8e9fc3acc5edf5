"""The passage reader: a document as people read it, with the cited words marked where they stand, and only there."""

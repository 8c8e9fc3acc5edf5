"""Says in German what a reader left out of a file."""


def left_out(
    *,
    deleted: bool = False,
    comments: int = 0,
    margins: bool = False,
    pictures: int = 0,
    hidden_slides: int = 0,
) -> tuple[str, ...]:
    """Return a sentence for each kind of thing that was left out.

    >>> left_out(comments=1, pictures=3)
    ('1 Kommentar wurde nicht übernommen.', '3 Bilder wurden nicht gelesen.')
    """
    sentences = {
        "Text, der in der Überarbeitung gelöscht ist, wurde nicht übernommen.": deleted,
        _counted(comments, "Kommentar", "Kommentare", "übernommen"): comments,
        "Kopf- und Fußzeilen wurden nicht übernommen.": margins,
        _counted(hidden_slides, "ausgeblendete Folie", "ausgeblendete Folien", "übernommen"): hidden_slides,
        _counted(pictures, "Bild", "Bilder", "gelesen"): pictures,
    }
    return tuple(sentence for sentence, holds in sentences.items() if holds)


def _counted(count: int, one: str, several: str, done: str) -> str:
    return f"1 {one} wurde nicht {done}." if count == 1 else f"{count} {several} wurden nicht {done}."

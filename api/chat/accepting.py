"""What an Accept header asks for. Pure."""


def wants_events(accept: str) -> bool:
    """Return whether events are named there, and JSON is not preferred to them.

    >>> [wants_events(accept) for accept in ("text/event-stream", "*/*", "text/event-stream;q=0.5, application/json")]
    [True, False, False]
    """
    wanted = dict(map(_weighed, accept.split(",")))
    events = wanted.get("text/event-stream", 0.0)
    return events > 0 and events >= wanted.get("application/json", 0.0)


def _weighed(part: str) -> tuple[str, float]:
    """Return the media type of a part in small letters, and its weight.

    >>> _weighed(" Text/Event-Stream ; q=0.5"), _weighed("text/html;q=viel")
    (('text/event-stream', 0.5), ('text/html', 0.0))
    """
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = next((one.removeprefix("q=") for one in parameters if one.startswith("q=")), "1")
    try:
        return kind, float(weight)
    except ValueError:
        return kind, 0.0

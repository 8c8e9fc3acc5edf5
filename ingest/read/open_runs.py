"""Takes the text of an OpenDocument paragraph apart: what is seen, what is not, and what hangs on it."""

from dataclasses import dataclass, field

from ingest.read.looks import Look
from ingest.read.open_styles import OpenStyles
from ingest.read.outline import plain
from ingest.read.xml_tree import Element, attribute, child, local

_SIGNS = {"s": " ", "tab": " ", "line-break": " "}
_SILENT = ("tracked-changes", "title", "desc", "ruby-text", "annotation-end", "note-citation", "forms")


@dataclass(slots=True)
class OpenRuns:
    """The text of one paragraph in pieces; `boxes` are text boxes with how their frame looks.

    `bold`: nothing in it is not.
    """

    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    boxes: list[tuple[Element, Look]] = field(default_factory=list)
    pictures: int = 0
    comments: int = 0
    bold: bool = True

    @property
    def text(self) -> str:
        """What a person reads."""
        return plain("".join(self.seen))

    @property
    def unseen(self) -> str:
        """What a person does not see."""
        return plain("".join(self.hidden))


def open_runs(paragraph: Element, look: Look, styles: OpenStyles) -> OpenRuns:
    """Return what a paragraph holds; `look` is that of its style and of what is around it."""
    runs = OpenRuns()
    _gather(paragraph, look, styles, runs)
    return runs


def _gather(parent: Element, look: Look, styles: OpenStyles, runs: OpenRuns) -> None:
    said = runs.seen if look.seen else runs.hidden
    said.append(parent.text or "")
    runs.bold &= bool(look.bold) or not (parent.text or "").strip()
    for one in parent:
        name = local(one)
        if name in ("span", "hidden-text", "hidden-paragraph"):
            _gather(one, _look_of(one, name, styles).over(look), styles, runs)
        elif name == "note":
            body = child(one, "note-body")
            runs.notes += [] if body is None else [body]
        elif is_drawn(one):
            _drawn(one, look, styles, runs)
        elif name in _SIGNS:
            said.append(_SIGNS[name])
        elif name == "annotation":
            runs.comments += 1
        elif name and name not in _SILENT:
            _gather(one, look, styles, runs)
        said.append(one.tail or "")
        runs.bold &= bool(look.bold) or not (one.tail or "").strip()


def _look_of(one: Element, name: str, styles: OpenStyles) -> Look:
    if name != "span":
        return Look(shown=attribute(one, "is-hidden") != "true" and name != "hidden-text")
    return styles.looks.get(("text", attribute(one, "style-name") or ""), Look())


def is_drawn(one: Element) -> bool:
    """Tell whether an element is a frame or a drawn shape."""
    return local(one) == "frame" or local(one).endswith("shape")


def drawn_runs(frame: Element, look: Look, styles: OpenStyles) -> OpenRuns:
    """Return what a frame shows that stands between paragraphs rather than in one."""
    runs = OpenRuns()
    _drawn(frame, look, styles, runs)
    return runs


def _drawn(frame: Element, around: Look, styles: OpenStyles, runs: OpenRuns) -> None:
    """File what a frame shows: a text box, or a picture; a drawn shape holds its paragraphs itself."""
    look = styles.looks.get(("graphic", attribute(frame, "style-name") or ""), Look()).over(around)
    boxes = [one for one in frame if local(one) == "text-box"] if local(frame) == "frame" else [frame]
    runs.boxes += [(one, look) for one in boxes]
    runs.pictures += not boxes and any(local(one) == "image" for one in frame)

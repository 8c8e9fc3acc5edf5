"""Two sources tell one id: the one whose file changed last holds it, nothing flips, and it goes back when given up."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from ingest.sources import FolderOrigin
from ingest.sync import sync
from knowledge.registry import Registry


def test_who_changed_last_holds_an_id_and_it_goes_back_when_that_source_gives_it_up(
    engine: Engine, tmp_path: Path, document: Callable[..., bytes]
) -> None:
    registry, folders = Registry(engine), [tmp_path / name for name in ("a", "b")]

    def write(folder: Path, text: str) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "bus.md").write_bytes(document("bus", text))

    def run(folder: Path) -> list[str]:
        return sync(FolderOrigin(folder), registry, allow_empty=True).adopted

    def holder() -> str:
        return registry.known()["bus"].source[-1]

    first, second = folders
    write(first, "Der Bus fährt.")
    write(second, "Der Bus fährt nicht.")
    assert [run(first), run(second), holder()] == [[], ["bus"], "b"]
    assert [run(first), run(second), run(first), holder()] == [[], [], [], "b"]
    write(first, "Der Bus fährt wieder.")
    assert [run(first), run(second), holder()] == [["bus"], [], "a"]
    (first / "bus.md").unlink()
    run(first)
    assert "bus" not in registry.known()
    assert [run(second), holder()] == [[], "b"]

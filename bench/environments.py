"""One virtual environment per peer, made once from its pins and made anew when they change."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

_ASK = """
import sys
from importlib.metadata import PackageNotFoundError, version
for name in sys.argv[1:]:
    try:
        print(name + "==" + version(name))
    except PackageNotFoundError:
        pass
"""


class NotInstallable(Exception):
    """pip could not install the pins; what it said is on standard error."""


def python_of(cache: Path, name: str, pins: Sequence[str]) -> Path:
    """Return the Python that has `pins` installed; without pins the running one. Raises NotInstallable."""
    if not pins:
        return Path(sys.executable)
    folder = cache / "env" / name
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, wanted = folder / "pins.txt", "\n".join((sys.version, *pins))
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        install(python, pins)
        stamp.write_text(wanted)
    return python


def install(python: Path, pins: Sequence[str]) -> None:
    """Install `pins`. Raises NotInstallable."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *pins]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - pins of bench/peers.toml
    if done.returncode != 0:
        sys.stderr.write(done.stderr[-2000:])
        raise NotInstallable(f"pip could not install {', '.join(pins)}")


def installed(python: Path, pins: Sequence[str]) -> tuple[str, ...]:
    """Return those of `pins` that are installed, with the version that is there."""
    names = [pin.partition("==")[0] for pin in pins]
    found = subprocess.run([str(python), "-c", _ASK, *names], capture_output=True, text=True, check=True)  # noqa: S603
    return tuple(found.stdout.split())


def prepare_cache(cache: Path) -> None:
    """Make the cache folder, which git and linters pass over."""
    cache.mkdir(parents=True, exist_ok=True)
    (cache / ".gitignore").write_text("*\n")

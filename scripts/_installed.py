"""Build the wheel and the sdist, install each with plain pip in an empty environment, and use it.

    ./scripts/test-installed                                    # this Python
    ./scripts/test-installed --python python3.12 --python python3.13

Everything happens in a folder outside the checkout, so that nothing can be found there by accident.
Each environment is used twice: with what govledger needs, then with the extras browse and pdf.
Where ./scripts/setup does not run, as on Windows: python scripts/_installed.py (it fetches what it
builds with). Needs Python alone.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SESSION = ROOT / "scripts" / "_session.py"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
# No environment variable of whoever runs this may lead back to the checkout.
DROPPED = ("PYTHON", "GOVLEDGER_", "VIRTUAL_ENV")


def clean(work: Path) -> dict[str, str]:
    """An environment that knows nothing of the checkout or of this person's ledgers."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(DROPPED)}
    home = work / "home"
    home.mkdir(exist_ok=True)
    # Pip's own cache stays, or every run would fetch everything again.
    cache = os.environ.get("PIP_CACHE_DIR") or _pip_cache()
    kept = {"PIP_CACHE_DIR": cache, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_STATE_HOME"), str(home))
    return env | homes | kept


def _pip_cache() -> str:
    asked = [sys.executable, "-m", "pip", "cache", "dir"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def run(words: list[str | Path], work: Path) -> None:
    done = subprocess.run(
        [str(word) for word in words], check=False, cwd=work, env=clean(work),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        sys.exit(f"failed ({done.returncode}): {' '.join(map(str, words))}")


def environment(python: str, place: Path, work: Path) -> Path:
    """An empty virtual environment; its Python."""
    run([python, "-m", "venv", place], work)
    return place / SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def built(work: Path) -> list[Path]:
    """The wheel and the sdist, built from the checkout."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        needed = tomllib.load(file)["build-system"]["requires"]
    python: str | Path = sys.executable
    if importlib.util.find_spec("hatchling") is None:
        python = environment(sys.executable, work / "build", work)
        run([python, "-m", "pip", "install", "--quiet", *needed], work)
    made = work / "dist"
    done = subprocess.run(
        [python, "-m", "hatchling", "build", "-d", made],
        check=False, cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return sorted(made.iterdir(), key=lambda archive: archive.suffix != ".whl")


def tested(python: str, archive: Path, work: Path, without_pdf: bool) -> None:
    """Install an archive in an environment of its own, and use it as it is; then its extras."""
    place = Path(tempfile.mkdtemp(prefix="env-", dir=work))
    own = environment(python, place / "env", work)
    run([own, "-m", "pip", "install", "--quiet", archive], work)
    run([own, "-I", SESSION, place / "use", "plain"], work)
    extras = "browse" if without_pdf else "browse,pdf"
    run([own, "-m", "pip", "install", "--quiet", f"{archive}[{extras}]"], work)
    run([own, "-I", SESSION, place / "use", *extras.split(",")], work)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="test-installed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--python", action="append", help="An interpreter; may be repeated.")
    parser.add_argument(
        "--without-pdf", action="store_true", help="Where the system has no Pango for PDFs."
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="govledger-") as folder:
        work = Path(folder).resolve()
        archives = built(work)
        for python in given.python or [getattr(sys, "_base_executable", sys.executable)]:
            for archive in archives:
                began = time.perf_counter()
                tested(python, archive, work, given.without_pdf)
                took = time.perf_counter() - began
                print(f"{archive.name} installed and used on {python}: {took:.0f} s", flush=True)


if __name__ == "__main__":
    main()

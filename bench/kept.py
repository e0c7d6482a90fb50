"""Figures kept in bench/results, with what is needed to judge them."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent


def keep(path: Path, figures: dict[str, object]) -> None:
    """Write figures to a file; those of other names that are in it already stay."""
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    about = {
        "commit": _commit(),
        "day": f"{datetime.now(UTC):%Y-%m-%d}",  # noqa: TID251 - when it was measured
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
    }
    kept = before | {name: {"figures": found, **about} for name, found in figures.items()}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()

"""Packaged data, read once: the one place here that opens files, and only its own."""

from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt


@lru_cache(maxsize=8)
def packaged_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a packaged text file, without comments and blank lines."""
    text = (files("summaries") / "data" / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and line[0] != "#")


@lru_cache(maxsize=2)
def packaged_arrays(name: str) -> dict[str, npt.NDArray[np.generic]] | None:
    """Return the arrays of a packaged file (.npz); None when the file is missing."""
    path = files("summaries") / "data" / name
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)

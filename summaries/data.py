"""Packaged data, read once: the one place here that opens files, and only its own."""

import pkgutil
from functools import lru_cache
from io import BytesIO

import numpy as np
import numpy.typing as npt


@lru_cache(maxsize=8)
def packaged_lines(name: str) -> tuple[str, ...]:
    """Return the lines of a packaged text file, without comments and blank lines."""
    text = _packaged(name).decode()
    return tuple(line for line in text.splitlines() if line.strip() and line[0] != "#")


@lru_cache(maxsize=2)
def packaged_arrays(name: str) -> dict[str, npt.NDArray[np.generic]] | None:
    """Return the arrays of a packaged file (.npz); None when the file is missing."""
    try:
        packed = _packaged(name)
    except FileNotFoundError:
        return None
    with np.load(BytesIO(packed), allow_pickle=False) as arrays:
        return dict(arrays)


def _packaged(name: str) -> bytes:
    # importlib.resources does the same and takes 15 ms to load, a tenth of the start.
    return pkgutil.get_data("summaries", f"data/{name}") or b""

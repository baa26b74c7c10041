"""Reading .npz files: their arrays, or one kind of error whatever is wrong with the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """Return the arrays of a file by name. OSError when it cannot be opened, ValueError when it is broken or
    another kind of file."""
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}
    except OSError:
        raise
    except Exception as error:  # numpy raises a dozen kinds, as far as its readers get with a broken file
        raise ValueError(str(error)) from error

"""Writes the archives beside it, which the tests read: python3 write_archives.py, with NumPy 1.24.2 and Python 3.11.7.

np.savez dates its entries 1980-01-01, so that running it again gives the same bytes.
"""

from pathlib import Path

import numpy as np

here = Path(__file__).parent
matrix = np.arange(6.0).reshape(2, 3) / 10

np.savez(
    here / "numpy.npz",
    matrix=matrix,
    transposed=matrix.T,
    cube=np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)),
    vector=np.array([1.5, -2.0, 0.1]),
    singles=np.array([[0.1, 1e-45], [np.inf, -0.0]], dtype="<f4"),
    special=np.array([np.nan, np.inf, -np.inf, -0.0, 5e-324, 1.7976931348623157e308]),
    scalar=np.array(0.1),
    empty=np.zeros((0, 2)),
)
np.savez_compressed(here / "numpy-compressed.npz", matrix=np.ones((20, 30)))
np.savez(here / "numpy-integers.npz", counts=np.array([1, 2, 3], dtype="<i8"))
np.savez(here / "numpy-booleans.npz", flags=np.array([True, False, True]))
np.savez(here / "numpy-complex.npz", waves=np.array([1j, 2, 3]))

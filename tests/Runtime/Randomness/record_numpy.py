"""Records draws of NumPy's legacy RandomState, which RandomState.cs must repeat.

    python3 record_numpy.py

writes the four numpy_*.csv files beside it. Any NumPy from 1.17 on gives the same integers, uniforms and permutations. The last bit of
randn depends on the logarithm of the platform: those recorded are of NumPy 1.24.2 on x86-64 with glibc 2.36.
Doubles are written as the 16 hex digits of their bits.
"""

import struct
from pathlib import Path

from numpy import int64
from numpy.random import RandomState

HERE = Path(__file__).parent

RANDN_SEEDS = [0, 1, 12345, [0, 1]]
RANDN_COUNT = 1000

RANDINT_SEED = 12345
RANDINT_COUNT = 100
RANDINT_BOUNDS = [
    (5, 6),
    (0, 2),
    (-99, 99),
    (0, 1000),
    (0, 2**32 - 1),
    (0, 2**32),
    (0, 2**32 + 1),
    (-5 * 10**9, 7 * 10**9),
    (0, 2**63 - 1),
    (-(2**63), 2**63 - 1),
]

PERMUTATION_SEEDS = [0, 1, [0, 2]]
PERMUTATION_LENGTHS = [0, 1, 2, 10, 100, 1000]

MIXED_SEED = [2024, 7]
MIXED_ROUNDS = 10


def bits(value):
    return struct.pack(">d", value).hex()


def words(values):
    return " ".join(str(value) for value in values)


def seed_text(seed):
    return words(seed) if isinstance(seed, list) else str(seed)


def write(name, rows):
    text = "".join(",".join(row) + "\n" for row in rows)
    (HERE / name).write_text(text, newline="\n")


def randn():
    """A column for each seed, headed by it; a list of seeds is separated by blanks."""
    columns = [[bits(value) for value in RandomState(seed).randn(RANDN_COUNT)] for seed in RANDN_SEEDS]
    write("numpy_randn.csv", [[seed_text(seed) for seed in RANDN_SEEDS], *zip(*columns)])


def randint():
    """A column for each pair of bounds, headed by low:high."""
    columns = []
    for low, high in RANDINT_BOUNDS:
        random = RandomState(RANDINT_SEED)
        columns.append([str(random.randint(low, high, dtype=int64)) for _ in range(RANDINT_COUNT)])
    write("numpy_randint.csv", [[f"{low}:{high}" for low, high in RANDINT_BOUNDS], *zip(*columns)])


def permutation():
    """A line for each seed and length."""
    rows = [["seed", "n", "permutation"]]
    for seed in PERMUTATION_SEEDS:
        for n in PERMUTATION_LENGTHS:
            rows.append([seed_text(seed), str(n), words(RandomState(seed).permutation(n))])
    write("numpy_permutation.csv", rows)


def mixed():
    """Calls that take turns on one stream: what one leaves behind is seen by the next."""
    random = RandomState(MIXED_SEED)
    rows = [["call", "result"]]
    for _ in range(MIXED_ROUNDS):
        rows.append(["randn", bits(random.randn())])
        rows.append(["random_sample", bits(random.random_sample())])
        rows.append(["randint", str(random.randint(0, 10, dtype=int64))])
        rows.append(["randn", bits(random.randn())])
        rows.append(["uniform", bits(random.uniform(-3, 5))])
        rows.append(["permutation", words(random.permutation(7))])
        rows.append(["uint32", str(random.randint(0, 2**32, dtype=int64))])
        rows.append(["randn", bits(random.randn())])
    write("numpy_mixed.csv", rows)


if __name__ == "__main__":
    randn()
    randint()
    permutation()
    mixed()

"""Records draws of NumPy's Generator over Philox, which Generator.cs, Philox.cs and SeedSequence.cs must repeat, and states of its RandomState.

    python3 record_generator.py

writes numpy_generator.csv and numpy_state.csv beside it. Recorded with NumPy 1.24.2 on x86-64 with glibc 2.36: but for the normals of the tail, which need
a logarithm, any machine gives the same. Doubles are written as the 16 hex digits of their bits, lists are separated by blanks.

A row is a stream, a call and its results. A stream is an entropy with a spawn key.
"""

import hashlib
import struct
from pathlib import Path

import numpy as np
from numpy.random import Generator, Philox, RandomState, SeedSequence

HERE = Path(__file__).parent

ENTROPIES = [[0], [1], [12345], [2**32 - 1], [2**32], [2**127 + 12345678901234567890], [0, 1], [1, 0], [2024, 2**40, 7, 3, 5, 2**200 + 1]]
NORMALS = 1_000_000
TAIL = 3.6541528853610088


def bits(value):
    return struct.pack(">d", value).hex()


def words(values):
    return " ".join(str(value) for value in values)


class Stream:
    """How to make a stream, and how to write it down."""

    def __init__(self, entropy, spawn_key=()):
        self.entropy, self.spawn_key = entropy, spawn_key

    def columns(self):
        return [words(self.entropy), words(self.spawn_key)]

    def seed_sequence(self):
        return SeedSequence(self.entropy if len(self.entropy) > 1 else self.entropy[0], spawn_key=self.spawn_key)

    def bit_generator(self):
        return Philox(self.seed_sequence())

    def generator(self):
        return Generator(self.bit_generator())


def spawned(entropy):
    """Children and grandchildren, some of a second call."""
    root = SeedSequence(entropy)
    children = [*root.spawn(2), *root.spawn(1)]
    return [Stream([entropy], sequence.spawn_key) for sequence in [*children, *children[1].spawn(2)]]


def tuples_of_names(entropy):
    """A child by a key that nobody counts up: the bytes of a name."""
    return [Stream([entropy], tuple(b"layers.0.Wxh")), Stream([entropy], tuple(b"output.by"))]


def streams():
    yield from (Stream(entropy) for entropy in ENTROPIES)
    yield from spawned(12345)
    yield from spawned(2**100)
    yield from tuples_of_names(7)


def many_normals(stream):
    """The hash of all that are not in the tail, and the places and values of those that are."""
    values = stream.generator().standard_normal(NORMALS)
    tail = np.abs(values) > TAIL
    digest = hashlib.sha256(values[~tail].astype("<f8").tobytes()).hexdigest()
    return " ".join([digest, *(f"{place}:{bits(values[place])}" for place in np.flatnonzero(tail))])


def rows():
    for stream in streams():
        yield stream, "generate_state", words(stream.seed_sequence().generate_state(10))
        yield stream, "generate_state64", words(stream.seed_sequence().generate_state(5, np.uint64))
        yield stream, "random_raw", words(stream.bit_generator().random_raw(12))
        yield stream, "random", words(bits(value) for value in stream.generator().random(20))
        yield stream, "standard_normal", words(bits(value) for value in stream.generator().standard_normal(50))
    for seed in (0, 1):
        yield Stream([seed]), "many_normals", many_normals(Stream([seed]))


def states():
    """RandomState.get_state() after some draws, and draws after that."""
    yield ["seed", "normals", "words", "key", "pos", "has_gauss", "cached_gaussian", "next_randn", "next_uint32"]
    for seed, normals, drawn in [(0, 0, 0), (0, 1, 0), (12345, 3, 5), (12345, 2, 624), ([0, 1], 1000, 1)]:
        random = RandomState(seed)
        random.randn(normals)
        for _ in range(drawn):
            random.randint(0, 2**32, dtype=np.int64)
        _, key, pos, has_gauss, cached = random.get_state()
        later = [bits(value) for value in random.randn(3)]
        yield [words(seed) if isinstance(seed, list) else str(seed), str(normals), str(drawn), words(key), str(pos), str(has_gauss), bits(cached),
               words(later), str(random.randint(0, 2**32, dtype=np.int64))]


def write(name, lines):
    (HERE / name).write_text("".join(",".join(line) + "\n" for line in lines), newline="\n")


if __name__ == "__main__":
    head = ["entropy", "spawn_key", "call", "results"]
    write("numpy_generator.csv", [head, *([*stream.columns(), call, results] for stream, call, results in rows())])
    write("numpy_state.csv", states())

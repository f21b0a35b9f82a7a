"""Records what PyTorch's initializers make of NumPy's random numbers: /usr/bin/python3 record_initialization.py

writes initialization.csv beside it: the initializer, the seed of RandomState, the shape, the arguments and the values, doubles as the 16 hex digits of their
bits. PyTorch's own functions run, fed with RandomState's normals and uniforms row by row; recorded with PyTorch 1.13.0 and NumPy 1.24.2.
"""

import struct
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)

SHAPES = [(1, 1), (4, 4), (16, 16), (6, 3), (1, 5), (3, 6), (5, 1), (20, 7), (7, 20)]
TRUNCATIONS = [(0, 1, -2, 2), (0, 0.05, -0.1, 0.1), (1, 0.5, 0, 4), (-1, 2, 0.5, 1.5), (0, 1, -6, 9)]


def bits(value):
    return struct.pack(">d", value).hex()


def fed_by(random):
    """Makes tensors draw from RandomState."""
    torch.Tensor.normal_ = lambda tensor, mean=0, std=1: tensor.copy_(torch.from_numpy(mean + std * random.randn(*tensor.shape)))
    torch.Tensor.uniform_ = lambda tensor, low=0, high=1: tensor.copy_(torch.from_numpy(random.uniform(low, high, tensor.shape)))


def row(name, seed, shape, arguments, tensor):
    numbers = " ".join(bits(value) for value in tensor.flatten().tolist())
    return ",".join([name, str(seed), " ".join(map(str, shape)), " ".join(map(repr, arguments)), numbers])


def rows():
    yield "initializer,seed,shape,arguments,values"
    for seed, shape in enumerate(SHAPES):
        fed_by(np.random.RandomState(seed))
        yield row("orthogonal", seed, shape, [1.5], torch.nn.init.orthogonal_(torch.empty(*shape), 1.5))
    for seed, (mean, std, a, b) in enumerate(TRUNCATIONS):
        fed_by(np.random.RandomState(seed))
        yield row("truncated_normal", seed, (30, 10), [mean, std, a, b], torch.nn.init.trunc_normal_(torch.empty(30, 10), mean, std, a, b))


if __name__ == "__main__":
    (Path(__file__).parent / "initialization.csv").write_text("\n".join(rows()) + "\n", newline="\n")

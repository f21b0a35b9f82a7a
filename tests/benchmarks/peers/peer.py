"""What the peers in Python share: the line protocol (see peer.h), and the networks that they train."""
import dataclasses
import pathlib
import struct
import sys
import time

import numpy as np

INPUTS, OUTPUTS, RATE = 32, 10, 0.01
GATES = {"elman": [""], "lstm": ["i", "f", "g", "o"], "gru": ["r", "z", "n"]}


@dataclasses.dataclass
class Layer:
    """The matrices and biases of all gates beside one another, as RnnGen draws them gate by gate."""

    Wx: np.ndarray  # [inputs, gates * size]
    Wh: np.ndarray  # [size, gates * size]
    bx: np.ndarray  # [gates * size]
    bh: np.ndarray


@dataclasses.dataclass
class Network:
    """A network with the numbers with which RnnGen starts."""

    cell: str
    size: int
    x: np.ndarray  # [steps, batch, inputs]
    y: np.ndarray  # [batch, outputs]
    layers: list[Layer]  # from the bottom
    Who: np.ndarray  # [size, outputs]


def network(workload, folder):
    """Reads a workload: "<cell>-<size>-<steps>-<precision>-<sequences>-<layers>"."""
    cell, size, steps, precision, sequences, layers = workload.split("-")
    size = int(size)
    random = np.random.RandomState(0)

    def array(numbers):
        return np.ascontiguousarray(numbers, dtype=precision)

    def layer(inputs):
        shapes = [(inputs, size), (size, size), (size,), (size,)]
        gates = [[random.uniform(-0.1, 0.1, shape) for shape in shapes] for _ in GATES[cell]]
        return Layer(*(array(np.concatenate(arrays, axis=-1)) for arrays in zip(*gates)))

    layers = [layer(size if below else INPUTS) for below in range(int(layers))]
    Who = array(random.uniform(-0.1, 0.1, (size, OUTPUTS)))
    data = np.load(pathlib.Path(folder) / f"{steps}-{sequences}.npz")
    return Network(cell, size, array(data["x"].transpose(1, 0, 2)), array(data["y"]), layers, Who)


def serve(prepare):
    """Answers lines. prepare(workload) returns a function that makes one iteration and returns its loss; a trace starts with the initial weights."""
    running = {}
    for line in sys.stdin:
        traces, (name, iterations) = line.startswith("trace "), line.removeprefix("trace ").split()
        if traces or name not in running:
            running = {name: prepare(name)}
        iteration = running[name]
        if traces:
            print(*(struct.pack(">d", float(iteration())).hex() for _ in range(int(iterations))), flush=True)
        else:
            start, processor_start = time.perf_counter_ns(), time.process_time_ns()
            for _ in range(int(iterations)):
                iteration()
            times = time.perf_counter_ns() - start, time.process_time_ns() - processor_start
            print(*(nanoseconds / int(iterations) for nanoseconds in times), flush=True)

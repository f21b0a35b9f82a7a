"""Trains the specs named below with PyTorch's own cells in float64 and records their losses and final weights, which PyTorchTests.cs compares with ours.

    /usr/bin/python3 record_pytorch.py      (Debian: python3-torch python3-numpy python3-yaml)

The initial weights are drawn as RnnGen draws them, RandomState(seed), parameter by parameter; PyTorch's stacked and transposed matrices are put together
from ours, so that gate orders and both biases are checked as well.
"""
import pathlib

import numpy as np
import torch
import yaml

import recording

EPOCHS = 60
HERE = pathlib.Path(__file__).parent
GATES = {"elman": [""], "lstm": ["i", "f", "g", "o"], "gru": ["r", "z", "n"]}
CELLS = {"elman": torch.nn.RNNCell, "lstm": torch.nn.LSTMCell, "gru": torch.nn.GRUCell}


def names(cell, gate):
    """Our names of a gate's input matrix, recurrent matrix and two biases, in the order of their declaration."""
    return ["Wxh", "Whh", "bxh", "bhh"] if cell == "elman" else ["W" + gate, "U" + gate, "bx" + gate, "bh" + gate]


def draw_layer(cell, inputs, size, random, std):
    shapes = {0: (inputs, size), 1: (size, size), 2: (size,), 3: (size,)}
    return {name: std * random.randn(*shapes[k]) for gate in GATES[cell] for k, name in enumerate(names(cell, gate))}


def torch_cell(cell, inputs, size, weights):
    module = CELLS[cell](inputs, size).double()
    stacked = [[weights[names(cell, gate)[k]] for gate in GATES[cell]] for k in range(4)]
    with torch.no_grad():
        module.weight_ih.copy_(torch.tensor(np.concatenate([w.T for w in stacked[0]])))
        module.weight_hh.copy_(torch.tensor(np.concatenate([w.T for w in stacked[1]])))
        module.bias_ih.copy_(torch.tensor(np.concatenate(stacked[2])))
        module.bias_hh.copy_(torch.tensor(np.concatenate(stacked[3])))
    return module


def our_weights(cell, layer, module):
    """A cell's weights by the names of RnnGen's."""
    tensors = [module.weight_ih.T, module.weight_hh.T, module.bias_ih, module.bias_hh]
    chunks = [tensor.chunk(len(GATES[cell]), dim=-1) for tensor in tensors]
    return {f"layers.{layer}.{name}": chunks[k][g] for g, gate in enumerate(GATES[cell]) for k, name in enumerate(names(cell, gate))}


def train(spec):
    model = spec["model"]
    random = np.random.RandomState(spec["seed"])
    std = spec["initialization"]["default"]["std"]
    width, cells = model["input_size"], []
    for layer in model["layers"]:
        weights = draw_layer(layer["cell"], width, layer["size"], random, std)
        cells.append(torch_cell(layer["cell"], width, layer["size"], weights))
        width = layer["size"]
    output = torch.tensor(std * random.randn(width, model["output"]["size"]), requires_grad=True)

    alphabet, rows = spec["data"]["alphabet"], spec["data"]["train"]
    x = torch.tensor([[alphabet[symbol] for symbol in row["x"]] for row in rows], dtype=torch.float64)
    y = torch.tensor([row["y"] for row in rows], dtype=torch.float64)

    def loss():
        states = [None] * len(cells)
        for t in range(model["sequence_length"]):
            top = x[:, t]
            for i, cell in enumerate(cells):
                states[i] = cell(top, states[i])
                top = states[i][0] if isinstance(states[i], tuple) else states[i]
        return 0.5 * torch.mean((y - torch.sigmoid(top @ output)) ** 2)

    parameters = [output] + [p for cell in cells for p in cell.parameters()]
    optimizer = torch.optim.SGD(parameters, lr=spec["training"]["optimizer"]["learning_rate"])
    losses = []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
        losses.append(loss().item())
    weights = {"output.Who": output}
    for i, (layer, cell) in enumerate(zip(model["layers"], cells)):
        weights.update(our_weights(layer["cell"], i, cell))
    return losses, weights


for name in ["elman-double-bias", "lstm", "gru", "gru-over-lstm"]:
    spec = yaml.safe_load((HERE.parent / "Specs" / f"{name}.yaml").read_text())
    recording.write(HERE / f"{name}.pytorch.csv", *train(spec))

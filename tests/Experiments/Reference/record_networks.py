"""Trains test specs with PyTorch's autograd in float64, their cells written out by hand, and records losses and final weights, which PyTorchTests.cs compares with ours.

    /usr/bin/python3 record_networks.py      (Debian: python3-torch python3-numpy python3-yaml)
"""
import pathlib

import torch
import yaml

import recording
from networks import Network

EPOCHS = 60
HERE = pathlib.Path(__file__).parent


def update(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def train_batch(network, optimizer, epoch):
    """An update by all rows; the loss after it is that of the next epoch's masks."""
    rows = range(len(network.spec["data"]["train"]))
    update(optimizer, network.loss(rows, epoch)[0])
    return network.loss(rows, epoch + 1)[0].item()


def train_windows(network, optimizer, epoch):
    """An update a batch of windows. The stream is cut into as many pieces as a batch has rows; states go on from window to window, and no gradient flows back through them."""
    size = network.spec["training"]["batch_size"]
    count = len(network.spec["data"]["train"]) // size
    is_mean = network.spec["loss"]["reduce"] == "mean"
    before, total, weights = None, 0, 0
    for window in range(count):
        loss, weight, last = network.loss([piece * count + window for piece in range(size)], epoch, before)
        update(optimizer, loss)
        before = [[{name: value.detach() for name, value in state.items()} for state in states] for states in last]
        total, weights = total + loss.item() * (weight if is_mean else 1), weights + weight
    return total / weights if is_mean else total


def train(spec, name):
    network = Network(spec, name)
    optimizer = torch.optim.SGD(network.parameters.values(), lr=spec["training"]["optimizer"]["learning_rate"])
    carries = any(layer.get("initial_state") == "carried" for layer in spec["model"]["layers"])
    losses = [(train_windows if carries else train_batch)(network, optimizer, epoch) for epoch in range(EPOCHS)]
    return losses, network.parameters


for name in ["every-step", "lengths-last", "lengths-every", "bidirectional", "bidirectional-lengths", "bidirectional-every", "reverse", "lstm-1997-paper", "lstm-1997-full",
             "lstm-peephole", "gru-reset-before", "mgu", "irnn", "indrnn", "rhn", "lstm-layernorm", "classes", "classes-every", "binary", "smooth", "piecewise", "sums", "dropout",
             "windows-with-state", "pieces-with-state"]:
    spec = yaml.safe_load((HERE.parent / "Specs" / f"{name}.yaml").read_text())
    recording.write(HERE / f"{name}.pytorch.csv", *train(spec, name))

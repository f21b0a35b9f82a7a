"""Trains PyTorch's own layers, torch.nn.RNN, LSTM and GRU with two layers in both directions, in float64 from their own initial weights, and writes into Modules/ the initial and the final
weights as .npz by RnnGen's names, the initial ones for a spec's `{ name: npz }`, and the losses, which PyTorchModuleTests.cs compares with ours.

    /usr/bin/python3 record_modules.py      (Debian: python3-torch python3-numpy python3-yaml)
"""
import pathlib

import numpy as np
import torch
import yaml

HERE = pathlib.Path(__file__).resolve().parent / "Modules"
EPOCHS = 60
# RnnGen's names of what PyTorch stacks: input matrix, recurrent matrix and the two biases of each gate, in PyTorch's order.
NAMES = {
    "elman": (torch.nn.RNN, [["Wxh", "Whh", "bxh", "bhh"]]),
    "lstm": (torch.nn.LSTM, [["W" + gate, "U" + gate, "bx" + gate, "bh" + gate] for gate in "ifgo"]),
    "gru": (torch.nn.GRU, [["W" + gate, "U" + gate, "bx" + gate, "bh" + gate] for gate in "rzn"]),
}


def arrays(module, linear, gates):
    """The weights by RnnGen's names, matrices as [inputs, units]."""
    result = {}
    for layer in range(module.num_layers):
        for direction, suffix in [("forward", ""), ("reverse", "_reverse")]:
            for kind, stacked in enumerate(["weight_ih", "weight_hh", "bias_ih", "bias_hh"]):
                for gate, chunk in zip(gates, getattr(module, f"{stacked}_l{layer}{suffix}").detach().chunk(len(gates))):
                    result[f"layers.{layer}.{direction}.{gate[kind]}"] = np.ascontiguousarray(chunk.numpy().T)
    result["output.Who"] = np.ascontiguousarray(linear.weight.detach().numpy().T)
    result["output.by"] = linear.bias.detach().numpy().copy()
    return result


torch.manual_seed(0)
spec = yaml.safe_load((HERE / "network.yaml").read_text())
model, rows = spec["model"], spec["data"]["train"]
x = torch.tensor([row["x"] for row in rows], dtype=torch.float64)
y = torch.tensor([row["y"] for row in rows], dtype=torch.float64)
for cell, (kind, gates) in NAMES.items():
    size = model["layers"][0]["size"]
    module = kind(model["input_size"], size, num_layers=len(model["layers"]), batch_first=True, bidirectional=True).double()
    linear = torch.nn.Linear(2 * size, model["output"]["size"]).double()
    np.savez(HERE / f"{cell}.initial.npz", **arrays(module, linear, gates))
    optimizer, criterion, losses = torch.optim.Adam([*module.parameters(), *linear.parameters()], lr=spec["training"]["optimizer"]["learning_rate"]), torch.nn.MSELoss(), []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        criterion(linear(module(x)[0]), y).backward()
        optimizer.step()
        losses.append(criterion(linear(module(x)[0]), y).item())
    np.savez(HERE / f"{cell}.npz", losses=losses, **arrays(module, linear, gates))
    print(cell, losses[0], losses[-1])

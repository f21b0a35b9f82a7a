"""Trains test specs with PyTorch's autograd in float64, their cells written out by hand, and records losses and final weights, which PyTorchTests.cs compares with ours.

    /usr/bin/python3 record_networks.py      (Debian: python3-torch python3-numpy python3-yaml)
"""
import pathlib

import yaml

import recording
from networks import train

HERE = pathlib.Path(__file__).parent

for name in ["every-step", "lengths-last", "lengths-every", "bidirectional", "bidirectional-lengths", "bidirectional-every", "reverse", "lstm-1997-paper", "lstm-1997-full",
             "lstm-peephole", "gru-reset-before", "mgu", "irnn", "indrnn", "rhn", "lstm-layernorm", "classes", "classes-every", "binary", "smooth", "piecewise", "sums", "dropout",
             "windows-with-state", "pieces-with-state"]:
    spec = yaml.safe_load((HERE.parent / "Specs" / f"{name}.yaml").read_text())
    recording.write(HERE / f"{name}.pytorch.csv", *train(spec, name))

"""Trains the networks of Variants/variants.yaml with PyTorch's autograd in float64 and records losses and final weights beside it, a network or a parameter a line,
which PyTorchVariantTests.cs compares with ours.

    /usr/bin/python3 record_variants.py      (Debian: python3-torch python3-numpy python3-yaml)
"""
import pathlib
import re

import yaml

from networks import train

HERE = pathlib.Path(__file__).resolve().parent / "Variants"


def variants():
    base = (HERE / "base.yaml").read_text()
    for name, lines in re.findall(r"^(\S+):\n((?:  .*\n)+)", (HERE / "variants.yaml").read_text(), re.MULTILINE):
        text = base
        for key, value in re.findall(r"^  (\w+): (.*)$", lines, re.MULTILINE):
            text, count = re.subn(rf"^( *{key}):.*$", lambda match: f"{match[1]}: {value}", text, flags=re.MULTILINE)
            assert count == 1, (name, key)
        yield name, yaml.safe_load(text)


def line(*words):
    return ",".join(word if isinstance(word, str) else repr(word) for word in words) + "\n"


losses_of, weights_of = [], []
for name, spec in variants():
    losses, weights = train(spec, name)
    losses_of.append(line(name, *losses))
    weights_of += [line(name, parameter, *value.flatten().tolist()) for parameter, value in weights.items()]
    print(name, losses[0], losses[-1])
(HERE / "losses.csv").write_text("".join(losses_of))
(HERE / "weights.csv").write_text("".join(weights_of))

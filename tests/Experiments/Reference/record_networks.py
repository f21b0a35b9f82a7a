"""Trains test specs with PyTorch's autograd in float64, their cells written out by hand, and records the losses, which PyTorchTests.cs compares with ours.

    /usr/bin/python3 record_networks.py      (Debian: python3-torch python3-numpy python3-yaml)

Of our files only names, shapes and the order of parameters are read, so that RandomState(seed) draws the same initial weights. Sequences are run one at a time
over their own steps, so that no mask is needed; activations and losses are torch.nn.functional's.
"""
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
import yaml

EPOCHS = 60
HERE = pathlib.Path(__file__).parent
CELLS = HERE.parent.parent.parent / "generator" / "Equations" / "Cells"
sigmoid, tanh = torch.sigmoid, torch.tanh


def elman(p, x, s, o):
    z = x @ p["Wxh"] + s["s"] @ p["Whh"] + p.get("bh", 0) + p.get("bxh", 0) + p.get("bhh", 0)
    return {"s": {"tanh": torch.tanh, "sigmoid": torch.sigmoid}[o.get("activation", "tanh")](z)}, "s"


def lstm(p, x, s, o):
    gate = lambda g: x @ p["W" + g] + s["h"] @ p["U" + g] + p["b" + g]
    c = sigmoid(gate("f")) * s["c"] + sigmoid(gate("i")) * tanh(gate("g"))
    return {"c": c, "h": sigmoid(gate("o")) * tanh(c)}, "h"


def lstm_peephole(p, x, s, o):
    gate = lambda g, c=0: x @ p["W" + g] + s["h"] @ p["U" + g] + p["b" + g] + (p["p" + g] * c if "p" + g in p else 0)
    c = sigmoid(gate("f", s["c"])) * s["c"] + sigmoid(gate("i", s["c"])) * tanh(gate("g"))
    return {"c": c, "h": sigmoid(gate("o", c)) * tanh(c)}, "h"


def lstm_layernorm(p, x, s, o):
    def norm(z, g):
        return F.layer_norm(z, z.shape, p["g" + g], p["b" + g], 1e-5)

    gate = lambda g: norm(x @ p["W" + g] + s["h"] @ p["U" + g], g)
    c = sigmoid(gate("f")) * s["c"] + sigmoid(gate("i")) * tanh(gate("g"))
    return {"c": c, "h": sigmoid(gate("o")) * tanh(norm(c, "c"))}, "h"


def lstm_1997(p, x, s, o):
    cut = (lambda v: v.detach()) if o.get("truncation", "stop_gradient") == "stop_gradient" else (lambda v: v)
    net = lambda g: x @ p["W" + g] + cut(s["y"]) @ p["Y" + g] + cut(s["i"]) @ p["I" + g] + cut(s["o"]) @ p["O" + g] + p.get("b" + g, 0)
    i, out = sigmoid(net("i")), sigmoid(net("o"))
    c = s["c"] + i.repeat_interleave(o["block_size"]) * (4 * sigmoid(net("c")) - 2)
    return {"i": i, "o": out, "c": c, "y": out.repeat_interleave(o["block_size"]) * (2 * sigmoid(c) - 1)}, "y"


def gru(p, x, s, o):
    h = s["h"]
    r = sigmoid(x @ p["Wr"] + h @ p["Ur"] + p["bxr"] + p["bhr"])
    z = sigmoid(x @ p["Wz"] + h @ p["Uz"] + p["bxz"] + p["bhz"])
    n = tanh(x @ p["Wn"] + p["bxn"] + r * (h @ p["Un"] + p["bhn"]))
    return {"h": (1 - z) * n + z * h}, "h"


def gru_reset_before(p, x, s, o):
    h = s["h"]
    r = sigmoid(x @ p["Wr"] + h @ p["Ur"] + p["br"])
    z = sigmoid(x @ p["Wz"] + h @ p["Uz"] + p["bz"])
    n = tanh(x @ p["Wn"] + (r * h) @ p["Un"] + p["bn"])
    return {"h": (1 - z) * n + z * h}, "h"


def mgu(p, x, s, o):
    h = s["h"]
    f = sigmoid(x @ p["Wf"] + h @ p["Uf"] + p["bf"])
    return {"h": (1 - f) * h + f * tanh(x @ p["Wh"] + (f * h) @ p["Uh"] + p["bh"])}, "h"


def irnn(p, x, s, o):
    return {"s": F.relu(x @ p["Wxh"] + s["s"] @ p["Whh"] + p["bh"])}, "s"


def indrnn(p, x, s, o):
    return {"h": F.relu(x @ p["W"] + p["u"] * s["h"] + p["b"])}, "h"


def rhn(p, x, s, o):
    v = s["s"]
    for k in ["", "2", "3"]:
        h, t = v @ p["Rh" + k] + p["bh" + k], v @ p["Rt" + k] + p["bt" + k]
        if k == "":
            h, t = h + x @ p["Wh"], t + x @ p["Wt"]
        v = tanh(h) * sigmoid(t) + v * (1 - sigmoid(t))
    return {"s": v}, "s"


def smooth(p, x, s, o):
    z = x @ p["W"] + s["s"] @ p["U"] + p["b"]
    q = F.gelu(z) + F.silu(z) + F.elu(z) + F.selu(0.5 * z)
    e = torch.sin(q) * torch.cos(z) + torch.erf(z) - torch.expm1(-F.softplus(q))
    w = torch.log(torch.exp(e) + 1.5) + torch.logsumexp(z, 0) * torch.softmax(e - z, 0)
    return {"s": tanh(w), "r": 0.5 * s["r"] + tanh(w)}, "r"


def piecewise(p, x, s, o):
    # Not F.hardsigmoid: its derivative multiplies by 1/6 in float32, also where the numbers are float64.
    z = x @ p["W"] + s["s"] @ p["U"] + p["b"]
    a = F.relu(z) + F.leaky_relu(z - 0.1) + torch.abs(z + 0.2)
    q = F.hardtanh(2 * a) + torch.clamp(3 * z + 3, 0, 6) / 6 + F.softsign(a)
    m = torch.maximum(q, torch.clamp(z, max=0.3)) + a.mean() * z.max() + (q - z).max()
    new = 0.3 * m + torch.sqrt(z * z + 0.5)
    return {"s": new, "r": 0.5 * s["r"] + new / torch.sqrt((new * new).mean() + 1)}, "r"


STEPS = {name.__name__.replace("_", "-"): name for name in [
    elman, lstm, lstm_peephole, lstm_layernorm, lstm_1997, gru, gru_reset_before, mgu, irnn, indrnn, rhn]}
ACTIVATIONS = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "softsign": F.softsign, "softmax": lambda z: z, "gelu": F.gelu}
OWN_KEYS = {"cell", "size", "direction", "initial_state", "residual", "dropout"}


class Network:
    def __init__(self, spec, name):
        self.spec, self.model, self.name = spec, spec["model"], name
        self.random = np.random.RandomState(spec["seed"])
        self.parameters, self.directions = [], []
        width = self.model["input_size"]
        for i, layer in enumerate(self.model["layers"]):
            cell = layer["cell"] if isinstance(layer["cell"], dict) else yaml.safe_load((CELLS / f"{layer['cell']}.yaml").read_text())["cell"]
            options = {k: v["default"] if isinstance(v, dict) else v for k, v in cell.get("options", {}).items()}
            options.update({k: v for k, v in layer.items() if k not in OWN_KEYS})
            kind = layer.get("direction", "forward")
            names = {"forward": [(f"layers.{i}", False)], "reverse": [(f"layers.{i}", True)],
                     "bidirectional": [(f"layers.{i}.forward", False), (f"layers.{i}.reverse", True)]}[kind]
            group = [(self.draw(cell, prefix, width, layer, options), reverse) for prefix, reverse in names]
            self.directions.append((layer, cell, options, group))
            width = sum(self.size(cell["state"][self.output(layer, cell)], width, layer, options)[0] for _ in group)
        output = self.model["output"]
        self.who = self.tensor("output.Who", (width, output["size"]))
        self.by = self.tensor("output.by", (output["size"],)) if output.get("bias", "none") == "single" else 0

    @staticmethod
    def output(layer, cell):
        return cell["output"]

    def size(self, shape, width, layer, options):
        numbers = {"input": width, "size": layer.get("size"), **options}
        return [int(np.prod([numbers[word] if word in numbers else int(word) for word in str(dimension).split(" * ")])) for dimension in shape]

    def tensor(self, name, shape):
        initialization = self.spec["initialization"]
        kind = initialization.get("parameters", {}).get(name, initialization["default"])
        value = np.full(shape, float(kind["value"])) if kind["name"] == "constant" else kind["std"] * self.random.randn(*shape)
        self.parameters.append(torch.tensor(value, dtype=torch.float64, requires_grad=True))
        return self.parameters[-1]

    def draw(self, cell, prefix, width, layer, options):
        weights, states = {}, {}
        for name, value in cell.get("parameters", {}).items():
            shape = value["shape"] if isinstance(value, dict) else value
            (option, allowed), = value["when"].items() if isinstance(value, dict) else [("", None)]
            if allowed is None or options[option] in (allowed if isinstance(allowed, list) else [allowed]):
                weights[name] = self.tensor(f"{prefix}.{name}", tuple(self.size(shape, width, layer, options)))
        for name, shape in cell["state"].items():
            sizes = tuple(self.size(shape, width, layer, options))
            learned = layer.get("initial_state") == "learned"
            states[name] = self.tensor(f"{prefix}.{name}_init", sizes) if learned else torch.zeros(sizes, dtype=torch.float64)
        return weights, states

    def logits(self, x):
        """What the output layer computes of one sequence, at its last step or at each."""
        x = [self.spec["data"]["alphabet"][symbol] for symbol in x] if isinstance(x, str) else x
        signal, every = [torch.tensor(step, dtype=torch.float64) for step in x], self.model["output"].get("steps") == "every"
        for layer, cell, options, group in self.directions:
            outputs = []
            for (weights, initial), reverse in group:
                state, tops = initial, {}
                for t in (reversed(range(len(signal))) if reverse else range(len(signal))):
                    step = STEPS[layer["cell"]] if isinstance(layer["cell"], str) else {"smooth": smooth, "piecewise": piecewise}[self.name]
                    state, output = step(weights, signal[t], state, options)
                    tops[t] = state[output]
                outputs.append((tops, reverse))
            signal = [torch.cat([tops[t] for tops, _ in outputs]) + (signal[t] if layer.get("residual") else 0) for t in range(len(signal))]
            sizes = [tops[0].shape[0] for tops, _ in outputs]
            ends = np.cumsum([0] + sizes)
            final = torch.cat([signal[0 if reverse else -1][ends[j]:ends[j + 1]] for j, (_, reverse) in enumerate(outputs)])
        return [top @ self.who + self.by for top in (signal if every else [final])]

    def answer_loss(self, z, y):
        loss, output = self.spec["loss"], self.model["output"]
        prediction = ACTIVATIONS[output.get("activation", "identity")](z)
        if loss["name"] == "cross_entropy":
            return F.cross_entropy(z[None], torch.tensor([y]), reduction="sum")
        y = torch.tensor(y, dtype=torch.float64)
        return {
            "half_mse": lambda: 0.5 * F.mse_loss(prediction, y, reduction="sum"),
            "mse": lambda: F.mse_loss(prediction, y, reduction="sum"),
            "mae": lambda: F.l1_loss(prediction, y, reduction="sum"),
            "huber": lambda: F.huber_loss(prediction, y, reduction="sum", delta=loss.get("delta", 1.0)),
            "binary_cross_entropy": lambda: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
        }[loss["name"]]()

    def loss(self):
        every, classes = self.model["output"].get("steps") == "every", self.spec["loss"].get("class_weights")
        total, weights = 0, 0
        for row in self.spec["data"]["train"]:
            targets = row["y"] if every else [row["y"]]
            for t, (z, y) in enumerate(zip(self.logits(row["x"]), targets)):
                weight = row.get("weights", [1] * len(targets))[t] * (classes[y] if classes else 1)
                total, weights = total + weight * self.answer_loss(z, y), weights + weight
        terms = 1 if self.spec["loss"]["name"] == "cross_entropy" else self.model["output"]["size"]
        return total / (weights * terms) if self.spec["loss"]["reduce"] == "mean" else total


def train(spec, name):
    network = Network(spec, name)
    optimizer = torch.optim.SGD(network.parameters, lr=spec["training"]["optimizer"]["learning_rate"])
    losses = []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        network.loss().backward()
        optimizer.step()
        losses.append(network.loss().item())
    return losses


for name in ["every-step", "lengths-last", "lengths-every", "bidirectional", "bidirectional-lengths", "bidirectional-every", "reverse", "lstm-1997-paper", "lstm-1997-full",
             "lstm-peephole", "gru-reset-before", "mgu", "irnn", "indrnn", "rhn", "lstm-layernorm", "classes", "classes-every", "binary", "smooth", "piecewise"]:
    spec = yaml.safe_load((HERE.parent / "Specs" / f"{name}.yaml").read_text())
    lines = ["epoch,train_loss"] + [f"{epoch},{loss!r}" for epoch, loss in enumerate(train(spec, name))]
    (HERE / f"{name}.pytorch.csv").write_text("\n".join(lines) + "\n")
    print(name, lines[1], lines[-1], f"torch {torch.__version__}")

"""RnnGen's cells, layers and losses written out with PyTorch's autograd in float64, for the scripts beside this one, and their training.

Of our files only names, shapes and the order of parameters are read, so that RandomState(seed) draws the same initial weights. Sequences are run one at a time
over their own steps, so that no mask is needed; activations and losses are torch.nn.functional's. Which units are dropped NumPy's Philox decides.
"""
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
import yaml

HERE = pathlib.Path(__file__).parent
CELLS = HERE.parent.parent.parent / "generator" / "Equations" / "Cells"
sigmoid, tanh = torch.sigmoid, torch.tanh


def elman(p, x, s, o):
    z = x @ p["Wxh"] + s["s"] @ p["Whh"] + p.get("bh", 0) + p.get("bxh", 0) + p.get("bhh", 0)
    return {"s": ACTIVATIONS[o["activation"]](z)}, "s"


def lstm(p, x, s, o):
    gate = lambda g: x @ p["W" + g] + s["h"] @ p["U" + g] + p.get("b" + g, 0) + p.get("bx" + g, 0) + p.get("bh" + g, 0)
    c = sigmoid(gate("f")) * s["c"] + sigmoid(gate("i")) * tanh(gate("g"))
    return {"c": c, "h": sigmoid(gate("o")) * tanh(c)}, "h"


def lstm_peephole(p, x, s, o):
    gate = lambda g, c=0: x @ p["W" + g] + s["h"] @ p["U" + g] + p.get("b" + g, 0) + (p["p" + g] * c if "p" + g in p else 0)
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
    r = sigmoid(x @ p["Wr"] + h @ p["Ur"] + p.get("bxr", 0) + p.get("bhr", 0))
    z = sigmoid(x @ p["Wz"] + h @ p["Uz"] + p.get("bxz", 0) + p.get("bhz", 0))
    n = tanh(x @ p["Wn"] + p.get("bxn", 0) + r * (h @ p["Un"] + p.get("bhn", 0)))
    return {"h": (1 - z) * n + z * h}, "h"


def gru_reset_before(p, x, s, o):
    h = s["h"]
    r = sigmoid(x @ p["Wr"] + h @ p["Ur"] + p.get("br", 0))
    z = sigmoid(x @ p["Wz"] + h @ p["Uz"] + p.get("bz", 0))
    n = tanh(x @ p["Wn"] + (r * h) @ p["Un"] + p.get("bn", 0))
    return {"h": (1 - z) * n + z * h}, "h"


def mgu(p, x, s, o):
    h = s["h"]
    f = sigmoid(x @ p["Wf"] + h @ p["Uf"] + p.get("bf", 0))
    return {"h": (1 - f) * h + f * tanh(x @ p["Wh"] + (f * h) @ p["Uh"] + p.get("bh", 0))}, "h"


def irnn(p, x, s, o):
    return {"s": F.relu(x @ p["Wxh"] + s["s"] @ p["Whh"] + p.get("bh", 0))}, "s"


def indrnn(p, x, s, o):
    return {"h": ACTIVATIONS[o["activation"]](x @ p["W"] + p["u"] * s["h"] + p.get("b", 0))}, "h"


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


def sums(p, x, s, o):
    repeat, b = torch.Tensor.repeat_interleave, p["b"]
    a = tanh(x @ p["W"] + s["s"] @ p["V"] + b)
    g = repeat(a + p["p"], 6)
    h = repeat(repeat(a * b - p["p"] * p["q"], 2), 3)
    i = repeat(repeat(p["p"], 2), 6) + repeat(-(p["q"] * repeat(a @ p["P"], 3)), 4)
    k = repeat(sigmoid(repeat(x @ p["W"] + p["p"], 3) - repeat(s["u"], 6)), 2)
    m = repeat(repeat(a, 3).sum() + repeat(a * p["p"], 2).mean() * b, 6)
    n = repeat(torch.softmax(repeat(p["p"] + a, 3), 0) + repeat(a, 2).amax(), 2)
    q = torch.logsumexp(repeat(a - p["p"], 2), 0) + a.sum() + s["s"].amax() + (torch.softmax(a + p["q"], 0) * b).sum()
    t = repeat(a + repeat(a * p["p"], 2).sum().detach() * p["p"], 2) @ p["R2"]
    v = repeat((a @ p["R"]).detach() * (a @ p["R"]), 2) @ p["V2"]
    u = tanh((0.1 * (g + h) * i).sum() + q + (0.1 * repeat(a @ p["R"], 2) * repeat(v + p["p"], 12)).sum())
    new = tanh(g * h + (i - k) * m + n * repeat(t + p["p"], 6) + u - repeat(repeat(a + p["p"], 2).amax() * b, 6))
    return {"s": new, "u": u.reshape(1)}, "s"


STEPS = {name.__name__.replace("_", "-"): name for name in [
    elman, lstm, lstm_peephole, lstm_layernorm, lstm_1997, gru, gru_reset_before, mgu, irnn, indrnn, rhn]}
# Not F.hardsigmoid: its derivative multiplies by 1/6 in float32, also where the numbers are float64.
ACTIVATIONS = {
    "identity": lambda z: z, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": F.relu, "leaky_relu": F.leaky_relu, "elu": F.elu, "selu": F.selu, "softplus": F.softplus,
    "softsign": F.softsign, "silu": F.silu, "gelu": F.gelu, "hard_sigmoid": lambda z: torch.clamp(z + 3, 0, 6) / 6, "hard_tanh": F.hardtanh, "exp": torch.exp, "expm1": torch.expm1,
    "square": torch.square, "abs": torch.abs, "sin": torch.sin, "cos": torch.cos, "erf": torch.erf,
    "log": torch.log, "sqrt": torch.sqrt, "softmax": lambda z: torch.softmax(z, 0)}
INLINE = {"smooth": smooth, "piecewise": piecewise, "sums": sums}
EPOCHS = 60
OWN_KEYS = {"cell", "size", "direction", "initial_state", "residual", "dropout"}


def dropout_mask(seed, epoch, sequence, step, layer, size, rate):
    """0 for a unit that is dropped, otherwise 1 / (1 - rate): the words of Philox4x64 with the key (seed, epoch) at (sequence, step, layer, unit // 4)."""
    words = []
    for block in range((size + 3) // 4):
        counter = sequence + (step << 64) + (layer << 128) + (block << 192)
        # NumPy counts up before it computes a block.
        words.extend(np.random.Philox(counter=(counter - 1) % 2**256, key=seed + (epoch << 64)).random_raw(4))
    return torch.tensor([0 if (int(word) >> 11) / 2**53 < rate else 1 / (1 - rate) for word in words[:size]], dtype=torch.float64)


class Network:
    def __init__(self, spec, name):
        self.spec, self.model, self.name = spec, spec["model"], name
        self.random = np.random.RandomState(spec["seed"])
        self.parameters, self.directions = {}, []
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
        self.parameters[name] = torch.tensor(value, dtype=torch.float64, requires_grad=True)
        return self.parameters[name]

    def draw(self, cell, prefix, width, layer, options):
        weights, states = {}, {}
        for name, value in cell.get("parameters", {}).items():
            shape = value["shape"] if isinstance(value, dict) else value
            (option, allowed), = value["when"].items() if isinstance(value, dict) and "when" in value else [("", None)]
            if allowed is None or options[option] in (allowed if isinstance(allowed, list) else [allowed]):
                weights[name] = self.tensor(f"{prefix}.{name}", tuple(self.size(shape, width, layer, options)))
        for name, shape in cell["state"].items():
            sizes = tuple(self.size(shape, width, layer, options))
            learned = layer.get("initial_state") == "learned"
            states[name] = self.tensor(f"{prefix}.{name}_init", sizes) if learned else torch.zeros(sizes, dtype=torch.float64)
        return weights, states

    def logits(self, x, before, mask):
        """What the output layer computes of one sequence, at its last step or at each, and the last state of every direction, each from the one before or the initial one."""
        x = [self.spec["data"]["alphabet"][symbol] for symbol in x] if isinstance(x, str) else x
        signal, every = [torch.tensor(step, dtype=torch.float64) for step in x], self.model["output"].get("steps") == "every"
        last, dropping = [], 0
        for layer, cell, options, group in self.directions:
            outputs = []
            for (weights, initial), reverse in group:
                carries = before is not None and layer.get("initial_state") == "carried"
                state, tops = before[len(last)] if carries else initial, {}
                for t in (reversed(range(len(signal))) if reverse else range(len(signal))):
                    step = STEPS[layer["cell"]] if isinstance(layer["cell"], str) else INLINE[self.name]
                    state, output = step(weights, signal[t], state, options)
                    tops[t] = state[output]
                last.append(state)
                outputs.append((tops, reverse))
            signal = [torch.cat([tops[t] for tops, _ in outputs]) + (signal[t] if layer.get("residual") else 0) for t in range(len(signal))]
            if layer.get("dropout"):
                signal = [top * mask(t, dropping, len(top), layer["dropout"]) for t, top in enumerate(signal)]
                dropping += 1
            sizes = [tops[0].shape[0] for tops, _ in outputs]
            ends = np.cumsum([0] + sizes)
            final = torch.cat([signal[0 if reverse else -1][ends[j]:ends[j + 1]] for j, (_, reverse) in enumerate(outputs)])
        return [top @ self.who + self.by for top in (signal if every else [final])], last

    def answer_loss(self, z, y):
        """The loss of an answer, and what it counts in a mean; y is numbers, or a class."""
        loss, output = self.spec["loss"], self.model["output"]
        if loss["name"] == "cross_entropy":
            classes = torch.tensor(loss.get("class_weights", [1.0] * len(z)), dtype=torch.float64)
            target = torch.tensor([y], dtype=torch.int64 if isinstance(y, int) else torch.float64)
            count = classes[y] if isinstance(y, int) else (classes * target).sum()
            return F.cross_entropy(z[None], target, classes, reduction="sum"), count.item()
        prediction = ACTIVATIONS[output.get("activation", "identity")](z)
        y = torch.tensor(y, dtype=torch.float64)
        return {
            "half_mse": lambda: 0.5 * F.mse_loss(prediction, y, reduction="sum"),
            "mse": lambda: F.mse_loss(prediction, y, reduction="sum"),
            "mae": lambda: F.l1_loss(prediction, y, reduction="sum"),
            "huber": lambda: F.huber_loss(prediction, y, reduction="sum", delta=loss.get("delta", 1.0)),
            "binary_cross_entropy": lambda: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
        }[loss["name"]](), 1

    def loss(self, rows, epoch, before=None):
        """The loss of rows of the training set, the sum of their weights, and their last states."""
        every = self.model["output"].get("steps") == "every"
        total, weights, last = 0, 0, []
        for number in rows:
            row = self.spec["data"]["train"][number]
            targets = row["y"] if every else [row["y"]]
            mask = lambda step, layer, size, rate: dropout_mask(self.spec["seed"], epoch, number, step, layer, size, rate)
            logits, states = self.logits(row["x"], before and before[len(last)], mask)
            last.append(states)
            for t, (z, y) in enumerate(zip(logits, targets)):
                weight, (loss, count) = row.get("weights", [1] * len(targets))[t], self.answer_loss(z, y)
                total, weights = total + weight * loss, weights + weight * count
        terms = 1 if self.spec["loss"]["name"] == "cross_entropy" else self.model["output"]["size"]
        return total / (weights * terms) if self.spec["loss"]["reduce"] == "mean" else total, weights, last


def optimizer_of(settings, groups):
    arguments = dict(settings)
    name = arguments.pop("name")
    arguments["lr"] = arguments.pop("learning_rate")
    if "beta1" in arguments:
        arguments["betas"] = (arguments.pop("beta1"), arguments.pop("beta2"))
    kinds = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adagrad": torch.optim.Adagrad, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}
    return kinds[name](groups, **arguments)


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
    """The losses of EPOCHS epochs, and the weights behind them."""
    network = Network(spec, name)
    optimizer = optimizer_of(spec["training"]["optimizer"], list(network.parameters.values()))
    carries = any(layer.get("initial_state") == "carried" for layer in spec["model"]["layers"])
    losses = [(train_windows if carries else train_batch)(network, optimizer, epoch) for epoch in range(EPOCHS)]
    return losses, network.parameters

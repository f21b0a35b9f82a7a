"""Trains elman-double-bias with the training sections in Training/ by PyTorch, in float64, and records losses and final weights beside them.

    /usr/bin/python3 record_training.py      (Debian: python3-torch python3-numpy python3-yaml)

The network is written out with RnnGen's own parameters, so that clipping, frozen parameters and learning rates of single ones mean the same matrices.
Full batch, the loss is taken after the update; of minibatches, before it, the mean weighted by the sequences. Each epoch's permutation is NumPy's.
"""
import pathlib

import numpy as np
import torch
import yaml
from torch.optim import lr_scheduler

import recording
from networks import optimizer_of

HERE = pathlib.Path(__file__).resolve().parent
torch.set_num_threads(1)


def schedule_of(settings, optimizer):
    arguments = dict(settings)
    name = arguments.pop("name")
    if name == "warm_up":
        rise = lr_scheduler.LinearLR(optimizer, arguments["start_factor"], total_iters=arguments["epochs"])
        return lr_scheduler.SequentialLR(optimizer, [rise, schedule_of(arguments["then"], optimizer)], [arguments["epochs"]])
    if name == "cosine":
        return lr_scheduler.CosineAnnealingLR(optimizer, arguments["t_max"], arguments["eta_min"])
    if name == "constant":
        return lr_scheduler.LambdaLR(optimizer, lambda epoch: 1.0)
    kinds = {"step": lr_scheduler.StepLR, "exponential": lr_scheduler.ExponentialLR, "reduce_on_plateau": lr_scheduler.ReduceLROnPlateau}
    return kinds[name](optimizer, **arguments)


def clip(settings, parameters):
    if settings is None:
        return
    if settings["name"] == "global_norm":
        torch.nn.utils.clip_grad_norm_(parameters, settings["max_norm"])
    elif settings["name"] == "parameter_norm":
        for parameter in parameters:
            torch.nn.utils.clip_grad_norm_([parameter], settings["max_norm"])
    else:
        torch.nn.utils.clip_grad_value_(parameters, settings["clip_value"])


def train(spec, training):
    model, random = spec["model"], np.random.RandomState(spec["seed"])
    std, width, size = spec["initialization"]["default"]["std"], model["input_size"], model["layers"][0]["size"]
    shapes = {"layers.0.Wxh": (width, size), "layers.0.Whh": (size, size), "layers.0.bxh": (size,), "layers.0.bhh": (size,),
              "output.Who": (size, model["output"]["size"])}
    own = training.get("parameters", {})
    p = {name: torch.tensor(std * random.randn(*shape), requires_grad=not own.get(name, {}).get("frozen", False)) for name, shape in shapes.items()}
    alphabet, rows = spec["data"]["alphabet"], spec["data"]["train"]
    x = torch.tensor([[alphabet[symbol] for symbol in row["x"]] for row in rows], dtype=torch.float64)
    y = torch.tensor([row["y"] for row in rows], dtype=torch.float64)

    def loss(index):
        s = torch.zeros(len(index), size, dtype=torch.float64)
        for t in range(model["sequence_length"]):
            s = torch.tanh(x[index, t] @ p["layers.0.Wxh"] + p["layers.0.bxh"] + s @ p["layers.0.Whh"] + p["layers.0.bhh"])
        return 0.5 * torch.mean((y[index] - torch.sigmoid(s @ p["output.Who"])) ** 2)

    trained = [q for q in p.values() if q.requires_grad]
    groups = [{"params": [q], **({"lr": own[name]["learning_rate"]} if "learning_rate" in own.get(name, {}) else {})}
              for name, q in p.items() if q.requires_grad]
    optimizer = optimizer_of(training["optimizer"], groups)
    schedule = schedule_of(training["schedule"], optimizer) if "schedule" in training else None
    everything, size_of_batch = np.arange(len(rows)), training.get("batch_size", len(rows))
    order, losses = np.random.RandomState([spec["seed"], 2]), []
    for _ in range(training["epochs"]):
        index = order.permutation(len(rows)) if "batch_size" in training else everything
        total = 0.0
        for start in range(0, len(rows), size_of_batch):
            batch = index[start:start + size_of_batch]
            optimizer.zero_grad()
            value = loss(batch)
            value.backward()
            clip(training.get("clipping"), trained)
            optimizer.step()
            total += value.item() * len(batch)
        losses.append(total / len(rows) if "batch_size" in training else loss(everything).item())
        if isinstance(schedule, lr_scheduler.ReduceLROnPlateau):
            schedule.step(losses[-1])
        elif schedule is not None:
            schedule.step()
    return losses, p


if __name__ == "__main__":
    spec = yaml.load((HERE.parent / "Specs" / "elman-double-bias.yaml").read_text(), yaml.SafeLoader)
    for path in sorted((HERE / "Training").glob("*.yaml")):
        # YAML 1.1 takes 1e-3 for a text.
        training = yaml.safe_load(path.read_text().replace("1e-3", "1.0e-3"))["training"]
        recording.write(path.with_suffix(".csv"), *train(spec, training))

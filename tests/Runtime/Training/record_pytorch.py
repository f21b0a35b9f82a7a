#!/usr/bin/env python3
"""Records what PyTorch's optimizers, schedules and clipping compute, in float64, as pytorch.txt beside this file.

Run by hand, with Debian's python3-torch; the tests read the recording. A block is a headline, `optimizer adam learning_rate=0.01 ...`,
whose arguments the tests build their object from, and lines of a label and numbers below it:

* optimizer: the step, the seven parameters before it and their gradient; of every fourth step and after the last. Each
  trajectory follows its own gradient, so nothing is lost by the gaps. `gamma` is that of an ExponentialLR beside the optimizer. The
  arguments are chosen so that a start that is an ULP off ends less than 2e-12 off: RMSprop with a short memory and a small eps, say,
  is chaotic near a minimum.
* schedule: the `rates` of the epochs, and the `losses` shown to a plateau.
* clipping: the gradient `before` and `after`.
"""

import pathlib
import warnings

import torch
from torch.optim import lr_scheduler

warnings.filterwarnings("ignore", category=UserWarning)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

STEPS = 60
EPOCHS = 45
SHAPES = [(2, 2), (2,), (1,)]
START = [0.9, -0.7, 0.4, -1.3, 0.2, 1.1, -0.5]
LOSSES = [1.0, 0.8, 0.7, 0.7, 0.69999, 0.72, 0.65, 0.66, 0.67, 0.66, 0.66, 0.65, 0.64, 0.64, 0.64, 0.64, float("nan"), 0.63, 0.62, 0.62,
          0.62, 0.62, 0.61, 0.63, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6,
          0.59999, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5]

OPTIMIZERS = [
    ("sgd", dict(learning_rate=0.05)),
    ("sgd", dict(learning_rate=0.05, weight_decay=0.1)),
    ("sgd", dict(learning_rate=0.03, momentum=0.9)),
    ("sgd", dict(learning_rate=0.03, momentum=0.9, dampening=0.3)),
    ("sgd", dict(learning_rate=0.03, momentum=0.9, nesterov=True)),
    ("sgd", dict(learning_rate=0.03, momentum=0.8, nesterov=True, weight_decay=0.05)),
    ("sgd", dict(learning_rate=0.06, momentum=0.9, dampening=0.1, weight_decay=0.05, gamma=0.95)),
    ("rmsprop", dict()),
    ("rmsprop", dict(learning_rate=0.02, alpha=0.9, eps=0.1)),
    ("rmsprop", dict(learning_rate=0.005, momentum=0.9)),
    ("rmsprop", dict(learning_rate=0.005, centered=True)),
    ("rmsprop", dict(learning_rate=0.005, alpha=0.95, momentum=0.5, centered=True, weight_decay=0.1, gamma=0.97)),
    ("adagrad", dict()),
    ("adagrad", dict(learning_rate=0.3, lr_decay=0.05, initial_accumulator_value=0.1)),
    ("adagrad", dict(learning_rate=0.2, eps=1e-2, weight_decay=0.1)),
    ("adam", dict()),
    ("adam", dict(learning_rate=0.05, beta1=0.8, beta2=0.99)),
    ("adam", dict(learning_rate=0.05, eps=1e-2, weight_decay=0.1)),
    ("adam", dict(learning_rate=0.05, beta2=0.9, amsgrad=True)),
    ("adam", dict(learning_rate=0.08, beta2=0.95, amsgrad=True, weight_decay=0.2, gamma=0.97)),
    ("adamw", dict()),
    ("adamw", dict(learning_rate=0.05, beta1=0.8, beta2=0.99, eps=1e-4, weight_decay=0.3)),
    ("adamw", dict(learning_rate=0.08, beta2=0.95, amsgrad=True, weight_decay=0.2, gamma=0.97)),
]

SCHEDULES = [
    ("step", dict(learning_rate=0.1, step_size=7)),
    ("step", dict(learning_rate=0.1, step_size=1, gamma=0.7)),
    ("exponential", dict(learning_rate=0.3, gamma=0.9)),
    ("cosine", dict(learning_rate=0.1, T_max=20)),
    ("cosine", dict(learning_rate=0.1, T_max=37, eta_min=0.013)),
    ("cosine", dict(learning_rate=0.1, T_max=1)),
    ("warm_up", dict(learning_rate=0.1, epochs=5)),
    ("warm_up", dict(learning_rate=0.1, epochs=10, start_factor=0.01, then="exponential", gamma=0.9)),
    ("warm_up", dict(learning_rate=0.1, epochs=7, then="cosine", T_max=30, eta_min=0.001)),
    ("warm_up", dict(learning_rate=0.1, epochs=3, start_factor=0.5, then="step", step_size=6, gamma=0.5)),
    ("plateau", dict(learning_rate=0.1)),
    ("plateau", dict(learning_rate=0.1, factor=0.5, patience=2)),
    ("plateau", dict(learning_rate=0.1, factor=0.3, patience=0, min_lr=0.005)),
    ("plateau", dict(learning_rate=0.1, factor=0.5, patience=1, threshold=0.05, cooldown=3)),
    ("plateau", dict(learning_rate=0.1, factor=0.5, patience=2, threshold=0.02, threshold_mode="abs")),
    ("plateau", dict(learning_rate=0.1, factor=0.1, patience=1, eps=0.001)),
]

CLIPPINGS = [
    ("global_norm", dict(max_norm=0.5)),
    ("global_norm", dict(max_norm=100.0)),
    ("parameter_norm", dict(max_norm=0.8)),
    ("value", dict(clip_value=0.35)),
]


def tensors():
    """The starting point as three parameters."""
    flat = torch.tensor(START)
    pieces = flat.split([torch.Size(shape).numel() for shape in SHAPES])
    return [piece.reshape(shape).clone().requires_grad_() for piece, shape in zip(pieces, SHAPES)]


def flatten(pieces):
    return torch.cat([piece.detach().reshape(-1) for piece in pieces]).tolist()


def objective(parameters):
    """Coupled double wells."""
    p = torch.cat([parameter.reshape(-1) for parameter in parameters])
    a = 0.5 + 0.25 * torch.arange(7)
    return (p**4 / 4 - a * p**2 / 2 + 0.1 * p).sum() + 0.3 * (p[:-1] * p[1:]).sum()


def pytorch_optimizer(name, parameters, arguments):
    arguments = dict(arguments)
    if "learning_rate" in arguments:
        arguments["lr"] = arguments.pop("learning_rate")
    if name.startswith("adam"):
        arguments["betas"] = (arguments.pop("beta1", 0.9), arguments.pop("beta2", 0.999))
    kinds = {"sgd": torch.optim.SGD, "rmsprop": torch.optim.RMSprop, "adagrad": torch.optim.Adagrad,
             "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}
    return kinds[name](parameters, **arguments)


def optimizer_block(name, arguments):
    parameters = tensors()
    gamma = arguments.get("gamma", 1.0)
    optimizer = pytorch_optimizer(name, parameters, {key: value for key, value in arguments.items() if key != "gamma"})
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma)
    for step in range(STEPS + 1):
        optimizer.zero_grad()
        objective(parameters).backward()
        if step % 4 == 0:
            yield step, flatten(parameters) + flatten([parameter.grad for parameter in parameters])
        optimizer.step()
        scheduler.step()


def pytorch_schedule(name, optimizer, arguments):
    arguments = dict(arguments)
    if name == "warm_up":
        then, epochs = arguments.pop("then", None), arguments.pop("epochs")
        start = {"start_factor": arguments.pop("start_factor")} if "start_factor" in arguments else {}
        rise = lr_scheduler.LinearLR(optimizer, total_iters=epochs, **start)
        return lr_scheduler.SequentialLR(optimizer, [rise, pytorch_schedule(then, optimizer, arguments)], [epochs]) if then else rise
    kinds = {"step": lr_scheduler.StepLR, "exponential": lr_scheduler.ExponentialLR, "cosine": lr_scheduler.CosineAnnealingLR,
             "plateau": lr_scheduler.ReduceLROnPlateau}
    return kinds[name](optimizer, **arguments)


def schedule_block(name, arguments):
    arguments = dict(arguments)
    optimizer = torch.optim.SGD(tensors(), lr=arguments.pop("learning_rate"))
    scheduler = pytorch_schedule(name, optimizer, arguments)
    rates = []
    for epoch in range(EPOCHS):
        rates.append(optimizer.param_groups[0]["lr"])
        scheduler.step(*([LOSSES[epoch]] if name == "plateau" else []))
    if name == "plateau":
        yield "losses", LOSSES
    yield "rates", rates


def clipping_block(name, arguments):
    parameters = tensors()
    objective(parameters).backward()
    yield "before", flatten([parameter.grad for parameter in parameters])
    if name == "global_norm":
        torch.nn.utils.clip_grad_norm_(parameters, **arguments)
    elif name == "value":
        torch.nn.utils.clip_grad_value_(parameters, **arguments)
    else:
        for parameter in parameters:
            torch.nn.utils.clip_grad_norm_([parameter], **arguments)
    yield "after", flatten([parameter.grad for parameter in parameters])


def lines():
    yield f"# PyTorch {torch.__version__}, by record_pytorch.py."
    kinds = [("optimizer", OPTIMIZERS, optimizer_block), ("schedule", SCHEDULES, schedule_block), ("clipping", CLIPPINGS, clipping_block)]
    for kind, cases, block in kinds:
        for name, arguments in cases:
            yield " ".join([kind, name] + [f"{key}={value}" for key, value in arguments.items()])
            for label, numbers in block(name, arguments):
                yield " ".join([str(label)] + [repr(number) for number in numbers])


if __name__ == "__main__":
    text = "".join(line + "\n" for line in lines())
    pathlib.Path(__file__).with_name("pytorch.txt").write_text(text, encoding="ascii")

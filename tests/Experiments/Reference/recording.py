"""Writes down what the scripts beside this one record."""


def write(path, losses, weights):
    """The losses by epoch, and in a file beside it the final weights: a parameter a line, its name and its numbers row by row."""
    lines = ["epoch,train_loss"] + [f"{epoch},{loss!r}" for epoch, loss in enumerate(losses)]
    path.write_text("\n".join(lines) + "\n")
    lines = [",".join([name, *(repr(float(number)) for number in value.flatten())]) for name, value in weights.items()]
    path.with_suffix(".weights.csv").write_text("\n".join(lines) + "\n")
    print(path.stem, losses[0], losses[-1])

"""The notebook's network, and PyTorch's own recurrent layers.

    python3 torch_peer.py <folder of the data> <threads>
"""
import sys

import torch

import notebook
from peer import INPUTS, OUTPUTS, RATE, network, serve

LAYERS = {"elman": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def seed_autograd():
    """The notebook's network; PyTorch derives the gradient."""
    x, y = torch.tensor(notebook.x_train, dtype=torch.float64), torch.tensor(notebook.y_train, dtype=torch.float64)
    Wxh, Whh, Who = weights = [torch.tensor(w, requires_grad=True) for w in notebook.initial_weights()]
    state = {}

    def forward():
        s = torch.tanh(x[:, 0] @ Wxh)
        for t in range(1, 4):
            s = torch.tanh(s @ Whh + x[:, t] @ Wxh)
        return 0.5 * torch.mean((y - torch.sigmoid(s @ Who)) ** 2)

    def epoch():
        # The loss after an update is that of the next epoch's forward pass.
        loss = state.get("loss")
        if loss is None:
            loss = forward()
        loss.backward()
        with torch.no_grad():
            for w in weights:
                w -= notebook.learning_rate * w.grad
                w.grad = None
        state["loss"] = forward()
        return state["loss"].detach()

    return epoch


def seed_by_hand():
    """The notebook's forward and backward pass in PyTorch's operations, without autograd; the next epoch's forward pass supplies the loss."""
    x, y = torch.tensor(notebook.x_train, dtype=torch.float64), torch.tensor(notebook.y_train, dtype=torch.float64)
    Wxh, Whh, Who = (torch.tensor(w) for w in notebook.initial_weights())

    def forward():
        s = [torch.tanh(x[:, 0] @ Wxh)]
        for t in range(1, 4):
            s.append(torch.tanh(s[-1] @ Whh + x[:, t] @ Wxh))
        return s, torch.sigmoid(s[-1] @ Who)

    state = {"forward": forward()}

    def epoch():
        s, y_hat = state["forward"]
        ro = (y_hat - y) / len(x) * (y_hat * (1 - y_hat))
        dWho = s[3].T @ ro
        ro = ro @ Who.T * (1 - s[3] * s[3])
        dWxh, dWhh = x[:, 3].T @ ro, s[2].T @ ro
        for t in (2, 1, 0):
            ro = ro @ Whh.T * (1 - s[t] * s[t])
            dWxh += x[:, t].T @ ro
            if t > 0:
                dWhh += s[t - 1].T @ ro
        for w, gradient in ((Wxh, dWxh), (Whh, dWhh), (Who, dWho)):
            w -= notebook.learning_rate * gradient
        state["forward"] = forward()
        return 0.5 * torch.mean((y - state["forward"][1]) ** 2)

    def without_autograd():
        with torch.no_grad():
            return epoch()

    return without_autograd


def prediction(count):
    x = torch.tensor(notebook.sequences(count))
    Wxh, Whh, Who = (torch.tensor(w) for w in notebook.trained_weights())

    @torch.no_grad()
    def predict():
        s = torch.tanh(x[:, 0] @ Wxh)
        for t in range(1, 4):
            s = torch.tanh(s @ Whh + x[:, t] @ Wxh)
        return torch.sigmoid(s @ Who)[0, 0]

    return predict


def layers(workload):
    n = network(workload, sys.argv[1])
    x, y = torch.tensor(n.x), torch.tensor(n.y)
    recurrent = LAYERS[n.cell](INPUTS, n.size, num_layers=len(n.layers)).to(x.dtype)
    output = torch.nn.Linear(n.size, OUTPUTS, bias=False).to(x.dtype)
    with torch.no_grad():
        for weights, layer in zip(recurrent.all_weights, n.layers):
            for weight, array in zip(weights, (layer.Wx.T, layer.Wh.T, layer.bx, layer.bh)):
                weight.copy_(torch.tensor(array))
        output.weight.copy_(torch.tensor(n.Who.T))
    optimizer = torch.optim.SGD([*recurrent.parameters(), *output.parameters()], lr=RATE)

    def iteration():
        optimizer.zero_grad(set_to_none=True)
        states, _ = recurrent(x)
        loss = torch.nn.functional.mse_loss(output(states[-1]), y)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return iteration


def prepare(workload):
    kind = workload.split("-")[0]
    if kind == "seed":
        return seed_autograd() if workload == "seed" else seed_by_hand()
    return prediction(int(workload.split("-")[1])) if kind == "predict" else layers(workload)


torch.set_num_threads(int(sys.argv[2]))
serve(prepare)

"""The notebook, and recurrent networks in NumPy written for speed: products with the inputs and gradients of the weights of all steps at once.

    python3 numpy_peer.py <folder of the data>
"""
import sys

import numpy as np

import notebook
from peer import GATES, RATE, network, serve


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Training:
    def __init__(self, n):
        self.n = n
        (self.layer,) = n.layers  # only one
        steps, batch = n.x.shape[:2]
        self.h = np.zeros((steps + 1, batch, n.size), dtype=n.x.dtype)  # h[t + 1] is the state after step t
        self.dz = np.empty((steps, batch, n.size * len(GATES[n.cell])), dtype=n.x.dtype)

    def iteration(self):
        n, layer, h = self.n, self.layer, self.h
        backward = getattr(self, n.cell)(n.x @ layer.Wx + layer.bx)
        error = h[-1] @ n.Who - n.y
        loss = np.mean(error * error)
        dy = error * (2 / error.size)
        dWho = h[-1].T @ dy
        dzh = backward(dy @ n.Who.T)  # the gradient of what is multiplied by Wh
        dz = self.dz.reshape(-1, self.dz.shape[-1])
        dzh = dzh.reshape(-1, dz.shape[-1])
        layer.Wx -= RATE * (n.x.reshape(-1, n.x.shape[-1]).T @ dz)
        layer.Wh -= RATE * (h[:-1].reshape(-1, n.size).T @ dzh)
        layer.bx -= RATE * dz.sum(axis=0)
        layer.bh -= RATE * dzh.sum(axis=0)
        n.Who -= RATE * dWho
        return loss

    def elman(self, zx):
        layer, h, dz = self.layer, self.h, self.dz
        for t in range(len(zx)):
            np.tanh(zx[t] + h[t] @ layer.Wh + layer.bh, out=h[t + 1])

        def backward(dh):
            for t in reversed(range(len(zx))):
                dz[t] = dh * (1 - h[t + 1] * h[t + 1])
                dh = dz[t] @ layer.Wh.T
            return dz

        return backward

    def lstm(self, zx):
        layer, h, dz, size = self.layer, self.h, self.dz, self.n.size
        c, kept = np.zeros_like(h[0]), []
        for t in range(len(zx)):
            z = zx[t] + h[t] @ layer.Wh + layer.bh
            gates = sigmoid(z)
            i, f, o = gates[:, :size], gates[:, size:2 * size], gates[:, 3 * size:]
            g = np.tanh(z[:, 2 * size:3 * size])
            c_prev, c = c, f * c + i * g
            tanh_c = np.tanh(c)
            np.multiply(o, tanh_c, out=h[t + 1])
            kept.append((i, f, g, o, c_prev, tanh_c))

        def backward(dh):
            dc = 0
            for t in reversed(range(len(zx))):
                i, f, g, o, c_prev, tanh_c = kept[t]
                dc = dc + dh * o * (1 - tanh_c * tanh_c)
                d = dz[t]
                d[:, :size] = dc * g * i * (1 - i)
                d[:, size:2 * size] = dc * c_prev * f * (1 - f)
                d[:, 2 * size:3 * size] = dc * i * (1 - g * g)
                d[:, 3 * size:] = dh * tanh_c * o * (1 - o)
                dc = dc * f
                dh = d @ layer.Wh.T
            return dz

        return backward

    def gru(self, zx):
        layer, h, dz, size = self.layer, self.h, self.dz, self.n.size
        kept = []
        for t in range(len(zx)):
            zh = h[t] @ layer.Wh + layer.bh
            gates = sigmoid(zx[t][:, :2 * size] + zh[:, :2 * size])
            r, z = gates[:, :size], gates[:, size:]
            u = zh[:, 2 * size:]
            new = np.tanh(zx[t][:, 2 * size:] + r * u)
            h[t + 1] = (1 - z) * new + z * h[t]
            kept.append((r, z, new, u))

        def backward(dh):
            dzh = np.empty_like(dz)
            for t in reversed(range(len(zx))):
                r, z, new, u = kept[t]
                dn = dh * (1 - z) * (1 - new * new)
                d = dz[t]
                d[:, :size] = dn * u * r * (1 - r)
                d[:, size:2 * size] = dh * (h[t] - new) * z * (1 - z)
                d[:, 2 * size:] = dn
                dzh[t, :, :2 * size] = d[:, :2 * size]
                dzh[t, :, 2 * size:] = dn * r
                dh = dh * z + dzh[t] @ layer.Wh.T
            return dzh

        return backward


def prepare(workload):
    if workload == "seed":
        return notebook.training(notebook.initial_weights())
    if workload.startswith("predict-"):
        x, weights = notebook.sequences(int(workload.split("-")[1])), notebook.trained_weights()
        return lambda: notebook.forward(x, *weights)[0, 0]
    return Training(network(workload, sys.argv[1])).iteration


serve(prepare)

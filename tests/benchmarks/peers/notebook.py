"""The notebook's data, initial weights and training, as it stands there: steps spelled out, the loss by a forward pass of its own."""
import numpy as np

LETTERS = {"a": [0, 0, 1], "b": [0, 1, 0], "c": [1, 0, 0]}
TEXTS = "bbcb cbcb bcbc cbbc ccbc bacb ccba acbc cbac baab aabc acaa".split()
x_train = np.array([[LETTERS[letter] for letter in text] for text in TEXTS])
y_train = np.array([[0], [0], [0], [0], [0], [1], [1], [1], [1], [0], [0], [1]])
learning_rate = 0.1


def initial_weights():
    np.random.seed(0)
    return 0.1 * np.random.randn(3, 2), 0.1 * np.random.randn(2, 2), 0.1 * np.random.randn(2, 1)


def sigmoid(x):
    return 1/(1+np.exp(-x))

def sigmoid_der(x):
    return sigmoid(x) * (1 - sigmoid(x))

def tanh(x):
    return np.tanh(x)

def tanh_der(x):
    return 1.0 - np.tanh(x)**2

def mse(x, y, Wxh, Whh, Who):
    y_hat = forward(x, Wxh, Whh, Who)
    return 0.5 * np.mean((y-y_hat)**2)

def forward(x, Wxh, Whh, Who):
    assert x.ndim==3 and x.shape[1:]==(4, 3)

    x_t0 = x[:,0,:]
    x_t1 = x[:,1,:]
    x_t2 = x[:,2,:]
    x_t3 = x[:,3,:]

    s_init = np.zeros([len(x), len(Whh)])   # [n_batch, n_hid]
    z_t0 = s_init @ Whh + x_t0 @ Wxh
    s_t0 = tanh(z_t0)
    z_t1 = s_t0 @ Whh + x_t1 @ Wxh
    s_t1 = tanh(z_t1)
    z_t2 = s_t1 @ Whh + x_t2 @ Wxh
    s_t2 = tanh(z_t2)
    z_t3 = s_t2 @ Whh + x_t3 @ Wxh
    s_t3 = tanh(z_t3)
    z_out = s_t3 @ Who
    y_hat = sigmoid( z_out )

    return y_hat

def backward(x, y, Wxh, Whh, Who):
    assert x.ndim==3 and x.shape[1:]==(4, 3)
    assert y.ndim==2 and y.shape[1:]==(1,)
    assert len(x) == len(y)

    # Forward
    x_t0 = x[:,0,:]
    x_t1 = x[:,1,:]
    x_t2 = x[:,2,:]
    x_t3 = x[:,3,:]

    s_init = np.zeros([len(x), len(Whh)])   # [n_batch, n_hid]
    z_t0 = s_init @ Whh + x_t0 @ Wxh
    s_t0 = tanh(z_t0)
    z_t1 = s_t0 @ Whh + x_t1 @ Wxh
    s_t1 = tanh(z_t1)
    z_t2 = s_t1 @ Whh + x_t2 @ Wxh
    s_t2 = tanh(z_t2)
    z_t3 = s_t2 @ Whh + x_t3 @ Wxh
    s_t3 = tanh(z_t3)
    z_out = s_t3 @ Who
    y_hat = sigmoid( z_out )

    # Backward
    dWxh = np.zeros_like(Wxh)
    dWhh = np.zeros_like(Whh)
    dWho = np.zeros_like(Who)

    err = -(y-y_hat)/len(x) * sigmoid_der( z_out )
    dWho = s_t3.T @ err
    ro_t3 = err @ Who.T * tanh_der(z_t3)

    dWxh += x_t3.T @ ro_t3
    dWhh += s_t2.T @ ro_t3
    ro_t2 = ro_t3 @ Whh.T * tanh_der(z_t2)

    dWxh += x_t2.T @ ro_t2
    dWhh += s_t1.T @ ro_t2
    ro_t1 = ro_t2 @ Whh.T * tanh_der(z_t1)

    dWxh += x_t1.T @ ro_t1
    dWhh += s_t0.T @ ro_t1
    ro_t0 = ro_t1 @ Whh.T * tanh_der(z_t0)

    dWxh += x_t0.T @ ro_t0
    dWhh += s_init.T @ ro_t0

    return y_hat, dWxh, dWhh, dWho


def training(weights):
    """One epoch of the notebook's train_rnn a call, which changes the weights in place."""
    Wxh, Whh, Who = weights

    def epoch():
        y_hat, dWxh, dWhh, dWho = backward(x_train, y_train, Wxh, Whh, Who)
        Wxh[...] += -learning_rate * dWxh
        Whh[...] += -learning_rate * dWhh
        Who[...] += -learning_rate * dWho
        return mse(x_train, y_train, Wxh, Whh, Who)

    return epoch


def trained_weights():
    weights = initial_weights()
    epoch = training(weights)
    for _ in range(3000):
        epoch()
    return weights


def sequences(count):
    """As many sequences as asked for: the training set over and over."""
    return np.resize(x_train, (count, 4, 3)).astype(float)

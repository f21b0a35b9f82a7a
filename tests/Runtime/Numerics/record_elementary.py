"""Records elementary functions at random points, computed with 200 bits: apt-get install python3-mpmath; /usr/bin/python3 record_elementary.py

A row has the function, the argument, and the value as an unevaluated sum of two doubles; doubles are written as their bits in hexadecimal.
"""
import random
import struct

from mpmath import cos, erf, exp, expm1, log, log1p, mp, mpf, sin

mp.prec = 200
random.seed(1)


def uniform(low, high):
    return lambda: random.uniform(low, high)


def any_exponent(low, high):
    return lambda: random.uniform(1, 2) * 2.0 ** random.randint(low, high)


FUNCTIONS = {
    "Exp": (exp, [uniform(-1, 1), uniform(-20, 20), uniform(-745, 709.7), uniform(-745, -700)]),
    "Expm1": (expm1, [uniform(-1, 1), uniform(-45, 45), lambda: random.choice([-1, 1]) * any_exponent(-60, 0)(), uniform(0, 709.7)]),
    "Log": (log, [uniform(0, 2), any_exponent(-1074, 1023), uniform(0.9, 1.1)]),
    "Softplus": (lambda x: log1p(exp(x)), [uniform(-4, 4), uniform(-40, 40), uniform(-745, 0)]),
    "Sin": (sin, [uniform(-4, 4), uniform(-1048576, 1048576), any_exponent(-60, 0)]),
    "Cos": (cos, [uniform(-4, 4), uniform(-1048576, 1048576), any_exponent(-60, 0)]),
    "Erf": (erf, [uniform(-1, 1), uniform(-7, 7), any_exponent(-60, 0)]),
}

# Where random searches of millions of points found the largest errors.
WORST = {
    "Exp": [396.1913603945595], "Expm1": [0.3522236251049784], "Log": [1.4185013265435125], "Softplus": [-2.0737993596465323],
    "Sin": [-0.7881444714908228], "Cos": [627712.9490212947], "Erf": [0.9608235908489784],
}


def bits(x):
    return struct.pack(">d", x).hex()


with open("elementary.csv", "w", newline="\n") as file:
    file.write("function,argument,high,low\n")
    for name, (function, draws) in FUNCTIONS.items():
        for x in WORST[name] + [draw() for draw in draws for _ in range(120)]:
            value = function(mpf(x))
            high = float(value)
            file.write(f"{name},{bits(x)},{bits(high)},{bits(float(value - high))}\n")

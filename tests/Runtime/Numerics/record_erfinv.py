"""Records the inverse error function at random points, computed with 200 bits: apt-get install python3-mpmath; /usr/bin/python3 record_erfinv.py

A row has the argument, and the value as an unevaluated sum of two doubles; doubles are written as their bits in hexadecimal.
"""
import random
import struct

from mpmath import erfinv, mp, mpf

mp.prec = 200
random.seed(1)

DRAWS = [
    lambda: random.uniform(-0.99, 0.99),
    lambda: random.choice([-1, 1]) * random.uniform(0.99, 1),
    lambda: random.choice([-1, 1]) * (1 - random.uniform(1, 2) * 2.0 ** random.randint(-53, -4)),
    lambda: random.uniform(1, 2) * 2.0 ** random.randint(-1000, -2),
]

# The ends of the three polynomials' ranges, and where a random search found the largest errors.
OTHERS = [0.0, 5e-324, 0.99662529, 0.99662532, 0.9999976, 0.9999977, 1 - 2.0**-53, 0.8403194409663265, 0.9999977480537254]


def bits(x):
    return struct.pack(">d", x).hex()


with open("erfinv.csv", "w", newline="\n") as file:
    file.write("argument,high,low\n")
    for x in OTHERS + [draw() for draw in DRAWS for _ in range(250)]:
        value = erfinv(mpf(x))
        high = float(value)
        file.write(f"{bits(x)},{bits(high)},{bits(float(value - high))}\n")

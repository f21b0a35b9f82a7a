"""Trains the notebook's network and writes it as an ONNX model in float32, for onnx/Program.cs.

    python3 write_onnx.py model.onnx
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import notebook

Wxh, Whh, Who = (w.astype(np.float32) for w in notebook.trained_weights())
graph = helper.make_graph(
    [
        helper.make_node("RNN", ["x", "W", "R"], ["", "states"], hidden_size=len(Whh), activations=["Tanh"]),
        helper.make_node("Squeeze", ["states", "directions"], ["s"]),
        helper.make_node("MatMul", ["s", "Who"], ["z_out"]),
        helper.make_node("Sigmoid", ["z_out"], ["y_hat"]),
    ],
    "count-letter-a",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, [4, "sequences", 3])],
    [helper.make_tensor_value_info("y_hat", TensorProto.FLOAT, ["sequences", 1])],
    [
        numpy_helper.from_array(np.ascontiguousarray(Wxh.T)[None], "W"),
        numpy_helper.from_array(np.ascontiguousarray(Whh.T)[None], "R"),
        numpy_helper.from_array(Who, "Who"),
        numpy_helper.from_array(np.array([0]), "directions"),
    ],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])

"""Tuning steps per second of PyTorch's own Python: an ONNX graph as PyTorch operations, its weights
as parameters, random rows, pinball loss, Adam, one thread. Prints one line."""

import argparse
import pathlib
import time

import numpy as np
import onnx
import torch
from torch.nn import functional

OPERATORS = {
    "Add": lambda x, y: x + y,
    "Concat": lambda *parts, axis: torch.cat(parts, axis),
    "CumSum": lambda x, axis: x.cumsum(int(axis)),
    "Div": lambda x, y: x / y,
    "Exp": torch.exp,
    "Gelu": lambda x, approximate=b"none": functional.gelu(x, approximate=approximate.decode()),
    "Identity": lambda x: x,
    "Log": torch.log,
    "MatMul": torch.matmul,
    "Max": torch.maximum,
    "Min": torch.minimum,
    "Mul": lambda x, y: x * y,
    "Relu": torch.relu,
    "Sigmoid": torch.sigmoid,
    "Softplus": functional.softplus,
    "Sub": lambda x, y: x - y,
    "Tanh": torch.tanh,
}


def gemm(x, w, b, alpha=1.0, beta=1.0, transA=0, transB=0):
    assert alpha == beta == 1 and not transA
    return functional.linear(x, w if transB else w.T, b)


def layer_normalization(x, scale, bias, axis=-1, epsilon=1e-5, stash_type=1):
    assert axis in (-1, x.dim() - 1)
    return functional.layer_norm(x, scale.shape, scale, bias, epsilon)


def cut(x, starts, ends, axes, steps=None):
    assert steps is None or bool((steps == 1).all())
    for start, end, axis in zip(starts.tolist(), ends.tolist(), axes.tolist()):
        x = x.narrow(axis, start, min(end, x.shape[axis]) - start)
    return x


OPERATORS |= {"Gemm": gemm, "LayerNormalization": layer_normalization, "Slice": cut}


class Network(torch.nn.Module):
    """The graph, node by node; everything that an attribute says is read once."""

    def __init__(self, model, tuned):
        super().__init__()
        graph = model.graph
        self.input, self.output = graph.input[0].name, graph.output[0].name
        self.columns = graph.input[0].type.tensor_type.shape.dim[1].dim_value
        self.constants, self.tuned = {}, []
        for tensor in graph.initializer:
            value = torch.from_numpy(onnx.numpy_helper.to_array(tensor).copy())
            if value.is_floating_point() and any(tensor.name.startswith(t) for t in tuned):
                value = torch.nn.Parameter(value)
                self.register_parameter(tensor.name.replace(".", "_"), value)
                self.tuned.append(tensor.name)
            self.constants[tensor.name] = value
        absent = {node.op_type for node in graph.node} - set(OPERATORS)
        if absent:
            raise SystemExit(f"This bench does not know {', '.join(sorted(absent))}; it knows "
                             + ", ".join(sorted(OPERATORS)))
        self.nodes = [
            (OPERATORS[node.op_type], list(node.input), node.output[0],
             {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute})
            for node in graph.node]

    def forward(self, rows):
        values = dict(self.constants)
        values[self.input] = rows
        for operator, inputs, output, attributes in self.nodes:
            values[output] = operator(*[values[name] for name in inputs], **attributes)
        return values[self.output]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=pathlib.Path)
    parser.add_argument("--batch", type=int, default=512)
    parser.add_argument("--steps", type=int, default=300, help="steps of a round")
    parser.add_argument("--rounds", type=int, default=5, help="the median of them is printed")
    parser.add_argument("--weights", default="", metavar="PREFIXES",
                        help="tune the initializers whose names begin so; ',' between (default: all)")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    torch.manual_seed(1)
    network = Network(onnx.load(asked.graph), asked.weights.split(","))
    rows = torch.randn(asked.batch, network.columns)
    sold = torch.rand(asked.batch, 1) * 5
    levels = torch.linspace(0.1, 0.9, network(rows).shape[1])
    adam = torch.optim.Adam(network.parameters(), lr=1e-4)

    def step():
        over = sold - network(rows)
        loss = torch.maximum(levels * over, (levels - 1) * over).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()

    for _ in range(asked.steps // 5):
        step()
    rates = []
    for _ in range(asked.rounds):
        begin = time.perf_counter()
        for _ in range(asked.steps):
            step()
        rates.append(asked.steps / (time.perf_counter() - begin))
    print(f"torch {torch.__version__.split('+')[0]}, {asked.graph.name}, "
          f"{sum(p.numel() for p in network.parameters())} weights in {len(network.tuned)} tensors, "
          f"batch {asked.batch}, Adam, pinball, 1 thread: {np.median(rates):.1f} steps/s "
          f"({min(rates):.1f} to {max(rates):.1f})")


if __name__ == "__main__":
    main()

"""Exports small PyTorch networks to ONNX, for tests of graphs that no Java code wrote.

Each network is float[rows, 12] `features` to float[rows, 5] `quantiles`, weights random from a
seed. Beside NAME.onnx stands NAME.expected.txt: a line for each row of a fixed input, its twelve
features, a bar, and what PyTorch itself gives for them.
"""

import pathlib
import warnings

import onnx
import torch
from torch import nn

FEATURES, QUANTILES, ROWS = 12, 5, 7
PAST = 8  # the first features are a series, oldest first; the others describe the row
HERE = pathlib.Path(__file__).parent


class Mlp(nn.Module):
    """Hidden layers with LayerNorm and GELU."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(FEATURES, 16), nn.LayerNorm(16), nn.GELU(),
            nn.Linear(16, 16), nn.LayerNorm(16), nn.GELU(), nn.Dropout(0.1),
            nn.Linear(16, QUANTILES))

    def forward(self, x):
        return self.layers(x)


class Residual(nn.Module):
    """TiDE's block: a hidden layer beside a linear skip, then LayerNorm."""

    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.inner = nn.Sequential(
            nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, outputs), nn.Dropout(0.1))
        self.skip = nn.Linear(inputs, outputs)
        self.norm = nn.LayerNorm(outputs)

    def forward(self, x):
        return self.norm(self.inner(x) + self.skip(x))


class Tide(nn.Module):
    """After TiDE (Das et al. 2023): dense encoder and decoder, and a skip from the past."""

    def __init__(self):
        super().__init__()
        self.static = Residual(FEATURES - PAST, 8, 4)
        self.encoder = Residual(PAST + 4, 16, 12)
        self.decoder = Residual(12, 16, 8)
        self.head = nn.Linear(8, QUANTILES)
        self.skip = nn.Linear(PAST, QUANTILES)

    def forward(self, x):
        past, static = x.split([PAST, FEATURES - PAST], dim=1)
        level = past.abs().mean(dim=1, keepdim=True) + 1
        past = past / level
        code = self.encoder(torch.cat([past, self.static(static)], dim=1))
        out = self.head(self.decoder(code)) + self.skip(past)
        return out.cumsum(dim=1) * level


class Recurrent(nn.Module):
    """Two layers over the past, the second in both directions, then a head."""

    def __init__(self, cell):
        super().__init__()
        self.first = cell(1, 6, batch_first=True)
        self.second = cell(6, 5, batch_first=True, bidirectional=True)
        self.head = nn.Linear(10 + FEATURES - PAST, QUANTILES)

    def forward(self, x):
        series = x[:, :PAST].unsqueeze(-1)
        states, _ = self.first(series)
        states, _ = self.second(states)
        return self.head(torch.cat([states[:, -1], x[:, PAST:]], dim=1))


class Transformer(nn.Module):
    """Two encoder layers over the past; the rest of the features go into every position."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(1, 8)
        self.context = nn.Linear(FEATURES - PAST, 8)
        self.position = nn.Parameter(torch.randn(PAST, 8) * 0.1)
        layer = nn.TransformerEncoderLayer(
            8, 2, dim_feedforward=16, activation="gelu", batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False)
        self.head = nn.Linear(8, QUANTILES)

    def forward(self, x):
        tokens = self.embed(x[:, :PAST].unsqueeze(-1)) + self.position
        tokens = tokens + self.context(x[:, PAST:]).unsqueeze(1)
        return self.head(self.layers(tokens).mean(dim=1))


class Attention(nn.Module):
    """One head of attention over the past, written with einsum."""

    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(torch.randn(3, 2, 4) * 0.5)
        self.mix = nn.Parameter(torch.randn(4, 4) * 0.5)
        self.head = nn.Linear(4 + FEATURES - PAST, QUANTILES)

    def forward(self, x):
        steps = torch.arange(PAST, device=x.device) / PAST
        tokens = torch.stack([x[:, :PAST], steps.expand(x.shape[0], PAST)], dim=-1)
        query, key, value = torch.einsum("btf,cfd->cbtd", tokens, self.weights)
        weights = torch.einsum("bqd,bkd->bqk", query, key).softmax(dim=-1)
        mixed = torch.einsum("bqk,bkd,de->be", weights, value, self.mix)
        return self.head(torch.cat([mixed, x[:, PAST:]], dim=1))


class NhitsBlock(nn.Module):
    """Pools the past, gives a backcast and a coarse forecast that is interpolated."""

    def __init__(self, pool, width, knots):
        super().__init__()
        length = -(-PAST // width)
        self.pool = pool(width, ceil_mode=True)
        self.layers = nn.Sequential(
            nn.Linear(length + FEATURES - PAST, 16), nn.ReLU(), nn.Linear(16, PAST + knots))
        between = torch.linspace(0, knots - 1, QUANTILES)
        at = torch.arange(knots).unsqueeze(1)
        self.register_buffer("interpolate", (1 - (between - at).abs()).clamp(min=0))

    def forward(self, past, static):
        pooled = self.pool(past.unsqueeze(1)).squeeze(1)
        both = self.layers(torch.cat([pooled, static], dim=1))
        return past - both[:, :PAST], both[:, PAST:] @ self.interpolate


class Nhits(nn.Module):
    """After N-HiTS (Challu et al. 2023): a stack of blocks, each at its own resolution."""

    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList([
            NhitsBlock(nn.MaxPool1d, 3, 2),
            NhitsBlock(nn.AvgPool1d, 2, 3),
            NhitsBlock(nn.MaxPool1d, 1, 5)])

    def forward(self, x):
        past, static = x[:, :PAST], x[:, PAST:]
        forecast = past[:, -1:]
        for block in self.blocks:
            past, more = block(past, static)
            forecast = forecast + more
        return nn.functional.softplus(forecast)


class Convolution(nn.Module):
    """Dilated causal convolutions with batch normalisation, pooled over time."""

    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(1, 6, 3, dilation=1)
        self.norm = nn.BatchNorm1d(6)
        self.second = nn.Conv1d(6, 6, 3, dilation=2, groups=3)
        self.instance = nn.InstanceNorm1d(6, affine=True)
        self.head = nn.Linear(6 + FEATURES - PAST, QUANTILES)
        with torch.no_grad():
            self.norm.running_mean.normal_()
            self.norm.running_var.uniform_(0.5, 2)

    def forward(self, x):
        series = x[:, :PAST].unsqueeze(1)
        series = self.norm(torch.tanh(self.first(nn.functional.pad(series, (2, 0)))))
        series = torch.relu(self.instance(self.second(nn.functional.pad(series, (4, 0)))))
        pooled = nn.functional.adaptive_avg_pool1d(series, 1).squeeze(-1)
        return self.head(torch.cat([pooled, x[:, PAST:]], dim=1))


GRAPHS = [  # name, network, opset, by the newer exporter
    ("mlp", Mlp, 20, False),
    ("tide", Tide, 18, True),
    ("gru", lambda: Recurrent(nn.GRU), 17, False),
    ("lstm", lambda: Recurrent(nn.LSTM), 19, False),
    ("transformer", Transformer, 18, True),
    ("transformer-traced", Transformer, 17, False),
    ("attention", Attention, 19, False),
    ("nhits", Nhits, 18, True),
    ("nhits-traced", Nhits, 18, False),
    ("convolution", Convolution, 17, False),
]


def line(features, outputs):
    return " ".join(f"{v:.9g}" for v in features) + " | " + " ".join(f"{v:.9g}" for v in outputs)


def export(name, make, opset, newer):
    torch.manual_seed(len(name))
    network = make().eval()
    with torch.no_grad():  # no two weights alike, no norm that does nothing
        for weights in network.parameters():
            weights += 0.1 * torch.randn_like(weights)
    x = torch.randn(ROWS, FEATURES)
    file = HERE / f"{name}.onnx"
    if newer:
        rows = torch.export.Dim("rows", min=1, max=1 << 20)
        program = torch.onnx.export(
            network, (x,), input_names=["features"], output_names=["quantiles"],
            dynamic_shapes=({0: rows},), opset_version=opset, dynamo=True)
        program.save(file)
    else:
        torch.onnx.export(
            network, (x,), file, input_names=["features"], output_names=["quantiles"],
            dynamic_axes={"features": {0: "rows"}, "quantiles": {0: "rows"}},
            opset_version=opset, dynamo=False)
    strip(file)
    with torch.no_grad():
        y = network(x)
    rows = zip(x.tolist(), y.tolist())
    (HERE / f"{name}.expected.txt").write_text("".join(line(*r) + "\n" for r in rows))
    check(file, x, y)


def strip(file):
    """Leaves out the exporter's stack traces: half of the file, and full of local paths."""
    model = onnx.load(file)
    values = [*model.graph.value_info, *model.graph.input, *model.graph.output]
    for part in [model, model.graph, *model.graph.node, *values]:
        del part.metadata_props[:]
        part.ClearField("doc_string")
    onnx.save(model, file)


def check(file, x, y):
    import onnxruntime

    model = onnx.load(file)
    onnx.checker.check_model(model)
    session = onnxruntime.InferenceSession(file.read_bytes())
    got = torch.from_numpy(session.run(["quantiles"], {"features": x.numpy()})[0])
    one = torch.from_numpy(session.run(["quantiles"], {"features": x[:1].numpy()})[0])
    operators = sorted({node.op_type for node in model.graph.node})
    print(f"{file.name} opset {model.opset_import[0].version} {file.stat().st_size} bytes, "
          f"off by {(got - y).abs().max():.1e}, one row {(one - y[:1]).abs().max():.1e}: "
          + " ".join(operators))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.backends.mha.set_fastpath_enabled(False)
    for graph in GRAPHS:
        export(*graph)

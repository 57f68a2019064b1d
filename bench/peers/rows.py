"""A backtest's rows as `parcook evaluate --rows` writes them, and forecasts as `--peers` reads them."""

import numpy as np
import pandas as pd

KEYS = ["store", "item", "origin", "start"]
LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
ABOUT = ["part", *KEYS, "local", "minutes", "open", "sold"]


def read(file):
    """All rows, features as float32; `time` and `seen` are start and origin as numbers of minutes."""
    header = pd.read_csv(file, nrows=0).columns
    types = {name: np.float32 for name in header if name not in ABOUT}
    rows = pd.read_csv(file, dtype=types | {name: str for name in ["store", "item"]})
    for instant, minute in [("start", "time"), ("origin", "seen")]:
        rows[minute] = pd.to_datetime(rows[instant]).astype("int64") // 60_000_000_000
    return rows


def features(rows):
    return [name for name in rows.columns if name not in ABOUT and name not in ("time", "seen")]


def pinball(quantiles, sold):
    """Pinball loss summed over rows and levels, in portions."""
    over = sold[:, None] - quantiles
    return np.maximum(LEVELS * over, (np.array(LEVELS) - 1) * over).sum()


def wql(quantiles, sold):
    return 2 * pinball(quantiles, sold) / sold.sum() / len(LEVELS)


def settled(quantiles, rows):
    """Sorted, not below zero, and zero where the store had said that it would be closed."""
    quantiles = np.sort(np.maximum(quantiles, 0), axis=1)
    quantiles[rows["open"].to_numpy() == 0] = 0
    return quantiles


def write(file, rows, forecasts):
    """Writes forecasts by peer, each an array of rows × levels."""
    blocks = []
    for peer, quantiles in forecasts.items():
        block = rows[KEYS].copy()
        block.insert(0, "peer", peer)
        for place, level in enumerate(LEVELS):
            block[str(level)] = quantiles[:, place].round(5)
        blocks.append(block)
    pd.concat(blocks).to_csv(file, index=False)

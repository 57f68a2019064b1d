"""Forecasts a backtest's rows with other tools: ROWS as `parcook evaluate --rows` writes them, to
FORECASTS as `parcook evaluate --peers` reads them."""

import argparse
import time
import warnings

import rows as table
import series
import trees

LIGHTGBM = "LightGBM"


def main():
    peers = [LIGHTGBM, *series.PEERS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", metavar="ROWS")
    parser.add_argument("forecasts", metavar="FORECASTS", help="a .csv or .csv.gz to write")
    parser.add_argument("--peers", default=None, metavar="NAMES",
                        help="some of: " + "; ".join(peers) + " (default: all; ';' between)")
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    warnings.filterwarnings("ignore", category=UserWarning)
    everything = table.read(asked.rows)
    train = everything[everything["part"] == "train"]
    test = everything[everything["part"] == "test"]
    print(f"{len(train)} rows to learn from, {len(test)} to forecast")
    sold = test["sold"].to_numpy()
    forecasts = {}
    for peer in asked.peers.split(";") if asked.peers else peers:
        begin = time.perf_counter()
        if peer == LIGHTGBM:
            quantiles = trees.forecast(train, test, asked.threads)
        else:
            quantiles = series.forecast(train, test, peer)
        forecasts[peer] = table.settled(quantiles, test)
        seconds = time.perf_counter() - begin
        print(f"{peer:20} WQL {table.wql(forecasts[peer], sold):.4f}  {seconds:.0f} s", flush=True)
    table.write(asked.forecasts, test, forecasts)


if __name__ == "__main__":
    main()

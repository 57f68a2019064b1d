"""LightGBM's quantile regression on the model's own features."""

import lightgbm as lgb
import numpy as np

import rows as table

PARAMETERS = dict(
    objective="quantile", learning_rate=0.05, num_leaves=31, min_data_in_leaf=50,
    feature_fraction=0.8, bagging_fraction=0.8, bagging_freq=1, seed=1, deterministic=True,
    verbosity=-1)
MOST_ROUNDS = 600
PATIENCE = 30
JUDGED_DAYS = 14


def forecast(train, test, threads):
    """Nine models, one a level. What they learn is portions over the item's level, weighted by the
    level, as our own model does: the features are in that unit too. The number of trees is that
    which is best on the last two weeks of the past; then all of the past is learned."""
    names = table.features(train)
    newest = train["time"].max() - JUDGED_DAYS * 24 * 60
    early, late = train[train["time"] < newest], train[train["time"] >= newest]
    quantiles = np.empty((len(test), len(table.LEVELS)))
    for place, level in enumerate(table.LEVELS):
        parameters = dict(PARAMETERS, alpha=level, num_threads=threads)
        stopped = lgb.train(
            parameters, data(early, names), MOST_ROUNDS, valid_sets=[data(late, names)],
            callbacks=[lgb.early_stopping(PATIENCE, verbose=False)])
        model = lgb.train(parameters, data(train, names), stopped.best_iteration)
        quantiles[:, place] = model.predict(test[names]) * unit(test)
    return quantiles


def data(rows, names):
    return lgb.Dataset(rows[names], rows["sold"] / unit(rows), weight=unit(rows))


def unit(rows):
    """Portions an interval that the item's level means."""
    return np.maximum(rows["item.level"].to_numpy(), 1e-3)

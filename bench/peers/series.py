"""statsforecast's classical models, each item on its own series.

A series has the slots of the day in which the store is usually open, day after day without gaps; a
slot whose demand is not known counts as its mean over the last two weeks. Smoothing parameters are
fitted at a day's first origin, once a week, and each origin after that runs the fitted model over
all that had ended by then.
"""

import warnings

import numpy as np
from statsforecast.models import AutoETS, CrostonOptimized, CrostonSBA, SeasonalNaive

import rows as table

INTERVALS = [20, 40, 60, 80]  # prediction intervals whose ends are the deciles
REFIT_DAYS = 7
ERROR_ORIGINS = 300
USUALLY = 0.6  # the share of origins that expect the store to be open in a slot
MOST_SEASON = 24  # what statsforecast's ETS can do

PEERS = ["SeasonalNaive, day", "SeasonalNaive, week", "AutoETS", "CrostonOptimized", "CrostonSBA"]


def forecast(train, test, peer):
    """Quantiles of the test rows, rows × levels."""
    quantiles = np.zeros((len(test), len(table.LEVELS)))
    for store in test["store"].unique():
        past, asked = train[train["store"] == store], test["store"] == store
        grid = Grid(past, test[asked])
        for item in test.loc[asked, "item"].unique():
            mine = (asked & (test["item"] == item)).to_numpy()
            quantiles[mine] = Item(grid, past, test[mine], item, peer).forecast()
    return quantiles


class Grid:
    """The slots of a store's series: those of the day in which it is usually open."""

    def __init__(self, train, test):
        self.minutes = int(test["minutes"].iloc[0])
        share = train["open"].groupby(self.slot(train)).mean()
        slots = share.index[share > USUALLY]
        self.first, self.slots = slots.min(), slots.max() - slots.min() + 1
        self.begin = self.day(train).min()
        self.days = self.day(test).max() - self.begin + 1

    def slot(self, part):
        local = part["local"].str
        minute = local.slice(11, 13).astype(int) * 60 + local.slice(14, 16).astype(int)
        return minute // self.minutes

    @staticmethod
    def day(part):
        return part["local"].str.slice(0, 10).astype("datetime64[s]").astype("int64") // 86_400

    def place(self, part):
        """Positions in the series, and whether the slot is one of it."""
        slot = self.slot(part) - self.first
        within = (slot >= 0) & (slot < self.slots)
        place = (self.day(part) - self.begin) * self.slots + slot.clip(0, self.slots - 1)
        return place.to_numpy(), within.to_numpy()

    def ended(self, row, origin):
        """How many slots of the series had ended at the origin that a row is seen from."""
        ahead = (row["time"].iloc[0] - origin) // self.minutes
        today = 24 * 60 // self.minutes
        day, slot = divmod(self.day(row).iloc[0] * today + self.slot(row).iloc[0] - ahead, today)
        return (day - self.begin) * self.slots + min(max(slot - self.first, 0), self.slots)


class Item:
    """One item's series and the forecasts that are asked of it."""

    def __init__(self, grid, train, test, item, peer):
        self.grid, self.test, self.peer = grid, test, peer
        known = np.full(grid.days * grid.slots, np.nan)
        for part in (train[train["item"] == item], test):
            place, within = grid.place(part)
            known[place[within]] = part["sold"].to_numpy()[within]
        begin = np.flatnonzero(~np.isnan(known))[0]
        self.begin = begin - begin % grid.slots
        self.sold = filled(known, grid.slots)

    def forecast(self):
        place, within = self.grid.place(self.test)
        seen = self.test["seen"].to_numpy()
        quantiles = np.zeros((len(self.test), len(table.LEVELS)))
        model, fitted, errors = self.model(), None, None
        for origin in np.unique(seen):
            rows = np.flatnonzero((seen == origin) & within)
            if len(rows) == 0:
                continue
            now = self.grid.ended(self.test.iloc[rows[:1]], origin)
            past = self.sold[self.begin:now]
            steps = place[rows].max() - now + 1
            if fitted is None or now - fitted >= REFIT_DAYS * self.grid.slots:
                model, fitted = self.model(), now
                errors = self.errors(past) if self.peer.startswith("Croston") else None
                if self.peer == "AutoETS":
                    model.fit(past)
            ahead = self.ahead(model, past, steps, errors)
            quantiles[rows] = ahead[place[rows] - now]
        return quantiles

    def model(self):
        slots = self.grid.slots
        match self.peer:
            case "SeasonalNaive, day":
                return SeasonalNaive(season_length=slots)
            case "SeasonalNaive, week":
                return SeasonalNaive(season_length=7 * slots)
            case "AutoETS":
                return AutoETS(season_length=slots if slots <= MOST_SEASON else 1)
            case "CrostonOptimized":
                return CrostonOptimized()
            case "CrostonSBA":
                return CrostonSBA()

    def ahead(self, model, past, steps, errors):
        """Quantiles of the next steps, steps × levels."""
        if errors is not None:  # these give one number: its errors so far make it a distribution
            return model.forecast(past, steps)["mean"][:, None] + errors
        if self.peer == "AutoETS":
            given = model.forward(past, steps, level=INTERVALS)
        else:
            given = model.forecast(past, steps, level=INTERVALS)
        lower = [given[f"lo-{level}"] for level in reversed(INTERVALS)]
        upper = [given[f"hi-{level}"] for level in INTERVALS]
        return np.nan_to_num(np.stack([*lower, given["mean"], *upper], axis=1))

    def errors(self, past):
        """Deciles of what one number for the next slot was off by at the last origins."""
        origins = range(max(2 * self.grid.slots, len(past) - ERROR_ORIGINS), len(past))
        off = [past[i] - self.model().forecast(past[:i], 1)["mean"][0] for i in origins]
        return np.quantile(off, table.LEVELS)


def filled(known, slots):
    """The series with a number in every slot."""
    days = known.reshape(-1, slots).copy()
    for day in range(len(days)):
        unknown = np.isnan(days[day])
        if unknown.any():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a slot that was never known has no mean
                usual = np.nanmean(days[max(0, day - 14):day], axis=0) if day else days[day]
            days[day, unknown] = np.nan_to_num(usual)[unknown]
    return days.ravel()

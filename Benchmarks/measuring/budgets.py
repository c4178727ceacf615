"""The budgets of DESIGN §8 and of issue 5, and where each is found among the results."""

import dataclasses
from collections.abc import Callable

from measuring import tables


@dataclasses.dataclass(frozen=True)
class Budget:
    """What was promised of one figure."""
    what: str
    measurement: str
    """The script that finds it out."""
    bound: float
    is_upper: bool
    figure: Callable[[dict], float | None]
    """From that script's figures; nothing where they don't tell."""
    unit: str = ""
    places: int = 2
    limit: Callable[[dict], float | None] = lambda figures: None
    """What this machine allows at most, where that is known."""

    def told(self, value):
        if value is None:
            return "–"
        if self.unit == "%":
            return tables.percent(value)
        return f"{tables.number(value, self.places)}{' ' if self.unit else ''}{self.unit}"

    @property
    def promise(self):
        return f"{'≤' if self.is_upper else '≥'} {self.told(self.bound)}"

    def measured(self, results):
        """Nothing where the measurement was not made."""
        try:
            return self.figure(results[self.measurement]["figures"])
        except (KeyError, StopIteration, IndexError, TypeError, ValueError):
            return None

    def verdict(self, results):
        """Whether the promise was kept; a machine that is too small for it is told apart."""
        value = self.measured(results)
        if value is None:
            return "not measured"
        if value <= self.bound if self.is_upper else value >= self.bound:
            return "met"
        limit = self.limit(results[self.measurement]["figures"])
        if limit is not None and limit < self.bound:
            return f"machine too small: {self.told(limit)} at most"
        return "NOT MET"


def at_most(what, measurement, bound, figure, unit="", places=2):
    return Budget(what, measurement, bound, True, figure, unit, places)


def at_least(what, measurement, bound, figure, unit="", places=2, limit=lambda figures: None):
    return Budget(what, measurement, bound, False, figure, unit, places, limit)


def run_of(workers):
    return lambda figures: next(run for run in figures["runs"] if run["workers"] == workers)


def device(name):
    return lambda figures: next(run for run in figures["devices"] if run["device"] == name)


def share(lanes, milliseconds, key_type):
    name = f"{lanes}x{milliseconds}:{key_type}"
    return at_least(
        f"HSM share, {lanes} {'lane' if lanes == 1 else 'lanes'} × {milliseconds} ms, {key_type}",
        "share", 0.95, lambda figures: device(name)(figures)["share"], "%",
        limit=lambda figures: machine_share(device(name)(figures)))


def machine_share(run):
    """The share at which all processors would be busy, SoftHSM's signatures included."""
    return min(1, run["machine_limit"] / run["alone"])


def flow_share(run):
    """The same for the whole ACME flow, with the driver on this machine."""
    flow = run["whole_flow"]
    if flow.get("driver_cpu_ms_per_certificate") is None:
        return None
    cpu = flow["server_cpu_ms_per_certificate"] + flow["driver_cpu_ms_per_certificate"]
    return min(1, run["cores"] * 1000 / cpu / run["alone"])


def of_five_million(figures):
    """Nothing where fewer were measured."""
    return figures if figures["certificates"] >= 5_000_000 else None


BUDGETS = [
    at_most("server CPU a certificate, 32 workers", "flow", 2.5,
            lambda figures: run_of(32)(figures)["server_cpu_ms_per_certificate"], "ms"),
    at_most("server CPU a certificate, 32 workers, the goal", "flow", 1.5,
            lambda figures: run_of(32)(figures)["server_cpu_ms_per_certificate"], "ms"),
    at_least("certificates/s, 32 workers", "flow", 300,
             lambda figures: run_of(32)(figures)["certificates_per_second"], places=0),
    at_least("certificates/s beside pebble's, 16 workers", "peers", 2,
             lambda figures: figures["rate_ratio"], "×"),
    at_most("fsyncs a certificate, 32 workers", "flow", 1,
            lambda figures: run_of(32)(figures)["fsyncs_per_certificate"]),
    at_most("SQL statements a certificate, 32 workers", "flow", 12,
            lambda figures: run_of(32)(figures)["statements_per_certificate"], places=1),
    at_least("HSM share, 1 lane × 3 ms, rsa-2048, the whole ACME flow", "share", 0.95,
             lambda figures: device("1x3:rsa-2048")(figures)["whole_flow"]["share"], "%",
             limit=lambda figures: flow_share(device("1x3:rsa-2048")(figures))),
    share(1, 3, "rsa-2048"), share(8, 3, "rsa-2048"), share(32, 3, "rsa-2048"),
    share(8, 3, "ecdsa-p256"), share(32, 3, "ecdsa-p256"), share(32, 30, "rsa-2048"),
    at_most("capacity's prediction of these, the worst error", "share", 0.05,
            lambda figures: max(run["prediction_error"] for run in figures["devices"]), "%"),
    at_least("hsm bench beside a C loop, the worst of all", "hsm", 0.95,
             lambda figures: min(run["ratio"] for run in figures["runs"]), "%"),
    at_most("the pool's own CPU a signature, P-256", "hsm", 30,
            lambda figures: max(run["pool_overhead_us"] for run in figures["runs"]
                                if "rsa" not in run["name"]), "µs", 1),
    at_most("64 sessions more than one, memory", "hsm", 40,
            lambda figures: max(row["growth_mb"] for row in figures["memory"]), "MB", 1),
    at_most("resident memory, idle", "flow", 80,
            lambda figures: max(run["idle_mb"] for run in figures["runs"]), "MB", 1),
    at_most("resident memory, 10,000 queued orders", "share", 200,
            lambda figures: max(run["line"]["queued_mb"] for run in figures["devices"]
                                if run["line"]["jobs"] >= 10000), "MB", 1),
    at_most("burst of 10 ×: orders lost or without an end", "burst", 0,
            lambda figures: figures["lost"], places=0),
    at_most("burst of 10 ×: contradictions of report, journal, database, certificates", "burst", 0,
            lambda figures: len(figures["contradictions"]), places=0),
    at_most("burst of 10 ×: answers 5xx but 503 with Retry-After", "burst", 0,
            lambda figures: figures["dishonest"], places=0),
    at_most("burst of 10 ×: told wait against actual, error at p90", "burst", 0.2,
            lambda figures: figures["wait_error_p90"], "%"),
    at_least("burst of 10 ×: rank correlation of completion with acceptance", "burst", 0.99,
             lambda figures: figures["rank_correlation"], places=4),
    at_least("throughput with 5 million certificates against empty", "large", 0.9,
             lambda figures: of_five_million(figures)["rate_ratio"], "%"),
    at_most("start-up with 5 million certificates", "large", 2,
            lambda figures: of_five_million(figures)["start_seconds"], "s"),
]


def verdicts(results):
    """Each budget with what was measured, and the verdict."""
    for budget in BUDGETS:
        yield budget, budget.measured(results), budget.verdict(results)

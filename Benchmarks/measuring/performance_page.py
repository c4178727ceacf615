"""docs/performance.md, made of results."""

from measuring import budgets, tables
from measuring.tables import number, percent

HEAD = """# Performance

Made by `Benchmarks/render` from the results of `make bench`; don't edit it by hand.

{provenance}

Rates depend on the machine, and on who else uses it: the column *others* says which share of all
processors other processes used during each measurement. CPU a certificate, counts of statements and
fsyncs, and ratios within one run hold elsewhere, too.

## The budgets

{budgets}

Figures of what is *not met* stand below; known reasons and ideas in [what is left](next.md) and [the hot path](performance/hot-path.md).

## To repeat it

    make bench                                  # everything, some 15 minutes
    Benchmarks/run --list                       # which measurements there are
    Benchmarks/run --only flow,share            # some of them
    Benchmarks/share --devices 8x3:ecdsa-p256   # one alone; --help tells its options
    Benchmarks/compare                          # the last two runs side by side
    Benchmarks/render                           # this page anew

Release build, on the disk that holds the sources. The driver is `chancery load`, on the same machine.
"""

FLOW = """
## The whole ACME flow

New order, http-01, finalize, download; P-256, SoftHSM, SQLite with `synchronous = FULL`. Each number of
workers has a fresh CA; fsyncs are counted in a second pass under strace.

{table}
"""

PEERS = """
## Beside pebble

Debian's pebble {rounds} times by turns with Chancery, the same driver, 16 workers. Pebble keeps nothing and
signs with a key in memory; Chancery commits everything durably and signs in SoftHSM. Medians.

{table}
"""

SHARE = """
## The HSM's share

The device is [`chancery-fault-module`](../Examples/fault-scenarios/README.md): it takes exactly so long for
a signature and makes exactly so many at once. *Alone* is what `chancery hsm bench` measures, *certs/s* what
the issuing line makes of it while a queue drains that was filled while the device was away. SoftHSM makes
the signatures behind the module, on the same processors: *limit* is where they would end if they did
nothing else, SoftHSM's part included. Where the limit is below what the device can do, the machine is
measured there, not the line.

{table}

{flow}
"""

HSM = """
## `hsm bench` beside a loop in C

{table}
"""

BURST = """
## Ten times capacity for a minute

{story}
"""

LARGE = """
## 5 million certificates

{story}
"""


def provenance(results):
    rows = [[result["name"], result["commit"], result["when"].replace("T", " ").removesuffix("Z"),
             f"{result['seconds']:.0f} s", percent(result["others_share"], 0), result["machine"]]
            for result in results.values()]
    machines = {result["machine"] for result in results.values()}
    if len(machines) == 1:
        rows = [row[:-1] for row in rows]
    head = ["measurement", "commit", "when (UTC)", "took", "others", "machine"][:len(rows[0])]
    said = f"Machine: {machines.pop()}.\n\n" if len(machines) == 1 else ""
    return said + tables.markdown(head, rows)


def budget_table(results):
    return tables.markdown(
        ["what", "budget", "measured", ""],
        [[budget.what, budget.promise, budget.told(value),
          f"**{verdict}**" if verdict == "NOT MET" else verdict]
         for budget, value, verdict in budgets.verdicts(results)])


def flow(figures):
    return FLOW.format(table=tables.markdown(
        ["workers", "certificates/s", "server CPU, ms", "fsyncs", "statements", "idle, MB", "after, MB",
         "whole order p50, ms", "p99, ms"],
        [[run["workers"], number(run["certificates_per_second"]),
          number(run["server_cpu_ms_per_certificate"], 2), number(run["fsyncs_per_certificate"], 2),
          number(run["statements_per_certificate"]), number(run["idle_mb"]), number(run["loaded_mb"]),
          *[number(next((step[part] for step in run["steps"] if step["name"] == "whole"), None))
            for part in ("p50_ms", "p99_ms")]] for run in figures["runs"]]))


def peers(figures):
    names = ["chancery", "pebble"]
    return PEERS.format(rounds=len(figures["chancery"]["turns"]), table=tables.markdown(
        ["", *names, "ratio"],
        [["certificates/s", *[number(figures[name]["certificates_per_second"]) for name in names],
          number(figures["rate_ratio"], 2)],
         ["server CPU, ms", *[number(figures[name]["server_cpu_ms_per_certificate"], 2)
                              for name in names], number(figures["cpu_ratio"], 2)],
         ["memory, MB", *[number(figures[name]["memory_mb"]) for name in names], ""]]))


def share(figures):
    flows = [run for run in figures["devices"] if run.get("whole_flow")]
    said = "\n".join(
        f"In the whole ACME flow {run['device']} yields "
        f"{run['whole_flow']['certificates_per_second']:.1f} certificates/s, "
        f"{percent(run['whole_flow']['share'])} of the device alone, at "
        f"{run['whole_flow']['server_cpu_ms_per_certificate']:.2f} ms of server CPU each (SoftHSM "
        f"included) and a driver beside it; others used {percent(run['whole_flow']['others_share'], 0)} "
        "of the machine." for run in flows)
    return SHARE.format(flow=said, table=tables.markdown(
        ["device", "alone/s", "certs/s", "share", "`capacity` says", "CPU a cert, ms", "of it SoftHSM", "limit/s",
         "queued", "memory then, MB", "others, cores"],
        [[run["device"].replace("x", " × ", 1).replace(":", " ms, "), number(run["alone"]),
          number(run["line"]["certificates_per_second"]), percent(run["share"]),
          number(run.get("predicted")), number(run["line"]["server_cpu_ms_per_certificate"], 2), number(run["module_cpu_ms"], 2),
          number(run["machine_limit"], 0), run["line"]["jobs"], number(run["line"]["queued_mb"]),
          number(run["line"]["cores_of_others"], 2)] for run in figures["devices"]]))


def hsm(figures):
    return HSM.format(table=tables.markdown(
        ["token", "threads", "C/s", "bench/s", "ratio", "pool/s", "CPU a signature in C, µs", "bench, µs",
         "pool, µs"],
        [[run["name"], run["threads"], number(run["c"], 0), number(run["session"], 0),
          percent(run["ratio"]), number(run["pool"], 0), number(run["c_cpu_us"]),
          number(run["session_cpu_us"]), number(run["pool_cpu_us"])] for run in figures["runs"]]))


def story(template):
    return lambda figures: template.format(story="\n".join(figures["story"]))


SECTIONS = {"flow": flow, "peers": peers, "share": share, "burst": story(BURST), "large": story(LARGE),
            "hsm": hsm}


def page(results):
    sections = [write(results[name]["figures"]) for name, write in SECTIONS.items() if name in results]
    return HEAD.format(provenance=provenance(results), budgets=budget_table(results)) + "".join(sections)

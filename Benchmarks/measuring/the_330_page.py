"""docs/the-330-problem.md, made of the results of `Benchmarks/the-330-problem`."""

import textwrap

from measuring.tables import number, percent

PAGE = """# The 330 problem

Made by `Benchmarks/render` from the results of `Benchmarks/the-330-problem`; don't edit it by hand.
Measured on {machine}, commit {commit}, {when} UTC. Other programs used {others} of the machine meanwhile.

An engineer runs a CA whose keys lie in a cloud HSM. He has measured that HSM, after some days, with a
program of his own: 330 signatures a second. His CA makes fewer than 15 certificates a second of them, and
a burst makes it answer with 500. Nothing that he can see is busy: not the HSM, not the processors.

This page goes his way again, with Chancery and with an HSM that behaves like his: the [fault
module](../Examples/fault-scenarios/README.md) with [the-330-problem.yaml]({scenario}), which looks like
AWS CloudHSM, wants its PIN as CloudHSM does, and takes 3.03 ms for a signature with RSA-2048, one after
the other. It can't be hurried, so each figure below can be held against 330.

## Day one: the PIN

He writes the password into the PIN file. From the module he gets `CKR_ARGUMENTS_BAD`, which says nothing
about a PIN, and looks for days among the arguments. `chancery hsm doctor` goes through every step from
the file of the module to a test signature, and knows what this vendor wants:

```
$ chancery hsm doctor --module /opt/cloudhsm/lib/libcloudhsm_pkcs11.so --pin-file pin
…
{bare}
```

The PIN was not sent: {logins} logins reached the HSM, so no try was wasted on the way to a locked
account. With `USER:PASSWORD` in the file:

```
{user}
```

The warning is that there is no key yet. `chancery init --pkcs11-module … --key-type rsa-2048` makes the
keys in the HSM, and a CA around them.

## How fast is it, really?

```
$ chancery hsm bench --config ca/chancery.yaml --label r1 --sessions 1,2,8
```

{bench}

One session is enough for this HSM: it does one thing at a time, and more sessions only queue up for it.
One that answers several at once shows more with each doubling, and `bench` says where that ends. These
{best} signatures a second are the measure of all that follows.

## What can be expected of it?

{capacity}

## What comes of it

64 clients, each with an account, an order, an http-01 challenge, a CSR and a download for each
certificate, as fast as they can (`chancery load --workers 64`):

| | certificates/s | of what the HSM can sign | server CPU a certificate |
|---|---:|---:|---:|
| the whole ACME flow, clients on the same machine | {load_rate} | {load_share} | {load_cpu} ms |
| the issuing line alone: {jobs} orders that wait, no client about | {line_rate} | {line_share} | {line_cpu} ms |

{judgement}

Why not 15? A signature must not be what the HSM waits for. While one certificate is in the HSM, the next
ones are prepared already: their serial numbers drawn, their bytes built, linted and durably recorded, so
that a lane that comes free finds work at hand. The records of many certificates share one commit, so the
disk's 1 to 10 ms a commit are paid by all of them together. And nothing between finalize and the HSM
goes over a network: there is one process, one database, and one queue in it.

## A burst

{jobs} orders were finalized while the HSM was away altogether. All were accepted, and {queued_mb} MB of
memory held the whole server; they were signed when it came back, at {line_rate} certificates/s, the first
{first} s after.
{burst}

## To repeat it

    Benchmarks/the-330-problem && Benchmarks/render

takes some minutes and needs no HSM. With one, the commands above are the same: give `--module`,
`--pin-file`, and believe `hsm bench`, not the data sheet.
"""

CAPACITY = """`chancery capacity` reads the configuration and what `bench` saved, and does the sum:

```
$ chancery capacity --config ca/chancery.yaml --bench bench.json
{text}
```"""

BURST = """
A burst at ten times what the HSM can sign, with clients that wait for their certificates, needs more
clients than one machine can play at 330/s; at {capacity} signatures/s it doesn't. {offered} clients in a
minute, from 200 accounts: {accepted} orders were accepted, {valid} of them issued, {lost} lost; the
others were told to come back until their patience ended, before anything had been accepted of them.
{dishonest} answers were a 5xx other than 503 with `Retry-After`. Orders ended in the order
in which they were accepted (rank correlation {rank}), and the waits that clients were told were off by
{error} at the 90th percentile."""


def step_lines(text, *words):
    """The lines that begin with these words, with what is indented below them, and the last line."""
    kept, keep = [], False
    *lines, last = text.splitlines()
    for line in lines:
        if line[:1].strip():
            keep = any(word in line[:30] for word in words)
        if keep:
            kept.append(line)
    return "\n".join([*kept, "…", *textwrap.wrap(last, 96)])


def judgement(figures):
    line, load = figures["line"], figures["load"]
    signature = figures["bench"]["steps"][0]["cpu_us_per_signature"] / 1000
    return (
        f"The line takes {percent(line['share'])} of what the HSM can do. The rest of a certificate's\n"
        "way costs processor time, which clients and server share here: others used "
        f"{percent(load['others_share'], 0)} of the\nmachine while the first row was measured, and "
        f"SoftHSM, which signs behind the module, {number(signature, 2)} ms\nfor each signature.")


def page(results):
    result = results["the-330-problem"]
    figures = result["figures"]
    line, load = figures["line"], figures["load"]
    bench = "\n".join(["| sessions | signatures/s | median, ms |", "|---:|---:|---:|"] + [
        f"| {step['sessions']} | {number(step['signatures_per_second'])} | "
        f"{number(step['p50_us'] / 1000, 2)} |"
        for step in figures["bench"]["steps"]])
    burst = results.get("burst", {}).get("figures")
    capacity = figures["capacity"]
    return PAGE.format(
        machine=result["machine"], commit=result["commit"],
        when=result["when"].replace("T", " ").removesuffix("Z"),
        others=percent(result["others_share"], 0),
        scenario="../Examples/fault-scenarios/the-330-problem.yaml",
        bare=step_lines(figures["bare"]["text"], "Vendor", "PIN  ", "PIN shape"),
        logins=figures["bare"]["logins"],
        user=step_lines(figures["user"]["text"], "PIN shape", "Session kinds", "Login", "Sessions", "Key  "),
        bench=bench, best=number(figures["bench"]["best"]),
        capacity=CAPACITY.format(
            text=capacity["text"].partition("\nWhere the figures are from")[0].rstrip()) if capacity
        else "`chancery capacity` was not measured in this run.",
        load_rate=number(load["certificates_per_second"]), load_share=percent(load["share"]),
        load_cpu=number(load["server_cpu_ms_per_certificate"], 2), jobs=line["jobs"],
        line_rate=number(line["certificates_per_second"]), line_share=percent(line["share"]),
        line_cpu=number(line["server_cpu_ms_per_certificate"], 2),
        queued_mb=number(line["queued_mb"], 0), first=number(line["seconds_to_first"]),
        judgement=judgement(figures),
        burst="" if burst is None else BURST.format(
            capacity=number(burst["capacity"], 0), offered=burst["offered"],
            accepted=burst["accepted"], valid=burst["valid"], lost=burst["lost"],
            dishonest=burst["dishonest"], rank=number(burst["rank_correlation"], 4),
            error=percent(burst["wait_error_p90"])))

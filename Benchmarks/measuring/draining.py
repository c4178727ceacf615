"""A queue that is filled while the HSM is away, and drained when it comes back.

So the issuing line is measured alone: no client talks to the CA meanwhile.
"""

import sqlite3
import subprocess
import time

from measuring import machine
from rehearsal import Failure

FILLED_WITHIN_SECONDS, DRAINED_WITHIN_SECONDS = 300, 300
CLIENTS = 150


class Queue:
    """Jobs of a CA, looked at from outside."""

    def __init__(self, authority):
        self.database = sqlite3.connect(
            f"file:{authority.directory}/chancery.sqlite?mode=ro", uri=True, timeout=30)

    def length(self):
        return self.database.execute("SELECT count(*) FROM jobs").fetchone()[0]


def fill(bench, device, jobs):
    """Has clients finalize orders that nobody can sign for now, and go away."""
    authority = device.authority
    authority.configure(queue="{ finalize_wait: 0s, longest_wait: 24h }")
    authority.start()
    authority.wait_until_ready()
    device.module.control("lose")
    queue = Queue(authority)
    # A client that is told to come back later than its patience lasts goes away at once, and its order
    # stays accepted. Few clients at a time, so that none loses patience before it has finalized.
    driver = subprocess.Popen(
        [authority.driver, "load", "--directory", authority.url, "--ca-file", authority.root,
         "--workers", str(CLIENTS), "--certificates", str(jobs * 6), "--patience", "2s",
         "--http-port", str(authority.responder), "--format", "json"],
        env=authority.environment, stdout=subprocess.DEVNULL,
        stderr=open(device.directory / "fill.log", "wb"))
    try:
        deadline, last = time.monotonic() + FILLED_WITHIN_SECONDS, 0
        while (length := queue.length()) < jobs:
            if driver.poll() is not None or time.monotonic() > deadline:
                raise Failure(f"the queue came to {length} of {jobs} jobs; see "
                              f"{device.directory}/fill.log and {authority.log}")
            if length - last >= 2000:
                bench.progress(f"{length} orders wait")
                last = length
            time.sleep(0.2)
    finally:
        driver.kill()
        driver.wait()
    return queue


def drain(device, queue):
    """Brings the device back and watches.

    The figures are of the time in which the line runs evenly: from a twentieth to nine tenths of the
    jobs.
    """
    authority, samples = device.authority, []
    jobs = queue.length()
    memory = machine.memory_mb(authority.pid)
    device.module.control("restore")
    returned = time.monotonic()
    while (left := queue.length()) > 0:
        samples.append((time.monotonic(), left, device.signatures(),
                        machine.cpu_seconds(authority.pid), machine.busy_seconds()))
        if time.monotonic() - returned > DRAINED_WITHIN_SECONDS:
            raise Failure(f"{left} of {jobs} jobs are left after {DRAINED_WITHIN_SECONDS} s; see "
                          f"{authority.log}")
        time.sleep(0.1)
    even = [sample for sample in samples if jobs * 0.1 <= sample[1] <= jobs * 0.95]
    if len(even) < 3:
        raise Failure(f"{jobs} jobs were gone too soon to measure; ask for more")
    began, ended = even[0], even[-1]
    elapsed, done = ended[0] - began[0], began[1] - ended[1]
    cpu = ended[3] - began[3]
    others = ended[4] - began[4] - cpu
    return {"jobs": jobs, "queued_mb": memory, "peak_mb": machine.memory_mb(authority.pid, "VmHWM"),
            "seconds_to_first": began[0] - returned,
            "certificates_per_second": done / elapsed,
            "signatures_per_second": (ended[2] - began[2]) / elapsed,
            "server_cpu_ms_per_certificate": cpu * 1000 / done,
            "cores_used": cpu / elapsed, "cores_of_others": max(0.0, others / elapsed)}

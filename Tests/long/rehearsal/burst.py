"""A burst far beyond capacity, and what became of each order: by the journal, and by the database."""

import json
import subprocess
import threading
import time

from rehearsal import Failure
from rehearsal.fates import ACCEPTED, Fates
from rehearsal.ledger import Ledger, id_in, wait_until_drained
from rehearsal.load import Journal, seconds

# Told waits are whole seconds, so shorter ones can't be true to a fifth.
SHORTEST_TOLD_SECONDS = 5


class Watch:
    """Notes the queue's numbers and when each certificate came, while it happens: the database keeps
    neither once a job has ended."""

    def __init__(self, authority, interval=0.1):
        self.path, self.interval = authority.directory / "chancery.sqlite", interval
        self.numbers, self.counts, self.longest = {}, [], 0
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self):
        ledger, turn = Ledger(self.path), 0
        while not self.is_over.wait(self.interval):
            count = ledger.rows("SELECT max(rowid) FROM certificates")[0][0] or 0
            self.counts.append((time.time(), count))
            if turn % 10 == 0:
                jobs = ledger.rows("SELECT number, order_id FROM jobs")
                self.numbers.update({order.hex(): number for number, order in jobs})
                self.longest = max(self.longest, len(jobs))
            turn += 1

    def stop(self):
        self.is_over.set()
        self.thread.join()

    def time_of(self, row):
        """When the certificate of this row was there, to a tenth of a second."""
        low, high = 0, len(self.counts)
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.counts[middle][1] >= row else (middle + 1, high)
        return self.counts[low][0] if low < len(self.counts) else None


    def slowest_rate(self, window=5):
        """The fewest certificates/s in any so many seconds, but for the first and the last tenth: a
        machine that others use may not make as many as the device could."""
        total = self.counts[-1][1] if self.counts else 0
        looks = [(moment, count) for moment, count in self.counts
                 if total * 0.1 <= count <= total * 0.9]
        step = round(window / self.interval)
        return min(((later[1] - earlier[1]) / (later[0] - earlier[0])
                    for earlier, later in zip(looks, looks[step:])), default=None)


class Burst:
    """Arrivals at a rate that doesn't care how the CA fares (an open loop), from many accounts."""

    def __init__(self, authority, work, stages, accounts, patience, options=()):
        self.authority, self.journal = authority, Journal(work / "journal")
        self.log, self.report_file = work / "load.log", work / "load.json"
        self.watch = Watch(authority)
        with open(self.report_file, "wb") as report, open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [authority.driver, "load", "--directory", authority.url, "--ca-file",
                 authority.root, "--http-port", str(authority.responder),
                 *[word for stage in stages for word in ("--stage", stage)],
                 "--accounts", str(accounts), "--patience", f"{patience}s", "--in-flight-limit",
                 "20000", "--connections", "256", "--verify", "sample", "--journal",
                 self.journal.path, "--format", "json", *options],
                env=authority.environment, stdout=report, stderr=log)

    def finish(self, within):
        """Waits until every client has its certificate or has given up, and the queue is empty."""
        self.finish_clients(within)
        wait_until_drained(Ledger(self.authority.directory / "chancery.sqlite"))

    def finish_clients(self, within):
        """Waits until every client has its certificate or has given up."""
        try:
            self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            raise Failure(f"the load did not end within {within} s; see {self.log}") from None
        self.journal.refresh()
        try:
            self.report = json.loads(self.report_file.read_text())
        except ValueError:
            raise Failure(f"chancery load: {self.log.read_text().strip()[-500:]}") from None

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.watch.stop()

    def figures(self):
        """What became of everybody."""
        self.watch.stop()
        ledger = Ledger(self.authority.directory / "chancery.sqlite")
        states = ledger.order_states()
        fates = Fates.of(self.report, self.journal, states)
        rows = {order.hex(): row for row, order in ledger.rows(
            "SELECT rowid, order_id FROM certificates WHERE der IS NOT NULL")}
        accepted = [entry for entry in self.journal.of("finalize")
                    if entry.get("status") in ACCEPTED]
        refused = self.journal.refusals()
        return {
            "offered": self.report["arrivals"], "fates": fates.rows,
            "accepted": fates.accepted, "valid": fates.valid,
            "invalid": list(states.values()).count("invalid"),
            "lost": fates.lost + list(states.values()).count("processing"),
            "contradictions": list(fates.contradictions(self.report, self.journal, states)),
            "refused": sum(count for (status, _), count in refused.items() if status == "503"),
            "longest_queue": self.watch.longest, "slowest_rate": self.watch.slowest_rate(),
            "dishonest": sum(count for (status, says_when), count in refused.items()
                             if status.startswith("5") and not (status == "503" and says_when)),
            "rank_correlation": rank_correlation(
                [(number, rows[order]) for order, number in self.watch.numbers.items()
                 if order in rows]),
            **told_waits(accepted, rows, self.watch)}


def told_waits(accepted, rows, watch):
    """How far the told waits were from the actual ones, as shares of the told."""
    errors, waits, longer = [], [], 0
    for entry in accepted:
        told, row = entry.get("retryAfter"), rows.get(id_in(entry["order"]))
        came = watch.time_of(row) if row is not None else None
        if entry["status"] != "processing" or told is None or came is None:
            continue
        actual = came - seconds(entry["time"])
        waits.append((float(told), actual))
        if float(told) >= SHORTEST_TOLD_SECONDS:
            errors.append(abs(actual - float(told)) / float(told))
            longer += actual > float(told)
    errors.sort()
    return {"told": len(waits), "told_judged": len(errors),
            "longest_told": max((told for told, _ in waits), default=None),
            "longest_actual": max((actual for _, actual in waits), default=None),
            "wait_longer": longer / len(errors) if errors else None,
            "wait_error_p50": errors[len(errors) // 2] if errors else None,
            "wait_error_p90": errors[len(errors) * 9 // 10] if errors else None}


def rank_correlation(pairs):
    """Spearman's, of pairs without ties."""
    if len(pairs) < 3:
        return None
    ranks = []
    for column in (0, 1):
        order = sorted(range(len(pairs)), key=lambda index: pairs[index][column])
        rank = [0] * len(pairs)
        for place, index in enumerate(order):
            rank[index] = place
        ranks.append(rank)
    count = len(pairs)
    distance = sum((a - b) ** 2 for a, b in zip(*ranks))
    return 1 - 6 * distance / (count * (count**2 - 1))

"""The database, held against what a client was told."""

import sqlite3
import subprocess
import time

DRAINED_WITHIN_SECONDS = 60


class Ledger:
    """The database, read without the server. The only place that knows its tables."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, timeout=30)
        self.database.execute("PRAGMA query_only = ON")

    def rows(self, query):
        return self.database.execute(query).fetchall()

    def integrity(self):
        return self.rows("PRAGMA integrity_check")[0][0]

    def order_states(self):
        return {text(order): str(state) for order, state in self.rows("SELECT id, state FROM orders")}

    def job_count(self):
        return self.rows("SELECT count(*) FROM jobs")[0][0]

    def states_of(self, name):
        """The states of the orders for this one name, in the order in which they were placed."""
        return [str(state) for state, in self.database.execute(
            "SELECT state FROM orders WHERE identifiers = ? ORDER BY id", (f"dns:{name}",))]

    def orders_with_several_serials(self):
        """Law 1: a job draws one serial number, and a retry signs under the same."""
        return [text(order) for order, in self.rows(
            "SELECT order_id FROM certificates GROUP BY order_id HAVING count(*) > 1")]

    def valid_orders_without_certificate(self):
        return [text(order) for order, in self.rows(
            "SELECT id FROM orders WHERE state = 'valid' AND NOT EXISTS "
            "(SELECT 1 FROM certificates WHERE serial = orders.serial AND der IS NOT NULL)")]

    def orders(self):
        """Id, state, serial number and names of all orders; several names have a blank between them."""
        return self.rows("SELECT id, state, serial, identifiers FROM orders")

    def issued(self):
        """Order, serial number and DER of all certificates that are stored whole."""
        return self.rows("SELECT order_id, serial, der FROM certificates WHERE der IS NOT NULL")

    def certificates(self):
        """Serial number and DER of all certificates that are stored whole."""
        return [(text(serial).lstrip("0"), bytes(der)) for serial, der in
                self.rows("SELECT serial, der FROM certificates WHERE der IS NOT NULL")]


def text(value):
    """An id as it stands in a URL."""
    return value.hex() if isinstance(value, bytes) else str(value).lower()


def id_in(url):
    return url.rstrip("/").rpartition("/")[2].lower()


def wait_until_drained(ledger):
    """Law 3: whatever is in the queue comes to an end, without anybody asking for it.

    It may take as long as the queue does; it is over when nothing ends for a minute.
    """
    fewest, deadline = None, time.monotonic() + DRAINED_WITHIN_SECONDS
    while (left := ledger.job_count()) or "processing" in ledger.order_states().values():
        if fewest is None or left < fewest:
            fewest, deadline = left, time.monotonic() + DRAINED_WITHIN_SECONDS
        if time.monotonic() > deadline:
            return
        time.sleep(0.05 if left < 100 else 1)


def leaf_of(chain):
    """Serial number and DER of the first certificate of a PEM file, as OpenSSL reads them."""
    der = subprocess.run(["openssl", "x509", "-in", chain, "-outform", "DER"],
                         check=True, capture_output=True).stdout
    serial = subprocess.run(["openssl", "x509", "-in", chain, "-noout", "-serial"],
                            check=True, capture_output=True, text=True).stdout
    return serial.strip().partition("=")[2].lower().lstrip("0"), der


def contradictions(journal, ledger, chains, root):
    """Everything that breaks one of the laws, a line each."""
    states = ledger.order_states()

    if (verdict := ledger.integrity()) != "ok":
        yield f"the database is damaged: {verdict}"
    for order, state in states.items():
        if state == "processing":
            yield f"order {order} is still processing"
    for url in {entry["order"] for entry in journal.of("finalize")}:
        if states.get(id_in(url)) not in ("valid", "invalid"):
            yield f"{url} was answered and is {states.get(id_in(url), 'gone')}"
    for order in ledger.orders_with_several_serials():
        yield f"order {order} used more than one serial number"
    for order in ledger.valid_orders_without_certificate():
        yield f"order {order} is valid and its certificate is not stored"
    if count := ledger.job_count():
        yield f"{count} jobs are left in the queue"

    fetched = {entry["order"] for entry in journal.of("certificate")}
    told = {entry["order"]: entry["certificate"]
            for entry in journal.entries if entry.get("certificate")}
    for order, certificate in told.items():
        if order not in fetched:
            yield f"{certificate} was announced and could not be fetched"

    stored = ledger.certificates()
    by_serial = dict(stored)
    if len(by_serial) != len(stored):
        yield f"{len(stored) - len(by_serial)} serial numbers are stored twice"
    saved = [leaf_of(chain) for chain in chains]
    if len({serial for serial, _ in saved}) != len({der for _, der in saved}):
        yield "two different certificates bear one serial number"
    for chain, (serial, der) in zip(chains, saved):
        if by_serial.get(serial) != der:
            yield f"{chain.name}: serial {serial} is not what the database holds"
        verified = subprocess.run(
            ["openssl", "verify", "-x509_strict", "-CAfile", root, "-untrusted", chain, chain],
            capture_output=True, text=True)
        if verified.returncode:
            yield f"{chain.name}: {verified.stderr.strip()}"
    if len(chains) < len(fetched):
        yield f"{len(fetched)} certificates were fetched, {len(chains)} chains saved"
    if not fetched:
        yield "no certificate was issued at all"

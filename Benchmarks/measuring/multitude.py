"""Millions of certificates, put into the database of a CA as if it had issued them.

Real rows are taken as patterns, one order with its authorization and certificate, and repeated with
fresh ids, names and serial numbers. So columns that are added later are filled as well.
"""

import os
import sqlite3
import time

from rehearsal import Failure

TABLES = ("accounts", "orders", "authorizations", "certificates")
CERTIFICATES_AN_ACCOUNT = 250
# Ids and serial numbers lie over the past three months.
PAST_MILLISECONDS = 90 * 86_400_000
CHUNK = 50_000


class Multitude:
    """Fills one database, which no server may have open meanwhile."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None, timeout=30)
        # A crash would leave a useless file, but it is one that was made for a measurement.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = OFF", "synchronous = OFF",
                       "cache_size = -500000", "temp_store = FILE"):
            self.database.execute(f"PRAGMA {pragma}").fetchall()
        self.columns = {table: [row[1] for row in
                                self.database.execute(f"PRAGMA table_info({table})")]
                        for table in TABLES}
        certificate = self._pattern("certificates", "der IS NOT NULL")
        order = self._pattern("orders", "id = ?", certificate["order_id"])
        authorization = self._pattern("authorizations", "id = ?", order["authorizations"][:16])
        account = self._pattern("accounts", "id = ?", order["account"])
        self.patterns = dict(zip(TABLES, (account, order, authorization, certificate)))
        self.values = {table: list(pattern.values()) for table, pattern in self.patterns.items()}
        self.places = {table: {column: place for place, column in enumerate(columns)}
                       for table, columns in self.columns.items()}

    def _pattern(self, table, condition, *values):
        row = self.database.execute(
            f"SELECT {', '.join(self.columns[table])} FROM {table} WHERE {condition} LIMIT 1",
            values).fetchone()
        if row is None:
            raise Failure(
                f"the database has no {table} to take for a pattern: issue a certificate first")
        return dict(zip(self.columns[table], row))

    def fill(self, count, progress):
        """Adds so many certificates, each with its order and authorization."""
        began, now = time.monotonic(), int(time.time() * 1000)
        # Scattered entries are sorted once, at the end, instead of being put in one by one.
        indexes = self.database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
            f"AND tbl_name IN {TABLES}").fetchall()
        for name, _ in indexes:
            self.database.execute(f'DROP INDEX "{name}"')
        inserts = {table: f"INSERT INTO {table} ({', '.join(self.columns[table])}) VALUES "
                          f"({', '.join('?' * len(self.columns[table]))})" for table in TABLES}
        account = None
        for first in range(0, count, CHUNK):
            rows = {table: [] for table in TABLES}
            for number in range(first, min(first + CHUNK, count)):
                moment = now - PAST_MILLISECONDS + number * PAST_MILLISECONDS // count
                if number % CERTIFICATES_AN_ACCOUNT == 0:
                    account = identifier(moment)
                    rows["accounts"].append(self._row(
                        "accounts", id=account, key_thumbprint=os.urandom(32), created_at=moment))
                self._add(rows, number, count, moment, account)
            self.database.execute("BEGIN")
            for table in TABLES:
                self.database.executemany(inserts[table], rows[table])
            self.database.execute("COMMIT")
            done = first + len(rows["orders"])
            if done % (CHUNK * 10) == 0 or done == count:
                progress(f"{done:,} of {count:,} certificates, "
                         f"{done / (time.monotonic() - began):,.0f} a second")
        for name, sql in indexes:
            progress(f"index {name}")
            self.database.execute(sql)
        self.database.execute("ANALYZE")
        self.database.execute("PRAGMA journal_mode = WAL").fetchall()
        self.database.close()
        progress(f"filled in {time.monotonic() - began:.0f} s")

    def _add(self, rows, number, count, moment, account):
        order, authorization = identifier(moment), identifier(moment)
        serial = serial_number(number, count)
        pattern = self.patterns["certificates"]
        name = f"m{number:07}.multitude.test"
        rows["orders"].append(self._row(
            "orders", id=order, account=account, authorizations=authorization, serial=serial,
            created_at=moment, identifiers=self._named("orders", "identifiers", name)))
        rows["authorizations"].append(self._row(
            "authorizations", id=authorization, account=account,
            identifier=self._named("authorizations", "identifier", name)))
        rows["certificates"].append(self._row(
            "certificates", serial=serial, account=account, order_id=order,
            der=pattern["der"].replace(pattern["serial"], serial), key_fingerprint=os.urandom(
                len(pattern["key_fingerprint"]))))

    def _row(self, table, **changed):
        row = self.values[table].copy()
        for column, value in changed.items():
            row[self.places[table][column]] = value
        return row

    def _named(self, table, column, name):
        old = self.patterns["authorizations"]["identifier"]
        return self.patterns[table][column].replace(old, name)


def identifier(moment):
    """As ResourceID: six bytes of milliseconds, ten random ones."""
    return moment.to_bytes(6, "big") + os.urandom(10)


def serial_number(number, count):
    """16 bytes from 0x40… to 0x7f…, rising, so that they are added at the index's end."""
    return (0x40000000 + number * 0x40000000 // count).to_bytes(4, "big") \
        + number.to_bytes(4, "big") + os.urandom(8)

"""The frame of a script: arguments, a directory of its own, a table of facts, the verdict."""

import argparse
import contextlib
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

from rehearsal import Failure
from rehearsal.ledger import Ledger, contradictions, wait_until_drained

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]


class Trial:
    """One rehearsal: facts are noted as they come, broken promises make it fail."""

    def __init__(self, name, purpose, **options):
        """`options` are numbers that can be given on the command line, with their defaults."""
        parser = argparse.ArgumentParser(prog=name, description=purpose)
        for option, default in options.items():
            parser.add_argument(
                f"--{option.replace('_', '-')}", type=type(default), default=default,
                help=f"{default} unless given")
        self.arguments = parser.parse_args()
        self.name, self.facts, self.broken = name, [], []
        self.binary = pathlib.Path(
            os.environ.get("CHANCERY", REPOSITORY / ".build/debug/chancery")).resolve()
        self.work = REPOSITORY / f".build-{name}" / time.strftime("%Y%m%dT%H%M%S")
        self.work.mkdir(parents=True)
        self.cleanup = contextlib.ExitStack()

    @property
    def fault_library(self):
        """The fault module: named by CHANCERY_FAULT_MODULE, or beside the binary, or the debug
        build's."""
        built = "libchancery-fault-module.so"
        places = [os.environ.get("CHANCERY_FAULT_MODULE"), self.binary.parent / built,
                  REPOSITORY / ".build/debug" / built]
        for place in filter(None, places):
            if pathlib.Path(place).exists():
                return pathlib.Path(place)
        raise Failure("no chancery-fault-module: 'swift build --product chancery-fault-module' "
                      "makes it, CHANCERY_FAULT_MODULE names another")

    def closing(self, thing):
        """Has `thing.stop()` or `thing.close()` called at the end, whatever happens."""
        self.cleanup.callback(thing.stop if hasattr(thing, "stop") else thing.close)
        return thing

    def progress(self, text):
        print(f"{self.name}: {text}", flush=True)

    def fact(self, what, value):
        self.facts.append((what, str(value)))

    def promise(self, kept, broken):
        """Notes a promise that was broken."""
        if not kept:
            self.broken.append(broken)

    def keep_books(self, authority, load):
        """No order lost, nothing stored that isn't so, every certificate verified."""
        ledger = Ledger(authority.directory / "chancery.sqlite")
        wait_until_drained(ledger)
        authority.stop()
        chains = sorted(load.chains.glob("*.pem"))
        self.broken += contradictions(load.journal, ledger, chains, authority.root)
        self.broken += load.journal.dishonest_refusals()
        states = list(ledger.order_states().values())
        self.fact("certificates fetched and verified", len(chains))
        self.fact("orders valid / invalid / other",
                  f"{states.count('valid')} / {states.count('invalid')} / "
                  f"{len(states) - states.count('valid') - states.count('invalid')}")
        self.fact("orders given up by the client", len(load.journal.of("failed")))
        self.promise(not load.journal.of("failed"), "the client gave up on orders; see the journal")
        self.promise("invalid" not in states, "orders became invalid")
        for (status, says_when), count in sorted(load.journal.refusals().items()):
            self.fact(f"answers {status}", f"{count}, {'with' if says_when else 'no'} Retry-After")

    def keep_promises(self, authority):
        """Every order has ended, and nothing is stored that isn't so; where chains were not saved."""
        ledger = Ledger(authority.directory / "chancery.sqlite")
        wait_until_drained(ledger)
        authority.stop()
        states = list(ledger.order_states().values())
        self.fact("orders valid / invalid / processing", " / ".join(
            str(states.count(state)) for state in ("valid", "invalid", "processing")))
        self.promise(ledger.integrity() == "ok", "the database is damaged")
        self.promise("processing" not in states, "orders are still processing")
        self.promise(not ledger.job_count(), "jobs are left in the queue")
        self.promise(not ledger.orders_with_several_serials(), "an order used several serial numbers")
        self.promise(not ledger.valid_orders_without_certificate(),
                     "a valid order's certificate is not stored")

    def run(self, body):
        """Runs the rehearsal, prints the table, and exits with 1 if a promise was broken."""
        # So that servers are ended, too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        began = time.monotonic()
        try:
            with self.cleanup:
                body(self)
        except (Failure, subprocess.SubprocessError, sqlite3.Error, OSError) as error:
            self.broken.append(str(error) or repr(error))
        width = max([len(what) for what, _ in self.facts], default=0)
        for what, value in self.facts:
            print(f"  {what:<{width}}  {value}")
        for line in self.broken:
            print(f"{self.name}: {line}", file=sys.stderr)
        print(f"{self.name}: {'BROKEN' if self.broken else 'kept'}, "
              f"{time.monotonic() - began:.0f} s; {self.work}")
        sys.exit(1 if self.broken else 0)

"""What became of everybody who arrived, each counted once."""

import collections
import dataclasses

from rehearsal.ledger import id_in

ACCEPTED = ("processing", "valid")


@dataclasses.dataclass
class Fates:
    """Where each arrival ended, by the driver's report, its journal and the database together: whether
    these three agree, the sum says."""

    served: int = 0
    """Accepted, issued, and fetched by the client."""
    unfetched: int = 0
    """Accepted and issued, but the client had gone away before."""
    invalid: int = 0
    """Accepted, and ended with a problem."""
    lost: int = 0
    """Accepted, and come to no end (law 3)."""
    hung_up: int = 0
    """Gave up while finalize was under way; the order was accepted and issued all the same."""
    refused_at_finalize: int = 0
    """Had an order, and gave up before it was accepted."""
    refused_at_new_order: int = 0
    """Gave up without ever having been given an order."""
    waiting: int = 0
    """Neither served nor given up: still patient when the driver ended."""

    @classmethod
    def of(cls, report, journal, states):
        """`report` is the driver's, `states` are the orders' in the database by id."""
        ids = {event: {id_in(entry["order"]) for entry in journal.of(event)}
               for event in ("new-order", "certificate", "failed")}
        accepted = accepted_orders(journal)
        count = collections.Counter(
            cls._fate(order in accepted, order in ids["certificate"], order in ids["failed"],
                      states.get(order)) for order in ids["new-order"])
        # A client that never got an order left nothing behind but its place in the driver's count.
        count["refused_at_new_order"] = report["failed"] - len(ids["failed"])
        return cls(**count)

    @staticmethod
    def _fate(is_accepted, is_fetched, has_given_up, state):
        if is_accepted and state == "invalid":
            return "invalid"
        if is_accepted and state != "valid":
            return "lost"
        if is_fetched:
            return "served"
        if not has_given_up:
            return "waiting"
        if is_accepted:
            return "unfetched"
        return "hung_up" if state == "valid" else "refused_at_finalize"

    @property
    def rows(self):
        """Each fate in words, with how many met it; the last row is their sum."""
        return [
            ("accepted, issued and fetched", self.served),
            ("accepted and issued, the client had gone before", self.unfetched),
            ("accepted, ended `invalid`", self.invalid),
            ("accepted and lost", self.lost),
            ("issued, the client had hung up before finalize was answered", self.hung_up),
            ("given an order, refused at finalize until patience ended", self.refused_at_finalize),
            ("refused at newOrder until patience ended", self.refused_at_new_order),
            ("still waiting when the driver ended", self.waiting),
            ("all arrivals", self.arrivals)]

    @property
    def accepted(self):
        return self.valid + self.invalid + self.lost

    @property
    def valid(self):
        return self.served + self.unfetched + self.hung_up

    @property
    def arrivals(self):
        return sum(dataclasses.astuple(self))

    def contradictions(self, report, journal, states):
        """Where report, journal and database don't agree, a line each."""
        if self.arrivals != report["arrivals"]:
            yield f"{report['arrivals']} arrived, of {self.arrivals} it is known what became"
        if self.served != report["certificates"]:
            yield f"{report['certificates']} certificates by the report, {self.served} by the journal"
        if (failures := sum(error["count"] for error in report["errors"])) != report["failed"]:
            yield f"{report['failed']} failed by the report, {failures} by the kinds of their errors"
        if self.waiting:
            yield f"{self.waiting} clients were still waiting when the driver ended"
        told = accepted_orders(journal)
        # Whoever hangs up during finalize isn't told any more.
        gone = {id_in(entry["order"]) for entry in journal.of("failed")}
        if untold := {order for order, state in states.items() if state == "valid"} - told - gone:
            yield f"{len(untold)} orders were issued that nobody was told to be accepted"
        if missing := told - states.keys():
            yield f"{len(missing)} accepted orders are not in the database"


def accepted_orders(journal):
    """Ids of the orders whose finalize was answered with no error."""
    return {id_in(entry["order"]) for entry in journal.of("finalize")
            if entry.get("status") in ACCEPTED}

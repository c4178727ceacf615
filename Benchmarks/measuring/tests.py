"""The arithmetic behind the tables: PYTHONPATH=Benchmarks python3 -m unittest measuring.tests"""

import types
import unittest

from measuring import budgets, tables
from measuring.multitude import serial_number
from rehearsal.burst import Watch, rank_correlation, told_waits
from rehearsal.fates import Fates


def share_results(rate, alone, limit):
    run = {"device": "8x3:rsa-2048", "share": rate / alone, "alone": alone, "machine_limit": limit}
    return {"share": {"figures": {"devices": [run]}}}


class Ranks(unittest.TestCase):
    def test_order_kept_reversed_and_nearly_kept(self):
        numbers = range(1, 101)
        self.assertEqual(rank_correlation([(number, number * 3) for number in numbers]), 1)
        self.assertEqual(rank_correlation([(number, -number) for number in numbers]), -1)
        swapped = [(number, number ^ 1) for number in range(100)]
        self.assertAlmostEqual(rank_correlation(swapped), 0.9994, places=4)

    def test_two_pairs_have_no_order(self):
        self.assertIsNone(rank_correlation([(1, 1), (2, 2)]))


class SlowestRate(unittest.TestCase):
    def test_a_slow_stretch_is_found_and_the_ends_left_out(self):
        watch = Watch.__new__(Watch)
        watch.interval, count, watch.counts = 0.1, 0.0, []
        for tenth in range(600):
            # 20/s, half of it from 30 s to 40 s, nothing at all in the first 3 s.
            count += 0 if tenth < 30 else 1 if 300 <= tenth < 400 else 2
            watch.counts.append((tenth / 10, count))
        self.assertAlmostEqual(watch.slowest_rate(), 10)

    def test_nothing_was_issued(self):
        watch = Watch.__new__(Watch)
        watch.interval, watch.counts = 0.1, []
        self.assertIsNone(watch.slowest_rate())


class ToldWaits(unittest.TestCase):
    @staticmethod
    def found(waits):
        """Orders that were told the first number of seconds, and got their certificate after the
        second."""
        accepted = [{"order": f"https://ca/order/{number:032x}", "status": "processing",
                     "retryAfter": str(told), "time": "1970-01-01T00:00:00.000Z"}
                    for number, (told, _) in enumerate(waits)]
        rows = {f"{number:032x}": number for number in range(len(waits))}
        watch = types.SimpleNamespace(time_of=lambda row: waits[row][1])
        return told_waits(accepted, rows, watch)

    def test_error_is_a_share_of_what_was_told(self):
        found = self.found([(10, 10)] * 8 + [(10, 11), (10, 13)])
        self.assertEqual(found["wait_error_p50"], 0)
        self.assertAlmostEqual(found["wait_error_p90"], 0.3)
        self.assertAlmostEqual(found["wait_longer"], 0.2)

    def test_waits_of_a_second_are_not_judged(self):
        found = self.found([(1, 0.2), (10, 10)])
        self.assertEqual((found["told"], found["told_judged"]), (2, 1))


class EachArrival(unittest.TestCase):
    """One arrival of each fate; the numbers are the orders' ids."""

    report = {"arrivals": 10, "certificates": 1, "failed": 6,
              "errors": [{"count": 4}, {"count": 2}]}
    states = {"1": "valid", "2": "valid", "3": "invalid", "4": "processing", "5": "ready",
              "6": "ready", "7": "valid", "8": "valid"}

    @staticmethod
    def journal(*facts):
        """Of words as `1 finalize processing`."""
        entries = []
        for order, event, *status in map(str.split, facts):
            entries.append({"order": f"https://ca/order/{order}", "event": event,
                            **({"status": status[0]} if status else {})})
        return types.SimpleNamespace(
            of=lambda event: [entry for entry in entries if entry["event"] == event])

    facts = [*[f"{order} new-order pending" for order in range(1, 9)],
             *[f"{order} finalize processing" for order in (1, 2, 3, 4, 7)],
             "1 certificate", "2 failed", "3 failed", "5 failed", "8 failed"]

    def test_each_is_counted_once(self):
        fates = Fates.of(self.report, self.journal(*self.facts), self.states)
        self.assertEqual(fates, Fates(
            served=1, unfetched=1, invalid=1, lost=1, hung_up=1, refused_at_finalize=1,
            refused_at_new_order=2, waiting=2))
        self.assertEqual(fates.rows[-1], ("all arrivals", 10))
        self.assertEqual((fates.accepted, fates.valid), (5, 3))

    def contradictions(self, report, facts, states):
        journal = self.journal(*facts)
        return list(Fates.of(report, journal, states).contradictions(report, journal, states))

    def test_what_does_not_agree_is_told(self):
        report = {"arrivals": 2, "certificates": 1, "failed": 1, "errors": [{"count": 1}]}
        facts = ["1 new-order pending", "1 finalize valid", "1 certificate"]
        valid = {"1": "valid"}
        for what, change, expected in [
                ("all agree", (report, facts, valid), []),
                ("an arrival is missing", ({**report, "arrivals": 3}, facts, valid),
                 ["3 arrived, of 2 it is known what became"]),
                ("a certificate is missing", (report, facts[:2], valid),
                 ["1 certificates by the report, 0 by the journal",
                  "1 clients were still waiting when the driver ended"]),
                ("an error is missing", ({**report, "errors": []}, facts, valid),
                 ["1 failed by the report, 0 by the kinds of their errors"]),
                ("nobody was told", (report, facts, {**valid, "2": "valid"}),
                 ["1 orders were issued that nobody was told to be accepted"]),
                ("an order is gone", (report, facts, {}),
                 ["1 certificates by the report, 0 by the journal",
                  "1 accepted orders are not in the database"])]:
            with self.subTest(what):
                self.assertEqual(self.contradictions(*change), expected)


class Verdicts(unittest.TestCase):
    budget = next(budget for budget in budgets.BUDGETS
                  if "8 lanes × 3 ms, rsa-2048" in budget.what)

    def test_table(self):
        for results, verdict in [
                ({}, "not measured"), (share_results(96, 100, 200), "met"),
                (share_results(90, 100, 200), "NOT MET"),
                (share_results(70, 100, 75), "machine too small: 75.0 % at most")]:
            with self.subTest(verdict=verdict):
                self.assertEqual(self.budget.verdict(results), verdict)

    def test_names_are_unique(self):
        names = [budget.what for budget in budgets.BUDGETS]
        self.assertEqual(len(names), len(set(names)))


class Tables(unittest.TestCase):
    def test_figures_and_gaps(self):
        self.assertEqual(tables.number(1234.56, 1), "1,234.6")
        self.assertEqual((tables.number(None), tables.percent(0.125)), ("–", "12.5 %"))
        self.assertEqual(tables.text(["a", "b"], [["long", 1]]), "a     b\nlong  1")


class Multitude(unittest.TestCase):
    def test_serial_numbers_rise_and_are_positive(self):
        serials = [serial_number(number, 1000) for number in range(1000)]
        self.assertEqual(serials, sorted(serials))
        self.assertTrue(all(len(serial) == 16 and 0x40 <= serial[0] <= 0x7f for serial in serials))

"""Results of all measurements, and the runs before, one line each."""

import json

from measuring import budgets
from measuring.measurement import RESULTS

HISTORY = RESULTS.parent / "history.jsonl"


def results(directory=RESULTS):
    """The last result of each measurement, by its name."""
    return {path.stem: json.loads(path.read_text()) for path in sorted(directory.glob("*.json"))}


def line(found):
    """What history keeps of a run: when, which commit, which machine, each budget's figure."""
    newest = max(found.values(), key=lambda result: result["when"])
    return {"when": newest["when"], "commit": newest["commit"], "machine": newest["machine"],
            "others_share": {name: result["others_share"] for name, result in found.items()},
            "figures": {budget.what: value for budget, value, _ in budgets.verdicts(found)
                        if value is not None}}


def append(found):
    with open(HISTORY, "a") as file:
        file.write(json.dumps(line(found), ensure_ascii=False) + "\n")


def runs():
    if not HISTORY.exists():
        return []
    return [json.loads(text) for text in HISTORY.read_text().splitlines()]

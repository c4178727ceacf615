"""`chancery load`, and the journal in which it writes down every answer."""

import datetime
import json
import subprocess
import time

from rehearsal import Failure


class Load:
    """Load on a CA, with a journal and every chain saved."""

    def __init__(self, authority, work, certificates, workers, patience="120s"):
        self.journal, self.chains = Journal(work / "journal"), work / "chains"
        self.log = work / "load.log"
        with open(work / "load.json", "wb") as report, open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [authority.driver, "load", "--directory", authority.url,
                 "--ca-file", authority.root, "--workers", str(workers), "--patience", patience,
                 "--certificates", str(certificates), "--http-port", str(authority.responder),
                 "--name-suffix", ".rehearsal.test", "--save", self.chains,
                 "--journal", self.journal.path, "--format", "json"],
                env=authority.environment, stdout=report, stderr=log)

    def is_over(self):
        return self.process.poll() is not None

    def count(self):
        """How many certificates were fetched so far."""
        self.journal.refresh()
        return len(self.journal.of("certificate"))

    def wait_for(self, certificates, seconds):
        """Waits until so many certificates were fetched."""
        deadline = time.monotonic() + seconds
        while self.count() < certificates:
            if self.is_over():
                raise Failure(f"the load ended before {certificates} certificates; see {self.log}")
            if time.monotonic() > deadline:
                raise Failure(f"no {certificates} certificates within {seconds} s; see {self.log}")
            time.sleep(0.02)

    def finish(self, seconds):
        try:
            self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"the load did not end within {seconds} s; see {self.log}") from None
        self.journal.refresh()

    def stop(self):
        if not self.is_over():
            self.process.kill()
            self.process.wait()


class Journal:
    """The load driver's JSON lines, read while they are being written."""

    def __init__(self, path):
        self.path, self.entries, self.offset = path, [], 0

    def refresh(self):
        if not self.path.exists():
            return
        with open(self.path, "rb") as file:
            file.seek(self.offset)
            new = file.read()
        whole = new[: new.rfind(b"\n") + 1]
        self.offset += len(whole)
        self.entries += [json.loads(line) for line in whole.splitlines()]

    def of(self, event):
        return [entry for entry in self.entries if entry["event"] == event]

    def times(self, event="certificate"):
        """When each such event was, in seconds as time.time() counts them, in their order."""
        return sorted(seconds(entry["time"]) for entry in self.of(event))

    def refusals(self):
        """How often the server said each status that is no success, and whether it said when to
        come back: {("503", True): 12}. Spent nonces are the client's own matter."""
        counts = {}
        for entry in self.of("refusal"):
            if entry["status"] != "400":
                key = entry["status"], "retryAfter" in entry
                counts[key] = counts.get(key, 0) + 1
        return counts

    def dishonest_refusals(self):
        """Refusals that overload and a lost token do not excuse, a line each."""
        for (status, says_when), count in sorted(self.refusals().items()):
            if status.startswith("5") and not (status == "503" and says_when):
                yield f"{count} times {status} {'with' if says_when else 'without'} Retry-After"


def seconds(time_text):
    return datetime.datetime.fromisoformat(time_text.replace("Z", "+00:00")).timestamp()

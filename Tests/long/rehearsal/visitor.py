"""Real clients that order one certificate each, at addresses of their own."""

import os
import re
import subprocess
import threading
import time

from rehearsal import Failure
from rehearsal.poller import Poller

GIVEN_UP_SECONDS = 900


class Visitor:
    """One client in a thread of its own: how long it took, and what it said at its end.

    The CA finds its name at its own address, so that its responder is in nobody's way.
    """

    def __init__(self, authority, work, kind, address, name, options=()):
        self.authority, self.work = authority, work / kind
        self.kind, self.address, self.name, self.options = kind, address, name, options
        self.seconds = self.problem = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self.work.mkdir(parents=True)
        self.thread.start()

    def wait(self):
        self.thread.join(GIVEN_UP_SECONDS)
        if self.thread.is_alive():
            raise Failure(f"{self.kind} is not over after {GIVEN_UP_SECONDS} s; see {self.work}")

    @property
    def has_certificate(self):
        return self.problem is None

    @property
    def fate(self):
        if self.has_certificate:
            return f"certificate after {self.seconds:.0f} s"
        return f"gave up after {self.seconds:.0f} s: {self.problem}"

    def _run(self):
        began = time.monotonic()
        try:
            self.order()
        except (Failure, OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            self.problem = str(error) or repr(error)
        self.seconds = time.monotonic() - began

    def command(self, *words, **environment):
        """Runs a client; its last words about an error are the problem."""
        log = self.work / "log"
        with open(log, "wb") as file:
            status = subprocess.run(
                words, env={**os.environ, **environment}, stdout=file, stderr=file,
                timeout=GIVEN_UP_SECONDS).returncode
        if status:
            text = " ".join(log.read_text().split())
            told = re.findall(r"(?:urn:ietf|error|time limit).{0,120}", text)
            raise Failure(told[-1] if told else f"exit {status}; see {log}")


class Certbot(Visitor):
    def order(self):
        self.command(
            "certbot", "certonly", "--standalone", "--http-01-address", self.address,
            "--http-01-port", str(self.authority.responder), "-n", "--agree-tos",
            "--register-unsafely-without-email", "--server", self.authority.url, "-d", self.name,
            "--config-dir", self.work / "config", "--work-dir", self.work / "work",
            "--logs-dir", self.work / "logs", *self.options,
            REQUESTS_CA_BUNDLE=str(self.authority.root))


class Lego(Visitor):
    def order(self):
        self.command(
            "lego", "--server", self.authority.url, "--accept-tos", "--email",
            "engineer@example.org", "--path", self.work, "--http", "--http.port",
            f"{self.address}:{self.authority.responder}", "--domains", self.name,
            *self.options, "run", LEGO_CA_CERTIFICATES=str(self.authority.root))


class AcmeTinyStyle(Visitor):
    def order(self):
        chain = Poller(self.authority, self.address).certificate_for(self.name)
        (self.work / "chain.pem").write_text(chain)

"""Debian's pebble as a peer, with its challenge test server for DNS."""

import json
import os
import subprocess
import time

from rehearsal import Failure
from rehearsal.authority import free_ports
from rehearsal.names import ChallengeTestServer


class Pebble:
    """A pebble on free ports: no sleeps before validations, no nonces refused on purpose."""

    def __init__(self, directory, options=("PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0")):
        self.directory, self.log = directory, directory / "pebble.log"
        self.acme, self.management, self.responder = free_ports(3)
        self.environment = {**os.environ, **dict(option.split("=") for option in options)}
        self.root = directory / "server.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1,DNS:localhost", "-addext",
             "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth",
             "-keyout", directory / "server.key", "-out", self.root],
            check=True, capture_output=True)
        configuration = directory / "pebble.json"
        configuration.write_text(json.dumps({"pebble": {
            "listenAddress": f"127.0.0.1:{self.acme}",
            "managementListenAddress": f"127.0.0.1:{self.management}",
            "certificate": str(self.root), "privateKey": str(directory / "server.key"),
            "httpPort": self.responder, "tlsPort": 5001, "ocspResponderURL": "",
            "externalAccountBindingRequired": False}}))
        self.names = ChallengeTestServer(directory / "names.log")
        self.server = ["pebble", "-config", str(configuration), "-dnsserver", self.names.address]
        self.process = None

    @property
    def url(self):
        return f"https://127.0.0.1:{self.acme}/dir"

    @property
    def pid(self):
        return self.process.pid

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.server, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while subprocess.run(["curl", "-fsk", "-m", "5", "-o", "/dev/null", self.url]).returncode:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise Failure(f"pebble does not answer at {self.url}; see {self.log}")
            time.sleep(0.1)

    def restart(self):
        """After it locked up."""
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.names.stop()

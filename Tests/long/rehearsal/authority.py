"""A CA of a script's own."""

import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from rehearsal import Failure

READY_WITHIN_SECONDS = 60


class Authority:
    """A CA of its own on free ports, which can be killed and started again."""

    def __init__(self, binary, directory, options=(), environment=None, wrapper=()):
        """`wrapper` is what runs `chancery init`."""
        self.binary, self.directory, self.server = binary, directory, None
        # An older server can be measured by today's driver.
        self.driver = os.environ.get("CHANCERY_DRIVER", binary)
        self.environment = {**os.environ, **(environment or {})}
        self.acme, self.operations, self.public, self.responder = free_ports(4)
        self.log, self.root = directory.with_suffix(".log"), directory / "issuers/root.pem"
        self.issuer = directory / "issuers/r1.pem"
        self.configuration = directory / "chancery.yaml"
        made = subprocess.run(
            [*wrapper, binary, "init", directory, "--demonstration",
             "--acme-port", str(self.acme), "--operations-port", str(self.operations),
             "--public-port", str(self.public), "--http-validation-port", str(self.responder),
             *options],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if made.returncode:
            raise Failure(f"chancery init failed: {made.stderr.strip()}")

    @staticmethod
    def inherited():
        """The environment that all commands have."""
        return dict(os.environ)

    @property
    def url(self):
        return f"https://127.0.0.1:{self.acme}/directory"

    def configure(self, **settings):
        """Sets keys of chancery.yaml, as `queue="{ finalize_wait: 0s }"` or `sessions="32"`."""
        text = self.configuration.read_text()
        for key, value in settings.items():
            text, count = re.subn(
                rf"^( *){key}: .*$", lambda found: f"{found[1]}{key}: {value}", text,
                count=1, flags=re.MULTILINE)
            if not count:
                text += f"{key}: {value}\n"
        self.configuration.write_text(text)

    def start(self, wrapper=()):
        """Serves; `wrapper` is what runs the server, as ["strace", "-f"]."""
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [*wrapper, self.binary, "serve", "--config", self.configuration],
                env=self.environment, stdout=log, stderr=log)
        self.is_wrapped = bool(wrapper)

    @property
    def pid(self):
        """The server's own process, not its wrapper's."""
        if not self.is_wrapped:
            return self.server.pid
        children = pathlib.Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
        return int(children.read_text().split()[0])

    def answers(self, path="/health/ready"):
        """Whether an operator's URL says 200."""
        if self.server.poll() is not None:
            raise Failure(f"the server ended with {self.server.returncode}; see {self.log}")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            opener.open(f"http://127.0.0.1:{self.operations}{path}", timeout=5).close()
            return True
        except (urllib.error.URLError, OSError):
            return False

    def wait_until_ready(self, seconds=READY_WITHIN_SECONDS):
        self._wait("/health/ready", seconds)

    def wait_until_live(self, seconds=READY_WITHIN_SECONDS):
        self._wait("/health/live", seconds)

    def _wait(self, path, seconds):
        deadline = time.monotonic() + seconds
        while not self.answers(path):
            if time.monotonic() > deadline:
                raise Failure(f"{path} did not say 200 within {seconds} s; see {self.log}")
            time.sleep(0.01)

    def tokens(self):
        """What `chancery admin hsm status` says of each token, by name."""
        answer = subprocess.run(
            [self.binary, "admin", "hsm", "status", "--config", self.configuration,
             "--format", "json"],
            env=self.environment, capture_output=True, text=True)
        try:
            return {token["name"]: token for token in json.loads(answer.stdout)["tokens"]}
        except (ValueError, KeyError):
            raise Failure(f"chancery admin hsm status: {answer.stderr.strip()}") from None

    def kill(self):
        if self.server.poll() is not None:
            raise Failure(
                f"the server ended by itself with {self.server.returncode}; see {self.log}")
        self.server.send_signal(signal.SIGKILL)
        self.server.wait()

    def stop(self):
        if self.server is not None and self.server.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
            try:
                self.server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                self.server.kill()
                self.server.wait()
                raise Failure(f"the server did not end within 60 s of SIGTERM; see {self.log}") \
                    from None


def free_ports(count):
    """Ports below the range from which Linux takes those of outgoing connections."""
    listeners = []
    for port in random.SystemRandom().sample(range(20000, 32000), 2000):
        listener = socket.socket()
        try:
            listener.bind(("127.0.0.1", port))
            listeners.append(listener)
        except OSError:
            listener.close()
        if len(listeners) == count:
            break
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports

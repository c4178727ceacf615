"""Tokens that misbehave on command."""

import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

from rehearsal import Failure

LABEL, PIN, SO_PIN = "chancery", "12345678", "87654321"
SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so"


class SoftHSMToken:
    """An initialised token of SoftHSM's, with a PIN file."""

    def __init__(self, directory):
        (directory / "tokens").mkdir(parents=True)
        configuration = directory / "softhsm2.conf"
        configuration.write_text(
            f"directories.tokendir = {directory}/tokens\nobjectstore.backend = file\n"
            "log.level = ERROR\n")
        self.environment = {"SOFTHSM2_CONF": str(configuration)}
        subprocess.run(
            ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", SO_PIN,
             "--pin", PIN],
            env={**os.environ, **self.environment}, check=True, stdout=subprocess.DEVNULL)
        self.pin_file = directory / "pin"
        self.write_pin(PIN)

    def write_pin(self, pin):
        """Replaces the PIN file as an editor does: in one step."""
        new = self.pin_file.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(pin + "\n")
        new.rename(self.pin_file)

    def options(self, module):
        """What leads `chancery init` to the token."""
        options = ["--pkcs11-module", str(module), "--token-label", LABEL,
                   "--pin-file", str(self.pin_file)]
        for name, value in self.environment.items():
            options += ["--module-environment", f"{name}={value}"]
        return options


class FaultModule:
    """A copy of chancery-fault-module with a scenario beside it, in front of a token.

    Copies of other names are other modules to a process, so each can be a device of its own.
    """

    def __init__(self, library, directory, scenario="", name="fault"):
        self.path = directory / f"{name}.so"
        shutil.copy(library, self.path)
        # A socket's path has at most 107 bytes.
        self.sockets = pathlib.Path(tempfile.mkdtemp(prefix="chancery-fault-"))
        self.socket, self.state_file = self.sockets / "control", directory / f"{name}.state"
        (directory / f"{name}.yaml").write_text(
            f"module: {SOFTHSM}\ntoken: {LABEL}\ncontrol_socket: {self.socket}\n"
            f"state_file: {self.state_file}\n{scenario}")

    def control(self, command):
        """Sends one line to the module that a running program has loaded; returns its answer.

        A program that initialises its module anew has no socket for a moment, and hangs up.
        """
        deadline = time.monotonic() + 10
        while True:
            try:
                answer = self._ask(command)
                break
            except OSError as error:
                if time.monotonic() > deadline:
                    raise Failure(f"the fault module's {self.socket}: {error}") from None
                time.sleep(0.05)
        if not answer or answer.startswith("error:"):
            raise Failure(f"the fault module, told to {command}: {answer or 'no answer'}")
        return answer

    def _ask(self, command):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(10)
            connection.connect(str(self.socket))
            with connection.makefile("rw", encoding="utf-8") as lines:
                lines.write(command + "\n")
                lines.flush()
                return lines.readline().strip()

    def counters(self):
        """What was counted in the process that has it loaded."""
        return json.loads(self.control("counters"))

    def logins(self):
        """How often C_Login was called for a user, in all processes so far."""
        try:
            return json.loads(self.state_file.read_text())["counters"]["logins"]["tried"]
        except (OSError, ValueError, KeyError) as error:
            raise Failure(f"{self.state_file} doesn't tell the logins: {error!r}") from None

    def close(self):
        shutil.rmtree(self.sockets, ignore_errors=True)

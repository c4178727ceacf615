"""HSMs whose speed is known exactly: the fault module in front of SoftHSM, and CAs on them."""

import json
import subprocess

from measuring.measurement import RESULTS
from rehearsal import Failure
from rehearsal.authority import Authority
from rehearsal.tokens import FaultModule, LABEL, SoftHSMToken


class KnownDevice:
    """A device of so many lanes and so long a signature, with a CA whose keys lie in it."""

    def __init__(self, bench, name, lanes, milliseconds, key_type="rsa-2048"):
        self.lanes, self.milliseconds, self.key_type = lanes, milliseconds, key_type
        self.directory = bench.directory(name)
        self.bench_file = self.directory / "bench.json"
        self.token = SoftHSMToken(self.directory / "softhsm")
        self.module = bench.closing(FaultModule(
            bench.fault_library, self.directory,
            f"lanes: {lanes}\nlatency: {{ C_Sign: {milliseconds}ms }}\n"))
        self.authority = bench.closing(Authority(
            bench.binary, self.directory / "ca",
            [*self.token.options(self.module.path), "--key-type", key_type]))
        self.authority.configure(sessions=str(lanes))

    @property
    def nominal(self):
        """Signatures a second, by its own data sheet."""
        return self.lanes * 1000 / self.milliseconds

    def bench(self, seconds, path="session"):
        """What `chancery hsm bench` finds with one session a lane."""
        done = subprocess.run(
            [self.authority.binary, "hsm", "bench", "--module", self.module.path, "--token-label",
             LABEL, "--pin-file", self.token.pin_file, "--label", "r1", "--sessions",
             str(self.lanes), "--time", f"{seconds}s", "--path", path, "--format", "json", "--save",
             self.bench_file],
            env={**self.authority.environment, **self.token.environment},
            capture_output=True, text=True, timeout=seconds + 60)
        if done.returncode:
            raise Failure(f"chancery hsm bench: {done.stderr.strip()}")
        step = json.loads(done.stdout)["steps"][0]
        return {"signatures_per_second": step["signatures_per_second"],
                "cpu_ms_per_signature": step["cpu_us_per_signature"] / 1000}

    def predicted(self):
        """Certificates a second of the issuing line, by `chancery capacity` from the last bench."""
        server = RESULTS / "flow.json"
        done = subprocess.run(
            [self.authority.binary, "capacity", "--config", self.authority.configuration, "--bench",
             self.bench_file, "--format", "json",
             *(["--results", str(server)] if server.exists() else [])],
            env={**self.authority.environment, **self.token.environment},
            capture_output=True, text=True, timeout=60)
        try:
            return json.loads(done.stdout)["issuing_line_certificates_per_second"]
        except (ValueError, KeyError):
            return None

    def signatures(self):
        """Signatures that the process which has it loaded has got so far."""
        return self.module.counters()["functions"].get("C_Sign", {}).get("ok", 0)

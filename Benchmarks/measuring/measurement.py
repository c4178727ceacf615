"""The frame of a script: arguments, a directory of its own, progress, a result that is kept."""

import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from measuring import REPOSITORY, machine
from rehearsal import Failure

RESULTS = REPOSITORY / ".build-bench/results"
FAULT_MODULE = "libchancery-fault-module.so"


class Measurement:
    """One script of Benchmarks: what it finds out is printed, and kept as JSON for `run`."""

    def __init__(self, name, purpose, **options):
        """`options` can be given on the command line, with their defaults; a list is written with
        commas."""
        parser = argparse.ArgumentParser(
            prog=f"Benchmarks/{name}", description=purpose,
            formatter_class=argparse.RawDescriptionHelpFormatter)
        for option, default in options.items():
            is_list = isinstance(default, list)
            kind = type(default[0] if is_list else default)
            parser.add_argument(
                f"--{option.replace('_', '-')}", default=default,
                type=(lambda text, kind=kind: [kind(word) for word in text.split(",")])
                if is_list else kind,
                help=f"{','.join(map(str, default)) if is_list else default} unless given")
        self.arguments = parser.parse_args()
        self.name, self.cleanup = name, contextlib.ExitStack()

    def progress(self, text):
        print(f"bench: {self.name}: {text}", file=sys.stderr, flush=True)

    def closing(self, thing):
        """Has `thing.stop()` or `thing.close()` called at the end, whatever happens."""
        self.cleanup.callback(thing.stop if hasattr(thing, "stop") else thing.close)
        return thing

    def directory(self, name):
        """A directory of its own, for one CA and what belongs to it."""
        path = self.work / name
        path.mkdir()
        return path

    def run(self, body):
        """Measures, prints what `body` returns by `print_result`, keeps it; 1 if it went wrong."""
        # So that servers are ended, too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        began = time.monotonic()
        RESULTS.mkdir(parents=True, exist_ok=True)
        # Beside the sources and not in /tmp, which may lie in memory, where an fsync costs nothing.
        self.work = pathlib.Path(tempfile.mkdtemp(prefix=f"{self.name}-", dir=RESULTS.parent))
        result = {"name": self.name, "when": time.strftime("%FT%TZ", time.gmtime()),
                  "machine": machine.description()}
        try:
            self.binary, self.fault_library = release()
            result["commit"] = machine.commit(self.binary)
            self.driver = os.environ.get("CHANCERY_DRIVER", self.binary)
            bystanders = machine.Bystanders()
            with self.cleanup:
                result["figures"] = body(self)
            result["others_share"] = round(bystanders.share(), 3)
        except (Failure, subprocess.SubprocessError, OSError, ValueError) as error:
            print(f"bench: {self.name}: {error}; see {self.work}", file=sys.stderr)
            sys.exit(1)
        result["seconds"] = round(time.monotonic() - began, 1)
        path = RESULTS / f"{self.name}.json"
        path.write_text(json.dumps(result, indent=1) + "\n")
        if not os.environ.get("KEEP"):
            shutil.rmtree(self.work, ignore_errors=True)
        others = result["others_share"]
        print(f"\n{self.name}: {result['seconds']:.0f} s, others used {others:.0%} of the machine "
              f"meanwhile; {path.relative_to(REPOSITORY)}")


def release():
    """The release binary and the fault module: CHANCERY names others, or they are built."""
    if "CHANCERY" in os.environ:
        binary = pathlib.Path(os.environ["CHANCERY"]).resolve()
    else:
        print("bench: building the release (some minutes the first time)", file=sys.stderr)
        for product in ("chancery", "chancery-fault-module"):
            subprocess.run(["swift", "build", "--quiet", "-c", "release", "--product", product,
                            "--scratch-path", ".build-release"], cwd=REPOSITORY, check=True)
        binary = REPOSITORY / ".build-release/release/chancery"
    library = pathlib.Path(os.environ.get("CHANCERY_FAULT_MODULE", binary.parent / FAULT_MODULE))
    for file in (binary, library):
        if not file.exists():
            raise Failure(f"{file} does not exist: 'make build' makes the binary, 'swift build -c "
                          "release --product chancery-fault-module --scratch-path .build-release' "
                          "the fault module")
    return binary, library

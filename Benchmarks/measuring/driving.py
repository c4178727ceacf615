"""`chancery load` as a driver: run to the end, its report taken."""

import json
import subprocess

from rehearsal import Failure

SECONDS = 120


def load(binary, url, root, port, certificates, workers, *options, environment=None,
         seconds=SECONDS):
    """Gets certificates and returns the report; some that failed are a failure."""
    try:
        done = subprocess.run(
            [binary, "load", "--directory", url, "--ca-file", root, "--certificates",
             str(certificates), "--workers", str(workers), "--http-port", str(port), "--format",
             "json", *options],
            capture_output=True, text=True, timeout=seconds, env=environment)
    except subprocess.TimeoutExpired:
        raise Failure(
            f"{certificates} certificates from {url} took more than {seconds} s") from None
    try:
        report = json.loads(done.stdout)
    except ValueError:
        raise Failure(f"chancery load: {done.stderr.strip()[-500:]}") from None
    if report["failed"]:
        raise Failure(f"{report['failed']} of {certificates} certificates failed: "
                      f"{json.dumps(report['errors'])[:500]}")
    return report


def load_on(authority, certificates, workers, *options):
    """The same on a CA of our own."""
    return load(authority.driver, authority.url, authority.root, authority.responder, certificates,
                workers, *options, environment=authority.environment)

"""The machine: what it is, and who used its processors."""

import os
import platform
import resource
import subprocess
import time

from measuring import REPOSITORY
from rehearsal.process import TICKS, cpu_seconds, memory_mb

__all__ = ["Bystanders", "busy_seconds", "commit", "cpu_seconds", "description", "memory_mb"]

PAGE = os.sysconf("SC_PAGE_SIZE")


def description():
    """The processors, the memory and the kernel, in a line."""
    with open("/proc/cpuinfo") as file:
        names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 2**30
    return (f"{os.cpu_count()} x {names[0] if names else platform.machine()}, "
            f"{memory:.0f} GB, Linux {platform.release().partition('-')[0]}")


def commit(binary):
    """The commit that is measured; a + says that the tree differs from it.

    What a binary from elsewhere is made of isn't known here: CHANCERY_COMMIT says it.
    """
    if "CHANCERY_COMMIT" in os.environ:
        return os.environ["CHANCERY_COMMIT"]
    if not binary.is_relative_to(REPOSITORY):
        return f"{binary} of {time.strftime('%F %T', time.gmtime(binary.stat().st_mtime))}"
    git = lambda *words: subprocess.run(
        ["git", *words], cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (
        "+" if git("status", "--porcelain", "--untracked-files=no") else "")


def busy_seconds():
    """What all processors together have worked since the start of the machine."""
    with open("/proc/stat") as file:
        user, nice, system, _, _, irq, softirq, steal = map(int, file.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS


class Bystanders:
    """Finds out which share of the machine others used while something was measured.

    A measurement on a machine that others use is worth less; so each result says how much they did.
    """

    def __init__(self, *pids):
        self.pids = pids
        self.began, self.busy, self.own = time.monotonic(), busy_seconds(), self._own()

    def _own(self):
        usages = [resource.getrusage(who)
                  for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return (sum(usage.ru_utime + usage.ru_stime for usage in usages)
                + sum(cpu_seconds(pid) for pid in self.pids))

    def share(self):
        """From 0, nobody, to 1, all processors; processes of our own that still run and were not
        named count as others."""
        elapsed = time.monotonic() - self.began
        others = busy_seconds() - self.busy - (self._own() - self.own)
        return max(0.0, others / elapsed / os.cpu_count()) if elapsed > 0 else 0.0

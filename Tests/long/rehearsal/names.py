"""Names: pebble's challenge test server as the resolver that a CA asks."""

import subprocess

from rehearsal.authority import free_ports


class ChallengeTestServer:
    """Answers for every name, and shows what it is told to by HTTP (Debian's `pebble` brings it)."""

    def __init__(self, log):
        dns, management = free_ports(2)
        self.address, self.url = f"127.0.0.1:{dns}", f"http://127.0.0.1:{management}"
        with open(log, "ab") as file:
            self.process = subprocess.Popen(
                ["pebble-challtestsrv", "-dns01", self.address, "-http01", "", "-https01", "",
                 "-tlsalpn01", "", "-management", f"127.0.0.1:{management}", "-defaultIPv4",
                 "127.0.0.1", "-defaultIPv6", ""], stdout=file, stderr=file)

    def stop(self):
        self.process.kill()
        self.process.wait()

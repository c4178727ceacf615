"""What the scripts of Benchmarks share: a frame that keeps results, budgets, peers, devices of
known speed. CAs, load and tokens come from the rehearsals' library in Tests/long."""

import pathlib
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/long"))

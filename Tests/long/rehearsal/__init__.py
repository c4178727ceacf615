"""What the scripts of Tests/long share: a CA that can be killed, load on it, tokens that misbehave,
and the bookkeeping that tells whether a promise was kept."""


class Failure(Exception):
    """What went wrong, in one line."""

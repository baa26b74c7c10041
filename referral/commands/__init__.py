"""The commands of `python -m referral`, one a module: `add` tells the parser, `run` does it and returns the exit code.

What a command needs is imported when it runs: `regions` pays for no screen, a mistyped command for nothing.
"""

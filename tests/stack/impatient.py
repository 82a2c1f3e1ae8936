"""Serve as `manage.py serve` does, but restart killed processes at once, however often: `python -m … HOST PORT`."""

import sys

from dimensions.embedded import entrypoint, supervisor

if __name__ == "__main__":
    supervisor.LONGEST_PAUSE = supervisor.FIRST_PAUSE
    entrypoint.main(sys.argv[1], int(sys.argv[2]))

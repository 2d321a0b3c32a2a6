"""`python -m quizapp` is the command `quizapp`."""

from __future__ import annotations

from quizapp.cli import main

if __name__ == "__main__":
    main(prog_name="quizapp")

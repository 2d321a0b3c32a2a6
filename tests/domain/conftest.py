"""How many examples the properties of the domain are tried on.

A few by default, drawn anew each time, so that these tests can be run after every change; many
where a change is decided: `make test` and `make coverage` set HYPOTHESIS_PROFILE=thorough.
"""

import os

from hypothesis import settings

# A deadline would fail tests where the machine is busy with something else.
settings.register_profile("quick", max_examples=15, deadline=None)
settings.register_profile("thorough", max_examples=100, deadline=None)
# The same examples for each mutation that `make mutants` tries.
settings.register_profile(
    "mutants", max_examples=15, deadline=None, derandomize=True, database=None
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

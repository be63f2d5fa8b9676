"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# The same examples in every run, and no deadline: the machine may be busy with other things.
settings.register_profile("steady", deadline=None, derandomize=True, database=None, max_examples=60)
settings.load_profile("steady")

"""Settings of all tests."""

import os

from hypothesis import settings

# A busy machine is no defect, and CI judges the change, not the luck of the draw; elsewhere every run draws anew.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

"""What if a fact were otherwise: what to ask for next, and what would change each verdict."""

from pipeline.whatif.asking import asks
from pipeline.whatif.changes import changes
from pipeline.whatif.weigh import WhatIf

__all__ = ["WhatIf", "asks", "changes"]

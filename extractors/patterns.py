"""Patterns over text of records, in linear time.

Text of a record is hostile until shown otherwise: Python's ``re`` takes exponential time on inputs made for it.
RE2 does not, and has no look-around; say "not followed by" in code after the match.
"""

from functools import lru_cache
from typing import Any

import re2


@lru_cache(maxsize=4096)
def pattern(text: str, *, ignore_case: bool = True) -> Any:
    """A compiled RE2 pattern with the interface of ``re.Pattern`` (search, finditer, fullmatch, sub, split).

    Raises:
        re2.error: the pattern is not valid RE2 (look-around and back-references are not).
    """
    options = re2.Options()
    options.case_sensitive = not ignore_case
    options.log_errors = False
    return re2.compile(text, options)

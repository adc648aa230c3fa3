"""stub."""
from sample_records.cases.p1 import CASE

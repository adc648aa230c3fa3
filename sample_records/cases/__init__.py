"""The invented patients, one module each; ``ALL`` in the order of the folders."""

from sample_records.cases import p1, p2, p3, p4, p5, p6, p7, p8
from sample_records.model import Case

ALL: tuple[Case, ...] = (p1.CASE, p2.CASE, p3.CASE, p4.CASE, p5.CASE, p6.CASE, p7.CASE, p8.CASE)

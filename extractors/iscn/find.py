"""placeholder"""
from dataclasses import dataclass
@dataclass
class Formula: pass
def find_formulas(t): return []

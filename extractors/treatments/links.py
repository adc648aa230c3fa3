"""What carries a treatment from one sentence to the next: it goes on, was begun, refused, not done."""

from extractors.date_order import month_names
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "links", month=month_names())

NAIVE = _WORDINGS.pattern("naive")
CONTINUES = _WORDINGS.pattern("continues")
RUNS_ON = _WORDINGS.pattern("runs_on")
REFUSES_IT = _WORDINGS.pattern("refuses_it")
SPOKEN_OF = _WORDINGS.pattern("spoken_of")
IT = _WORDINGS.pattern("it")
IN_GENERAL = _WORDINGS.pattern("in_general")
BEGUN = _WORDINGS.pattern("begun")
NEXT_CYCLE = _WORDINGS.pattern("next_cycle")
NOT_DONE = _WORDINGS.pattern("not_done")
STOPPED = _WORDINGS.pattern("stopped")
MORE_TO_COME = _WORDINGS.pattern("more_to_come")
GOES_ON = _WORDINGS.pattern("goes_on")
LOOSE_GAP = _WORDINGS.pattern("loose_gap")
DAY_WITHOUT_YEAR = _WORDINGS.pattern("day_without_year")
NOT_ITS_START = _WORDINGS.pattern("not_its_start")
OF_SOMEBODY = _WORDINGS.pattern("of_somebody")
OF_MANY = _WORDINGS.pattern("of_many")
OFF_SINCE = _WORDINGS.pattern("off_since")

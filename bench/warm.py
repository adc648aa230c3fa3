"""Imported once before processes are forked: everything that is loaded at first use, loaded."""

import datetime as dt

from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import conclude, understand
from pipeline.tailor import parse_general, tailor

NOTE = b"CLINIC NOTE\nPatient: DOE, Jane  DOB: 05/14/1950\nDIAGNOSIS: MDS with low blasts.\nHemoglobin 8.4 g/dL.\n"
TODAY = dt.date(2026, 11, 20)

_profile = conclude(understand([read_bytes(NOTE, "note.txt", ReadSettings())]), today=TODAY)
tailor(_profile, parse_general(load_answer("mds-car-t")), load_pack("mds"), today=TODAY)

"""Profiles and tailored answers as text, HTML, PDF and JSON. Text of records is data and is escaped everywhere."""

from pipeline.render.answer import render_answer
from pipeline.render.profile import render_profile
from pipeline.render.views import beside_html, clinician_html, patient_html, sheet_html, sheet_pdf, wanted_places

__all__ = [
    "beside_html",
    "clinician_html",
    "patient_html",
    "render_answer",
    "render_profile",
    "sheet_html",
    "sheet_pdf",
    "wanted_places",
]

"""Profiles and tailored answers as text, HTML, PDF and JSON. Text of records is data and is escaped everywhere."""

from pipeline.render.answer import render_answer
from pipeline.render.profile import render_profile

__all__ = ["render_answer", "render_profile"]

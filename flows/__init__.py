"""The stages as Prefect flows; no decision about medicine is made here."""

"""The stages as Prefect flows: started, watched and retried in Prefect's UI.

Prefect's database keeps parameters, names, logs and the text of exceptions as they are; so flows take opaque ids only,
persist no results, print nothing, and turn every failure into a code before Prefect sees it.
"""

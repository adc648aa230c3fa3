"""The web process: pages for patients, an API for services. It parses no record; see docs/service.md."""

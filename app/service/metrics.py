"""Counts and times for Prometheus; nothing of any patient, routes by their pattern."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from flows.store.records import QueueCounts

REGISTRY = CollectorRegistry()
REQUESTS = Counter("oncotailor_requests", "Requests answered", ("method", "route", "status"), registry=REGISTRY)
SECONDS = Histogram("oncotailor_request_seconds", "Time to answer", ("route",), registry=REGISTRY)
IN_FLIGHT = Gauge("oncotailor_requests_in_flight", "Requests being answered", registry=REGISTRY)
UPLOADS = Counter("oncotailor_uploads", "Files offered", ("result",), registry=REGISTRY)
WEBHOOKS = Counter("oncotailor_webhooks", "Messages sent", ("result",), registry=REGISTRY)
JOBS = Gauge("oncotailor_jobs", "Jobs by kind and state", ("kind", "state"), registry=REGISTRY)
DOCUMENTS = Gauge("oncotailor_documents", "Documents by state", ("state",), registry=REGISTRY)
OLDEST = Gauge("oncotailor_oldest_job_seconds", "How long the oldest waiting job has waited", registry=REGISTRY)
WORKERS = Gauge("oncotailor_workers", "Workers seen lately", registry=REGISTRY)
CASES = Gauge("oncotailor_cases", "Open cases", registry=REGISTRY)
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))


def seen(method: str, route: str, status: int, seconds: float) -> None:
    """One answered request."""
    REQUESTS.labels(method if method in METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def text(counts: QueueCounts) -> bytes:
    """All of it in Prometheus' format, with the queue as it stands."""
    JOBS.clear()
    DOCUMENTS.clear()
    for kind, states in counts.jobs.items():
        for state, n in states.items():
            JOBS.labels(kind, state).set(n)
    for state, n in counts.documents.items():
        DOCUMENTS.labels(state).set(n)
    OLDEST.set(counts.oldest_seconds)
    WORKERS.set(counts.workers)
    CASES.set(counts.patients)
    return generate_latest(REGISTRY)

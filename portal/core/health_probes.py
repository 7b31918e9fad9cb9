"""Health probes, answered whatever Host they send: many send the IP address they probe."""

PROBES = {"/livez", "/readyz"}

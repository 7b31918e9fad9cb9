"""Health probes, answered whatever Host they name: many name the IP address they probe."""

PROBES = {"/livez", "/readyz"}

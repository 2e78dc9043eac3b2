"""Requests to other people's servers (apps.core.http)."""

from config import env

OUTGOING_PORTS = {int(port) for port in env.words("OUTGOING_PORTS", "80,443,8080,8443")}
# Stand-ins on this machine or network, as host:port; the only private addresses we ever ask.
OUTGOING_SANDBOXES = set(env.words("OUTGOING_SANDBOXES"))

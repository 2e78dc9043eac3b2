"""nginx, the one front door: its configuration with every path inside the clone."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from deploy.local.workspace import ROOT, Workspace

TEMPLATES = ROOT / "deploy" / "nginx"
PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")


def render(template: str, values: Mapping[str, str]) -> str:
    """Fill in ${NAME}; nginx's own variables ($host) have no braces and stay. An unknown name is a KeyError."""
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def write_configuration(workspace: Workspace, *, port: int, addresses: list[str]) -> Path:
    """Render deploy/nginx/*.conf.template into the workspace and return the main file."""
    home = workspace.home / "nginx"
    (home / "temp").mkdir(parents=True, exist_ok=True)
    values = configuration_values(workspace, port=port, addresses=addresses)
    for template in TEMPLATES.glob("*.conf.template"):
        (home / template.stem).write_text(render(template.read_text(), values))
    return home / "nginx.conf"


def configuration_values(
    workspace: Workspace, *, port: int, addresses: list[str]
) -> dict[str, str]:
    listening = [f"[{address}]" if ":" in address else address for address in addresses]
    return {
        # A master that is root gives its workers to `nobody`, who cannot enter a closed home.
        "USER": "user root;" if os.geteuid() == 0 else "",
        "HOME": str(workspace.home / "nginx"),
        "SHARED": str(TEMPLATES),
        "LISTEN": " ".join(f"listen {address}:{port};" for address in listening),
        "WEB": f"unix:{workspace.sockets / 'web.sock'}",
        "REALTIME": f"unix:{workspace.sockets / 'realtime.sock'}",
        "STATIC": str(workspace.home / "static"),
        "MEDIA": str(workspace.home / "media"),
    }

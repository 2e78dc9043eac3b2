"""nginx, the one front door: its configuration with every path inside the clone."""

import hashlib
import os
import re
from collections.abc import Mapping
from pathlib import Path

from deploy.local import local_env
from deploy.local.workspace import ROOT, Workspace

TEMPLATES = ROOT / "deploy" / "nginx"
# Without an object store nothing ever asks for this address.
NO_STORE = "http://127.0.0.1:9"
CERTIFICATES = [
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/cert.pem"),
]
NAMESERVER = re.compile(r"^nameserver\s+(\S+)", re.MULTILINE)
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
    variables = {
        **local_env.read(workspace.env_file),
        **local_env.read(ROOT / ".env"),
        **os.environ,
    }
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
        "MEDIA_STORAGE": variables.get("MEDIA_STORAGE") or "local",
        "MEDIA_URL_SECRET": media_secret(variables),
        "PLAY_CACHE": str(workspace.home / "nginx" / "temp" / "plays"),
        "BASE_DOMAIN": variables.get("BASE_DOMAIN") or "localhost",
        **object_store(variables),
    }


def media_secret(variables: Mapping[str, str]) -> str:
    """As config/settings/playback.py has it. It stands between quotes, so it is letters alone."""
    known = variables.get("MEDIA_URL_SECRET", "")
    if known:
        return known
    return hashlib.sha256(b"media" + variables.get("SECRET_KEY", "").encode()).hexdigest()


def object_store(variables: Mapping[str, str]) -> dict[str, str]:
    """Where nginx fetches objects from, as config/settings/storage.py would say it."""
    origin = variables.get("S3_ENDPOINT", NO_STORE).rstrip("/")
    if variables.get("S3_ADDRESSING_STYLE") == "virtual":
        origin = origin.replace("://", f"://{variables.get('S3_BUCKET', '')}.", 1)
    known = next((path for path in CERTIFICATES if path.is_file()), None)
    trusted = (
        f'proxy_ssl_verify on; proxy_ssl_verify_depth 4; proxy_ssl_trusted_certificate "{known}";'
    )
    return {
        "OBJECT_STORE": origin,
        "OBJECT_STORE_TLS": trusted if known else "",
        "NGINX_LOCAL_RESOLVERS": name_server(Path("/etc/resolv.conf")),
    }


def name_server(path: Path) -> str:
    """The system's first name server, as nginx writes it."""
    found = NAMESERVER.search(path.read_text()) if path.is_file() else None
    address = found[1].partition("%")[0] if found else "127.0.0.1"
    return f"[{address}]" if ":" in address else address

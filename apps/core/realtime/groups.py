"""Names of websocket groups: the only place that builds one."""

from apps.core.tenancy import current_studio


def group_of(topic: str) -> str:
    """The group of ``topic`` in the current studio; two studios never share one."""
    return f"t.{current_studio().schema_name}.{topic}"

"""Where the schemas stand, for whoever watches the platform."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from apps.tenants.selectors.waves import schema_state


def schema_metrics() -> Iterator[Metric]:
    """Numbers alone: no studio has a series of its own."""
    state = schema_state()
    told = {
        "cineradar_studios": ("Studios there are.", state.studios),
        "cineradar_schemas_stale": ("Studios whose tables are behind the code.", state.stale),
        "cineradar_spare_schemas": ("Ready-made schemas for new studios.", state.ready),
        "cineradar_spare_schemas_wanted": ("How many there should be.", state.wanted),
    }
    for name, (help_text, value) in told.items():
        yield GaugeMetricFamily(name, help_text, value=value)

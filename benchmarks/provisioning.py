"""Opening a studio, beside nothing but the making of its tables.

The floor is `migrate_schemas` of one empty schema: no studio can be opened faster without ready-made
schemas. On top of it the service makes the owner, branding with icons, the domain, the job's
progress and the audit log.
"""

import time
from collections.abc import Callable
from statistics import median

from benchmarks import _stage as stage

# isort: split
from django.core.management import call_command

from apps.tenants.services.schemas import create_schema, drop_schema

ROUNDS = 7


def bare() -> float:
    name = f"s_{stage.new_slug().replace('-', '_')}"
    began = time.perf_counter()
    create_schema(name)
    call_command("migrate_schemas", schema_name=name, interactive=False, verbosity=0)
    seconds = time.perf_counter() - began
    drop_schema(name)
    return seconds


def service() -> float:
    began = time.perf_counter()
    studio = stage.opened_studio(stage.new_slug())
    seconds = time.perf_counter() - began
    stage.forget_studio(studio)
    return seconds


def main() -> None:
    stage.migrate_platform()
    ways: dict[str, Callable[[], float]] = {"bare": bare, "service": service}
    for way in ways.values():
        way()
    # Turn and turn about, so that whatever else the machine does meets both alike.
    rounds = [{name: way() for name, way in ways.items()} for _ in range(ROUNDS)]
    floor, ours = (median(seconds[name] for seconds in rounds) for name in ways)
    print("\nprovisioning: one studio, median of", ROUNDS)
    print(f"  migrate_schemas of one schema   {floor:6.2f} s")
    print(f"  opening through the service     {ours:6.2f} s")
    print(f"  ratio                           {ours / floor:6.2f}")


if __name__ == "__main__":
    main()

from apps.core.models.archive import Archive
from apps.core.models.base import (
    BaseModel,
    StudioScopedManager,
    UUIDModel,
    refuse_another_studio,
    schema_of,
    stamp,
)
from apps.core.models.job import Job
from apps.core.models.queries import CrossedStudios, StudioQuery, lives_in_a_studio
from apps.core.models.task import DeadLetter, Task, Tick
from apps.core.models.tombstone import Tombstone

__all__ = [
    "Archive",
    "BaseModel",
    "CrossedStudios",
    "DeadLetter",
    "Job",
    "StudioQuery",
    "StudioScopedManager",
    "Task",
    "Tick",
    "Tombstone",
    "UUIDModel",
    "lives_in_a_studio",
    "refuse_another_studio",
    "schema_of",
    "stamp",
]

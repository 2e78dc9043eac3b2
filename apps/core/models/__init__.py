from apps.core.models.archive import Archive
from apps.core.models.base import (
    BaseModel,
    CrossedStudios,
    StudioScopedManager,
    UUIDModel,
    lives_in_a_studio,
    refuse_another_studio,
    schema_of,
    stamp,
)
from apps.core.models.job import Job
from apps.core.models.task import DeadLetter, Task, Tick
from apps.core.models.tombstone import Tombstone

__all__ = [
    "Archive",
    "BaseModel",
    "CrossedStudios",
    "DeadLetter",
    "Job",
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

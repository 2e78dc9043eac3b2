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

__all__ = [
    "BaseModel",
    "CrossedStudios",
    "Job",
    "StudioScopedManager",
    "UUIDModel",
    "lives_in_a_studio",
    "refuse_another_studio",
    "schema_of",
    "stamp",
]

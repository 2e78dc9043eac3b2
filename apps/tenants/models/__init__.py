from apps.tenants.models.branding import Branding
from apps.tenants.models.domain import Domain, DomainClaim
from apps.tenants.models.migration import MigrationRun, StudioMigration
from apps.tenants.models.schema import SchemaVersion, SpareSchema
from apps.tenants.models.signup import SignUp
from apps.tenants.models.studio import Studio

__all__ = [
    "Branding",
    "Domain",
    "DomainClaim",
    "MigrationRun",
    "SchemaVersion",
    "SignUp",
    "SpareSchema",
    "Studio",
    "StudioMigration",
]

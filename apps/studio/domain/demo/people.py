"""Who can sign in to the demo: every role of both studios and of the platform."""

from apps.studio.domain.demo.showcase import DemoPerson

# One for everybody, printed at the end of the set-up; the demo is not for production.
DEMO_PASSWORD = "cinema-paradise-1988"  # noqa: S105  # nosec B105  # printed by every `make run`

PLATFORM_PEOPLE = (
    DemoPerson("staff", "Eko Prasetyo", "staff@cineradar.example", "en"),
    DemoPerson("support", "Lakshmi Raman", "support@cineradar.example", "en"),
    DemoPerson("finance", "Martin Hale", "finance@cineradar.example", "en"),
)
KUSH_PEOPLE = (
    DemoPerson("owner", "Meera Kushwaha", "owner@kush.example", "en"),
    DemoPerson("admin", "Arjun Nambiar", "admin@kush.example", "en"),
    DemoPerson("analyst", "Farah Siddiqui", "analyst@kush.example", "en"),
    DemoPerson("marketer", "Rohan Deshpande", "marketer@kush.example", "hi"),
    DemoPerson("editor", "Anjali Bose", "editor@kush.example", "en"),
    DemoPerson("viewer", "Kavya Iyer", "viewer@kush.example", "en"),
)
FALCON_PEOPLE = (
    DemoPerson("owner", "Ratna Wibisono", "owner@falcon.example", "en"),
    DemoPerson("admin", "Bagus Hartanto", "admin@falcon.example", "id"),
    DemoPerson("analyst", "Melati Siregar", "analyst@falcon.example", "en"),
    DemoPerson("marketer", "Yohanes Tanaya", "marketer@falcon.example", "id"),
    DemoPerson("editor", "Dian Lestari", "editor@falcon.example", "id"),
    DemoPerson("viewer", "Putri Maharani", "viewer@falcon.example", "id"),
)

"""What could be done to the product, by number, and what shows that it does no harm."""

from dataclasses import dataclass

ATTEMPTS = "tests/accounts/web/test_attempts.py"
AUTH = "tests/accounts/api/test_auth.py"
FAULTS = "tests/faults/test_tasks.py"
LINKS = "tests/core/test_file_links.py"
PERMISSIONS = "tests/permissions/test_table.py"
SECOND_FACTOR = "tests/accounts/web/test_second_factor.py"
SOCKETS = "tests/tenants/realtime/test_middleware.py"
TOKENS = "tests/isolation/test_finding_01_tokens.py"


@dataclass(frozen=True)
class Scenario:
    """``attacks`` are modules of this directory, run by `make attack`; ``tests`` run in `make test`."""

    number: int
    what: str
    tests: tuple[str, ...]
    attacks: tuple[str, ...] = ()


# Fight on a database and a Redis of their own.
ON_A_FIELD = ("kill_tasks", "kill_web", "lose_broker")
# Ask a running platform with the demo's studios (E=http://127.0.0.1:8000).
ON_A_PLATFORM = ("door", "enumeration", "fuzz_api")

SCENARIOS = (
    Scenario(1, "access token of another studio", (TOKENS, AUTH)),
    Scenario(2, "refresh token of another studio", (TOKENS, AUTH)),
    Scenario(3, "session of another studio", (SOCKETS, "tests/permissions/test_table.py")),
    Scenario(4, "another studio's ids in addresses", ("tests/contracts/test_smuggling.py",)),
    Scenario(5, "another studio's ids in bodies", ("tests/contracts/test_smuggling.py",)),
    Scenario(6, "pages of two studios in turns", ("tests/isolation/test_machine.py",)),
    Scenario(7, "two studios under load at once", ("tests/isolation/test_machine.py",)),
    Scenario(8, "sockets of two studios", ("tests/isolation/test_finding_02_sockets.py",)),
    Scenario(9, "news of one name in two studios", ("tests/isolation/test_finding_03_groups.py",)),
    Scenario(10, "sockets from foreign pages", (SOCKETS,), ("door",)),
    Scenario(11, "files of another studio", (LINKS, "tests/contracts/test_storages.py"), ("door",)),
    Scenario(12, "hosts that are none", ("tests/tenants/test_hosts.py",), ("door",)),
    Scenario(13, "a studio without a table", ("tests/tenants/test_incomplete_schema.py",)),
    Scenario(14, "names no studio may have", ("tests/tenants/domain/test_slugs.py",)),
    Scenario(15, "death while opening", ("tests/tenants/services/test_provisioning.py",)),
    Scenario(16, "tasks of two studios mixed", (FAULTS, "tests/core/test_queue.py")),
    Scenario(17, "guessing passwords", (ATTEMPTS,)),
    Scenario(18, "a hundred calls a minute", ("tests/core/test_limits.py",)),
    Scenario(
        19, "who has an account", ("tests/accounts/web/test_enumeration.py",), ("enumeration",)
    ),
    Scenario(20, "second factors", (SECOND_FACTOR,)),
    Scenario(21, "forged tokens", (AUTH,)),
    Scenario(22, "what is left after signing out", ("tests/tenants/realtime/test_guard.py", AUTH)),
    Scenario(23, "forms and cookies of a neighbour", ("tests/core/test_origin.py",), ("door",)),
    Scenario(24, "fields nobody may set", ("tests/contracts/test_smuggling.py",)),
    Scenario(25, "roles and addresses", (PERMISSIONS, "tests/backoffice/test_access.py")),
    Scenario(
        26,
        "headers of every answer",
        ("tests/security/test_headers.py", "tests/security/test_nginx_headers.py"),
        ("door",),
    ),
    Scenario(27, "the API from its document", ("tests/contracts/test_fuzz.py",), ("fuzz_api",)),
    Scenario(28, "pictures made to harm", ("tests/core/test_images.py",)),
    Scenario(29, "videos made to harm", ("tests/catalog/services/test_hostile_videos.py",)),
    Scenario(30, "addresses that lead inside", ("tests/core/test_http.py",)),
    Scenario(
        31,
        "text that is more than text",
        ("tests/core/test_csv_export.py", "tests/core/test_documents_any_text.py"),
    ),
    Scenario(37, "dying workers and web processes", (FAULTS,), ("kill_tasks", "kill_web")),
    Scenario(38, "a lost broker", (FAULTS, "tests/core/test_health.py"), ("lose_broker",)),
    Scenario(39, "a lost database", ("tests/core/test_health.py",)),
    Scenario(40, "lost data", ("tests/tenants/services/test_restores.py",)),
)

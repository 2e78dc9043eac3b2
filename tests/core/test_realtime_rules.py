"""What code may not do in coroutines and with topics, read from its syntax trees.

A thread of a coroutine belongs to whatever studio used it last, and a coroutine's connection to
none: each of these mistakes has shown one studio another one's rows.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THREAD_HOPS = {"sync_to_async", "database_sync_to_async", "run_in_executor", "to_thread"}
GROUPS = {"get_channel_layer", "group_send", "group_add", "group_discard", "channel_layer"}
CACHE_CALLS = {
    *("add", "clear", "decr", "delete", "delete_many", "delete_pattern", "get", "get_many"),
    *("get_or_set", "has_key", "incr", "keys", "set", "set_many", "touch", "ttl"),
}
GROUP_NAME = re.compile(r"t\.($|[a-z_{]+\.)")
MAY_HOP = {"apps/core/tenancy.py"}
MAY_NAME_GROUPS = {"apps/core/realtime/groups.py"}

Finding = tuple[int, str]


def findings(source: str, path: str = "apps/x.py") -> list[Finding]:
    """Line and rule of every offence in ``source``."""
    tree = ast.parse(source)
    found = list(cache_calls_in_coroutines(tree))
    if path not in MAY_HOP:
        found += names_of(tree, THREAD_HOPS, "thread hop")
    found += names_of(tree, GROUPS, "channel layer")
    if path not in MAY_NAME_GROUPS:
        found += group_names(tree)
    return sorted(set(found))


def names_of(tree: ast.AST, names: set[str], rule: str) -> Iterator[Finding]:
    for node in ast.walk(tree):
        spoken = {
            ast.Name: lambda n: [n.id],
            ast.Attribute: lambda n: [n.attr],
            ast.ImportFrom: lambda n: [alias.name for alias in n.names],
        }.get(type(node), lambda n: [])(node)
        if names & set(spoken):
            yield node.lineno, rule


def group_names(tree: ast.AST) -> Iterator[Finding]:
    """Plain text that begins as a group's name does; prose has a space after its full stop."""
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and GROUP_NAME.match(text):
            yield node.lineno, "group name"


def cache_calls_in_coroutines(tree: ast.AST) -> Iterator[Finding]:
    for function in ast.walk(tree):
        if isinstance(function, ast.AsyncFunctionDef):
            for node in own_nodes(function):
                if is_sync_cache_call(node):
                    yield node.lineno, "cache in a coroutine"


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a coroutine without those of functions that it defines."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from own_nodes(child)


def is_sync_cache_call(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    of = ast.unparse(node.func.value)
    return node.func.attr in CACHE_CALLS and bool(re.search(r"\bcaches?\b", of))


def sources() -> list[Path]:
    files = [path for folder in ("apps", "config") for path in (ROOT / folder).rglob("*.py")]
    return [path for path in files if "migrations" not in path.parts]


def test_no_code_of_ours_offends():
    offences = {
        f"{path.relative_to(ROOT)}:{line}: {rule}"
        for path in sources()
        for line, rule in findings(path.read_text(), str(path.relative_to(ROOT)))
    }
    assert offences == set()


def test_there_is_code_to_read():
    assert len(sources()) > 100


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("from channels.db import database_sync_to_async", "thread hop"),
        ("from asgiref.sync import sync_to_async as hop", "thread hop"),
        ("async def f():\n    await asgiref.sync.sync_to_async(g)()", "thread hop"),
        ("async def f():\n    await asyncio.to_thread(g)", "thread hop"),
        ("async def f(loop):\n    await loop.run_in_executor(None, g)", "thread hop"),
        ("async_to_sync(get_channel_layer().group_send)('films', {})", "channel layer"),
        ("async def f(self):\n    await self.channel_layer.group_add('a', 'b')", "channel layer"),
        ("group = 't.alpha.films'", "group name"),
        ("group = f't.{schema}.films'", "group name"),
        ("group = 't.' + schema + '.films'", "group name"),
        ("async def f():\n    return cache.get('a')", "cache in a coroutine"),
        ("async def f():\n    caches['platform'].set('a', 1)", "cache in a coroutine"),
        (
            "async def f():\n    if x:\n        django.core.cache.cache.incr('a')",
            "cache in a coroutine",
        ),
        (
            "class V:\n    async def get(self):\n        cache.get_or_set('a', 1)",
            "cache in a coroutine",
        ),
    ],
)
def test_a_canary_sings(source, rule):
    assert {found for _, found in findings(source)} == {rule}


@pytest.mark.parametrize(
    "source",
    [
        "async def f():\n    await in_studio_thread(studio, g)",
        "def f():\n    return cache.get('a')",
        "async def f():\n    return await cache.aget('a')",
        "async def f():\n    def g():\n        return cache.get('a')\n    await in_studio_thread(s, g)",
        "async def f(d):\n    return d.get('cache')",
        "text = 'at. night'",
        "name = 't.co'",
    ],
)
def test_what_is_right_passes(source):
    assert findings(source) == []

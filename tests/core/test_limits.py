import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.conf import settings as django_settings
from django.utils import timezone
from redis import Redis

from apps.core.errors import TooManyRequests
from apps.core.limits import LimitsAway, counter, give_back, network_of, remaining, spend, take

# What each of the four processes runs: as many tries at once as a server's threads would.
PROCESS = """
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from django.conf import settings
url, prefix, how = sys.argv[1:]
settings.configure(LIMITS_URL=url, LIMITS_PREFIX=prefix, LIMITS_ENABLED=True, USE_I18N=False)
from redis import Redis
from apps.core.errors import TooManyRequests
from apps.core.limits import spend
naive = Redis.from_url(url)

def exact(_):
    try:
        spend("5/minute", "sign-in", "alpha", "ana@people.example")
    except TooManyRequests:
        return 0
    return 1

def naively(_):
    used = int(naive.get(prefix) or 0)
    if used >= 5:
        return 0
    time.sleep(0.01)
    naive.set(prefix, used + 1)
    return 1

with ThreadPoolExecutor(15) as threads:
    sys.stdin.readline()
    print(sum(threads.map({"exact": exact, "naive": naively}[how], range(15))))
"""


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.LIMITS_ENABLED = True
    counter.resting.until = 0.0


@pytest.fixture
def _redis_is_gone(settings):
    settings.LIMITS_URL = "redis://127.0.0.1:1/0"
    settings.LIMITS_PREFIX = f"{settings.LIMITS_PREFIX}gone"
    yield
    counter.resting.until = 0.0


def tries(count, *parts):
    """How many of so many tries were let through."""

    def one(_number):
        try:
            spend("5/minute", *parts)
        except TooManyRequests:
            return 0
        return 1

    with ThreadPoolExecutor(20) as threads:
        return sum(threads.map(one, range(count)))


def sixty_from_four_processes(how):
    prefix = f"{django_settings.LIMITS_PREFIX}{how}"
    command = [sys.executable, "-c", PROCESS, django_settings.LIMITS_URL, prefix, how]
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(4)]
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    return sum(int(process.communicate(timeout=60)[0]) for process in running)


@pytest.mark.slow
def test_exactly_five_of_sixty_over_four_processes():
    assert sixty_from_four_processes("exact") == 5


@pytest.mark.slow
def test_a_counter_that_reads_and_then_writes_lets_more_through():
    """The control: without the one atomic step the same sixty tries get further."""
    Redis.from_url(django_settings.LIMITS_URL).delete(f"{django_settings.LIMITS_PREFIX}naive")

    assert sixty_from_four_processes("naive") > 5


def test_exactly_five_of_sixty_at_the_same_time():
    assert tries(60, "sign-in", "alpha", "203.0.113.9", "ana@people.example") == 5


def test_another_address_account_or_studio_has_its_own_count():
    assert tries(6, "sign-in", "alpha", "203.0.113.9", "ana") == 5
    assert tries(6, "sign-in", "beta", "203.0.113.9", "ana") == 5
    assert tries(6, "sign-in", "alpha", "203.0.113.10", "ana") == 5
    assert tries(6, "sign-in", "alpha", "203.0.113.9", "adi") == 5
    assert tries(6, "sign-in", "alpha", "203.0.113.9/ana") == 5


def test_the_window_moves():
    """Five at the end of one minute leave nothing for the start of the next."""
    now = timezone.now().replace(second=58, microsecond=0)
    with time_machine.travel(now, tick=False) as clock:
        assert tries(6, "x") == 5
        clock.shift(4)
        assert tries(6, "x") == 0
        clock.shift(57)
        assert tries(6, "x") == 5


def test_the_refusal_says_when_to_come_back_and_then_it_is_true():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            spend("5/minute", "x")
            clock.shift(2)
        with pytest.raises(TooManyRequests) as refusal:
            spend("5/minute", "x")
        assert refusal.value.context["retry_after"] == 50
        clock.shift(51)
        spend("5/minute", "x")


def test_a_share_says_what_is_left():
    with time_machine.travel(timezone.now(), tick=False):
        share = take("5/minute", "x", "ana")
        assert (share.amount, share.window, share.left, share.seconds) == (5, 60, 4, 60)
        assert remaining("5/minute", "x", "adi").left == 5


def test_a_try_given_back_is_there_again():
    for _ in range(5):
        spend("5/minute", "x")
    give_back("5/minute", "x")

    assert tries(3, "x") == 1


def test_switched_off_nothing_is_counted(settings):
    settings.LIMITS_ENABLED = False

    assert tries(10, "y") == 10
    assert take("1/minute", "y") is None


@pytest.mark.usefixtures("_redis_is_gone")
def test_without_redis_a_limit_stays_shut(caplog):
    with pytest.raises(LimitsAway) as refusal:
        spend("5/minute", "sign-in", "alpha", "ana")

    assert (refusal.value.status, refusal.value.context["retry_after"]) == (503, 5)
    assert "limit_uncounted" in caplog.messages


@pytest.mark.usefixtures("_redis_is_gone")
def test_without_redis_reading_goes_on():
    for _ in range(10):
        spend("5/minute", "api", "ana", opens=True)

    assert remaining("5/minute", "api", "ana") is None


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (None, "nowhere"),
    ],
)
def test_what_counts_as_one_address(address, counted_as):
    assert network_of(address) == counted_as

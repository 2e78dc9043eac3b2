"""What the attacked workers do. Only they and the attackers know these tasks (`--include`)."""

import os
import signal
import time

from celery import shared_task
from django.db import connection

from apps.core.queue import TenantTask


@shared_task(name="attack.credit", base=TenantTask, exactly_once=True, max_attempts=8)
def credit(*, number: int, milliseconds: int) -> None:
    """One unit into the purse of the current studio. Eight attempts, as half of them are killed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO attack_ledger (number) VALUES (%s)", [number])
        time.sleep(milliseconds / 1000)
        cursor.execute("UPDATE attack_purse SET units = units + 1")


@shared_task(name="attack.poison", base=TenantTask, on_dead="attack.antidote")
def poison() -> None:
    """Takes its worker along, each time."""
    os.kill(os.getpid(), signal.SIGKILL)


@shared_task(name="attack.antidote", base=TenantTask, exactly_once=True)
def antidote() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attack_purse SET antidotes = antidotes + 1")


@shared_task(name="attack.long_work", base=TenantTask, time_limit=600, soft_time_limit=540)
def long_work(*, seconds: int) -> None:
    """Longer than a lease: kept by its heartbeat. Writes down each time it is begun and ended."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attack_purse SET begun = begun + 1")
    time.sleep(seconds)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE attack_purse SET ended = ended + 1")

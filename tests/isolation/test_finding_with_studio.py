"""``with studio:`` of django-tenants keeps its way back in a list that all threads share."""

import threading

import pytest
from django.db import connection, connections
from django_tenants.models import TenantMixin

from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from tests.database import studio_row


def interleaved(enter_alpha, enter_beta):
    """Two threads enter and leave by turns; where the first one finds itself in the end."""
    a_entered, b_entered, a_left = (threading.Event() for _ in range(3))
    ends = {}

    def first():
        with enter_alpha():
            a_entered.set()
            b_entered.wait(10)
        ends["first"] = connection.schema_name
        a_left.set()
        connections.close_all()

    def second():
        a_entered.wait(10)
        with studio_context(studio_row("beta")), enter_beta():
            b_entered.set()
            a_left.wait(10)
        connections.close_all()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends["first"]


def test_a_studio_is_no_context_manager(alpha):
    with pytest.raises(TypeError, match="studio_context"), alpha:
        pass
    for way_in in (alpha.activate, Studio.deactivate):
        with pytest.raises(TypeError, match="studio_context"):
            way_in()


def test_our_own_way_leads_each_thread_back(alpha, beta):
    assert interleaved(lambda: studio_context(alpha), lambda: studio_context(beta)) == "nobody"


def test_control_its_own_way_leaves_a_thread_in_anothers_studio(alpha, beta, monkeypatch, settings):
    settings.TRIPWIRE_SAMPLE = 0
    for name in ("__enter__", "__exit__", "activate"):
        monkeypatch.setattr(Studio, name, getattr(TenantMixin, name), raising=False)
    monkeypatch.setattr(TenantMixin, "_previous_tenant", [])
    assert interleaved(lambda: alpha, lambda: beta) == "beta"

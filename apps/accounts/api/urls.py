"""Addresses below /api/v1/ (and /api/, which serves the newest version)."""

from django.urls import path

from apps.accounts.api.views import LogIn, LogOut, Me, Refresh, Register

urlpatterns = [
    path("auth/register", Register.as_view(), name="auth-register"),
    path("auth/login", LogIn.as_view(), name="auth-login"),
    path("auth/refresh", Refresh.as_view(), name="auth-refresh"),
    path("auth/logout", LogOut.as_view(), name="auth-logout"),
    path("me", Me.as_view(), name="me"),
]

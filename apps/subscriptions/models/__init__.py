from apps.subscriptions.models.plan import Grant, Plan

__all__ = ["Grant", "Plan"]

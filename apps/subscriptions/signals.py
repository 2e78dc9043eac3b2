"""What apps above may listen to."""

from django.dispatch import Signal

# account: somebody's plan is another one since this transaction.
plan_changed = Signal()

"""Attacks on the product by our own hand: each module breaks something and counts what is left.

`make attack` runs all of them on services of their own, `make test` the short forms (tests/faults,
tests/contracts); `python -m deploy.attack.<module>` one, on whatever `.env` or its arguments point at.
"""

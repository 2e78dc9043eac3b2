"""Attacks on the product by our own hand: each module breaks something and counts what is left.

They need the services of the tests: `make test` runs the short forms of them (tests/faults), and
`python -m deploy.attack.<module>` the full ones on whatever `.env` points at.
"""

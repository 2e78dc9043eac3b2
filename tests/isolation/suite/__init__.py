"""The isolation suite: every way out of a studio, found by discovery, probed between twins.

``exits`` discovers, ``cases`` says how each is probed, ``exits.txt`` is the list that was agreed to,
``twins`` builds two studios that differ in a sentinel alone, ``watch`` and ``probes`` look for it.
"""

"""Lots that do not touch the generator which the whole process shares.

Background threads draw these; whoever seeds or replays the shared generator gets what they expect.
"""

from random import SystemRandom

# A number from 0 up to 1.
lot = SystemRandom().random

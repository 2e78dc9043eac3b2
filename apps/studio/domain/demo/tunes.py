"""Music for the clips: each film's own few bars, in scales that belong to where it plays."""

from apps.studio.domain.demo.showcase import Timbre, Tune

# Indian ragas as steps above the tonic; Javanese tunings with their cents.
BHUPALI = (0, 2, 4, 7, 9)
BHAIRAV = (0, 1, 4, 5, 7, 8, 11)
YAMAN = (0, 2, 4, 6, 7, 9, 11)
DURGA = (0, 2, 5, 7, 9)
MALKAUNS = (0, 3, 5, 8, 10)
MOHANAM = (0, 2, 4, 7, 9)
HAMSADHWANI = (0, 2, 4, 7, 11)
BHATIALI = (0, 2, 4, 5, 7, 9, 10)
SLENDRO = (0, 2.31, 4.74, 7.17, 9.55)
PELOG = (0, 1.2, 2.58, 5.4, 6.75, 7.95, 10.2)
MINOR = (0, 2, 3, 5, 7, 8, 10)
MAJOR = (0, 2, 4, 5, 7, 9, 11)

RAIN_ON_THE_DOCKS = Tune(
    Timbre.PLUCK,
    146.8,
    MALKAUNS,
    (0, 2, 3, None, 4, 3, 2, None, 5, 4, 3, 2, 0, None),
    0.36,
    drone=True,
)
WHITE_DESERT = Tune(
    Timbre.FLUTE, 293.7, BHUPALI, (0, 2, 4, None, 3, 2, None, 1, 0, None), 0.62, drone=True
)
KOLAM_AT_DAWN = Tune(
    Timbre.PLUCK, 174.6, MOHANAM, (0, 1, 2, 3, 4, 5, 4, 3, 2, 4, 3, 2, 1, 0), 0.28, drone=True
)
LAST_TRAIN = Tune(Timbre.PLUCK, 196.0, MAJOR, (0, 4, 2, 4, 5, 4, 2, 4, 3, 5, 7, 5, 4, 2), 0.24)
RIVER_SONG = Tune(
    Timbre.FLUTE, 261.6, BHATIALI, (4, 5, 4, 3, None, 2, 1, 0, None, 2, 4), 0.55, drone=True
)
NINE_LAMPS = Tune(
    Timbre.BELL, 220.0, BHAIRAV, (0, None, 1, 2, None, 4, 3, 1, None, 0), 0.7, drone=True
)
SNOWLINE = Tune(Timbre.FLUTE, 329.6, DURGA, (0, None, 2, 3, None, 4, 3, 2, None, 0), 0.75)
SATELLITE = Tune(Timbre.BELL, 440.0, HAMSADHWANI, (0, 4, 2, 3, 1, 5, 4, 2, 6, 4), 0.33)
WEDDING_BAND = Tune(Timbre.PLUCK, 220.0, YAMAN, (0, 0, 4, 4, 6, 4, 2, 4, 7, 6, 4, 2, 4, 0), 0.2)
NIGHT_JASMINE = Tune(Timbre.PAD, 110.0, BHAIRAV, (0, 1, 0, 4, 3, 1), 1.7)

OPEN_SEA = Tune(Timbre.PAD, 130.8, PELOG, (0, 2, 3, 5, 3, 2), 1.7)
WAX_AND_CLOTH = Tune(Timbre.BELL, 261.6, SLENDRO, (0, 2, 1, 3, 2, 4, 3, 1, 0, 2, 4, 3), 0.42)
LAVA = Tune(Timbre.PAD, 73.4, MINOR, (0, 0, 2, 0, 3, 1), 1.6, drone=True)
MIDNIGHT_STALL = Tune(Timbre.PLUCK, 164.8, MINOR, (0, 4, 2, 4, 0, 4, 3, 4, 1, 5, 3, 5), 0.26)
SHADOW_PLAY = Tune(
    Timbre.BELL, 196.0, PELOG, (0, 2, 4, 2, 5, 4, 2, 1, 0, 2, 4, 5, 4, 2), 0.3, drone=True
)
SEA_WALL_CITY = Tune(Timbre.PAD, 92.5, MINOR, (0, 4, 2, 6, 5, 3), 1.4, drone=True)
NUTMEG_TRADE = Tune(
    Timbre.FLUTE, 246.9, MINOR, (0, 2, 4, None, 3, 2, 1, None, 0, 4, 3), 0.5, drone=True
)
TWO_GOALS = Tune(Timbre.PLUCK, 246.9, MAJOR, (0, 2, 4, 7, 4, 2, 5, 4, 0, 2, 4, 7, 9, 7), 0.22)
NIGHT_RIDE = Tune(Timbre.BELL, 146.8, MINOR, (0, 7, 3, 7, 2, 7, 5, 4, 0, 7), 0.25, drone=True)

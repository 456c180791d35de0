"""The few thresholds, each with the evidence for its value."""

# A number in fewer digits stands for another if it differs by at most this share: "nearly 70"
# for 66 tonnes, "more than 100,000" for 100,417, but not "more than 200" for 290.
ROUNDING = 0.1

# A number less than one part in this many of another is taken to count a part of it (one
# incident, one household), so the two are not set against each other. Numbers of two counters
# that the gold of dev set karabakh relates are at most 6.25 times apart; one counter's toll may
# grow by any factor.
PART = 7.0

# Measures that change over years: two numbers of one month stand at one time.
STANDING = frozenset({"population"})

# Measures that say how something is measured, not what: only of one item are two comparable.
DIMENSIONS = frozenset(
    {"area", "distance", "money", "power", "share", "speed", "temperature", "volume", "weight"}
)

# Lines of a situation report a reader still reads to the end; what is left out is counted there.
EVENTS_SHOWN = 12
FIGURES_SHOWN = 30
SPANS_SHOWN = 3

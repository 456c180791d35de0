"""The few thresholds, each with the evidence for its value."""

# Two numbers are one number rounded if their stated ends differ by at most this share: agencies
# round to two significant digits ("nearly 70" for 69.4; "some 100,000" for 100,417).
ROUNDING = 0.05

# A number less than one part in this many of another is taken to count a part of it (one
# incident, one household), so the two are not set against each other. Numbers of two counters
# that the gold of dev set karabakh relates are at most 6.25 times apart; one counter's toll may
# grow by any factor.
PART = 10.0

# Lines of a situation report a reader still reads to the end; what is left out is counted there.
EVENTS_SHOWN = 12
FIGURES_SHOWN = 15
SPANS_SHOWN = 3

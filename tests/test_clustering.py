"""Clusters of a likeness that is known pair by pair."""

from newsledger.stories.clustering import Mass, centroid_link, cohesive_link


def test_cohesive_link_does_not_chain() -> None:
    """a-b and c-d are close and b-c is a bridge: single link would join all four."""
    sums = {("a", "b"): 0.9, ("b", "c"): 0.5, ("c", "d"): 0.9}
    masses = {key: Mass(1.0) for key in "abcd"}
    assert cohesive_link(masses, sums) == [["a", "b"], ["c", "d"]]


def test_centroid_link_joins_centres_not_far_apart_in_direction() -> None:
    squares, products = {"a": 4.0, "b": 9.0, "c": 1.0}, {("a", "b"): 3.0, ("b", "c"): 1.0}
    all_three = frozenset("abc")
    assert centroid_link(squares, products, 0.5, all_three) == [["a", "b"], ["c"]]
    assert centroid_link(squares, products, 0.51, all_three) == [["a"], ["b"], ["c"]]


def test_centroid_link_begins_at_hubs() -> None:
    squares, products = dict.fromkeys("abc", 1.0), {("a", "b"): 0.9, ("b", "c"): 0.5}
    assert centroid_link(squares, products, 0.3, frozenset()) == [["a"], ["b"], ["c"]]
    assert centroid_link(squares, products, 0.3, frozenset("c")) == [["a", "b", "c"]]


def test_cohesive_link_asks_as_much_as_there_is_within() -> None:
    """The same likeness between two threads joins loose ones and keeps close ones apart."""
    between = {(a, b): 1.0 for a in ("a", "b") for b in ("c", "d")}

    def linked(inside: float) -> list[list[str]]:
        sums = {pair: 0.2 * value for pair, value in between.items()}
        sums |= {("a", "b"): inside * 25, ("c", "d"): inside * 25}
        return cohesive_link({key: Mass(5.0, inside * 10) for key in "abcd"}, sums, 0.5)

    close, loose = linked(0.9), linked(0.01)
    assert close == [["a", "b"], ["c", "d"]]
    assert loose != close


def test_cohesive_link_heeds_what_is_wished() -> None:
    masses, sums = {key: Mass(1.0) for key in "abcd"}, {("a", "b"): 0.9, ("c", "d"): 0.9}
    assert cohesive_link(masses, sums, apart=[("a", "b")]) == [["a"], ["b"], ["c", "d"]]
    assert cohesive_link(masses, sums, together=[("a", "c")]) == [["a", "b", "c", "d"]]
    both = cohesive_link(masses, sums, together=[("a", "c")], apart=[("b", "d")])
    assert both in ([["a", "b", "c"], ["d"]], [["a", "c", "d"], ["b"]])

"""Networks for the tests: one pipe, and trees drawn by chance."""

from hypothesis import strategies as st

from collectief.heat.laid import Laid, Network

DNS = (32, 50, 80, 100, 150, 200)


def one_pipe(length_m: float = 1000.0, dn: int = 100, kw: float = 500.0) -> Network:
    """source --- a."""
    return Network((Laid("p", "source", "a", length_m, dn, kw),), ("source",), {"a": kw}, 70.0, 40.0, 10.0)


@st.composite
def trees(draw: st.DrawFn, most: int = 12) -> Network:
    """Pipes that each hang below an earlier one or a source, at 70/40/10 degC; some nodes take nothing."""
    sources = [f"s{i}" for i in range(draw(st.integers(1, 2)))]
    nodes, laid, consumers = [*sources], [], {}
    for i in range(draw(st.integers(1, most))):
        start, length = draw(st.sampled_from(nodes)), draw(st.floats(0.0, 400.0))
        laid.append(Laid(f"p{i}", start, f"n{i}", length, draw(st.sampled_from(DNS)), 0.0))
        consumers[f"n{i}"] = draw(st.sampled_from((0.0, 5.0, 40.0, 300.0)))
        nodes.append(f"n{i}")
    return Network(tuple(laid), tuple(sources), consumers, 70.0, 40.0, 10.0)

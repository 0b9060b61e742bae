"""Trees in a graph that cost least: with prizes, with costs that depend on the flow, with a proven bound."""

from collectief.tree.best import best_tree
from collectief.tree.problem import Branch, Edge, Problem, Root, Step, Terminal, Tree

__all__ = ["Branch", "Edge", "Problem", "Root", "Step", "Terminal", "Tree", "best_tree"]

"""Small faults put into a module's syntax tree, one at a time, such as a programmer makes by oversight."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

Change = Callable[[ast.AST], ast.AST]

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip


class Mutant(NamedTuple):
    """One fault: the file, where the changed piece begins, what was done to it, and the piece before and after."""

    file: str
    line: int
    column: int
    kind: str
    before: str
    after: str

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.kind}"


def _comparison(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            other = COMPARISONS[type(operator)]

            def change(found: ast.AST, place: int = place, other: type[ast.cmpop] = other) -> ast.AST:
                assert isinstance(found, ast.Compare)
                found.ops[place] = other()
                return found

            yield "comparison", change


def _operator(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OPERATORS:

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, (ast.BinOp, ast.AugAssign))
            found.op = OPERATORS[type(found.op)]()
            return found

        yield "operator", change
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Invert)):
        yield "operator", lambda found: found.operand  # type: ignore[attr-defined]  # the node is a UnaryOp here


def _boolean(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.BoolOp):

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, ast.BoolOp)
            found.op = ast.Or() if isinstance(found.op, ast.And) else ast.And()
            return found

        yield "boolean", change
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "boolean", lambda found: found.operand  # type: ignore[attr-defined]  # the node is a UnaryOp here


def _condition(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, (ast.If, ast.IfExp, ast.While)) and not isinstance(node.test, (ast.Compare, ast.Constant)):

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, (ast.If, ast.IfExp, ast.While))
            found.test = ast.copy_location(ast.UnaryOp(ast.Not(), found.test), found.test)
            return found

        yield "condition", change


def _constant(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, (bool, int, float)):
        return

    def change(found: ast.AST) -> ast.AST:
        assert isinstance(found, ast.Constant)
        assert isinstance(found.value, (bool, int, float))
        found.value = not found.value if isinstance(found.value, bool) else found.value + 1
        return found

    yield "constant", change


def _returned(node: ast.AST) -> Iterator[tuple[str, Change]]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):

        def change(found: ast.AST) -> ast.AST:
            assert isinstance(found, ast.Return)
            assert found.value is not None
            found.value = ast.copy_location(ast.Constant(None), found.value)
            return found

        yield "return", change


KINDS = (_comparison, _operator, _boolean, _condition, _constant, _returned)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _places(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run: no annotations, no decorators, and no assertions, which are there for type checkers."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        skipped: set[int] = set()
        for name in ("annotation", "returns", "decorator_list"):
            part = getattr(node, name, None)
            skipped |= {id(each) for each in (part if isinstance(part, list) else [part])}
        children = [child for child in ast.iter_child_nodes(node) if id(child) not in skipped]
        waiting += [child for child in reversed(children) if not isinstance(child, ast.Assert)]


def _all(tree: ast.AST) -> Iterator[tuple[int, int, ast.AST, str, Change]]:
    """Yield every fault that can be made: the number of its node and of the fault there, and how to make it."""
    for place, node in enumerate(_places(tree)):
        for number, (kind, change) in enumerate(found for make in KINDS for found in make(node)):
            yield place, number, node, kind, change


def drawn(root: Path, files: list[str], count: int, seed: str) -> list[tuple[Mutant, ast.Module]]:
    """Return faults drawn by chance from some files, each with the syntax tree that has it."""
    trees = {file: ast.parse((root / file).read_text(encoding="utf-8")) for file in files}
    every = [(file, place, number) for file, tree in trees.items() for place, number, *_ in _all(tree)]
    chosen = random.Random(seed).sample(every, min(count, len(every)))
    return [made(trees[file], file, place, number) for file, place, number in sorted(chosen)]


def the_same(root: Path, sought: Mutant, text: str) -> tuple[Mutant, ast.Module]:
    """Return the fault that makes the same of the same piece of a line, wherever in its file that now is."""
    source = (root / sought.file).read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    found = []
    for place, number, node, kind, _ in _all(tree):
        if kind == sought.kind and lines[getattr(node, "lineno", 1) - 1].strip() == text:
            mutant, changed = made(tree, sought.file, place, number)
            if (mutant.before, mutant.after) == (sought.before, sought.after):
                found.append((abs(mutant.line - sought.line), abs(mutant.column - sought.column), mutant, changed))
    if not found:
        raise LookupError(f"{sought.name} is no longer there: {sought.before} -> {sought.after}")
    return min(found, key=lambda each: each[:2])[2:]


def made(tree: ast.Module, file: str, place: int, number: int) -> tuple[Mutant, ast.Module]:
    """Return one fault and the syntax tree that has it."""
    changed = copy.deepcopy(tree)
    node, kind, change = next((n, k, c) for p, i, n, k, c in _all(changed) if (p, i) == (place, number))
    shown = getattr(node, "value", node) if isinstance(node, ast.Return) else getattr(node, "test", node)
    before = ast.unparse(node if isinstance(node, ast.Return) else shown)
    line, column = node.lineno, node.col_offset  # type: ignore[attr-defined]  # every node that is changed has a place
    other = change(node)
    if other is not node:
        changed = _Replacing(node, other).visit(changed)
    shown = other if isinstance(other, ast.Return) else getattr(other, "test", other)
    return Mutant(file, line, column, kind, before, ast.unparse(shown)), ast.fix_missing_locations(changed)


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)

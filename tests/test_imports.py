"""Imports point down: flows → steps, outputs → stages → indicators. No stage knows another; no cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("indicators", "tasks", "outputs", "flows", "deployments")
STAGES = ("fetch", "parse", "standardize", "extract")
SHARED = (
    "tasks",
    *(f"tasks.{name}" for name in "decoding durable heard knots numerals offsets plans records".split()),
)
COMPOSERS = tuple(
    f"tasks.{name}"
    for name in (
        "reading batches reading_code kept_readings carried_readings gathering pruning run_counts steps"
    ).split()
)
"""The modules that put the stages together, and may know all of them."""


def modules(root: Path) -> dict[str, Path]:
    """Every module of ours by its dotted name."""
    found = {}
    for room in OURS:
        for file in sorted((root / room).rglob("*.py")):
            parts = file.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file
    return found


def imports_of(name: str, file: Path, known: Mapping[str, Path]) -> Iterator[tuple[str, int]]:
    """What a module imports, wherever in it that stands, as dotted names with their lines."""
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                # `from tasks import reading` imports the module tasks.reading
                inner = f"{base}.{alias.name}"
                yield (inner if inner in known else base), node.lineno


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def stage_of(name: str) -> str | None:
    return next((stage for stage in STAGES if within(name, f"tasks.{stage}")), None)


def allowed(name: str, target: str) -> bool:
    """Whether a module may import another one, or a library."""
    room = name.split(".", maxsplit=1)[0]
    if within(target, "prefect"):
        return room == "flows" or name == "tasks.steps"
    if target.split(".", maxsplit=1)[0] not in OURS:
        return True
    if within(target, "indicators"):
        return True
    if room == "outputs":
        return within(target, "outputs")
    if room == "flows":
        return any(within(target, each) for each in ("flows", "tasks", "outputs", "deployments"))
    if room == "tasks":
        if name in COMPOSERS:
            return within(target, "tasks")
        stage = stage_of(name)
        return target in SHARED or (stage is not None and within(target, f"tasks.{stage}"))
    return False


def wrong_imports(root: Path) -> list[str]:
    """Every import that breaks the rules, as `file:line: importer → imported`."""
    known = modules(root)
    return [
        f"{file.relative_to(root)}:{line}: {name} → {target}"
        for name, file in known.items()
        for target, line in imports_of(name, file, known)
        if not allowed(name, target)
    ]


def cycles(root: Path) -> list[str]:
    """Modules that import one another in a circle, as `a → b → a`."""
    known = modules(root)
    graph = {
        name: sorted({t for t, _ in imports_of(name, file, known) if t in known and t != name})
        for name, file in known.items()
    }
    found: list[str] = []
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> None:
        if name in path:
            found.append(" → ".join([*path[path.index(name) :], name]))
            return
        if name in done:
            return
        for target in graph[name]:
            visit(target, [*path, name])
        done.add(name)

    for name in graph:
        visit(name, [])
    return found


def test_the_walk_sees_the_modules() -> None:
    known = modules(ROOT)
    assert {"indicators.catalogue", "tasks.parse.html", "outputs.pages.site", "flows.annual"} <= set(known)
    seen = {target for name, file in known.items() for target, _ in imports_of(name, file, known)}
    assert {"prefect", "polars", "tasks.reading", "tasks.steps", "indicators.schemas"} <= seen


def test_no_import_is_wrong() -> None:
    assert wrong_imports(ROOT) == []


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert cycles(ROOT) == []


def test_only_steps_has_tasks_of_prefect() -> None:
    with_task = [
        name
        for name, file in modules(ROOT).items()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "prefect"
        if any(alias.name == "task" for alias in node.names)
    ]
    assert with_task == ["tasks.steps"]


def planted(root: Path, **files: str) -> Path:
    """A small house of good modules, with files added: `tasks__parse__html="import os"`."""
    good = {
        "indicators__catalogue": "import json",
        "tasks__records": "from tasks import offsets",
        "tasks__offsets": "",
        "tasks__parse__document": "from tasks.records import x\nfrom . import html",
        "tasks__parse__html": "from indicators.catalogue import x",
        "tasks__standardize__noise": "from tasks.offsets import x",
        "tasks__reading": "from tasks.parse import document\nfrom tasks.standardize.noise import x",
        "tasks__steps": "from prefect import task\nfrom tasks import reading",
        "outputs__release__contents": "from indicators import catalogue",
        "flows__annual": "def run():\n    from prefect import flow\n    from outputs.release import contents",
    }
    for name, text in (good | files).items():
        file = root.joinpath(*name.split("__")).with_suffix(".py")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_a_good_house_passes(tmp_path: Path) -> None:
    assert wrong_imports(planted(tmp_path)) == []
    assert cycles(tmp_path) == []


@pytest.mark.parametrize(
    ("module", "text", "wrong"),
    [
        ("indicators__catalogue", "import tasks.records", "1: indicators.catalogue → tasks.records"),
        ("indicators__catalogue", "import outputs.release.contents", "→ outputs.release.contents"),
        ("indicators__catalogue", "import prefect.flows", "→ prefect.flows"),
        (
            "tasks__parse__html",
            "\nfrom tasks.standardize import noise",
            "2: tasks.parse.html → tasks.standardize.noise",
        ),
        (
            "tasks__parse__html",
            "from ..standardize.noise import x",
            "tasks.parse.html → tasks.standardize.noise",
        ),
        ("tasks__parse__html", "from tasks import reading", "tasks.parse.html → tasks.reading"),
        ("tasks__parse__html", "from tasks.steps import x", "tasks.parse.html → tasks.steps"),
        ("tasks__parse__html", "import outputs.release.contents", "→ outputs.release.contents"),
        ("tasks__parse__html", "def f():\n    from prefect import task", "2: tasks.parse.html → prefect"),
        ("tasks__reading", "from prefect import task", "tasks.reading → prefect"),
        ("tasks__reading", "import flows.annual", "tasks.reading → flows.annual"),
        ("tasks__records", "from tasks.parse.html import x", "tasks.records → tasks.parse.html"),
        ("outputs__release__contents", "from tasks.records import x", "→ tasks.records"),
        ("outputs__release__contents", "from prefect import flow", "→ prefect"),
        ("outputs__release__contents", "from flows import annual", "→ flows.annual"),
        (
            "deployments__picture",
            "import outputs.release.contents",
            "deployments.picture → outputs.release.contents",
        ),
        ("tasks__parse__html", "import deployments.picture", "tasks.parse.html → deployments.picture"),
    ],
)
def test_a_wrong_import_is_found(module: str, text: str, wrong: str, tmp_path: Path) -> None:
    (found,) = wrong_imports(planted(tmp_path, **{module: text}))
    assert wrong in found


def test_a_circle_is_found(tmp_path: Path) -> None:
    planted(tmp_path, tasks__parse__html="def f():\n    from tasks.parse.document import x")
    assert cycles(tmp_path) == ["tasks.parse.document → tasks.parse.html → tasks.parse.document"]

"""The two ways to the same release that `benchmarks.scale` measures, each with the seconds of its steps.

python -m benchmarks.scale_steps release PAGES HOME YYYY.MM [RUNNER]    the flows, with Prefect
python -m benchmarks.scale_steps pure PAGES HOME YYYY.MM                plain calls in this one process
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.process_tree import step


def release(pages: Path, home: Path, month: str, runner: str | None) -> int:
    """`county-education release`, its steps timed where the flows call them."""
    from flows.command_line import main  # noqa: PLC0415, it sets what Prefect reads
    from flows.settings import use_home  # noqa: PLC0415

    use_home(home)
    with step("import"):
        from flows import annual, publish, read  # noqa: PLC0415

    _timed(annual, "collect", "collect")
    _timed(annual, "read", "read")
    _timed(annual, "publish", "publish")
    for name, what in (("count_run", "count"), ("summary_text", "summary"), ("end_well", "end")):
        _timed(annual, name, what)
    _timed(read, "plan_batches", "plan")
    _timed(read, "gather_readings", "gather")
    _timed(publish, "make_tables", "tables")
    _timed(publish, "build_site", "pages")
    arguments = ["release", str(pages), "--home", str(home), "--version-month", month]
    return main([*arguments, *(["--runner", runner] if runner else [])])


def pure(pages: Path, home: Path, month: str) -> None:
    """The same work without Prefect, batch after batch."""
    with step("import"):
        from indicators.catalogue import load_catalogue  # noqa: PLC0415
        from indicators.correcting import apply_corrections  # noqa: PLC0415
        from indicators.corrections import load_corrections  # noqa: PLC0415
        from indicators.gazetteer import load_gazetteer  # noqa: PLC0415
        from indicators.reference import regions_frame  # noqa: PLC0415
        from outputs.pages.site import build_site  # noqa: PLC0415
        from outputs.release import publication  # noqa: PLC0415
        from outputs.release.contents import code_digest, pages_code, release_tables  # noqa: PLC0415
        from tasks import batches, gathering  # noqa: PLC0415
        from tasks.fetch import collection  # noqa: PLC0415
        from tasks.fetch.registry import read_all  # noqa: PLC0415
        from tasks.fetch.store import SnapshotStore  # noqa: PLC0415
        from tasks.kept_readings import KeptReadings  # noqa: PLC0415

    with step("collect"):
        store = SnapshotStore.below(home)
        collected = collection.collect_pages(read_all([pages]).sources, store)
        manifest = collection.write_manifest(collected, home / "collected")
        entries = collection.read_manifest(manifest)
    kept = KeptReadings(home / "readings")
    with step("read"):
        for start, stop in batches.plan_batches(entries):
            some = entries[start:stop]
            kept.keep(some, batches.read_entries(some, store))
    with step("gather"):
        part = gathering.gather(entries, [kept], home / "part")
    with step("publish"):
        catalogue = load_catalogue()
        regions = regions_frame(load_gazetteer().divisions)
        with step("tables"):
            observations, reports, corrected = apply_corrections(
                *batches.join_parts([part]), load_corrections(None, catalogue), catalogue, regions
            )
            changes = batches.join_changes([part])
            tables = release_tables(observations, reports, regions, catalogue, corrected, changes)

        def render(folder: Path, site: Path, version: str, beside: Callable[[], None]) -> Mapping[str, str]:
            code = pages_code() + code_digest(files("indicators"), libraries=())
            with step("pages"):
                built = build_site(
                    folder, site, version, code=code, previous=None, processes=1, beside=beside
                )
                return built.pages

        publication.publish(tables, home / "releases", month, pages_code(), render)
    if "prefect" in sys.modules:
        sys.exit("Prefect was imported: this measures nothing")


def _timed(module: Any, name: str, what: str) -> None:
    """Have a module call a function of its own with a clock beside it."""
    function = getattr(module, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        with step(what):
            return function(*arguments, **named)

    setattr(module, name, timed)


if __name__ == "__main__":
    way, pages_folder, home_folder, of_month, *others = sys.argv[1:]
    if way == "pure":
        pure(Path(pages_folder), Path(home_folder), of_month)
    else:
        sys.exit(release(Path(pages_folder), Path(home_folder), of_month, others[0] if others else None))

"""The work of `county-education release` on the sample, as plain calls.

python -m benchmarks.without_prefect HOME
"""

from __future__ import annotations

import sys
from pathlib import Path

from flows.settings import this_month
from indicators.catalogue import load_catalogue
from indicators.correcting import apply_corrections
from indicators.corrections import load_corrections
from indicators.gazetteer import load_gazetteer
from indicators.reference import regions_frame
from indicators.refusals import load_remedies
from outputs.pages.site import render_site
from outputs.release import publication
from outputs.release.contents import pages_code, release_tables
from outputs.release.summary import summary_text
from tasks import batches
from tasks.fetch import collection
from tasks.fetch.registry import read_sources
from tasks.fetch.store import SnapshotStore

SAMPLE = Path(__file__).parents[1] / "deployments" / "sample" / "sources.toml"


def run(home: Path) -> str:
    """Collect, read, publish and render below `home`, step for step what the flows do; the summary."""
    store = SnapshotStore(home / "snapshots")
    collected = collection.collect_pages(read_sources([SAMPLE]), store)
    manifest = collection.write_manifest(collected, home / "collected")
    entries = collection.read_manifest(manifest)
    parts = [
        batches.write_part(batches.read_entries(entries[start:stop], store), home / "parts" / f"{start:06}")
        for start, stop in batches.plan_batches(entries)
    ]
    catalogue = load_catalogue()
    regions = regions_frame(load_gazetteer().divisions)
    observations, reports, corrected = apply_corrections(
        *batches.join_parts(parts), load_corrections(None, catalogue), catalogue, regions
    )
    changes = batches.join_changes(parts)
    tables = release_tables(observations, reports, regions, catalogue, corrected, changes)
    release = publication.publish(tables, home / "releases", this_month(), pages_code(), render_site)
    return summary_text(release.folder, new=release.new, remedies=load_remedies())


if __name__ == "__main__":
    print(run(Path(sys.argv[1])))
    if "prefect" in sys.modules:
        sys.exit("Prefect was imported: this measures nothing")

"""Annual: the whole way, from the sources to a release that people can open."""

from __future__ import annotations

from pathlib import Path

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.collect import collect
from flows.publish import publish
from flows.read import read
from flows.say import tell
from flows.settings import data_home, fetch_allowed, fetch_contact, runner_named, this_month
from indicators.refusals import load_remedies
from outputs.release.summary import summary_text


@flow(name="annual")
def annual(
    sources: list[Path],
    home: Path | None = None,
    month: str | None = None,
    corrections: Path | None = None,
    store: str | None = None,
    fetch: bool = False,
    contact: str | None = None,
    allow: list[str] | None = None,
    runner: str | None = None,
) -> str:
    """Collect the sources, read them, publish a release, and say what was done.

    `home` is the data home, `month` the release's `YYYY.MM`, `corrections` a file of them; the
    environment, the clock and the package's own file stand in where they are not given. `store` is the
    address of a store that the release is put into as well, if any. With `fetch` the registries' sites are
    asked: `contact` tells them whom to write to, `allow` names what points inside and may be asked (10.1.2.3,
    127.0.0.0/8); the environment stands in for both. `runner` is what reads the pages: threads, processes,
    dask, or dask:tcp://HOST:PORT; else the environment says, else it is chosen by how much is to be read.
    The summary is the artifact of the run and what the command prints.
    """
    home = home or data_home()
    contact = contact or fetch_contact()
    manifest = collect(sources, home, fetch, contact, fetch_allowed() if allow is None else allow)
    what = read(manifest, home, runner or runner_named())
    tell(f"publishing, here and in {store}…" if store else "publishing…")
    release = publish(what.parts, home, month or this_month(), corrections, store)
    summary = summary_text(
        release.folder,
        new=release.new,
        remedies=load_remedies(),
        store=store,
        anew=what.anew,
        known=what.known,
    )
    create_markdown_artifact(summary, key="annual-release", description=f"Release {release.version}")
    return summary

"""Annual: the whole way, from the sources to a release that people can open."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.alone import alone
from flows.collect import collect
from flows.last_published import check_drift, keep_counts
from flows.plain_failures import say_failures_plainly
from flows.publish import publish
from flows.read import read
from flows.run_ends import end_well, say_done, tell_failed, tell_stopped
from flows.say import tell, telling
from flows.settings import data_home, fetch_allowed, fetch_contact, runner_named, store_address, this_month
from flows.upkeep import keep_small
from indicators.refusals import load_remedies
from outputs.release.summary import summary_text
from tasks.steps import count_run

say_failures_plainly()  # here, because a worker imports no more than this


@flow(
    name="annual",
    on_completion=[say_done],
    on_cancellation=[tell_stopped],
    on_failure=[tell_failed],
    on_crashed=[tell_failed],
)
def annual(
    sources: list[Path],
    home: Path | None = None,
    month: str | None = None,
    corrections: Path | None = None,
    store: str | None = None,
    fetch: bool = False,
    contact: str | None = None,
    allow: list[str] | None = None,
    accept: bool = False,
    runner: str | None = None,
) -> str:
    """Fetch what is due, read what is new, publish a release when something changed, and say what was done.

    What was read before is not read again, and where a release says all of it already, none is made. A run
    that was stopped or killed loses nothing: the next one goes on where it was. One run at a time works
    below a data home; another one fails at once and says so. The summary is the run's artifact.

    Args:
        sources: Registries (.toml), folders of pages, or pages. Paths count from the folder of the program:
            deployments/sources.toml is the registry that ships.
        home: The data home, where snapshots, readings and releases lie. Empty: COUNTY_EDUCATION_HOME of the
            worker's environment.
        month: The month of the release's version, as 2026.11. Empty: this month.
        corrections: A file of corrections in place of the program's own indicators/corrections.toml.
        store: A store that the release is put into as well, as s3://bucket/prefix. Its keys are in the
            worker's environment (AWS_ACCESS_KEY_ID and the like), never here. Empty: COUNTY_EDUCATION_STORE
            of the worker's environment, else none.
        fetch: Ask the sites that the registries name for what is due. Off: what was fetched before is read.
        contact: Mailbox or page that the sites are told. Empty: COUNTY_EDUCATION_CONTACT of the worker's
            environment.
        allow: Inner networks that may be asked, as 10.1.0.0/16. Empty: COUNTY_EDUCATION_ALLOW of the
            worker's environment, else none.
        accept: Publish though counts are far from those of the last run of these sources: somebody has
            looked, and they are true. Never set this on a schedule.
        runner: Where pages are read: threads, processes, dask, or dask:tcp://HOST:PORT for a cluster. Empty:
            COUNTY_EDUCATION_RUNNER of the worker's environment, else by how much there is to read.

    Returns:
        The summary, in Markdown.

    Raises:
        DriftError: Counts are far from those of the last run of these sources, and `accept` is off.
        CountyEducationError: A source, a correction or the store is wrong, no page gave a fact, or another
            run is at work in the same data home.
    """
    sources, home = [each.absolute() for each in sources], (home or data_home()).absolute()
    contact, store = contact or fetch_contact(), store or store_address()
    # the log of this run, which people open, and not those of the runs within it
    with alone(home), telling(get_run_logger()):
        began = datetime.now(UTC)
        manifest = collect(sources, home, fetch, contact, fetch_allowed() if allow is None else allow)
        what = read(manifest, home, runner or runner_named())
        counts = count_run(sources, manifest, what.parts, home)
        accepted = check_drift(sources, home, counts, accept)
        for line in accepted:
            tell(f"accepted though far from the last run: {line}")
        tell(f"publishing, here and in {store}…" if store else "publishing…")
        release = publish(what.parts, home, month or this_month(), corrections, store)
        tell(f"release {release.version}" if release.new else f"nothing changed since {release.version}")
        keep_counts(sources, home, counts, release.version)
        summary = summary_text(
            release.folder,
            new=release.new,
            remedies=load_remedies(),
            store=store,
            anew=what.anew,
            known=what.known,
            accepted=accepted,
        )
        end_well(sources, home, release, fetch, began)
        keep_small(home, datetime.now(UTC))
        create_markdown_artifact(summary, key="annual-release", description=f"Release {release.version}")
        return summary

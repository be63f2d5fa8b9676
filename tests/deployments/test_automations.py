"""The automations that ship are such as Prefect takes, and listen to events that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture

from flows.notice_rules import notice_rules
from flows.notices import EVENT, FACTS_DROPPED, SOURCE_SILENT

FILE = Path(__file__).parents[2] / "deployments/automations.yaml"
STATES = {f"prefect.flow-run.{name}" for name in ("Failed", "Crashed", "Completed")}


def automations() -> list[AutomationCore]:
    said: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [AutomationCore.model_validate(each) for each in said["automations"]]


def triggers() -> list[EventTrigger]:
    found = [each.trigger for each in automations()]
    return [each for each in found if isinstance(each, EventTrigger)]


def test_each_listens_to_events_that_there_are() -> None:
    ours = {f"{EVENT}.{kind}" for kind in (SOURCE_SILENT, FACTS_DROPPED)}
    expected = [set(each.expect) for each in triggers()]
    assert len(expected) == len(automations()) == 3
    assert set().union(*expected) == ours | STATES


def test_an_overdue_run_is_told_after_as_long_as_without_a_server() -> None:
    (proactive,) = [each for each in triggers() if each.posture == Posture.Proactive]
    assert proactive.within.total_seconds() == notice_rules().overdue.hours * 3600


@pytest.mark.parametrize("kind", ["flow", "payload"])
def test_what_is_sent_names_what_prefect_and_we_know(kind: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    named = set(re.findall(r"\{\{ ([a-z_.]+)", text))
    known = {
        "flow": {"flow_run.name", "flow_run.state.name", "flow_run.state.message", "flow_run"},
        "payload": {"event.resource.name", "event.payload.text", "event.payload.remedy"},
    }
    assert known[kind] <= named
    assert named == known["flow"] | known["payload"]

"""Calendar feeds read back by two libraries that had no part in writing them: everything is found where it was put."""

import json
import subprocess
import sys
from datetime import datetime, timezone

import recurring_ical_events
from icalendar import Calendar


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def found(event):
    return {
        "uid": str(event["UID"]),
        "starts_at": event["DTSTART"].dt.astimezone(timezone.utc),
        "ends_at": event["DTEND"].dt.astimezone(timezone.utc),
        "summary": str(event["SUMMARY"]),
        "status": str(event["STATUS"]),
        "sequence": int(event["SEQUENCE"]),
    }


def check(line):
    case = json.loads(line)
    wanted = [{**one, "starts_at": instant(one["starts_at"]), "ends_at": instant(one["ends_at"])} for one in case["events"]]
    calendar = Calendar.from_ical(case["feed"])
    assert [found(event) for event in calendar.walk("VEVENT")] == wanted, case["zone"]
    # Whether the zone's own rules, beside the events, say the same as the zone database here.
    zone = calendar.walk("VTIMEZONE")[0].to_tz()
    for event, one in zip(calendar.walk("VEVENT"), wanted):
        local = event["DTSTART"].dt.replace(tzinfo=None)
        assert local.replace(tzinfo=zone).astimezone(timezone.utc) == one["starts_at"], (case["zone"], local)
    in_march = recurring_ical_events.of(calendar).between((2026, 3, 1), (2026, 4, 1))
    expected = {one["uid"] for one in wanted if one["starts_at"].astimezone(event_zone(calendar)).strftime("%Y-%m") == "2026-03"}
    assert {str(event["UID"]) for event in in_march} == expected, case["zone"]
    return len(wanted)


def event_zone(calendar):
    return calendar.walk("VEVENT")[0]["DTSTART"].dt.tzinfo


lines = subprocess.run([sys.argv[1]], check=True, capture_output=True, text=True).stdout.splitlines()
print(f"    {sum(map(check, lines))} events of {len(lines)} zones read back by icalendar and recurring-ical-events")

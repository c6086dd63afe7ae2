// Calendar feeds read back by ical.js, which believes the rules of the zone that stand in the feed and no database.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import ICAL from "ical.js";

const lines = execFileSync(process.argv[2], { encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
let count = 0;
for (const line of lines) {
  const { zone, feed, events } = JSON.parse(line);
  const calendar = new ICAL.Component(ICAL.parse(feed));
  ICAL.TimezoneService.reset();
  for (const rules of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(rules);
  const found = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  assert.equal(found.length, events.length, zone);
  found.forEach((event, index) => {
    const wanted = events[index];
    assert.equal(event.uid, wanted.uid);
    assert.equal(event.startDate.toJSDate().getTime(), Date.parse(wanted.starts_at), `${zone} ${wanted.uid}`);
    assert.equal(event.endDate.toJSDate().getTime(), Date.parse(wanted.ends_at), `${zone} ${wanted.uid}`);
    assert.equal(event.summary, wanted.summary);
    assert.equal(event.sequence, wanted.sequence);
    count += 1;
  });
}
console.log(`    ${count} events of ${lines.length} zones read back by ical.js`);

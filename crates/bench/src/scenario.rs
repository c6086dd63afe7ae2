//! What is measured: a request of the program, and the SQL a bare client would send for the same.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use crate::clinics::Clinic;
use crate::ground::Ground;
use crate::report::Row;
use crate::{Outcome, analytics, chart, documents, outbox, readings, sign_in, slots, startup};

pub struct Scenario {
    pub name: &'static str,
    pub connections: &'static [u32],
    method: &'static str,
    /// `{id}` becomes a patient's id, `{typed}` what somebody typed into a search box.
    path: &'static str,
    /// `{id}`, `{doctor}`, and a free slot at `{slot}` to `{end}`.
    body: Option<&'static str>,
    /// One statement a line, with `{id}` and `{doctor}`. The transaction, the clinic's role and search path, and the row
    /// of audit are put around it.
    sql: &'static str,
    /// On a server that keeps no day in memory.
    forgetful: bool,
}

/// A row as the program writes it: somebody saw one patient.
const AUDIT: &str = "insert into audit_event (id, at, actor_kind, actor_id, session_id, action, subject_kind, subject_id, \
     patient_id, outcome, risk, request_id, origin) values (gen_random_uuid(), now(), 'staff', '{doctor}', \
     '{doctor}', 'view_patient', 'patient', '{id}', '{id}', 'success', 'low', gen_random_uuid(), \
     decode(repeat('00', 120), 'hex'));";

const PERSON: &str = "id, kind, number, secret, given_name, family_name, date_of_birth, sex, mrn, phone, email, address, \
     emergency_contacts, insurance, consents, notes, language, preferred_channel, active, version, created_at, \
     created_by, updated_at, updated_by";

const SCENARIOS: [Scenario; 7] = [
    Scenario {
        name: "patient-read",
        connections: &[16, 64],
        method: "GET",
        path: "/api/patients/{id}/",
        body: None,
        sql: "select {person} from party where id = '{id}' and deleted_at is null;",
        forgetful: false,
    },
    Scenario {
        name: "patient-list",
        connections: &[16],
        method: "GET",
        path: "/api/patients/?page_size=25",
        body: None,
        sql: "select (select count(*) from party where deleted_at is null and kind = 'patient'), \
              array(select id from party where deleted_at is null and kind = 'patient' order by id desc limit 25);\n\
              select {person} from party where id = any(array(select id from party where deleted_at is null and \
              kind = 'patient' order by id desc limit 25));",
        forgetful: false,
    },
    Scenario {
        name: "appointment-create",
        connections: &[16],
        method: "POST",
        path: "/business/appointments",
        body: Some(
            r#"{"patient":"{id}","provider":"{doctor}","kind":"consultation","starts_at":"{slot}","ends_at":"{end}"}"#,
        ),
        sql: "insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, busy_from, \
              busy_until, group_id, currency, overbooked, created_at, updated_at, moved_at) select v, '{id}', '{doctor}', \
              'consultation', 'booked', s, s + interval '10 minutes', s, s + interval '10 minutes', v, 'EGP', false, \
              now(), now(), now() from (select gen_random_uuid() as v, timestamptz '2200-01-01' + floor(random() * \
              10000000) * interval '10 minutes' as s) x on conflict do nothing;",
        forgetful: false,
    },
    Scenario {
        name: "day-board-uncached",
        connections: &[16],
        method: "GET",
        path: "/reception/dashboard/",
        body: None,
        sql: DAY,
        forgetful: true,
    },
    Scenario {
        name: "day-board-cached",
        connections: &[16],
        method: "GET",
        path: "/reception/dashboard/",
        body: None,
        sql: DAY,
        forgetful: false,
    },
    Scenario {
        name: "contact-search",
        connections: &[16],
        method: "GET",
        path: "/business/contacts?search={typed}",
        body: None,
        sql: SEARCH,
        forgetful: false,
    },
    Scenario {
        name: SEARCH_BOX,
        connections: &[4],
        method: "GET",
        path: "/search?q={typed}",
        body: None,
        sql: SEARCH,
        forgetful: false,
    },
];

/// Words begun, in any order; common ones, rare ones, and none at all.
const TYPED: [&str; 12] = [
    "gom%20jos",
    "had",
    "lin%20han",
    "zha",
    "jos",
    "nakamura12%20kar",
    "01010000123",
    "B-000777",
    "mar%20am",
    "ros",
    "nobody",
    "el%20mas%20om",
];

const SEARCH: &str = "with found as materialized (select id from party where deleted_at is null and name_tokens @> \
     (select name_tokens[1:2] from party where id = '{id}')) select (select count(*) from found), array(select id from \
     found order by id desc limit 25);\n\
     select {person} from party where id = any(array(select id from party order by id desc limit 15));";

const DAY: &str = "select a.id, a.patient_id, a.provider_id, a.kind, a.status, a.starts_at, a.ends_at, a.reason, a.version \
     from appointment a where a.starts_at >= date_trunc('day', now()) and a.starts_at < date_trunc('day', now()) + \
     interval '1 day' and a.deleted_at is null order by a.starts_at;\n\
     select {person} from party where id = any(array(select patient_id from appointment where starts_at >= \
     date_trunc('day', now()) and starts_at < date_trunc('day', now()) + interval '1 day'));\n\
     select id, display_name from staff;\nselect id, name from room;";

pub const SEARCH_BOX: &str = "search-box";

/// The search box alone.
pub fn search_box() -> Outcome<Scenario> {
    chosen(Some(SEARCH_BOX))?.pop().ok_or_else(|| "no search box".into())
}

/// All of them, the one of that name, or none where the name stands for something else.
pub fn chosen(name: Option<&str>) -> Outcome<Vec<Scenario>> {
    let wanted: Vec<_> =
        SCENARIOS.into_iter().filter(|scenario| name.is_none_or(|name| name == scenario.name)).collect();
    let others = [
        startup::NAME,
        sign_in::NAME,
        slots::NAME,
        outbox::NAME,
        readings::NAME,
        chart::NAME,
        documents::NAME,
        analytics::NAME,
    ];
    if wanted.is_empty() && !name.is_some_and(|name| others.contains(&name)) {
        let names: Vec<_> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        return Err(format!("there is no such scenario; there are {}, {}", names.join(", "), others.join(", ")).into());
    }
    Ok(wanted)
}

/// wrk calls these. Requests are made once, except for those that need a slot of their own.
const LUA: &str = r#"
local at, slot, ready, threads = 0, 0, {}, 0
function setup(thread)
  thread:set("first", math.random(#calls))
  thread:set("from", START + threads * 100000)
  threads = threads + 1
end
function init()
  at, slot = first, from
  for n, call in ipairs(calls) do ready[n] = wrk.format(call[1], call[2], call[3], call[4]) end
end
local function stamp(slot) return os.date("!%Y-%m-%dT%H:%M:00Z", 2208988800 + slot * 600) end
function request()
  at = at % #calls + 1
  if not SLOTS then return ready[at] end
  slot = slot + 1
  local call = calls[at]
  local body = call[4]:gsub("{slot}", stamp(slot)):gsub("{end}", stamp(slot + 1))
  return wrk.format(call[1], call[2], call[3], body)
end
function done(summary, latency)
  local wrong = summary.errors
  print(string.format("RESULT %f %f %f %f %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
"#;

/// An odd number: one of them is the median.
const ROUNDS: u32 = 3;

fn wrk(url: &str, script: &Path, connections: u32, seconds: u32) -> Outcome<String> {
    let output = Command::new("wrk")
        .args([&format!("-t{}", connections.min(2)), &format!("-c{connections}"), &format!("-d{seconds}s")])
        .arg("-s")
        .arg(script)
        .arg(url)
        .output()?;
    if !output.status.success() {
        return Err(format!("wrk: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

impl Scenario {
    pub fn measure(&self, ground: &mut Ground, connections: u32, seconds: u32) -> Outcome<Row> {
        let url = if self.forgetful { ground.forgetful_url()? } else { ground.url.clone() };
        // Fills what is kept in memory, and is not counted.
        wrk(&url, &ground.script("warm.lua", &self.lua(ground, ROUNDS))?, connections, 1)?;
        let mut rows = Vec::new();
        // In turns: a machine that others use too is not as fast in one minute as in the next.
        for round in 0..ROUNDS {
            let bare = self.pgbench(ground, connections, seconds.div_ceil(ROUNDS))?;
            let script = ground.script(&format!("{}.lua", self.name), &self.lua(ground, round))?;
            let said = wrk(&url, &script, connections, seconds.div_ceil(ROUNDS))?;
            rows.push(Row::read(self.name, connections, &said, bare)?);
        }
        Row::median(rows).ok_or_else(|| "nothing was measured".into())
    }

    /// Rotates over clinics and ids; each of wrk's threads begins at another place.
    fn lua(&self, ground: &Ground, round: u32) -> String {
        let mut lua = String::from("calls = {\n");
        for round in 0..50 {
            for clinic in &ground.clinics {
                let _ = writeln!(lua, "  {},", self.call(clinic, round));
            }
        }
        let _ = write!(lua, "}}\nSLOTS, START = {}, {}\n{LUA}", self.body.is_some(), round * 200_000);
        lua
    }

    fn call(&self, clinic: &Clinic, round: usize) -> String {
        let id = clinic.patient(round * 37);
        let typed = TYPED.get(round % TYPED.len()).copied().unwrap_or_default();
        let fill = |text: &str| {
            text.replace("{id}", &id).replace("{doctor}", &clinic.doctor.to_string()).replace("{typed}", typed)
        };
        let body = self.body.map_or_else(|| "nil".to_owned(), |body| format!("'{}'", fill(body)));
        format!(
            "{{'{}', '{}', {{Host='{}', Authorization='Bearer {}', ['Content-Type']='application/json'}}, {body}}}",
            self.method,
            fill(self.path),
            clinic.host,
            clinic.token
        )
    }

    /// Transactions a second of the bare SQL, one clinic a script, all clinics in turn.
    fn pgbench(&self, ground: &Ground, connections: u32, seconds: u32) -> Outcome<Option<f64>> {
        let Some(url) = ground.superuser_url() else { return Ok(None) };
        let mut pgbench = Command::new("pgbench");
        pgbench.args(["-n", "-j2", &format!("-c{connections}"), &format!("-T{seconds}"), "-Mprepared"]);
        for (number, clinic) in ground.clinics.iter().enumerate() {
            let room = &clinic.schema;
            let lines = format!("{}\n{AUDIT}", self.sql).replace("{person}", PERSON);
            let lines = lines.replace("{id}", &clinic.patient(number * 37));
            let lines = lines.replace("{doctor}", &clinic.doctor.to_string());
            let text = format!("begin;\nset local role {room};\nset local search_path = {room};\n{lines}\ncommit;\n");
            pgbench.arg("-f").arg(ground.script(&format!("{}-{number}.sql", self.name), &text)?);
        }
        let output = pgbench.arg(url).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let tps = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split_whitespace().next()?.parse().ok());
        let failed = || format!("pgbench: {text} {}", String::from_utf8_lossy(&output.stderr));
        tps.map(Some).ok_or_else(|| failed().into())
    }
}

//! What is measured: a request of the program, and the SQL a bare client would send for the same.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use crate::Outcome;
use crate::ground::{Clinic, Ground};
use crate::report::Row;

pub struct Scenario {
    pub name: &'static str,
    pub connections: &'static [u32],
    method: &'static str,
    /// `{id}` becomes a patient's id.
    path: &'static str,
    /// `{id}`, `{doctor}` and a free slot at `{slot}`, `{end}`.
    body: Option<&'static str>,
    /// pgbench: `{id}` and `{doctor}` likewise.
    sql: &'static str,
}

const AUDIT: &str = "insert into audit_event (id, at, actor_kind, action, subject_kind, outcome, risk, request_id, origin) \
                     values (gen_random_uuid(), now(), 'staff', 'view', 'patient', 'success', 'low', gen_random_uuid(), '\\x00');";

const SCENARIOS: [Scenario; 5] = [
    Scenario {
        name: "patient-read",
        connections: &[16, 64],
        method: "GET",
        path: "/api/patients/{id}/",
        body: None,
        sql: "select id, kind, secret, given_name, family_name, date_of_birth, mrn, phone, email, notes, version from party where id = '{id}' and deleted_at is null; {audit}",
    },
    Scenario {
        name: "patient-list",
        connections: &[16],
        method: "GET",
        path: "/api/patients/?page_size=25",
        body: None,
        sql: "select (select count(*) from party where deleted_at is null and kind = 'patient'), array(select id from party where deleted_at is null and kind = 'patient' order by id limit 25); select id, kind, secret, given_name, family_name, date_of_birth, mrn, phone, email, notes, version from party where id = any(array(select id from party where deleted_at is null and kind = 'patient' order by id limit 25)); {audit}",
    },
    Scenario {
        name: "appointment-create",
        connections: &[16],
        method: "POST",
        path: "/business/appointments",
        body: Some(
            r#"{"patient":"{id}","provider":"{doctor}","kind":"consultation","starts_at":"{slot}","ends_at":"{end}"}"#,
        ),
        sql: "insert into appointment (id, patient_id, provider_id, kind, status, starts_at, ends_at, currency, created_at, updated_at, moved_at) select gen_random_uuid(), '{id}', '{doctor}', 'consultation', 'booked', s, s + interval '10 minutes', 'EGP', now(), now(), now() from (select timestamptz '2200-01-01' + (random() * 1000000000)::bigint * interval '10 minutes' / 100 as s) x on conflict do nothing; {audit}",
    },
    Scenario {
        name: "day-board",
        connections: &[16],
        method: "GET",
        path: "/business/appointments?date=today&page_size=100",
        body: None,
        sql: "select a.id, a.status, a.starts_at, p.secret, p.given_name, p.family_name from appointment a join party p on p.id = a.patient_id where a.starts_at >= date_trunc('day', now()) and a.starts_at < date_trunc('day', now()) + interval '1 day' and a.deleted_at is null order by a.starts_at limit 100; {audit}",
    },
    Scenario {
        name: "contact-search",
        connections: &[16],
        method: "GET",
        path: "/business/contacts?search=gom%20jos",
        body: None,
        sql: "select (select count(*) from party where deleted_at is null), array(select id from party where deleted_at is null order by id limit 25); select id, secret, given_name, family_name from party where id = any(array(select id from party where deleted_at is null order by id limit 25)); {audit}",
    },
];

pub fn chosen(name: Option<&str>) -> Outcome<Vec<Scenario>> {
    let wanted: Vec<_> =
        SCENARIOS.into_iter().filter(|scenario| name.is_none_or(|name| name == scenario.name)).collect();
    if wanted.is_empty() {
        let names: Vec<_> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        return Err(format!("there is no such scenario; there are {}", names.join(", ")).into());
    }
    Ok(wanted)
}

impl Scenario {
    pub fn measure(&self, ground: &Ground, connections: u32, seconds: u32) -> Outcome<Row> {
        let bare = self.pgbench(ground, connections, seconds)?;
        let script = ground.folder.path().join(format!("{}.lua", self.name));
        fs::write(&script, self.lua(ground))?;
        let output = Command::new("wrk")
            .args(["-t2", &format!("-c{connections}"), &format!("-d{seconds}s"), "--latency", "-s"])
            .arg(&script)
            .arg(&ground.url)
            .output()?;
        if !output.status.success() {
            return Err(format!("wrk: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(Row::read(self.name, connections, &String::from_utf8_lossy(&output.stdout), bare))
    }

    /// Rotates over clinics and ids; each of wrk's threads begins at another place.
    fn lua(&self, ground: &Ground) -> String {
        let mut lua = String::from("local calls = {\n");
        for round in 0..50 {
            for clinic in &ground.clinics {
                let _ = writeln!(lua, "  {},", self.call(clinic, round));
            }
        }
        lua.push_str("}\n");
        let _ = write!(
            lua,
            r#"local at, slot = 0, 0
function setup(thread) thread:set("first", math.random(#calls)); thread:set("seed", math.random(1, 4000)) end
function init() at = first; slot = seed * 100000 end
function request()
  at = at % #calls + 1
  slot = slot + 1
  local call = calls[at]
  local body = call[4] and call[4]:gsub("{{slot}}", os.date("!%Y-%m-%dT%H:%M:00Z", 4102444800 + slot * 600)):gsub("{{end}}", os.date("!%Y-%m-%dT%H:%M:00Z", 4102445400 + slot * 600))
  return wrk.format(call[1], call[2], call[3], body)
end
"#
        );
        lua
    }

    fn call(&self, clinic: &Clinic, round: usize) -> String {
        let id =
            clinic.patients.get(round * 37 % clinic.patients.len().max(1)).copied().unwrap_or_default().to_string();
        let fill = |text: &str| text.replace("{id}", &id).replace("{doctor}", &clinic.doctor.to_string());
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
    fn pgbench(&self, ground: &Ground, connections: u32, seconds: u32) -> Outcome<f64> {
        let mut pgbench = Command::new("pgbench");
        pgbench.args(["-n", "-j2", &format!("-c{connections}"), &format!("-T{seconds}"), "-Mprepared"]);
        for (number, clinic) in ground.clinics.iter().enumerate() {
            let id = clinic.patients.get(number * 37 % clinic.patients.len().max(1)).copied().unwrap_or_default();
            let body = self.sql.replace("{audit}", AUDIT).replace("{id}", &id.to_string());
            let body = body.replace("{doctor}", &clinic.doctor.to_string());
            let lines =
                body.split("; ").map(|line| format!("{};", line.trim_end_matches(';'))).collect::<Vec<_>>().join("\n");
            let room = &clinic.schema;
            let script = ground.folder.path().join(format!("{}-{number}.sql", self.name));
            fs::write(
                &script,
                format!("begin;\nset local role {room};\nset local search_path = {room};\n{lines}\ncommit;\n"),
            )?;
            pgbench.arg("-f").arg(script);
        }
        let output = pgbench.arg(&ground.superuser_url).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let tps = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split_whitespace().next()?.parse().ok());
        tps.ok_or_else(|| format!("pgbench: {text} {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

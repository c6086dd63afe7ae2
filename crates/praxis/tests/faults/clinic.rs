//! One clinic, served by the real program from a folder of its own, and ways to hurt what serves it.

use std::net::SocketAddr;
use std::os::unix::fs::MetadataExt as _;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use tenancy::cluster::Cluster;
use tokio::sync::watch;

use crate::folder::{Folder, postmaster, psql};
use crate::http::{Answer, Request};
use crate::program::{Program, run};
use crate::weight::Door;

const PASSWORD: &str = "correct horse battery staple";
const PATIENTS: usize = 10;

pub struct Clinic {
    pub program: Program,
    /// Where the program is to be found now; it has another port after each start.
    pub address: watch::Sender<SocketAddr>,
    pub token: String,
    pub patients: Vec<String>,
    schema: String,
    /// Our own claim: the server outlives the program even where that ends well.
    cluster: Cluster,
    folder: Folder,
}

impl Clinic {
    pub async fn open() -> Self {
        let folder = Folder::new();
        let program = Program::start(folder.path(), &[]).await;
        let cluster = Cluster::open(folder.path()).await.expect("the program's cluster");
        let place = ["--region", "EG", "--time-zone", "Africa/Cairo", "--currency", "EGP", "--locale", "en"];
        let clinic = ["tenant", "create", "north", "--name", "North", "--domain", "north.localhost"];
        run(folder.path(), &[&clinic[..], &place[..]].concat(), "").await;
        let doctor = ["user", "create", "--tenant", "north", "--username", "doctor", "--role", "doctor"];
        run(folder.path(), &[&doctor[..], &["--password-stdin"]].concat(), PASSWORD).await;
        let address = watch::Sender::new(program.address);
        let (schema, token, patients) = (String::new(), String::new(), Vec::new());
        let mut clinic = Self { program, address, token, patients, schema, cluster, folder };
        clinic.schema = clinic.ask("select schema_name from platform.tenant");
        clinic.furnish().await;
        clinic
    }

    async fn furnish(&mut self) {
        let login = json!({ "username": "doctor", "password": PASSWORD });
        let tokens = self.post("/api/auth/login/", login).await.json();
        tokens["access"].as_str().expect("a token").clone_into(&mut self.token);
        for number in 0..PATIENTS {
            let patient = self.post("/api/patients/", json!({ "family_name": format!("Known {number}") })).await;
            self.patients.push(patient.json()["id"].as_str().expect("an id").to_owned());
        }
    }

    async fn post(&self, path: &str, body: serde_json::Value) -> Answer {
        let request = Request { method: "POST", path, token: &self.token, idempotency_key: None, body: Some(body) };
        request.send(self.program.address).await.expect("an answer")
    }

    /// What the doctor finds there.
    pub async fn get(&self, path: &str) -> serde_json::Value {
        let request = Request { method: "GET", path, token: &self.token, idempotency_key: None, body: None };
        let answer = request.send(self.program.address).await.expect("an answer");
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    pub fn door(&self) -> Door {
        Door { address: self.program.address, token: self.token.clone() }
    }

    /// Starts the program on the folder that its predecessor left.
    pub async fn start_again(&mut self) {
        self.program = Program::start(self.folder.path(), &[]).await;
        self.address.send_replace(self.program.address);
    }

    pub fn postgres_pid(&self) -> Option<String> {
        postmaster(self.cluster.postgres_dir())
    }

    pub fn kill_postgres(&self, signal: &str) {
        let pid = self.postgres_pid().expect("a server that runs");
        assert!(Command::new("kill").args([signal, &pid]).status().expect("kill").success());
    }

    /// `pg_ctl restart -m immediate`, as the account that the files belong to.
    pub fn restart_postgres(&self) {
        let dir = self.cluster.postgres_dir();
        let pg_ctl = self.cluster.bin_dir().join("pg_ctl");
        let owner = std::fs::metadata(dir).expect("its folder").uid();
        let ours = std::fs::metadata("/proc/self").map_or(owner, |me| me.uid());
        let mut command = match owner == ours {
            true => Command::new(pg_ctl),
            false => {
                let mut command = Command::new("runuser");
                command.args(["-u", "postgres", "--"]).arg(pg_ctl);
                command
            }
        };
        command.args(["restart", "-s", "-w", "-m", "immediate", "-l", "/dev/null", "-D"]).arg(dir).current_dir("/");
        assert!(command.status().expect("pg_ctl").success());
    }

    /// Returns once another server than that one takes connections.
    pub async fn postgres_is_back(&self, before: Option<&str>) {
        let (mut pulse, died) = (tokio::time::interval(Duration::from_millis(20)), Instant::now());
        while self.postgres_pid().as_deref() == before || self.psql("select 1").is_none() {
            assert!(died.elapsed() < Duration::from_secs(10), "PostgreSQL stays away");
            pulse.tick().await;
        }
    }

    /// Asks as the superuser, to whom no wall applies.
    pub fn ask(&self, sql: &str) -> String {
        self.psql(sql).unwrap_or_else(|| panic!("no answer to {sql}"))
    }

    fn psql(&self, sql: &str) -> Option<String> {
        psql(&self.cluster, &sql.replace("{room}", &self.schema))
    }

    pub async fn close(mut self) {
        self.program.kill().await;
        self.cluster.clone().close().await.expect("the last one out stops it");
    }
}

//! The program as a child process.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;

pub struct Server {
    pub url: String,
    /// From the start of the process to its first word that it serves.
    pub ready_after: Duration,
    program: Child,
}

impl Server {
    pub fn start(praxis: &Path, folder: &Path, settings: &[(&str, &str)]) -> Outcome<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let mut program = Command::new(praxis)
            .arg("serve")
            .env_clear()
            .envs(std::env::vars().filter(|(name, _)| name == "PATH" || name == "HOME" || name.starts_with("PRAXIS_")))
            .env("PRAXIS_DATA_DIR", folder)
            .env("PRAXIS_LISTEN", format!("127.0.0.1:{port}"))
            .env("PRAXIS_ADMIN_LISTEN", "")
            .env("PRAXIS_DEMO", "false")
            .env("PRAXIS_LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = program.stdout.take().ok_or("no output")?;
        for line in BufReader::new(out).lines() {
            if line?.starts_with("Ready") {
                return Ok(Self { url: format!("http://127.0.0.1:{port}"), ready_after: begun.elapsed(), program });
            }
        }
        Err("the program ended before it was ready".into())
    }

    /// What the program holds in memory now, in KiB.
    pub fn resident(&self) -> u64 {
        self.memory("VmRSS:")
    }

    /// As [`Self::resident`]; what it has held before is forgotten.
    pub fn peak_from_now(&self) -> Outcome<u64> {
        fs::write(format!("/proc/{}/clear_refs", self.program.id()), "5")?;
        Ok(self.resident())
    }

    /// The most that it has held since, in KiB.
    pub fn peak(&self) -> u64 {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    pub fn stop(mut self) -> Outcome {
        Command::new("kill").args(["-TERM", &self.program.id().to_string()]).status()?;
        self.program.wait()?;
        Ok(())
    }
}

/// A run that broke off leaves nothing behind that goes on.
impl Drop for Server {
    fn drop(&mut self) {
        // Says no when it has ended already.
        let _ = self.program.kill();
    }
}

//! `praxis` as its users run it: a child process with settings in the environment.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

/// A `praxis serve` that answers.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
}

fn praxis(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_praxis"));
    let kept = std::env::vars().filter(|(name, _)| ["PATH", "HOME", "USER"].contains(&name.as_str()));
    command.args(args).env_clear().envs(kept).kill_on_drop(true);
    command.env("PRAXIS_DATA_DIR", folder).env("PRAXIS_DEMO", "false").env("PRAXIS_LOG", "error");
    command.env("PRAXIS_LISTEN", "127.0.0.1:0").env("PRAXIS_ADMIN_LISTEN", "");
    command
}

/// Runs a command to its end.
pub async fn run(folder: &Path, args: &[&str], input: &str) {
    let mut child = praxis(folder, args).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("praxis starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input.as_bytes()).await.expect("praxis reads");
    drop(stdin);
    assert!(child.wait().await.expect("an end").success(), "praxis {args:?} failed");
}

impl Program {
    /// Returns once it listens.
    pub async fn start(folder: &Path, settings: &[(&str, &str)]) -> Self {
        let mut command = praxis(folder, &["serve"]);
        let mut child = command.envs(settings.iter().copied()).stdout(Stdio::piped()).spawn().expect("praxis starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        loop {
            let line = lines.next_line().await.expect("text").expect("praxis ended before it was ready");
            let address = line.strip_prefix("Ready on http://").and_then(|rest| rest.split('/').next());
            if let Some(address) = address {
                let address = address.parse().expect("an address");
                return Self { child, address };
            }
        }
    }

    /// What it holds in memory, in KiB; what it has held before is forgotten.
    #[cfg(target_os = "linux")]
    pub fn memory_from_now(&self) -> u64 {
        let reset = format!("/proc/{}/clear_refs", self.child.id().expect("a program that runs"));
        std::fs::write(reset, "5").expect("the peak is forgotten");
        self.memory("VmRSS:")
    }

    /// The most that it has held since, in KiB.
    #[cfg(target_os = "linux")]
    pub fn most_memory(&self) -> u64 {
        self.memory("VmHWM:")
    }

    #[cfg(target_os = "linux")]
    fn memory(&self, name: &str) -> u64 {
        let path = format!("/proc/{}/status", self.child.id().expect("a program that runs"));
        let status = std::fs::read_to_string(path).expect("its state");
        let line = status.lines().find_map(|line| line.strip_prefix(name)).expect("a figure");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// kill -9.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it can be killed");
    }
}

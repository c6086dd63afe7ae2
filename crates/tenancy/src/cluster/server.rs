//! The server itself: making its files, starting it, stopping it.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::account::{Account, succeed};
use super::error::{ClusterError, Doing};
use super::postmaster::{self, State};
use super::{binaries, place, settings};

/// Replaying the log after a crash may take minutes.
const READY_WITHIN: Duration = Duration::from_secs(300);

/// A start fails while the processes of a killed server are still going: that passes, a bad disk does not.
const FAILING_FOR: Duration = Duration::from_secs(10);

/// One cluster on disk and how to run it.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) bin: PathBuf,
    /// PostgreSQL's own data folder.
    pub(super) dir: PathBuf,
    pub(super) socket: PathBuf,
    name: String,
    account: Account,
}

impl Server {
    /// The cluster of `data_dir`, made where there is none yet.
    pub(super) fn find_or_make(data_dir: &Path, password: &str, nonce: &str) -> Result<Self, ClusterError> {
        let existing = place::cluster(data_dir)?;
        let account = Account::find(existing.as_deref())?;
        let bin = binaries::find(existing.as_deref())?;
        let dir = match existing {
            Some(dir) => dir,
            None => make(data_dir, &bin, &account, password, nonce)?,
        };
        if !dir.parent().is_some_and(|parent| account.can_enter(parent)) {
            return Err(ClusterError::Unreachable { dir, uid: account.uid });
        }
        let socket = place::socket(data_dir, &account);
        Ok(Self { bin, dir, socket, name: place::name(data_dir), account })
    }

    pub(super) fn state(&self) -> State {
        postmaster::state(&self.dir, &self.socket)
    }

    /// Returns once the server takes connections; true when this call started it. Somebody else may be
    /// starting, stopping or restarting it meanwhile: what counts is that it is up.
    pub(super) fn bring_up(&self) -> Result<bool, ClusterError> {
        let began = Instant::now();
        let mut failing: Option<Instant> = None;
        let mut started = false;
        loop {
            match self.state() {
                State::Ready => return Ok(started),
                State::Down => match self.start() {
                    Ok(()) => started = true,
                    Err(ClusterError::Tool { .. })
                        if failing.get_or_insert_with(Instant::now).elapsed() < FAILING_FOR =>
                    {
                        self.clear_stale()?;
                    }
                    Err(error) => return Err(error),
                },
                State::Busy => {}
            }
            if began.elapsed() > READY_WITHIN {
                return Err(ClusterError::NotReady { dir: self.dir.clone(), seconds: READY_WITHIN.as_secs() });
            }
            if self.state() != State::Ready {
                sleep(Duration::from_millis(50));
            }
        }
    }

    /// Ends all connections and stops the server.
    pub(super) fn stop(&self) -> Result<(), ClusterError> {
        if self.state() == State::Down {
            return Ok(());
        }
        let mut command = self.tool("pg_ctl");
        command.args(["stop", "-m", "fast", "-w", "-s", "-t", "60", "-D"]).arg(&self.dir);
        match run("pg_ctl stop", command) {
            Err(error) if self.state() != State::Down => Err(error),
            // Or it stopped by itself before we could ask.
            _ => {
                // Best effort, and only when empty: the next start makes it again.
                let _ = fs::remove_dir(&self.socket);
                Ok(())
            }
        }
    }

    /// A program of PostgreSQL that runs beside the server.
    pub(super) fn tool(&self, name: &str) -> Command {
        self.account.command(self.bin.join(name))
    }

    /// A client program, entering as superuser. The password is in the environment: arguments are for all to see.
    pub(super) fn client(&self, name: &str, password: &str) -> Command {
        let mut command = self.tool(name);
        command.env("PGHOST", &self.socket).env("PGPORT", "5432").env("PGUSER", "postgres").env("PGPASSWORD", password);
        command
    }

    fn start(&self) -> Result<(), ClusterError> {
        place::make_socket_dir(&self.socket, &self.account)?;
        self.account.write(&self.dir.join(settings::FILE), &settings::text(&self.name, &self.socket))?;
        self.account.write(&self.dir.join("pg_hba.conf"), settings::ACCESS)?;
        // What the server says before its own log is open, of this start only.
        let log = self.dir.join("log/start.log");
        self.account.remove(&log)?;
        let mut command = self.tool("pg_ctl");
        command.args(["start", "-w", "-s", "-t"]).arg(READY_WITHIN.as_secs().to_string());
        command.arg("-l").arg(&log).arg("-D").arg(&self.dir);
        run("pg_ctl start", command).map_err(|error| self.explain(error, &log))
    }

    /// `pg_ctl` only says "examine the log output": this does.
    fn explain(&self, error: ClusterError, log: &Path) -> ClusterError {
        let text = fs::read_to_string(log).unwrap_or_default();
        let fatal = |line: &&str| line.contains("FATAL") || line.contains("PANIC") || line.contains("could not");
        match text.lines().rfind(fatal) {
            Some(line) => {
                ClusterError::Tool { tool: "pg_ctl start", said: format!("{line} (log: {}/log)", self.dir.display()) }
            }
            None => error,
        }
    }

    fn clear_stale(&self) -> Result<(), ClusterError> {
        if postmaster::is_stale(&self.dir, &self.name) {
            tracing::warn!(dir = %self.dir.display(), "removing the postmaster.pid of a server that did not end well");
            self.account.remove(&self.dir.join("postmaster.pid"))?;
        }
        Ok(())
    }
}

/// Makes a cluster beside its place and then moves it there: an interrupted one is never taken for a whole one.
fn make(data_dir: &Path, bin: &Path, account: &Account, password: &str, nonce: &str) -> Result<PathBuf, ClusterError> {
    let nursery = place::nursery(data_dir, account, nonce)?;
    let given = nursery.with_extension("password");
    let made = write_password(&given, account, password).and_then(|()| initdb(bin, account, &nursery, &given));
    // Whether it worked or not: the password stays in one file only.
    let removed = fs::remove_file(&given).doing("removing", &given);
    if let Err(error) = made.and(removed) {
        // Best effort: the first error is the one to report.
        let _ = fs::remove_dir_all(&nursery);
        return Err(error);
    }
    place::settle(data_dir, &nursery)
}

fn write_password(path: &Path, account: &Account, password: &str) -> Result<(), ClusterError> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).doing("making", path)?;
    writeln!(file, "{password}").doing("writing", path)?;
    account.own(path)
}

fn initdb(bin: &Path, account: &Account, dir: &Path, password: &Path) -> Result<(), ClusterError> {
    let attempt = |letters: &str| {
        let mut command = account.command(bin.join("initdb"));
        command.args(["--encoding=UTF8", "--locale=C", letters, "--auth=scram-sha-256", "--username=postgres"]);
        command.args(["--data-checksums", "--no-instructions"]).arg("--pwfile").arg(password).arg("-D").arg(dir);
        run("initdb", command)
    };
    // Order by code point: quick, and no index breaks when the system's collation changes. But upper and
    // lower case of all letters, where the system has that locale (an older macOS has not).
    attempt("--lc-ctype=C.UTF-8").or_else(|_| attempt("--lc-ctype=C"))?;
    account.append(&dir.join("postgresql.conf"), &format!("\ninclude = '{}'\n", settings::FILE))?;
    run("mkdir", {
        let mut command = account.command("mkdir");
        command.args(["-m", "700"]).arg(dir.join("log"));
        command
    })
}

/// Runs a program to its end. The server keeps none of these pipes: `pg_ctl -l` gives it a file.
pub(super) fn run(tool: &'static str, mut command: Command) -> Result<(), ClusterError> {
    let output = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output();
    succeed(tool, output.doing("running", tool)?)
}

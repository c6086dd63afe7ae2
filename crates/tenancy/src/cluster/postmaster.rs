//! Whether the server runs, told from its own `postmaster.pid` and from /proc: two small files, cheap
//! enough for every half second, and no signal sent to a process that may not be ours.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};

/// What the server is up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It takes connections.
    Ready,
    /// It is starting or stopping: wait for it.
    Busy,
    /// It does not run.
    Down,
}

/// Who has the process number that `postmaster.pid` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Nobody,
    Us,
    /// A process that came later and got the number of a server that died, or that server's unburied rest.
    Stranger,
    /// That cannot be told: there is no /proc, or it is a PostgreSQL that does not say of which folder.
    Unknown,
}

/// Looks at the server in `dir`.
pub(super) fn state(dir: &Path, socket: &Path) -> State {
    let Some(lock) = Lock::read(dir) else { return State::Down };
    let alive = match owner(lock.pid, dir) {
        Owner::Us => true,
        Owner::Nobody | Owner::Stranger => false,
        Owner::Unknown => UnixStream::connect(socket.join(".s.PGSQL.5432")).is_ok(),
    };
    match (alive, lock.status.as_str()) {
        (false, _) => State::Down,
        (true, "ready") => State::Ready,
        (true, _) => State::Busy,
    }
}

/// The socket folder of the server that runs in `dir`.
pub(super) fn socket(dir: &Path) -> Option<PathBuf> {
    Lock::read(dir).map(|lock| lock.socket).filter(|socket| socket.is_absolute())
}

/// Whether `postmaster.pid` stops a start although no server is behind it: after a power failure its number
/// may be another process's, after a kill in a container it may be a zombie that nobody buries.
///
/// PostgreSQL reads the old server's memory key from that file to find survivors; so it counts as stale
/// only when no process of this cluster is left.
pub(super) fn is_stale(dir: &Path, name: &str) -> bool {
    Lock::read(dir).is_some_and(|lock| owner(lock.pid, dir) == Owner::Stranger) && !has_survivors(name)
}

/// Whether a process of the cluster called `name` is left; PostgreSQL writes that name into their titles.
fn has_survivors(name: &str) -> bool {
    let title = format!("postgres: {name}: ");
    let Ok(processes) = fs::read_dir("/proc") else { return true };
    processes
        .flatten()
        .any(|process| fs::read(process.path().join("cmdline")).is_ok_and(|line| line.starts_with(title.as_bytes())))
}

/// The lines of `postmaster.pid` that matter here.
struct Lock {
    pid: u32,
    socket: PathBuf,
    status: String,
}

impl Lock {
    fn read(dir: &Path) -> Option<Self> {
        let text = fs::read_to_string(dir.join("postmaster.pid")).ok()?;
        let line = |number: usize| text.lines().nth(number).unwrap_or_default().trim();
        Some(Self { pid: line(0).parse().ok()?, socket: PathBuf::from(line(4)), status: line(7).to_owned() })
    }
}

fn owner(pid: u32, dir: &Path) -> Owner {
    if !Path::new("/proc/self/cmdline").exists() {
        return Owner::Unknown;
    }
    let process = PathBuf::from(format!("/proc/{pid}"));
    // The command line, since another account's current folder is not shown even to root in most containers.
    let (Ok(line), Ok(found)) = (fs::read(process.join("cmdline")), fs::metadata(&process)) else {
        return Owner::Nobody;
    };
    let same_account = fs::metadata(dir).is_ok_and(|dir| dir.uid() == found.uid());
    if same_account { whose(&line, dir) } else { Owner::Stranger }
}

fn whose(line: &[u8], dir: &Path) -> Owner {
    let args: Vec<&Path> = line.split(|byte| *byte == 0).map(|arg| Path::new(OsStr::from_bytes(arg))).collect();
    let program = args.first().and_then(|program| program.file_name()).unwrap_or_default();
    if program != "postgres" && program != "postmaster" {
        return Owner::Stranger;
    }
    let folder = args.iter().skip_while(|arg| **arg != Path::new("-D")).nth(1);
    match folder.map(fs::canonicalize) {
        Some(Ok(folder)) if folder == dir => Owner::Us,
        Some(Ok(_)) if folder.is_some_and(|folder| folder.is_absolute()) => Owner::Stranger,
        _ => Owner::Unknown,
    }
}

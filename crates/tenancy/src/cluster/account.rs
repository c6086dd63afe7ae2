//! The system account that PostgreSQL runs as: our own, or an unprivileged one when we are root.
//!
//! Everything inside the cluster's folder is done as that account. Root following a link that the
//! server's account planted there would hand that account the machine.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{MetadataExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::error::{ClusterError, Doing};

/// Accounts that packages of PostgreSQL create, on Linux and on macOS.
const NAMES: [&str; 2] = ["postgres", "_postgres"];

/// The account of the server's process and of its files.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) uid: u32,
    /// Set when we are root and have to step down.
    step_down: Option<(u32, u32)>,
}

impl Account {
    /// The account for a new cluster, or the owner of the one that is at `existing` already.
    pub(super) fn find(existing: Option<&Path>) -> Result<Self, ClusterError> {
        let me = id(&["-u"]).ok_or(ClusterError::Tool { tool: "id -u", said: "no number".to_owned() })?;
        let owner = match existing {
            Some(dir) => {
                let found = fs::metadata(dir).doing("looking at", dir)?;
                Some((dir, found.uid(), found.gid()))
            }
            None => None,
        };
        match owner {
            Some((_, uid, gid)) if me == 0 && uid != 0 => Ok(Self { uid, step_down: Some((uid, gid)) }),
            Some((dir, uid, _)) if me != 0 && uid != me => {
                Err(ClusterError::OtherOwner { dir: dir.to_owned(), owner: uid })
            }
            _ if me != 0 => Ok(Self { uid: me, step_down: None }),
            _ => {
                let found = NAMES.iter().find_map(|name| Some((id(&["-u", name])?, id(&["-g", name])?)));
                let (uid, gid) = found.ok_or(ClusterError::NoAccount)?;
                Ok(Self { uid, step_down: Some((uid, gid)) })
            }
        }
    }

    /// Whether we are root and run the server as somebody else.
    pub(super) fn steps_down(&self) -> bool {
        self.step_down.is_some()
    }

    /// A command of this account, in an environment of its own.
    pub(super) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        // PGDATA, PGHOST, PGOPTIONS and the like of the caller would lead the tools elsewhere,
        // and messages are compared in English.
        command.env_clear().env("LC_ALL", "C").env("TZ", "UTC").env("HOME", "/");
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        // The tools insist on a current folder that they can read.
        command.current_dir("/").stdin(Stdio::null());
        // Ctrl-C goes to the terminal's whole group: the server has to outlive the program's draining.
        command.process_group(0);
        if let Some((uid, gid)) = self.step_down {
            command.uid(uid).gid(gid);
        }
        command
    }

    /// Whether this account can pass through `dir`. Asked of the system rather than of the mode bits: there are ACLs too.
    pub(super) fn can_enter(&self, dir: &Path) -> bool {
        self.command("test").arg("-x").arg(dir).status().is_ok_and(|status| status.success())
    }

    /// Hands a file or folder that we made to this account.
    pub(super) fn own(&self, path: &Path) -> Result<(), ClusterError> {
        match self.step_down {
            Some((uid, gid)) => lchown(path, Some(uid), Some(gid)).doing("giving away", path),
            None => Ok(()),
        }
    }

    /// Replaces a file as this account: whole or not at all, readable by nobody else.
    pub(super) fn write(&self, path: &Path, text: &str) -> Result<(), ClusterError> {
        self.shell("umask 077; cat >\"$1.new\" && mv \"$1.new\" \"$1\"", path, text)
    }

    /// Adds to the end of a file as this account.
    pub(super) fn append(&self, path: &Path, text: &str) -> Result<(), ClusterError> {
        self.shell("cat >>\"$1\"", path, text)
    }

    /// Removes a file as this account; one that is not there is no mistake.
    pub(super) fn remove(&self, path: &Path) -> Result<(), ClusterError> {
        self.shell("rm -f \"$1\"", path, "")
    }

    fn shell(&self, script: &str, path: &Path, text: &str) -> Result<(), ClusterError> {
        let mut command = self.command("sh");
        command.args(["-c", script, "sh"]).arg(path);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().doing("writing", path)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(text.as_bytes()).doing("writing", path)?;
        }
        succeed("sh", child.wait_with_output().doing("writing", path)?)
    }
}

/// Turns a tool's failure into an error with its own last words.
pub(super) fn succeed(tool: &'static str, output: Output) -> Result<(), ClusterError> {
    if output.status.success() {
        return Ok(());
    }
    let words = [output.stderr, output.stdout].concat();
    let words = String::from_utf8_lossy(&words);
    let mut last: Vec<&str> = words.lines().rev().filter(|line| !line.trim().is_empty()).take(6).collect();
    last.reverse();
    Err(ClusterError::Tool { tool, said: format!("{} ({})", last.join("; "), output.status) })
}

/// Asks the system for a number of an account, without unsafe code and through whatever directory service it uses.
fn id(args: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(args).stderr(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

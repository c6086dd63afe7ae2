//! A data folder for one test, and ways to look at and to hurt what is in it.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::super::postmaster::State;
use super::super::{Cluster, password};

/// A folder for one test, which stops whatever server a failed test leaves in it.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        let dir = PathBuf::from(format!("/tmp/praxis-cluster-{}", password::nonce().unwrap()));
        fs::DirBuilder::new().mode(0o711).create(&dir).unwrap();
        Self(dir)
    }

    pub(super) fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        for data_dir in fs::read_dir(&self.0).into_iter().flatten().flatten() {
            let link = data_dir.path().join("postgres");
            if let Ok(dir) = fs::canonicalize(&link) {
                kill("-QUIT", &dir);
                let _ = fs::remove_dir_all(dir);
            }
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Signals the server in `dir` by its own file.
pub(super) fn kill(signal: &str, dir: &Path) {
    if let Some(pid) = pid(dir) {
        let _ = Command::new("kill").args([signal, &pid]).output();
    }
}

pub(super) fn pid(dir: &Path) -> Option<String> {
    let text = fs::read_to_string(dir.join("postmaster.pid")).ok()?;
    text.lines().next().map(str::to_owned)
}

pub(super) fn psql(cluster: &Cluster, sql: &str) -> Output {
    let psql = cluster.bin_dir().join("psql");
    Command::new(psql).args(["-XAtc", sql]).arg(cluster.superuser_url("postgres")).current_dir("/").output().unwrap()
}

pub(super) fn ask(cluster: &Cluster, sql: &str) -> String {
    let output = psql(cluster, sql);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub(super) fn runs(cluster: &Cluster) -> bool {
    cluster.0.server.state() == State::Ready
}

pub(super) async fn open(scratch: &Scratch, name: &str) -> Cluster {
    Cluster::open(&scratch.join(name)).await.unwrap()
}

//! The folder of an installation, and the database in it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use tenancy::cluster::Cluster;

/// Gone when dropped, with the server that a failed test leaves in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("praxis-faults-").tempdir().expect("a folder");
        // PostgreSQL's own account has to pass through.
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o711)).expect("it is ours");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let Ok(dir) = self.path().join("postgres").canonicalize() else { return };
        if let Some(pid) = postmaster(&dir) {
            let _ = Command::new("kill").args(["-QUIT", &pid]).status();
        }
        let _ = std::fs::remove_dir_all(dir);
    }
}

/// The number of the server that runs in a folder, or did when it ended badly.
pub fn postmaster(dir: &Path) -> Option<String> {
    let text = std::fs::read_to_string(dir.join("postmaster.pid")).ok()?;
    text.lines().next().map(str::to_owned)
}

/// Asks as the superuser, to whom no wall applies; none while the server does not answer.
pub fn psql(cluster: &Cluster, sql: &str) -> Option<String> {
    let mut command = Command::new(cluster.bin_dir().join("psql"));
    command.args(["-XAtc", sql]).arg(cluster.superuser_url("praxis"));
    let output = command.current_dir("/").output().expect("psql");
    output.status.success().then(|| String::from_utf8(output.stdout).expect("text").trim().to_owned())
}

//! Who uses the cluster: file locks that the kernel lets go of however a process ends.
//!
//! `cluster.lock` is held shared by every process that uses the server; who gets it exclusively is
//! alone. `cluster.starting` is held exclusively around every start, stop and count, so that a
//! newcomer never meets a server that is just being stopped by the last one out.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::error::{ClusterError, Doing};

/// Longer than the slowest start, which replays the log of a crash.
const PATIENCE: Duration = Duration::from_secs(360);

/// Held while the server is started or stopped.
pub(super) struct Starting(#[expect(dead_code, reason = "held for its lock")] File);

/// Held while this process uses the server.
pub(super) struct Holding(File);

impl Starting {
    /// Waits for whoever is starting or stopping the server of this data folder.
    pub(super) fn wait(data_dir: &Path) -> Result<Self, ClusterError> {
        let path = data_dir.join("cluster.starting");
        let file = open(&path)?;
        let began = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::Error(source)) => return Err(source).doing("locking", path),
                Err(TryLockError::WouldBlock) if began.elapsed() > PATIENCE => {
                    return Err(ClusterError::Locked { dir: data_dir.to_owned(), seconds: PATIENCE.as_secs() });
                }
                Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(10)),
            }
        }
    }
}

impl Holding {
    /// Counts this process in. Only the last one out takes the lock exclusively, with [`Starting`] held,
    /// so there is nobody to wait for.
    pub(super) fn join(data_dir: &Path, _: &Starting) -> Result<Self, ClusterError> {
        let path = data_dir.join("cluster.lock");
        let file = open(&path)?;
        file.lock_shared().doing("locking", path)?;
        Ok(Self(file))
    }

    /// Counts this process out; true when it was the last.
    pub(super) fn leave(self, _: &Starting) -> bool {
        // The kernel lets go of the shared lock before it takes the other: `Starting` closes that gap.
        self.0.try_lock().is_ok()
    }
}

fn open(path: &Path) -> Result<File, ClusterError> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).doing("opening", path)
}

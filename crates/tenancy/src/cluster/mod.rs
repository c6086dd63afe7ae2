//! The program's own PostgreSQL: made on first use, started when somebody needs it, stopped by the last one out.
//!
//! Nobody installs, configures or looks after a database server to run Praxis. The cluster belongs to
//! the data folder, is reached through a socket there (no port, so no collision), and is shared by all
//! processes that open the same data folder. A process that is killed leaves the server running; the
//! next one finds it.

mod account;
mod binaries;
mod error;
mod locks;
mod password;
mod place;
mod postmaster;
mod server;
mod settings;
#[cfg(test)]
mod tests;
mod url;

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use self::account::Account;
use self::locks::{Holding, Starting};
use self::postmaster::State;
use self::server::Server;

pub use self::error::ClusterError;

/// How often [`Cluster::supervise`] looks. Three times in a row without a server make a start,
/// so that it does not run into an operator's own restart, also where the machine is busy.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A running PostgreSQL, and this process's claim on it. Clones share one claim.
#[derive(Clone)]
pub struct Cluster(Arc<Inner>);

struct Inner {
    data_dir: PathBuf,
    server: Server,
    password: String,
    /// `None` once closed.
    holding: Mutex<Option<Holding>>,
}

/// What became of the server when a process closed its [`Cluster`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// We were the last one out.
    Stopped,
    /// Others still use it.
    StillUsed,
}

impl Cluster {
    /// Opens the cluster of `data_dir`: makes it on first use, starts it when it does not run.
    pub async fn open(data_dir: &Path) -> Result<Self, ClusterError> {
        let data_dir = data_dir.to_owned();
        blocking(move || open(&data_dir)).await
    }

    /// Gives up this process's claim, and stops the server if no other process has one.
    /// Close connections first: the ones that are left are cut.
    pub async fn close(self) -> Result<Closed, ClusterError> {
        blocking(move || self.0.close()).await
    }

    /// Returns once the server takes connections; true when it had to be started.
    pub async fn ensure_running(&self) -> Result<bool, ClusterError> {
        let inner = Arc::clone(&self.0);
        blocking(move || inner.ensure_running()).await
    }

    /// Looks after the server until `stop` is done or the cluster is closed, and starts it again when it dies.
    pub async fn supervise(self, stop: impl Future<Output = ()>) {
        tokio::pin!(stop);
        let mut look = interval(LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut misses = 0_u32;
        while !self.0.is_closed() {
            tokio::select! {
                () = &mut stop => return,
                _ = look.tick() => {}
            }
            misses = if self.0.server.state() == State::Down { misses + 1 } else { 0 };
            if misses > 2 {
                self.revive(misses).await;
            }
        }
    }

    async fn revive(&self, misses: u32) {
        match self.ensure_running().await {
            Ok(true) => tracing::warn!("PostgreSQL had gone and was started again"),
            Ok(false) | Err(ClusterError::Closed) => {}
            // A full disk lasts: say so at once, and then now and again.
            Err(error) if misses % 8 == 3 => tracing::error!(%error, "PostgreSQL is gone and does not start"),
            Err(_) => {}
        }
    }

    /// Makes the database `name` unless it is there.
    pub async fn create_database_if_missing(&self, name: &str) -> Result<(), ClusterError> {
        url::check_database(name)?;
        let inner = Arc::clone(&self.0);
        let name = name.to_owned();
        blocking(move || {
            let mut command = inner.server.client("createdb", &inner.password);
            command.args(["--no-password", "--maintenance-db=postgres", &name]);
            match server::run("createdb", command) {
                // Asking first would leave a gap for another process's answer to change in.
                Err(ClusterError::Tool { said, .. }) if said.contains("already exists") => Ok(()),
                result => result,
            }
        })
        .await
    }

    /// The URL that a superuser enters `database` by: for psql, pgbench, psycopg and sqlx alike. Holds the password.
    #[must_use]
    pub fn superuser_url(&self, database: &str) -> String {
        url::superuser(&self.0.password, &self.0.server.socket, database)
    }

    /// The data folder that this cluster belongs to, without links in its path.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.0.data_dir
    }

    /// PostgreSQL's own folder: in the data folder, or elsewhere where its account could not reach that.
    #[must_use]
    pub fn postgres_dir(&self) -> &Path {
        &self.0.server.dir
    }

    /// The folder of PostgreSQL's programs.
    #[must_use]
    pub fn bin_dir(&self) -> &Path {
        &self.0.server.bin
    }
}

impl Inner {
    fn is_closed(&self) -> bool {
        self.holding.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    fn ensure_running(&self) -> Result<bool, ClusterError> {
        let _starting = Starting::wait(&self.data_dir)?;
        if self.is_closed() {
            return Err(ClusterError::Closed);
        }
        self.server.bring_up()
    }

    fn close(&self) -> Result<Closed, ClusterError> {
        let starting = Starting::wait(&self.data_dir)?;
        let holding = self.holding.lock().unwrap_or_else(PoisonError::into_inner).take();
        if !holding.ok_or(ClusterError::Closed)?.leave(&starting) {
            return Ok(Closed::StillUsed);
        }
        self.server.stop()?;
        Ok(Closed::Stopped)
    }
}

fn open(wanted: &Path) -> Result<Cluster, ClusterError> {
    let account = Account::find(None).or_else(|error| {
        // Without PostgreSQL there is no user for it either: say first what is to be installed.
        binaries::find(None)?;
        Err(error)
    })?;
    let data_dir = place::data_dir(wanted, &account)?;
    // Whose it is, before another user's locks refuse us with less to say.
    Account::find(place::cluster(&data_dir)?.as_deref())?;
    let starting = Starting::wait(&data_dir)?;
    let password = password::of(&data_dir)?;
    let mut server = Server::find_or_make(&data_dir, &password, &password::nonce()?)?;
    let holding = Holding::join(&data_dir, &starting)?;
    if !server.bring_up()? {
        // Whoever started it may have known the data folder by another path.
        server.socket = postmaster::socket(&server.dir).unwrap_or(server.socket);
    }
    Ok(Cluster(Arc::new(Inner { data_dir, server, password, holding: Mutex::new(Some(holding)) })))
}

/// Runs what waits for files and programs on a thread that may wait. It goes on to its end even when
/// nobody awaits it any more, so that a cancelled caller leaves no half of a start behind.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ClusterError> + Send + 'static,
) -> Result<T, ClusterError> {
    spawn_blocking(work).await.map_err(|_| ClusterError::Interrupted)?
}

//! What every command stands on: the settings, the database (an own cluster or a given server), the root key.

use std::error::Error;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use sqlx::postgres::PgConnectOptions;
use tenancy::cluster::Cluster;
use tenancy::{Clock, House, HouseConfig};
use vault::{FileProvider, KeyProvider as _};

use crate::config::Config;

pub type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// An open house, and the cluster under it when that is our own.
pub struct Ground {
    pub house: House,
    pub cluster: Option<Cluster>,
}

impl Ground {
    pub async fn open(config: &Config) -> Outcome<Self> {
        make_data_dir(&config.data_dir)?;
        let (cluster, url) = match &config.database_url {
            Some(url) => (None, url.clone()),
            None => {
                let cluster = Cluster::open(&config.data_dir).await?;
                cluster.create_database_if_missing("praxis").await?;
                let url = cluster.superuser_url("praxis");
                (Some(cluster), url)
            }
        };
        let admin: PgConnectOptions = url
            .parse()
            .map_err(|_| "DATABASE_URL cannot be read; it looks like postgresql://user:password@host:5432/name")?;
        let root = root_key(config, &admin).await?;
        let house = House::open(HouseConfig {
            admin,
            root,
            clock: Clock::default(),
            migrations: clinic::MIGRATIONS,
            connections: config.connections,
        })
        .await?;
        Ok(Self { house, cluster })
    }

    /// Leaves; the last one out stops our own PostgreSQL.
    pub async fn close(self) -> Outcome {
        self.house.close().await;
        if let Some(cluster) = self.cluster {
            cluster.close().await?;
        }
        Ok(())
    }
}

/// Traversable, so that PostgreSQL's own account reaches its part; what is secret inside has modes of its own.
fn make_data_dir(path: &Path) -> Outcome {
    if !path.exists() {
        std::fs::DirBuilder::new().recursive(true).mode(0o711).create(path)?;
    }
    Ok(())
}

/// The root key is made once, for an empty database; over existing data a missing key is an error, never a new key.
async fn root_key(config: &Config, admin: &PgConnectOptions) -> Outcome<vault::RootKey> {
    let provider = FileProvider::new(&config.root_key_file);
    if !config.root_key_file.exists() {
        if tenancy::is_installed(admin).await? {
            return Err(format!(
                "the root key {} is missing, but the database already holds data sealed with it\nPut the key file back (see docs/operations.md); Praxis never makes a new key over existing data.",
                config.root_key_file.display()
            )
            .into());
        }
        provider.create()?;
        tracing::info!(path = %config.root_key_file.display(), "made a new root key; back it up, apart from the database");
    }
    Ok(provider.load()?)
}

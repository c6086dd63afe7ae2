//! [`Store`]: the place where objects lie, a folder or a bucket.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use url::Url;
use uuid::Uuid;

use crate::PlaceError;

/// The name of an object: one of many on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    pub shelf: Uuid,
    pub id: Uuid,
}

/// An object that lies on a shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub id: Uuid,
    pub written_at: Timestamp,
}

/// Where objects are kept. Clones are the same place.
#[derive(Clone)]
pub struct Store {
    pub(crate) objects: Arc<dyn ObjectStore>,
    under: Path,
    /// Where it is a folder.
    folder: Option<PathBuf>,
}

impl Store {
    /// A folder, or `s3://bucket/folder` with settings such as `AWS_ENDPOINT` and `AWS_ACCESS_KEY_ID`.
    pub fn open(place: &str, settings: impl IntoIterator<Item = (String, String)>) -> Result<Self, PlaceError> {
        let Some((scheme, _)) = place.split_once("://") else { return Self::folder(PathBuf::from(place)) };
        let url = Url::parse(place).map_err(|_| PlaceError::Unknown(place.to_owned()))?;
        match (scheme, url.to_file_path()) {
            ("file", Ok(path)) => Self::folder(path),
            ("s3", _) => Self::bucket(&url, settings),
            _ => Err(PlaceError::Unknown(place.to_owned())),
        }
    }

    /// What is written is on disk before it counts as written.
    fn folder(path: PathBuf) -> Result<Self, PlaceError> {
        let made = make_private(&path).and_then(|()| path.canonicalize());
        let path = made.map_err(|reason| PlaceError::Folder { path: path.clone(), reason })?;
        let objects = LocalFileSystem::new_with_prefix(&path)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects), under: Path::default(), folder: Some(path) })
    }

    fn bucket(url: &Url, settings: impl IntoIterator<Item = (String, String)>) -> Result<Self, PlaceError> {
        let mut builder = AmazonS3Builder::new().with_url(url.as_str());
        for (name, value) in settings {
            // What is none of these is somebody else's.
            if let Ok(key) = name.to_ascii_lowercase().parse() {
                builder = builder.with_config(key, value);
            }
        }
        let under = Path::parse(url.path().trim_matches('/')).map_err(object_store::Error::from)?;
        Ok(Self { objects: Arc::new(builder.build()?), under, folder: None })
    }

    pub(crate) fn path(&self, name: Name) -> Path {
        self.shelf(name.shelf).join(name.id.to_string())
    }

    fn shelf(&self, shelf: Uuid) -> Path {
        self.under.clone().join(shelf.to_string())
    }

    /// Takes an object away, and what is left of one that was never written to its end. What is not there is away already.
    pub async fn remove(&self, name: Name) -> object_store::Result<()> {
        if let Some(folder) = &self.folder {
            // A process that died while it wrote leaves this beside the name.
            let half = folder.join(name.shelf.to_string()).join(format!("{}#1", name.id));
            match tokio::fs::remove_file(&half).await {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(object_store::Error::Generic { store: "folder", source: error.into() });
                }
                _ => {}
            }
        }
        match self.objects.delete(&self.path(name)).await {
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            done => done,
        }
    }

    /// Everything that lies on a shelf, in no order.
    pub fn list(&self, shelf: Uuid) -> BoxStream<'static, object_store::Result<Found>> {
        let found = self.objects.list(Some(&self.shelf(shelf)));
        found
            .try_filter_map(|object| async move {
                let id = object.location.filename().and_then(|name| name.parse().ok());
                let written_at = Timestamp::from_microsecond(object.last_modified.timestamp_micros()).ok();
                Ok(id.zip(written_at).map(|(id, written_at)| Found { id, written_at }))
            })
            .boxed()
    }
}

/// Sealed or not, what lies there is nobody's business but this program's.
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)
}

impl fmt::Debug for Store {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Store({})", self.objects)
    }
}

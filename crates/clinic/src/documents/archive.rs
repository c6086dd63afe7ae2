//! [`Archive`]: where documents lie, and how much of them.

use objects::{Name, Store};
use uuid::Uuid;

/// How much may be kept.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one document.
    pub largest: u64,
    /// Bytes of all documents of one clinic.
    pub quota: u64,
}

/// The store of all clinics' documents; each clinic has a shelf in it.
#[derive(Debug, Clone)]
pub struct Archive {
    pub store: Store,
    pub limits: Limits,
}

/// Under which name a version's bytes lie.
pub fn name(tenant: Uuid, version: Uuid) -> Name {
    Name { shelf: tenant, id: version }
}

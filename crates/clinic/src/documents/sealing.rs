//! What of a document is sealed, under the key of whom it is about. The sum of its content too: whoever has the same file
//! could tell by it that the clinic has it.

use tenancy::{Error, Result};
use uuid::Uuid;
use vault::{ClinicKeys, Field, PartySecret, Sealed};

use crate::parties::sealing::open_secret;

/// Of a document that is about nobody.
pub const SECRET: Field = Field::clinic("document", "secret");
pub const TITLE: Field = Field::party("document", "title");
pub const APPROVAL_COMMENT: Field = Field::party("document", "approval_comment");
pub const FILE_NAME: Field = Field::party("document_version", "file_name");
pub const SHA256: Field = Field::party("document_version", "sha256");
pub const KEY: Field = Field::party("document_version", "key");

/// With whose secret a document is sealed: that of whom it is about, or its own.
pub struct Keeper {
    pub party: Option<Uuid>,
    pub of_party: Option<Sealed<PartySecret>>,
    pub own: Option<Sealed<PartySecret>>,
}

impl Keeper {
    /// Whoever was erased has taken it along.
    pub fn open(&self, keys: &ClinicKeys, document: Uuid) -> Result<PartySecret> {
        match (self.party, &self.own) {
            (Some(party), _) => open_secret(keys, party, self.of_party.as_ref()),
            (None, Some(own)) => Ok(keys.clinic().open(SECRET, document, own)?.into_inner()),
            (None, None) => Err(Error::NotFound),
        }
    }
}

//! [`ClinicKeys`]: the key ring of one clinic, from which every seal, index and secret of the clinic comes.

use std::fmt;

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::cipher::Cipher;
use crate::mac::Mac;
use crate::wrapped::{self, KeyBytes};
use crate::{BlindIndex, KeyError, KeyState, PartySecret, RootKey, Sealer, WrappedKey, random};

/// The keys of one clinic; at least one of them is active, so sealing always works.
pub struct ClinicKeys {
    tenant: Uuid,
    pub(crate) active: ClinicKey,
    /// All others that still open values.
    pub(crate) others: Vec<ClinicKey>,
    newest: u32,
}

/// One usable version: the raw bytes to carry on into the next version, and what is prepared from them.
pub struct ClinicKey {
    pub version: u32,
    pub cipher: Cipher,
    data: Mac,
    index: Mac,
    bytes: KeyBytes,
}

/// What the next version of a clinic's key does about blind indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexKey {
    /// Keeps them: fingerprints stay valid, the values alone are sealed anew.
    Keep,
    /// Renews them, as after a compromise: fingerprints must be made anew, and looked up under both versions meanwhile.
    Renew,
}

impl ClinicKeys {
    /// The first key of a new clinic.
    #[must_use]
    pub fn generate_wrapped(root: &RootKey, tenant: Uuid) -> WrappedKey {
        wrapped::wrap(root, tenant, 1, &random::secret())
    }

    /// The ring of the installation itself, for what belongs to no clinic. It follows from the root key, so nothing of
    /// it is stored; no clinic has its id.
    #[must_use]
    pub fn of_installation(root: &RootKey) -> Self {
        let (data, index) = (root.derive("installation data"), root.derive("installation index"));
        let mut bytes: KeyBytes = Zeroizing::new([0; 64]);
        bytes.iter_mut().zip(data.iter().chain(&index)).for_each(|(to, from)| *to = *from);
        Self { tenant: Uuid::nil(), active: ClinicKey::new(1, bytes), others: Vec::new(), newest: 1 }
    }

    /// The ring of these versions. Destroyed versions are not read; pending ones must unwrap but neither seal nor open.
    ///
    /// # Errors
    /// [`KeyError::Unwrap`] for a wrong root key or clinic, [`KeyError::NoActiveKey`], [`KeyError::RepeatedVersion`].
    pub fn open(
        root: &RootKey,
        tenant: Uuid,
        versions: &[(u32, KeyState, impl AsRef<[u8]>)],
    ) -> Result<Self, KeyError> {
        let mut versions: Vec<_> = versions.iter().collect();
        versions.sort_unstable_by_key(|(version, ..)| *version);

        let (mut active, mut others, mut newest) = (None, Vec::new(), None);
        for (version, state, bytes) in versions {
            if newest.replace(*version) == Some(*version) {
                return Err(KeyError::RepeatedVersion(*version));
            }
            if *state == KeyState::Destroyed {
                continue;
            }
            let key = ClinicKey::new(*version, wrapped::unwrap(root, tenant, *version, bytes.as_ref())?);
            match state {
                // Ascending order: the newest active one stays, those before it only open.
                KeyState::Active => others.extend(active.replace(key)),
                state if state.opens() => others.push(key),
                _ => {}
            }
        }
        let (active, newest) = active.zip(newest).ok_or(KeyError::NoActiveKey)?;
        Ok(Self { tenant, active, others, newest })
    }

    /// A key for the version after the newest one known, to be stored as pending.
    #[must_use]
    pub fn next_wrapped(&self, root: &RootKey, index: IndexKey) -> WrappedKey {
        let mut key: KeyBytes = random::secret();
        if index == IndexKey::Keep {
            let (_, kept) = self.active.bytes.split_at(32);
            key.iter_mut().skip(32).zip(kept).for_each(|(to, from)| *to = *from);
        }
        wrapped::wrap(root, self.tenant, self.newest.saturating_add(1), &key)
    }

    /// The clinic these keys belong to.
    #[must_use]
    pub const fn tenant(&self) -> Uuid {
        self.tenant
    }

    /// The version new values are sealed with.
    #[must_use]
    pub const fn active_version(&self) -> u32 {
        self.active.version
    }

    /// A secret for a new patient or contact.
    #[must_use]
    pub fn new_party_secret() -> PartySecret {
        PartySecret::generate()
    }

    /// Seals and opens what belongs to the clinic.
    #[must_use]
    pub fn clinic(&self) -> Sealer<'_> {
        Sealer::clinic(self)
    }

    /// Seals and opens what belongs to the person with this secret.
    #[must_use]
    pub fn party<'k>(&'k self, secret: &'k PartySecret) -> Sealer<'k> {
        Sealer::party(self, secret)
    }

    /// The blind index of a column, under the active version.
    #[must_use]
    pub fn index(&self, column: &str) -> BlindIndex {
        BlindIndex::new(&self.active.index, column)
    }

    /// The blind index of a column under an earlier version, to look up under both while indexes are made anew.
    #[must_use]
    pub fn index_under(&self, version: u32, column: &str) -> Option<BlindIndex> {
        self.find(version).map(|key| BlindIndex::new(&key.index, column))
    }

    /// A secret of the clinic for one purpose; it changes with the active version.
    #[must_use]
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.active.derive(purpose)
    }

    /// The same secret under an earlier version, to go on checking what was signed before a rotation.
    #[must_use]
    pub fn derive_under(&self, version: u32, purpose: &str) -> Option<[u8; 32]> {
        self.find(version).map(|key| key.derive(purpose))
    }

    pub(crate) fn find(&self, version: u32) -> Option<&ClinicKey> {
        std::iter::once(&self.active).chain(&self.others).find(|key| key.version == version)
    }
}

impl ClinicKey {
    fn new(version: u32, bytes: KeyBytes) -> Self {
        let (mut data, mut index) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        data.iter_mut().chain(index.iter_mut()).zip(bytes.iter()).for_each(|(to, from)| *to = *from);

        let data = Mac::new(&data);
        let cipher = Cipher::new(&Zeroizing::new(data.sum(b"praxis clinic", b"")));
        Self { version, cipher, data, index: Mac::new(&index), bytes }
    }

    /// The cipher of one person: needs this key and the person's secret.
    pub fn party_cipher(&self, secret: &PartySecret) -> Cipher {
        Cipher::new(&Zeroizing::new(self.data.sum(b"praxis party", secret.bytes())))
    }

    fn derive(&self, purpose: &str) -> [u8; 32] {
        self.data.sum(b"praxis derive", purpose.as_bytes())
    }
}

impl fmt::Debug for ClinicKeys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "ClinicKeys({}, active version {})", self.tenant, self.active.version)
    }
}

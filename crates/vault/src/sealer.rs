//! [`Sealer`]: seals and opens the fields of one owner.

use std::fmt;
use std::sync::OnceLock;

use uuid::Uuid;

use crate::cipher::Cipher;
use crate::ring::ClinicKeys;
use crate::{Field, OpenError, Owner, PartySecret, Phi, Sealable, Sealed, format};

/// Seals and opens the fields of one person or of the clinic; make one per person and use it for all their fields.
pub struct Sealer<'k> {
    keys: &'k ClinicKeys,
    party: Option<Party<'k>>,
}

/// A person's secret and the ciphers already made from it: one per key version, made when first needed.
struct Party<'k> {
    secret: &'k PartySecret,
    active: OnceLock<Cipher>,
    /// One for each of the ring's other keys, in the same order.
    others: Box<[OnceLock<Cipher>]>,
}

impl<'k> Sealer<'k> {
    pub(crate) const fn clinic(keys: &'k ClinicKeys) -> Self {
        Self { keys, party: None }
    }

    pub(crate) fn party(keys: &'k ClinicKeys, secret: &'k PartySecret) -> Self {
        let others = keys.others.iter().map(|_| OnceLock::new()).collect();
        Self { keys, party: Some(Party { secret, active: OnceLock::new(), others }) }
    }

    /// Seals a value into its place under the active key.
    ///
    /// # Panics
    /// When the field has another owner: sealed here, the value would outlive an erasure or never open.
    #[must_use]
    pub fn seal<T: Sealable>(&self, field: Field, row: Uuid, value: &T) -> Sealed<T> {
        assert!(field.owner == self.owner(), "{}.{} has another owner than this sealer", field.table, field.column);
        let place = format::place(self.keys.tenant(), field, row);
        let bytes = format::seal(self.active(), self.keys.active_version(), &place, &value.to_plain());
        Sealed::from_bytes(bytes)
    }

    /// Opens a value that was sealed into this very place.
    ///
    /// # Errors
    /// [`OpenError`] says whether the key is unknown, the bytes are malformed, or the value was altered or moved.
    pub fn open<T: Sealable>(&self, field: Field, row: Uuid, sealed: &Sealed<T>) -> Result<Phi<T>, OpenError> {
        if field.owner != self.owner() {
            return Err(OpenError::WrongOwner(field));
        }
        let (key_id, body) = format::split(sealed.as_bytes()).ok_or(OpenError::Malformed)?;
        let cipher = self.cipher(key_id).ok_or(OpenError::UnknownKey(key_id))?;
        let place = format::place(self.keys.tenant(), field, row);
        let plain = cipher.open(&place, body).ok_or(OpenError::Tampered)?;
        T::from_plain(&plain).map(Phi::new).ok_or(OpenError::Malformed)
    }

    /// Seals what there is to seal.
    ///
    /// # Panics
    /// As [`Sealer::seal`] does.
    #[must_use]
    pub fn seal_opt<T: Sealable>(&self, field: Field, row: Uuid, value: Option<&T>) -> Option<Sealed<T>> {
        value.map(|value| self.seal(field, row, value))
    }

    /// Opens what there is to open.
    ///
    /// # Errors
    /// As [`Sealer::open`] does.
    pub fn open_opt<T: Sealable>(
        &self,
        field: Field,
        row: Uuid,
        sealed: Option<&Sealed<T>>,
    ) -> Result<Option<Phi<T>>, OpenError> {
        sealed.map(|sealed| self.open(field, row, sealed)).transpose()
    }

    const fn owner(&self) -> Owner {
        if self.party.is_some() { Owner::Party } else { Owner::Clinic }
    }

    fn active(&self) -> &Cipher {
        match &self.party {
            None => &self.keys.active.cipher,
            Some(party) => party.active.get_or_init(|| self.keys.active.party_cipher(party.secret)),
        }
    }

    fn cipher(&self, version: u32) -> Option<&Cipher> {
        if version == self.keys.active_version() {
            return Some(self.active());
        }
        match &self.party {
            None => self.keys.find(version).map(|key| &key.cipher),
            Some(party) => {
                let (key, made) = self.keys.others.iter().zip(&party.others).find(|(key, _)| key.version == version)?;
                Some(made.get_or_init(|| key.party_cipher(party.secret)))
            }
        }
    }
}

impl fmt::Debug for Sealer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Sealer({:?}, {:?})", self.owner(), self.keys)
    }
}

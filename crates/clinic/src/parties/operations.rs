//! Everything one can do to a party. The only file here with SQL.

use std::collections::HashMap;

use jiff_sqlx::ToSqlx as _;

use tenancy::{Action, Conflict, Error, Id, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, Json, PartySecret, Sealed};
use web::Expected;
use web::sessions::{Holder, end_all_of};

pub use super::bulk::{clashes, import};
use super::model::{Address, Consent, EmergencyContact, Insurance, NewParty, Party, PartyKind, Replacement};
use super::sealing::{Indexes, PartyRow, SECRET, SealedPerson, open_secret};

/// Through which door somebody looks: patients only, or all parties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Book {
    Patients,
    Contacts,
}

/// The actions that one door stands for.
impl Book {
    fn pick(self, patients: Action, contacts: Action) -> Action {
        match self {
            Self::Patients => patients,
            Self::Contacts => contacts,
        }
    }

    pub fn list(self) -> Action {
        self.pick(Action::ListPatients, Action::ListContacts)
    }

    pub fn view(self) -> Action {
        self.pick(Action::ViewPatient, Action::ViewContact)
    }

    pub fn create(self) -> Action {
        self.pick(Action::RegisterPatient, Action::CreateContact)
    }

    pub fn update(self) -> Action {
        self.pick(Action::UpdatePatient, Action::UpdateContact)
    }

    pub fn delete(self) -> Action {
        self.pick(Action::DeletePatient, Action::DeleteContact)
    }

    pub fn noun(self) -> &'static str {
        match self {
            Self::Patients => "patient",
            Self::Contacts => "contact",
        }
    }

    pub(super) fn kind(self) -> Option<&'static str> {
        match self {
            Self::Patients => Some(PartyKind::Patient.as_str()),
            Self::Contacts => None,
        }
    }
}

/// Those whom a condition fits, as rows for [`party_row`].
macro_rules! select_parties {
    ($condition:literal, $argument:expr) => {
        sqlx::query!(
            r#"select id, kind, number, secret as "secret: Sealed<PartySecret>",
                   given_name as "given_name: Sealed<String>", family_name as "family_name: Sealed<String>",
                   date_of_birth as "date_of_birth: Sealed<jiff::civil::Date>", sex, mrn as "mrn: Sealed<String>",
                   phone as "phone: Sealed<String>", email as "email: Sealed<String>",
                   address as "address: Sealed<Json<Address>>",
                   emergency_contacts as "emergency_contacts: Sealed<Json<Vec<EmergencyContact>>>",
                   insurance as "insurance: Sealed<Json<Insurance>>",
                   consents as "consents: Sealed<Json<Vec<Consent>>>", notes as "notes: Sealed<String>", language,
                   preferred_channel, active, version, created_at, created_by, updated_at, updated_by,
                   deleted_at, deleted_by
               from party where "#
                + $condition,
            $argument
        )
    };
}

macro_rules! party_row {
    ($row:expr) => {{
        let row = $row;
        PartyRow {
            id: row.id,
            kind: row.kind,
            number: row.number,
            secret: row.secret,
            sealed: SealedPerson {
                given_name: row.given_name,
                family_name: row.family_name,
                date_of_birth: row.date_of_birth,
                mrn: row.mrn,
                phone: row.phone,
                email: row.email,
                address: row.address,
                emergency_contacts: row.emergency_contacts,
                insurance: row.insurance,
                consents: row.consents,
                notes: row.notes,
            },
            sex: row.sex,
            language: row.language,
            preferred_channel: row.preferred_channel,
            active: row.active,
            version: row.version,
            created_at: row.created_at,
            created_by: row.created_by,
            updated_at: row.updated_at,
            updated_by: row.updated_by,
            deleted_at: row.deleted_at,
            deleted_by: row.deleted_by,
        }
    }};
}

pub(crate) fn subject(book: Book, id: Uuid, kind: PartyKind) -> Subject {
    let subject = Subject::new(book.noun(), id);
    if kind == PartyKind::Patient { subject.about(id) } else { subject }
}

/// Registers a party; e-mail and MRN are unique among the living.
pub async fn register(tx: &mut TenantTx, book: Book, new: &NewParty) -> Result<Party> {
    let keys = tx.keys();
    let id = tx.new_id::<Party>();
    let secret = ClinicKeys::new_party_secret();
    insert(tx, book.create(), id, new, &secret).await?;
    let change = new.changes_since(None);
    tx.record_change(book.create(), subject(book, id.uuid(), new.kind), &keys.party(&secret), &change);
    load(tx, book, book.create(), id).await
}

/// Registers somebody who has signed themselves up. The record is the caller's to keep.
pub async fn sign_up(tx: &mut TenantTx, new: &NewParty) -> Result<Id<Party>> {
    let id = tx.new_id::<Party>();
    insert(tx, Action::SignUpPatient, id, new, &ClinicKeys::new_party_secret()).await?;
    tx.announce(Topic::Day);
    Ok(id)
}

async fn insert(tx: &mut TenantTx, action: Action, id: Id<Party>, new: &NewParty, secret: &PartySecret) -> Result<()> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let sealed = SealedPerson::seal(&keys.party(secret), id.uuid(), new);
    let sealed_secret = keys.clinic().seal(SECRET, id.uuid(), secret);
    let index = Indexes::of(&keys, new);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into party (id, kind, number, secret, given_name, family_name, date_of_birth, sex, mrn, phone, email,
             address, emergency_contacts, insurance, consents, notes, language, preferred_channel, name_tokens,
             phone_index, email_index, mrn_index, birth_index, active, created_at, created_by, updated_at, updated_by)
         values ($1, $2, case when $2 = 'patient' then nextval('patient_number') end, $3, $4, $5, $6, $7, $8, $9, $10,
             $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $24, $25)",
        id.uuid(),
        new.kind.as_str(),
        sealed_secret.as_bytes(),
        sealed.given_name as _,
        sealed.family_name as _,
        sealed.date_of_birth as _,
        new.sex.as_str(),
        sealed.mrn as _,
        sealed.phone as _,
        sealed.email as _,
        sealed.address as _,
        sealed.emergency_contacts as _,
        sealed.insurance as _,
        sealed.consents as _,
        sealed.notes as _,
        new.language,
        new.preferred_channel.map(super::model::Channel::as_str),
        &index.name_tokens,
        index.phone,
        index.email,
        index.mrn,
        index.birth,
        new.active,
        now,
        by
    )
    .execute(db)
    .await
    .on_constraints(UNIQUE)?;
    Ok(())
}

pub(crate) const UNIQUE: [(&str, Conflict); 2] =
    [("party_email_unique", Conflict::DuplicateEmail), ("party_mrn_unique", Conflict::DuplicateMrn)];

/// One party, by id.
pub async fn find(tx: &mut TenantTx, book: Book, id: Id<Party>) -> Result<Party> {
    let party = load(tx, book, book.view(), id).await?;
    tx.record(book.view(), subject(book, id.uuid(), party.kind));
    Ok(party)
}

pub(super) async fn load(tx: &mut TenantTx, book: Book, action: Action, id: Id<Party>) -> Result<Party> {
    let party = load_living(tx, action, id.uuid()).await?;
    if book == Book::Patients && party.kind != PartyKind::Patient {
        return Err(Error::NotFound);
    }
    Ok(party)
}

/// As [`load`], and nobody else changes it until this transaction ends.
pub(super) async fn hold(tx: &mut TenantTx, book: Book, action: Action, id: Id<Party>) -> Result<Party> {
    let db = tx.authorize(action)?;
    sqlx::query!("select id from party where id = $1 and deleted_at is null for no key update", id.uuid())
        .fetch_optional(db)
        .await?;
    load(tx, book, action, id).await
}

/// A party that is not out of sight. The record is the caller's to keep.
pub async fn load_living(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Party> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    // Not `any` of one: PostgreSQL would plan that anew each time.
    let row = select_parties!("id = $1 and deleted_at is null", id).fetch_optional(db).await?;
    party_row!(row.ok_or(Error::NotFound)?).for_actor(tx.actor()).open(&keys)
}

/// Opens these parties, in the order of the ids given: those out of sight too, for what once happened with them still
/// names them. The record is the caller's to keep.
pub async fn load_many(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Party>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = select_parties!("id = any($1) and secret is not null", ids).fetch_all(db).await?;
    let mut parties =
        rows.into_iter().map(|row| party_row!(row).for_actor(tx.actor()).open(&keys)).collect::<Result<Vec<_>>>()?;
    parties.sort_by_key(|party| ids.iter().position(|id| *id == party.id.uuid()));
    Ok(parties)
}

/// What a replacement means. The patients' door does not show consents: what comes back through it without any
/// withdraws none.
fn completed(book: Book, given: Replacement<'_>, before: &Party) -> Result<NewParty> {
    let Replacement { new, keeps_kind } = given;
    let kind = if keeps_kind { before.kind } else { new.kind };
    // The chart of somebody who is no patient any more would be out of everybody's reach.
    if before.kind == PartyKind::Patient && kind != PartyKind::Patient {
        return Err(Error::invalid("kind", "fixed"));
    }
    let known = &before.person.reveal().consents;
    let consents = match book {
        Book::Patients if new.consents.is_empty() => known.clone(),
        _ => new.consents.iter().map(|consent| recognised(known, consent)).collect(),
    };
    Ok(NewParty { kind, consents, ..new.clone() })
}

/// A consent that stands already stays with whoever gave it.
fn recognised(known: &[Consent], given: &Consent) -> Consent {
    let same = |one: &&Consent| Consent { by: given.by, ..(*one).clone() } == *given;
    known.iter().find(same).unwrap_or(given).clone()
}

/// Replaces what is known of a party, at one of the versions that the client expects.
pub async fn update(
    tx: &mut TenantTx,
    book: Book,
    id: Id<Party>,
    new: impl Into<Replacement<'_>>,
    expected: impl Into<Expected>,
) -> Result<Party> {
    let keys = tx.keys();
    let before = hold(tx, book, book.update(), id).await?;
    expected.into().check(before.version)?;
    let new = &completed(book, new.into(), &before)?;
    let secret = secret_of(tx, book.update(), id).await?;
    write(tx, book.update(), id, new, &secret).await?;
    let after = load(tx, book, book.update(), id).await?;
    let change = new.changes_since(Some(&before));
    tx.record_change(book.update(), subject(book, id.uuid(), after.kind), &keys.party(&secret), &change);
    tx.announce(Topic::Day);
    Ok(after)
}

/// Puts this person in the place of who stands there. The record is the caller's to keep.
pub(crate) async fn write(
    tx: &mut TenantTx,
    action: Action,
    id: Id<Party>,
    new: &NewParty,
    secret: &PartySecret,
) -> Result<()> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let sealed = SealedPerson::seal(&keys.party(secret), id.uuid(), new);
    let index = Indexes::of(&keys, new);
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set kind = $2, given_name = $3, family_name = $4, date_of_birth = $5, sex = $6, mrn = $7, phone = $8,
             email = $9, address = $10, emergency_contacts = $11, insurance = $12, consents = $13, notes = $14,
             language = $15, preferred_channel = $16, name_tokens = $17, phone_index = $18, email_index = $19,
             mrn_index = $20, birth_index = $21, active = $22, updated_at = $23, updated_by = $24, version = version + 1,
             number = case when $2 = 'patient' then coalesce(number, nextval('patient_number')) else number end
         where id = $1",
        id.uuid(),
        new.kind.as_str(),
        sealed.given_name as _,
        sealed.family_name as _,
        sealed.date_of_birth as _,
        new.sex.as_str(),
        sealed.mrn as _,
        sealed.phone as _,
        sealed.email as _,
        sealed.address as _,
        sealed.emergency_contacts as _,
        sealed.insurance as _,
        sealed.consents as _,
        sealed.notes as _,
        new.language,
        new.preferred_channel.map(super::model::Channel::as_str),
        &index.name_tokens,
        index.phone,
        index.email,
        index.mrn,
        index.birth,
        new.active,
        now,
        by
    )
    .execute(db)
    .await
    .on_constraints(UNIQUE)?;
    Ok(())
}

/// The sealer's secret of a party, for what other tables keep about them: also of one who is out of sight.
pub async fn secret_of(tx: &mut TenantTx, action: Action, id: Id<Party>) -> Result<PartySecret> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(r#"select secret as "secret: Sealed<PartySecret>" from party where id = $1"#, id.uuid());
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_secret(&keys, id.uuid(), row.secret.as_ref())
}

/// The secrets of those of these ids who are or were patients, for what other tables keep about them.
pub async fn patient_secrets(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, PartySecret>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, secret as "secret!: Sealed<PartySecret>" from party
           where id = any($1) and kind = 'patient' and secret is not null"#,
        ids
    );
    let rows = rows.fetch_all(db).await?;
    rows.into_iter().map(|row| Ok((row.id, open_secret(&keys, row.id, Some(&row.secret))?))).collect()
}

/// The secret of a living patient, who stays one until this transaction ends: for what is newly kept about them.
pub async fn keep_patient(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<PartySecret> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select secret as "secret: Sealed<PartySecret>" from party
           where id = $1 and kind = 'patient' and deleted_at is null for key share"#,
        id
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_secret(&keys, id, row.secret.as_ref())
}

/// As [`keep_patient`], for anybody.
pub async fn keep_party(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<PartySecret> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select secret as "secret: Sealed<PartySecret>" from party where id = $1 and deleted_at is null for key share"#,
        id
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    open_secret(&keys, id, row.secret.as_ref())
}

/// Somebody whose account is written to.
pub struct Held {
    pub secret: PartySecret,
    pub kind: PartyKind,
    pub is_living: bool,
}

/// Anybody, out of sight or not; nobody else who holds them goes on until this transaction ends.
pub async fn hold_party(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<Held> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let row = sqlx::query!(
        r#"select secret as "secret: Sealed<PartySecret>", kind, deleted_at is null as "is_living!"
           from party where id = $1 for no key update"#,
        id
    );
    let row = row.fetch_optional(db).await?.ok_or(Error::NotFound)?;
    let kind = PartyKind::parse(&row.kind).ok_or_else(|| Error::internal("a party has an unknown kind"))?;
    Ok(Held { secret: open_secret(&keys, id, row.secret.as_ref())?, kind, is_living: row.is_living })
}

/// What somebody is to the clinic who is not out of sight.
pub async fn kind_of(tx: &mut TenantTx, action: Action, id: Uuid) -> Result<PartyKind> {
    let db = tx.authorize(action)?;
    let kind = sqlx::query_scalar!("select kind from party where id = $1 and deleted_at is null", id)
        .fetch_optional(db)
        .await?;
    let kind = kind.ok_or(Error::NotFound)?;
    PartyKind::parse(&kind).ok_or_else(|| Error::internal("a party has an unknown kind"))
}

/// Takes a party out of every list; nothing is destroyed. Refused while somebody expects them.
pub async fn delete(tx: &mut TenantTx, book: Book, id: Id<Party>, expected: impl Into<Expected>) -> Result<()> {
    let action = book.delete();
    let db = tx.authorize(action)?;
    // Waits for those who are just booking them (see `keep_patient`), so that the count below is true.
    sqlx::query!("select id from party where id = $1 and deleted_at is null for update", id.uuid())
        .fetch_optional(db)
        .await?;
    let party = load(tx, book, action, id).await?;
    expected.into().check(party.version)?;
    let count = crate::appointments::operations::count_coming(tx, action, id).await?;
    if count > 0 {
        return Err(Error::Conflict(Conflict::HasAppointments { count }));
    }
    crate::waitlist::operations::withdraw_all(tx, action, id).await?;
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    sqlx::query!(
        "update party set deleted_at = $2, deleted_by = $3, version = version + 1 where id = $1",
        id.uuid(),
        now,
        by
    )
    .execute(db)
    .await?;
    end_all_of(tx, Holder::Patient(id.uuid()), None).await?;
    tx.record(action, subject(book, id.uuid(), party.kind));
    tx.announce(Topic::Day);
    tx.announce(Topic::Access);
    Ok(())
}

/// Brings back somebody who was deleted; refused where somebody else has their e-mail or MRN by now. The record is the
/// caller's to keep.
pub async fn restore(tx: &mut TenantTx, action: Action, id: Id<Party>) -> Result<()> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    let restored = sqlx::query!(
        "update party set deleted_at = null, deleted_by = null, updated_at = $2, updated_by = $3, version = version + 1
         where id = $1 and deleted_at is not null and merged_into is null and secret is not null",
        id.uuid(),
        now,
        by
    );
    match restored.execute(db).await.on_constraints(UNIQUE)?.rows_affected() {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

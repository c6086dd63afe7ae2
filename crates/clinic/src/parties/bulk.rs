//! Many people at once: registered in batches of one statement each, compared with those who are here, and taken back.
//! Operations like their neighbours', with SQL.

use std::collections::{HashMap, HashSet};

use jiff_sqlx::ToSqlx as _;
use tenancy::{Action, Conflict, OnConstraint as _, Result, Subject, TenantTx, Topic};
use uuid::Uuid;
use vault::{ClinicKeys, PartySecret, Sealed};

use super::model::{Channel, NewParty, Party, PartyKind};
use super::operations::UNIQUE;
use super::sealing::{Indexes, SECRET, SealedPerson, exact, open_secret};

/// So many rows go to the database in one statement.
const BATCH: usize = 500;

/// Brings in many people at once: all of them or, when one is refused, none. Calls back after each batch.
pub async fn import(tx: &mut TenantTx, people: &[NewParty], mut done: impl FnMut(usize)) -> Result<Vec<Uuid>> {
    let mut ids = Vec::with_capacity(people.len());
    for batch in people.chunks(BATCH) {
        ids.extend(insert(tx, Action::ImportPatients, batch).await?);
        done(ids.len());
    }
    let patients = people.iter().zip(&ids).filter(|(new, _)| new.kind == PartyKind::Patient).map(|(_, id)| *id);
    tx.record(Action::ImportPatients, Subject::list("patient", patients));
    tx.announce(Topic::Day);
    Ok(ids)
}

/// People as columns: what `unnest` makes rows of again.
#[derive(Default)]
struct Columns {
    ids: Vec<Uuid>,
    kinds: Vec<String>,
    secrets: Vec<Vec<u8>>,
    given_names: Vec<Option<Vec<u8>>>,
    family_names: Vec<Option<Vec<u8>>>,
    dates_of_birth: Vec<Option<Vec<u8>>>,
    sexes: Vec<String>,
    mrns: Vec<Option<Vec<u8>>>,
    phones: Vec<Option<Vec<u8>>>,
    emails: Vec<Option<Vec<u8>>>,
    addresses: Vec<Option<Vec<u8>>>,
    emergency_contacts: Vec<Option<Vec<u8>>>,
    insurances: Vec<Option<Vec<u8>>>,
    consents: Vec<Option<Vec<u8>>>,
    notes: Vec<Option<Vec<u8>>>,
    languages: Vec<Option<String>>,
    channels: Vec<Option<String>>,
    /// As PostgreSQL writes an array: rows of different lengths have no other way.
    name_tokens: Vec<String>,
    phone_indexes: Vec<Option<Vec<u8>>>,
    email_indexes: Vec<Option<Vec<u8>>>,
    mrn_indexes: Vec<Option<Vec<u8>>>,
    birth_indexes: Vec<Option<Vec<u8>>>,
    active: Vec<bool>,
}

fn bytes<T>(sealed: Option<Sealed<T>>) -> Option<Vec<u8>> {
    sealed.map(|sealed| sealed.as_bytes().to_vec())
}

impl Columns {
    fn add(&mut self, keys: &ClinicKeys, id: Uuid, new: &NewParty) {
        let secret = ClinicKeys::new_party_secret();
        let person = SealedPerson::seal(&keys.party(&secret), id, new);
        let index = Indexes::of(keys, new);
        let tokens: Vec<String> = index.name_tokens.iter().map(i64::to_string).collect();
        self.ids.push(id);
        self.kinds.push(new.kind.as_str().to_owned());
        self.secrets.push(keys.clinic().seal(SECRET, id, &secret).as_bytes().to_vec());
        self.given_names.push(bytes(person.given_name));
        self.family_names.push(bytes(person.family_name));
        self.dates_of_birth.push(bytes(person.date_of_birth));
        self.sexes.push(new.sex.as_str().to_owned());
        self.mrns.push(bytes(person.mrn));
        self.phones.push(bytes(person.phone));
        self.emails.push(bytes(person.email));
        self.addresses.push(bytes(person.address));
        self.emergency_contacts.push(bytes(person.emergency_contacts));
        self.insurances.push(bytes(person.insurance));
        self.consents.push(bytes(person.consents));
        self.notes.push(bytes(person.notes));
        self.languages.push(new.language.clone());
        self.channels.push(new.preferred_channel.map(|channel: Channel| channel.as_str().to_owned()));
        self.name_tokens.push(format!("{{{}}}", tokens.join(",")));
        self.phone_indexes.push(index.phone);
        self.email_indexes.push(index.email);
        self.mrn_indexes.push(index.mrn);
        self.birth_indexes.push(index.birth);
        self.active.push(new.active);
    }
}

/// Registers these people in one statement; their ids, in their order. The record is the caller's to keep.
pub async fn insert(tx: &mut TenantTx, action: Action, people: &[NewParty]) -> Result<Vec<Uuid>> {
    let (keys, now, by) = (tx.keys(), tx.now().to_sqlx(), tx.actor_id());
    let mut rows = Columns::default();
    for new in people {
        rows.add(&keys, tx.new_id::<Party>().uuid(), new);
    }
    let db = tx.authorize(action)?;
    sqlx::query!(
        "insert into party (id, kind, number, secret, given_name, family_name, date_of_birth, sex, mrn, phone, email,
             address, emergency_contacts, insurance, consents, notes, language, preferred_channel, name_tokens,
             phone_index, email_index, mrn_index, birth_index, active, created_at, created_by, updated_at, updated_by)
         select r.id, r.kind, case when r.kind = 'patient' then nextval('patient_number') end, r.secret, r.given_name,
             r.family_name, r.date_of_birth, r.sex, r.mrn, r.phone, r.email, r.address, r.emergency_contacts,
             r.insurance, r.consents, r.notes, r.language, r.preferred_channel, r.name_tokens::bigint[], r.phone_index,
             r.email_index, r.mrn_index, r.birth_index, r.active, $24, $25, $24, $25
         from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::text[],
             $8::bytea[], $9::bytea[], $10::bytea[], $11::bytea[], $12::bytea[], $13::bytea[], $14::bytea[],
             $15::bytea[], $16::text[], $17::text[], $18::text[], $19::bytea[], $20::bytea[], $21::bytea[],
             $22::bytea[], $23::boolean[])
             as r (id, kind, secret, given_name, family_name, date_of_birth, sex, mrn, phone, email, address,
                 emergency_contacts, insurance, consents, notes, language, preferred_channel, name_tokens, phone_index,
                 email_index, mrn_index, birth_index, active)",
        &rows.ids,
        &rows.kinds,
        &rows.secrets,
        &rows.given_names as _,
        &rows.family_names as _,
        &rows.dates_of_birth as _,
        &rows.sexes,
        &rows.mrns as _,
        &rows.phones as _,
        &rows.emails as _,
        &rows.addresses as _,
        &rows.emergency_contacts as _,
        &rows.insurances as _,
        &rows.consents as _,
        &rows.notes as _,
        &rows.languages as _,
        &rows.channels as _,
        &rows.name_tokens,
        &rows.phone_indexes as _,
        &rows.email_indexes as _,
        &rows.mrn_indexes as _,
        &rows.birth_indexes as _,
        &rows.active,
        now as _,
        by
    )
    .execute(db)
    .await
    .on_constraints(UNIQUE)?;
    Ok(rows.ids)
}

/// Which of these people would clash with somebody who is here already, by position.
pub async fn clashes(tx: &mut TenantTx, action: Action, people: &[NewParty]) -> Result<Vec<(usize, Conflict)>> {
    let keys = tx.keys();
    let indexes: Vec<_> = people.iter().map(|new| Handles::of(&keys, new)).collect();
    let emails: Vec<_> = indexes.iter().filter_map(|index| index.email.clone()).collect();
    let mrns: Vec<_> = indexes.iter().filter_map(|index| index.mrn.clone()).collect();
    let db = tx.authorize(action)?;
    let held = sqlx::query!(
        "select email_index, mrn_index from party
         where deleted_at is null and (email_index = any($1) or mrn_index = any($2))",
        &emails,
        &mrns
    );
    let (mut held_emails, mut held_mrns) = (HashSet::new(), HashSet::new());
    for row in held.fetch_all(db).await? {
        held_emails.extend(row.email_index);
        held_mrns.extend(row.mrn_index);
    }
    let clash = |(position, index): (usize, &Handles)| {
        if index.mrn.as_ref().is_some_and(|mrn| held_mrns.contains(mrn)) {
            return Some((position, Conflict::DuplicateMrn));
        }
        let is_held = index.email.as_ref().is_some_and(|email| held_emails.contains(email));
        is_held.then_some((position, Conflict::DuplicateEmail))
    };
    Ok(indexes.iter().enumerate().filter_map(clash).collect())
}

/// What nobody shares with anybody.
struct Handles {
    email: Option<Vec<u8>>,
    mrn: Option<Vec<u8>>,
}

impl Handles {
    fn of(keys: &ClinicKeys, new: &NewParty) -> Self {
        Self {
            email: new.email.as_ref().map(|email| exact(keys, "party.email", &email.canonical())),
            mrn: new.mrn.as_ref().map(|mrn| exact(keys, "party.mrn", &mrn.canonical())),
        }
    }
}

/// The living patients who have these record numbers, by what those are compared by.
pub async fn patients_with(tx: &mut TenantTx, action: Action, mrns: &[people::Mrn]) -> Result<HashMap<String, Uuid>> {
    let keys = tx.keys();
    let wanted: HashMap<Vec<u8>, String> =
        mrns.iter().map(|mrn| (exact(&keys, "party.mrn", &mrn.canonical()), mrn.canonical())).collect();
    let indexes: Vec<Vec<u8>> = wanted.keys().cloned().collect();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, mrn_index as "mrn_index!" from party
           where mrn_index = any($1) and kind = 'patient' and deleted_at is null"#,
        &indexes
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    Ok(rows.filter_map(|row| Some((wanted.get(&row.mrn_index)?.clone(), row.id))).collect())
}

/// The secrets of those of these who are living patients, and stay so until this transaction ends: for what is newly kept
/// about many.
pub async fn keep_patients(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<HashMap<Uuid, PartySecret>> {
    let keys = tx.keys();
    let db = tx.authorize(action)?;
    let rows = sqlx::query!(
        r#"select id, secret as "secret: Sealed<PartySecret>" from party
           where id = any($1) and kind = 'patient' and deleted_at is null order by id for key share"#,
        ids
    );
    let rows = rows.fetch_all(db).await?.into_iter();
    rows.map(|row| Ok((row.id, open_secret(&keys, row.id, row.secret.as_ref())?))).collect()
}

/// Takes those of these people out of sight who are as they were registered: at their first version, with nothing in their
/// charts and nowhere on the waiting list. Says who they are; nobody else is touched. The record is the caller's to keep.
pub async fn take_back(tx: &mut TenantTx, action: Action, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let (now, by) = (tx.now().to_sqlx(), tx.actor_id());
    let db = tx.authorize(action)?;
    // Whoever writes about them meanwhile holds them (see `keep_patient`): that is waited for, and then seen.
    sqlx::query!("select id from party where id = any($1) and deleted_at is null order by id for update", ids)
        .fetch_all(&mut *db)
        .await?;
    let taken = sqlx::query_scalar!(
        "update party p set deleted_at = $2, deleted_by = $3, version = version + 1
         where id = any($1) and version = 1 and deleted_at is null
           and not exists (select from chart_line c where c.patient_id = p.id)
           and not exists (select from waitlist_entry w where w.patient_id = p.id)
           and not exists (select from reading r where r.patient_id = p.id)
           and not exists (select from history_entry h where h.patient_id = p.id)
           and not exists (select from encounter e where e.patient_id = p.id)
           and not exists (select from care_item i where i.patient_id = p.id)
           and not exists (select from document d where d.party_id = p.id)
           and not exists (select from transaction t where t.contact_id = p.id)
           and not exists (select from patient_account a where a.patient_id = p.id)
         returning id",
        ids,
        now as _,
        by
    );
    let taken = taken.fetch_all(db).await?;
    tx.announce(Topic::Day);
    Ok(taken)
}

//! People as rows: patients, or everybody.

use sheets::Cell;
use tenancy::{Action, Result, TenantTx};
use uuid::Uuid;

use super::{Columns, PAGE, Page};
use crate::parties::finding::{count_all, next_after};
use crate::parties::model::{Address, EmergencyContact, Insurance, Party, PartyKind};

pub const KIND: Columns = &[("kind", "parties-contact-kind")];

pub const COLUMNS: Columns = &[
    ("id", "exports-column-id"),
    // Before the number, which two languages call like it.
    ("mrn", "parties-mrn"),
    ("number", "parties-number"),
    ("given_name", "parties-given-name"),
    ("family_name", "parties-family-name"),
    ("date_of_birth", "parties-date-of-birth"),
    ("sex", "parties-sex"),
    ("phone", "parties-phone"),
    ("email", "parties-email"),
    ("line1", "parties-line1"),
    ("line2", "parties-line2"),
    ("city", "parties-city"),
    ("region", "parties-region"),
    ("postal_code", "parties-postal-code"),
    ("country", "parties-country"),
    ("language", "parties-language"),
    ("preferred_channel", "parties-preferred-channel"),
    ("emergency_contacts", "parties-group-emergency"),
    ("insurance_provider", "parties-insurance-provider"),
    ("policy_number", "parties-insurance-number"),
    ("group_number", "parties-insurance-group"),
    ("insurance_valid_until", "parties-insurance-valid-until"),
    ("notes", "parties-notes"),
    ("active", "exports-column-active"),
    ("created_at", "exports-column-created-at"),
    ("updated_at", "exports-column-updated-at"),
];

pub async fn count(tx: &mut TenantTx, kind: Option<PartyKind>) -> Result<i64> {
    count_all(tx, Action::WriteExport, kind).await
}

pub async fn page(tx: &mut TenantTx, kind: Option<PartyKind>, after: Option<Uuid>) -> Result<Page> {
    let people = next_after(tx, Action::WriteExport, kind, after, PAGE).await?;
    let patients = people.iter().filter(|party| party.kind == PartyKind::Patient);
    Ok(Page {
        patients: patients.map(|party| party.id.uuid()).collect(),
        last: people.last().map(|party| party.id.uuid()),
        rows: people.into_iter().map(|party| row(party, kind.is_none())).collect(),
    })
}

fn row(party: Party, says_kind: bool) -> Vec<Cell> {
    let person = party.person.into_inner();
    let Address { line1, line2, city, region, postal_code, country } = person.address.unwrap_or_default();
    let Insurance { provider, policy_number, group_number, valid_until } = person.insurance.unwrap_or_default();
    let kind = says_kind.then(|| Cell::from(party.kind.as_str()));
    kind.into_iter()
        .chain([
            party.id.to_string().into(),
            person.mrn.into(),
            party.number.map(Cell::whole).into(),
            person.given_name.into(),
            person.family_name.into(),
            person.date_of_birth.map(|date| date.to_string()).into(),
            party.sex.as_str().into(),
            person.phone.into(),
            person.email.into(),
            line1.into(),
            line2.into(),
            city.into(),
            region.into(),
            postal_code.into(),
            country.into(),
            party.language.into(),
            party.preferred_channel.map(crate::parties::model::Channel::as_str).into(),
            emergency(&person.emergency_contacts).into(),
            provider.into(),
            policy_number.into(),
            group_number.into(),
            valid_until.map(|date| date.to_string()).into(),
            person.notes.into(),
            party.active.into(),
            party.created_at.to_string().into(),
            party.updated_at.to_string().into(),
        ])
        .collect()
}

/// One a line: name, relation and phone.
fn emergency(contacts: &[EmergencyContact]) -> String {
    let line = |contact: &EmergencyContact| {
        let parts = [Some(contact.name.clone()), contact.relationship.clone(), contact.phone.clone()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    contacts.iter().map(line).collect::<Vec<_>>().join("\n")
}

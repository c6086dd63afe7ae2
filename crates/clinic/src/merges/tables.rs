//! Every column that names a party, and what a merge does to it. A test fails when one is missing here; a new one that
//! goes over also needs its lines in `operations::rows`, and those of its sealed columns.

/// What becomes of the rows that name the patient who is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They name the survivor from then on.
    Goes,
    /// They go on naming whom they named, for this reason.
    Stays(&'static str),
}

use Fate::{Goes, Stays};

pub const TABLES: &[(&str, Fate)] = &[
    ("activation_code.patient_id", Stays("opens nothing while its patient is out of sight")),
    ("appointment.patient_id", Goes),
    ("assessment.patient_id", Goes),
    ("assessment_release.patient_id", Goes),
    ("audit_event.patient_id", Stays("the record is never changed; it is read under all ids of a person")),
    ("care_item.patient_id", Goes),
    ("clinical_record.patient_id", Goes),
    ("device_patient.patient_id", Goes),
    ("document.party_id", Goes),
    ("encounter.patient_id", Goes),
    ("first_visit.patient_id", Stays("found anew of both, as soon as a visit goes")),
    ("history_entry.patient_id", Goes),
    ("inbound_message.patient_id", Goes),
    ("invoice.contact_id", Goes),
    ("invoice.payer_id", Stays("who it was that agreed to bear a part; what they owe goes over in the ledger")),
    ("message.patient_id", Goes),
    ("note.patient_id", Goes),
    ("note_version.signed_about", Stays("whom the words were signed about")),
    ("party.merged_into", Goes),
    ("party_tag.party_id", Goes),
    ("passkey.patient_id", Stays("made for whom it names: it opens nothing else")),
    ("patient_account.patient_id", Goes),
    ("patient_apart.one_id", Stays("said of these two")),
    ("patient_apart.other_id", Stays("said of these two")),
    ("patient_merge.merged_id", Stays("what a merge was between")),
    ("patient_merge.survivor_id", Stays("what a merge was between")),
    ("reading.patient_id", Goes),
    ("reading_alert.patient_id", Goes),
    ("reading_hour.patient_id", Stays("added to the survivor's, and kept for the way back")),
    ("reading_strike.patient_id", Goes),
    ("result_release.patient_id", Goes),
    ("series.patient_id", Goes),
    ("session.patient_id", Stays("ended")),
    ("sign_in_challenge.patient_id", Stays("opens nothing while its patient is out of sight")),
    ("threshold.patient_id", Goes),
    ("transaction.contact_id", Goes),
    ("waitlist_entry.patient_id", Goes),
    ("webhook_event.patient_id", Stays("whom it was about when it was told")),
];

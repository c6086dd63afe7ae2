//! What a merge is. No database here.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tenancy::Conflict;
use utoipa::ToSchema;
use uuid::Uuid;
use vault::Phi;

use super::fields::{Choices, Difference, differences};
use crate::parties::model::{Party, codes};

/// For so long a merge can be taken back.
pub const REVERSIBLE_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
pub const REVERSIBLE_DAYS: i64 = 30;
/// More readings than these go over in no reasonable time; the chart that has them can remain.
pub const MOST_READINGS: u32 = 50_000;

codes! {
    /// Whose value is kept: of the one who remains, of the other, or both.
    Choice { This = "this", Other = "other", Both = "both" }
}

/// A merge that somebody asks for.
pub struct Wanted {
    pub other: Uuid,
    /// Of the one who remains, and of the other, as they were looked at.
    pub versions: (i64, i64),
    pub choices: Choices,
    pub reason: String,
}

/// Two who became one.
#[derive(Clone)]
pub struct Merge {
    pub id: Uuid,
    pub survivor: Uuid,
    pub merged: Uuid,
    /// None where the person was erased.
    pub reason: Option<Phi<String>>,
    pub at: Timestamp,
    pub by: Option<Uuid>,
    pub reversed: Option<Reversal>,
}

/// That they are two again.
#[derive(Clone)]
pub struct Reversal {
    pub reason: Option<Phi<String>>,
    pub at: Timestamp,
    pub by: Option<Uuid>,
}

impl Merge {
    pub fn reversible_until(&self) -> Timestamp {
        self.at.checked_add(REVERSIBLE_FOR).unwrap_or(Timestamp::MAX)
    }

    pub fn is_reversible(&self, now: Timestamp) -> bool {
        self.reversed.is_none() && now <= self.reversible_until()
    }
}

/// How much of each kind stands in a chart.
#[derive(Clone, Copy, Default)]
pub struct Contents {
    pub appointments: i64,
    pub series: i64,
    pub encounters: i64,
    pub notes: i64,
    pub records: i64,
    pub history: i64,
    pub assessments: i64,
    pub plans: i64,
    pub packages: i64,
    pub documents: i64,
    pub transactions: i64,
    pub invoices: i64,
    pub readings: i64,
    pub limits: i64,
    pub devices: i64,
    pub waitlist: i64,
    pub messages: i64,
    pub has_account: bool,
}

impl Contents {
    /// Each kind, by the name that clients and texts know it by.
    pub fn each(&self) -> [(&'static str, i64); 17] {
        [
            ("appointments", self.appointments),
            ("series", self.series),
            ("encounters", self.encounters),
            ("notes", self.notes),
            ("records", self.records),
            ("history", self.history),
            ("assessments", self.assessments),
            ("plans", self.plans),
            ("packages", self.packages),
            ("documents", self.documents),
            ("transactions", self.transactions),
            ("invoices", self.invoices),
            ("readings", self.readings),
            ("limits", self.limits),
            ("devices", self.devices),
            ("waitlist", self.waitlist),
            ("messages", self.messages),
        ]
    }
}

/// What both have, so that only that of the one who remains stands from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Common {
    /// Limits for the same measurement.
    pub limits: i64,
    pub no_known_allergies: bool,
}

/// What two would be together, before anybody decides.
pub struct Preview {
    pub this: Party,
    pub other: Party,
    pub of_this: Contents,
    pub of_other: Contents,
    pub common: Common,
    /// What has to be settled first.
    pub obstacles: Vec<Conflict>,
}

impl Preview {
    pub fn differences(&self) -> Vec<Difference> {
        differences(&self.this, &self.other)
    }
}

/// Which sign-in remains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SignIn {
    /// Neither has one.
    None,
    /// That of the one who remains; if the other has one too, it is closed.
    This,
    /// The other's, by which the one who remains is known from then on.
    Other,
}

impl SignIn {
    pub fn of(this: &Contents, other: &Contents) -> Self {
        match (this.has_account, other.has_account) {
            (true, _) => Self::This,
            (false, true) => Self::Other,
            (false, false) => Self::None,
        }
    }
}

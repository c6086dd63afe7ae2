//! Everything that can go wrong with an operation, without a word of HTTP.

use std::borrow::Cow;

use crate::Action;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not happen. Codes are stable, texts are made at the edge, and no message carries PHI.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("not found")]
    NotFound,
    #[error("{0:?} is not allowed")]
    Forbidden(Action),
    #[error("not signed in")]
    Unauthenticated,
    #[error("invalid input")]
    Invalid(Vec<FieldError>),
    #[error("conflict: {0:?}")]
    Conflict(Conflict),
    #[error("too many requests")]
    RateLimited { retry_after_seconds: u32 },
    #[error("busy, try again")]
    Busy,
    #[error("internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One field that cannot be accepted, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer without its leading slash: `address/city`, `name`.
    pub field: Cow<'static, str>,
    pub code: &'static str,
    /// A bound the text names: the longest or shortest that is accepted.
    pub limit: Option<i64>,
}

impl FieldError {
    pub fn new(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self { field: field.into(), code, limit: None }
    }

    #[must_use]
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }
}

/// A well-formed request that the present state refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    SlotTaken {
        blocked_by: Vec<uuid::Uuid>,
    },
    IllegalTransition {
        from: &'static str,
        to: &'static str,
    },
    StaleVersion {
        current: i64,
    },
    DuplicateEmail,
    DuplicateMrn,
    DuplicateUsername,
    /// Of something that is known by its name.
    DuplicateName,
    RoleInUse,
    /// What nobody may change about themselves.
    OwnAccount,
    /// Somebody has to be able to run the clinic.
    LastAdministrator,
    /// Of somebody who may not get in.
    Suspended,
    /// Of somebody who was to be deleted.
    HasAppointments {
        count: usize,
    },
    AlreadyRecorded,
    /// Somebody else was quicker, or it was so before.
    AlreadyDone,
    /// Of a clinic in which somebody works already.
    ClinicInUse,
    /// What support was allowed is over.
    SupportOver,
    EnteredInError,
    InThePast,
    /// A time that was kept for somebody who did not confirm it in time.
    HoldExpired,
    /// Later than the clinic lets patients change it by themselves.
    TooLate,
    /// As many visits as a patient may have booked ahead.
    TooManyAhead {
        most: u32,
    },
    /// A time at which the clinic does not offer what is wanted.
    NotOffered,
    /// Of somebody who waits for the same already.
    AlreadyWaiting,
    /// Of somebody who has an offer to answer, or who was offered that very time.
    AlreadyOffered,
    /// An offer that was answered, taken back, or not answered in time.
    OfferOver,
    /// Of a document to which nothing was uploaded yet.
    NothingUploaded,
    /// Of a document whose approval stands elsewhere.
    WrongApproval,
    /// Of a document that nobody but the clinic's own people may see.
    NotForPatients,
    /// Of bytes that are not those that were kept.
    Damaged,
    /// As much as the clinic may keep.
    QuotaReached,
    /// Of an import that stands elsewhere by now.
    WrongImportState,
    /// Of an import with rows that cannot be brought in.
    ImportHasProblems,
    /// Of what belongs to somebody who is deleted.
    PatientDeleted,
    /// As many exports as somebody may have at a time.
    TooManyExports {
        most: i64,
    },
    /// Of an export whose file is not there yet, or not any more.
    NoExportFile,
    /// Of an exercise that is not to be done on that day.
    ExerciseOver,
    /// Of the same source, type and instant, with another value.
    ReadingDiffers,
    /// Of somebody whose chart went into another one.
    PatientMerged,
    /// Of two who wait for the same.
    BothWaiting,
    /// Of two who are with the same person at this moment.
    BothUnderWay,
    /// Of two who have an active plan of one title each.
    BothPlanned,
    /// Of two of whom one is known to have no allergies, and the other some.
    AllergiesContradict,
    /// More than go over at once.
    TooManyReadings {
        most: u32,
    },
    /// Of a merge after which one of the two was merged again, or deleted.
    MergedSince,
    /// Of a merge so long ago that it is not taken back any more.
    MergeSettled,
    /// Of a payment of which no more is left.
    MoreThanPaid,
    /// Of a charge that does not come to so much.
    MoreThanCharged,
    /// Of what no money changed hands for.
    NoReceipt,
    /// Of what is itself a correction, or no payment where only payments are given back.
    NotCorrectable,
    /// Of a service that has a price on some of these days.
    PriceThere,
    /// Of a price that holds, or held.
    PriceInForce,
    /// Of a day whose money was counted.
    DayClosed,
    /// Of visits that have a rule for fees already.
    FeeRuleThere,
    /// Of a webhook that is told nothing.
    WebhookOff,
    IdempotencyMismatch,
    IdempotencyInProgress,
}

impl Conflict {
    pub fn code(&self) -> &'static str {
        match self {
            Self::SlotTaken { .. } => "slot_taken",
            Self::IllegalTransition { .. } => "illegal_transition",
            Self::StaleVersion { .. } => "stale_version",
            Self::DuplicateEmail => "duplicate_email",
            Self::DuplicateMrn => "duplicate_mrn",
            Self::DuplicateUsername => "duplicate_username",
            Self::DuplicateName => "duplicate_name",
            Self::RoleInUse => "role_in_use",
            Self::OwnAccount => "own_account",
            Self::LastAdministrator => "last_administrator",
            Self::Suspended => "suspended",
            Self::HasAppointments { .. } => "has_appointments",
            Self::AlreadyRecorded => "already_recorded",
            Self::AlreadyDone => "already_done",
            Self::ClinicInUse => "clinic_in_use",
            Self::SupportOver => "support_over",
            Self::EnteredInError => "entered_in_error",
            Self::InThePast => "in_the_past",
            Self::HoldExpired => "hold_expired",
            Self::TooLate => "too_late",
            Self::TooManyAhead { .. } => "too_many_ahead",
            Self::NotOffered => "not_offered",
            Self::AlreadyWaiting => "already_waiting",
            Self::AlreadyOffered => "already_offered",
            Self::OfferOver => "offer_over",
            Self::NothingUploaded => "nothing_uploaded",
            Self::WrongApproval => "wrong_approval",
            Self::NotForPatients => "not_for_patients",
            Self::Damaged => "damaged",
            Self::QuotaReached => "quota_reached",
            Self::WrongImportState => "wrong_import_state",
            Self::ImportHasProblems => "import_has_problems",
            Self::PatientDeleted => "patient_deleted",
            Self::TooManyExports { .. } => "too_many_exports",
            Self::NoExportFile => "no_export_file",
            Self::ExerciseOver => "exercise_over",
            Self::ReadingDiffers => "reading_differs",
            Self::PatientMerged => "patient_merged",
            Self::BothWaiting => "both_waiting",
            Self::BothUnderWay => "both_under_way",
            Self::BothPlanned => "both_planned",
            Self::AllergiesContradict => "allergies_contradict",
            Self::TooManyReadings { .. } => "too_many_readings",
            Self::MergedSince => "merged_since",
            Self::MergeSettled => "merge_settled",
            Self::MoreThanPaid => "more_than_paid",
            Self::MoreThanCharged => "more_than_charged",
            Self::NoReceipt => "no_receipt",
            Self::NotCorrectable => "not_correctable",
            Self::PriceThere => "price_there",
            Self::PriceInForce => "price_in_force",
            Self::DayClosed => "day_closed",
            Self::FeeRuleThere => "fee_rule_there",
            Self::WebhookOff => "webhook_off",
            Self::IdempotencyMismatch => "idempotency_mismatch",
            Self::IdempotencyInProgress => "idempotency_in_progress",
        }
    }
}

impl Error {
    pub fn invalid(field: impl Into<Cow<'static, str>>, code: &'static str) -> Self {
        Self::Invalid(vec![FieldError::new(field, code)])
    }

    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden(_) => "forbidden",
            Self::Unauthenticated => "unauthenticated",
            Self::Invalid(_) => "invalid",
            Self::Conflict(conflict) => conflict.code(),
            Self::RateLimited { .. } => "rate_limited",
            Self::Busy => "busy",
            Self::Internal(_) => "internal",
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Self::Busy,
            sqlx::Error::Database(ref database) => match database.code().as_deref() {
                // Shutting down, starting up, out of connections, killed, timed out, deadlocked: all pass.
                Some("57P01" | "57P02" | "57P03" | "53300" | "57014" | "55P03" | "40P01" | "40001") => Self::Busy,
                // A DETAIL line of PostgreSQL quotes the row it refused; it must not travel into a log.
                _ => Self::internal(format!(
                    "{} ({}) {}",
                    database.message(),
                    database.code().unwrap_or_default(),
                    database.constraint().unwrap_or_default()
                )),
            },
            other => Self::internal(other),
        }
    }
}

impl From<vault::OpenError> for Error {
    fn from(error: vault::OpenError) -> Self {
        Self::internal(error)
    }
}

/// Names the conflict that a violated constraint stands for: the database judges, the operation names the result.
pub trait OnConstraint<T> {
    fn on_constraint(self, name: &str, conflict: Conflict) -> Result<T>
    where
        Self: Sized,
    {
        self.on_constraints([(name, conflict)])
    }

    fn on_constraints<const N: usize>(self, known: [(&str, Conflict); N]) -> Result<T>;
}

impl<T> OnConstraint<T> for Result<T, sqlx::Error> {
    fn on_constraints<const N: usize>(self, known: [(&str, Conflict); N]) -> Result<T> {
        self.map_err(|error| {
            let violated = error.as_database_error().and_then(sqlx::error::DatabaseError::constraint);
            match known.into_iter().find(|(name, _)| violated == Some(*name)) {
                Some((_, conflict)) => Error::Conflict(conflict),
                None => error.into(),
            }
        })
    }
}

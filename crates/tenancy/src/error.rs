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

macro_rules! conflicts {
    ($($(#[$doc:meta])* $name:ident $({ $($field:ident: $kind:ty),* })? = $code:literal;)*) => {
        /// A well-formed request that the present state refuses.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Conflict {
            $($(#[$doc])* $name $({ $($field: $kind),* })?,)*
        }

        impl Conflict {
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$name { .. } => $code,)*
                }
            }
        }
    };
}

conflicts! {
    SlotTaken { blocked_by: Vec<uuid::Uuid> } = "slot_taken";
    IllegalTransition { from: &'static str, to: &'static str } = "illegal_transition";
    StaleVersion { current: i64 } = "stale_version";
    DuplicateEmail = "duplicate_email";
    DuplicateMrn = "duplicate_mrn";
    DuplicateUsername = "duplicate_username";
    /// Of something that is known by its name.
    DuplicateName = "duplicate_name";
    RoleInUse = "role_in_use";
    /// What nobody may change about themselves.
    OwnAccount = "own_account";
    /// Somebody has to be able to run the clinic.
    LastAdministrator = "last_administrator";
    /// Of somebody who may not get in.
    Suspended = "suspended";
    /// Of somebody who was to be deleted.
    HasAppointments { count: usize } = "has_appointments";
    AlreadyRecorded = "already_recorded";
    /// Somebody else was quicker, or it was so before.
    AlreadyDone = "already_done";
    /// Of a clinic in which somebody works already.
    ClinicInUse = "clinic_in_use";
    /// What support was allowed is over.
    SupportOver = "support_over";
    EnteredInError = "entered_in_error";
    InThePast = "in_the_past";
    /// A time that was kept for somebody who did not confirm it in time.
    HoldExpired = "hold_expired";
    /// Later than the clinic lets patients change it by themselves.
    TooLate = "too_late";
    /// As many visits as a patient may have booked ahead.
    TooManyAhead { most: u32 } = "too_many_ahead";
    /// A time at which the clinic does not offer what is wanted.
    NotOffered = "not_offered";
    /// Of somebody who waits for the same already.
    AlreadyWaiting = "already_waiting";
    /// Of somebody who has an offer to answer, or who was offered that very time.
    AlreadyOffered = "already_offered";
    /// An offer that was answered, taken back, or not answered in time.
    OfferOver = "offer_over";
    /// Of a document to which nothing was uploaded yet.
    NothingUploaded = "nothing_uploaded";
    /// Of a document whose approval stands elsewhere.
    WrongApproval = "wrong_approval";
    /// Of a document that nobody but the clinic's own people may see.
    NotForPatients = "not_for_patients";
    /// Of bytes that are not those that were kept.
    Damaged = "damaged";
    /// As much as the clinic may keep.
    QuotaReached = "quota_reached";
    /// Of an import that stands elsewhere by now.
    WrongImportState = "wrong_import_state";
    /// Of an import with rows that cannot be brought in.
    ImportHasProblems = "import_has_problems";
    /// Of what belongs to somebody who is deleted.
    PatientDeleted = "patient_deleted";
    /// As many exports as somebody may have at a time.
    TooManyExports { most: i64 } = "too_many_exports";
    /// Of an export whose file is not there yet, or not any more.
    NoExportFile = "no_export_file";
    /// Of an exercise that is not to be done on that day.
    ExerciseOver = "exercise_over";
    /// Of the same source, type and instant, with another value.
    ReadingDiffers = "reading_differs";
    /// Of somebody whose chart went into another one.
    PatientMerged = "patient_merged";
    /// Of two who wait for the same.
    BothWaiting = "both_waiting";
    /// Of two who are with the same person at this moment.
    BothUnderWay = "both_under_way";
    /// Of two who have an active plan of one title each.
    BothPlanned = "both_planned";
    /// Of two of whom one is known to have no allergies, and the other some.
    AllergiesContradict = "allergies_contradict";
    /// More than go over at once.
    TooManyReadings { most: u32 } = "too_many_readings";
    /// Of a merge after which one of the two was merged again, or deleted.
    MergedSince = "merged_since";
    /// Of a merge so long ago that it is not taken back any more.
    MergeSettled = "merge_settled";
    /// Of a payment of which no more is left.
    MoreThanPaid = "more_than_paid";
    /// Of a charge that does not come to so much.
    MoreThanCharged = "more_than_charged";
    /// Of what no money changed hands for.
    NoReceipt = "no_receipt";
    /// Of what is itself a correction, or no payment where only payments are given back.
    NotCorrectable = "not_correctable";
    /// Of a service that has a price on some of these days.
    PriceThere = "price_there";
    /// Of a price that holds, or held.
    PriceInForce = "price_in_force";
    /// Of a charge, or a visit, that stands on another invoice.
    AlreadyInvoiced = "already_invoiced";
    /// Of a charge that comes to something else, or of a visit that was charged, since a draft was drawn up.
    ChargeChanged = "charge_changed";
    /// Of an invoice that was issued: it stays as it is.
    InvoiceIssued = "invoice_issued";
    /// Of an invoice of which no more is left.
    MoreThanInvoiced = "more_than_invoiced";
    /// Of an invoice that nothing is overdue of, by whom it is for.
    NotOverdue = "not_overdue";
    /// Of an invoice that was reminded of as often as is due by now.
    AlreadyReminded = "already_reminded";
    /// Of somebody whom no way leads to, or who wants no messages.
    NotReachable = "not_reachable";
    /// Of somebody whom no way of messages leads to.
    NoWayThere = "no_way_there";
    /// Of somebody who said that they want no messages.
    WantsNoMessages = "wants_no_messages";
    /// Of a draft, or of what takes something back itself.
    NotCreditable = "not_creditable";
    /// Of a day whose money was counted.
    DayClosed = "day_closed";
    /// Of visits that have a rule for fees already.
    FeeRuleThere = "fee_rule_there";
    /// Of a webhook that is told nothing.
    WebhookOff = "webhook_off";
    IdempotencyMismatch = "idempotency_mismatch";
    IdempotencyInProgress = "idempotency_in_progress";
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

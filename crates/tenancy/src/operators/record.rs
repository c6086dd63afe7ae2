//! The record of everything that operators did, and of what clinics let them do. It can only be added to.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx as _;
use uuid::Uuid;
use vault::{Field, Json, Sealed};

use super::PlatformTx;
use crate::{Origin, Outcome, Result};

const ORIGIN: Field = Field::clinic("operator_event", "origin");
const DETAIL: Field = Field::clinic("operator_event", "detail");

macro_rules! deeds {
    ($($name:ident = $code:literal,)*) => {
        /// What somebody did to the platform.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Deed { $($name,)* }

        impl Deed {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code: entry and text key.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

deeds! {
    ShowPassword = "show_password",
    ShowCode = "show_code",
    SignOut = "sign_out",
    Confirm = "confirm",
    ChoosePassword = "choose_password",
    ChangePassword = "change_password",
    SetUpAuthenticator = "set_up_authenticator",
    RenewRecoveryCodes = "renew_recovery_codes",
    EndSession = "end_session",
    AddOperator = "add_operator",
    ResetOperator = "reset_operator",
    SuspendOperator = "suspend_operator",
    ResumeOperator = "resume_operator",
    CreateClinic = "create_clinic",
    InviteAdministrator = "invite_administrator",
    SuspendClinic = "suspend_clinic",
    ResumeClinic = "resume_clinic",
    AddAddress = "add_address",
    RemoveAddress = "remove_address",
    GrantSupport = "grant_support",
    RevokeSupport = "revoke_support",
    AskForSupport = "ask_for_support",
    EnterSupport = "enter_support",
    LeaveSupport = "leave_support",
}

/// What an entry is about, besides who did it and what.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub tenant: Option<Uuid>,
    pub subject: Option<Uuid>,
    /// As it was typed.
    pub detail: Option<String>,
}

impl About {
    pub fn tenant(id: Uuid) -> Self {
        Self { tenant: Some(id), ..Self::default() }
    }

    pub fn subject(id: Uuid) -> Self {
        Self { subject: Some(id), ..Self::default() }
    }

    pub fn detail(mut self, text: &str) -> Self {
        self.detail = Some(text.to_owned());
        self
    }
}

impl PlatformTx {
    /// Records what came of an attempt that changed nothing; of whom it concerned, where that is known.
    pub async fn record_attempt(&mut self, deed: Deed, operator: Option<Uuid>, outcome: Outcome) -> Result<()> {
        self.record_as(deed, About { subject: operator, ..About::default() }, outcome).await
    }

    pub(super) async fn record(&mut self, deed: Deed, about: About) -> Result<()> {
        self.record_as(deed, about, Outcome::Success).await
    }

    pub(super) async fn record_as(&mut self, deed: Deed, about: About, outcome: Outcome) -> Result<()> {
        let (id, now) = (self.house.clock().new_uuid(), self.now().to_sqlx());
        let (kind, operator) = self.steward.by.columns();
        let origin = self.keys().clinic().seal(ORIGIN, id, &Json((*self.steward.origin).clone()));
        let detail = self.keys().clinic().seal_opt(DETAIL, id, about.detail.as_ref());
        let request = self.steward.origin.request_id;
        sqlx::query!(
            "insert into platform.operator_event (id, at, actor_kind, operator_id, deed, tenant_id, subject_id, outcome,
                 request_id, origin, detail)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id,
            now,
            kind,
            operator,
            deed.code(),
            about.tenant,
            about.subject,
            outcome.as_str(),
            request,
            origin.as_bytes(),
            detail as _
        )
        .execute(self.db())
        .await?;
        Ok(())
    }
}

/// One entry, as the record is read.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub actor_kind: String,
    /// Who it was, or whom somebody tried to be.
    pub operator: Option<String>,
    pub deed: String,
    /// The clinic's slug, while there is such a clinic.
    pub clinic: Option<String>,
    pub outcome: String,
    pub request_id: Uuid,
    pub origin: Origin,
    pub detail: Option<String>,
}

/// Which entries are wanted; the newest come first.
#[derive(Debug, Clone, Default)]
pub struct RecordFilter {
    /// Of the clinic with this slug.
    pub clinic: Option<String>,
    /// Of the operator with this name.
    pub operator: Option<String>,
    /// Only those older than this one.
    pub before: Option<i64>,
    pub limit: i64,
}

impl PlatformTx {
    pub async fn record_of(&mut self, filter: &RecordFilter) -> Result<Vec<Entry>> {
        let rows = sqlx::query!(
            r#"select e.seq, e.id, e.at, e.actor_kind, e.deed, e.outcome, e.request_id,
                      e.origin as "origin: Sealed<Json<Origin>>", e.detail as "detail: Sealed<String>",
                      o.name as "operator?", t.slug as "clinic?"
               from platform.operator_event e
               left join platform.operator o on o.id = coalesce(e.operator_id, e.subject_id)
               left join platform.tenant t on t.id = e.tenant_id
               where ($1::text is null or t.slug = $1) and ($2::text is null or o.name = $2)
                 and ($3::bigint is null or e.seq < $3)
               order by e.seq desc limit $4"#,
            filter.clinic,
            filter.operator,
            filter.before,
            filter.limit
        )
        .fetch_all(self.db())
        .await?;
        let keys = self.keys();
        rows.into_iter()
            .map(|row| {
                Ok(Entry {
                    seq: row.seq,
                    at: row.at.to_jiff(),
                    actor_kind: row.actor_kind,
                    operator: row.operator,
                    deed: row.deed,
                    clinic: row.clinic,
                    outcome: row.outcome,
                    request_id: row.request_id,
                    origin: keys.clinic().open(ORIGIN, row.id, &row.origin)?.into_inner().0,
                    detail: keys.clinic().open_opt(DETAIL, row.id, row.detail.as_ref())?.map(vault::Phi::into_inner),
                })
            })
            .collect()
    }
}

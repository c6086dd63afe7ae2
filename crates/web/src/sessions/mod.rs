//! Sessions of staff and patients: opened at sign-in, found again by cookie or token, ended by sign-out, idleness or
//! age. A change of privilege ends a session and opens the next one, so an id learned earlier is worth nothing.

mod cache;
mod list;
mod store;

use jiff::{SignedDuration, Timestamp};
use tenancy::{Action, Actor, BREAK_GLASS, Outsider, Rights, Role};
use uuid::Uuid;

pub(crate) use cache::{SessionCache, Sought};
pub(crate) use list::end_unproved;
pub use list::{Listed, end_all_of, end_own, list_of};
pub(crate) use store::SessionKey;
pub(crate) use store::find;
pub use store::{
    NewSession, Opened, RanOut, SESSION_ORIGIN, STAFF_DISPLAY_NAME, SUPPORTER_NAME, begin_emergency, end,
    end_emergency, hash_secret, new_secret, note_proof, open, ran_out, renew, row_of_hash, succeed,
};

/// Whose session it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    Staff(Uuid),
    Patient(Uuid),
    /// An operator who looks at a clinic by leave of its administrator.
    Support(Supporter),
    /// An operator at the platform's own host; in no clinic is there such a session.
    Operator(Uuid),
}

/// Who looks, and by which leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Supporter {
    pub operator: Uuid,
    pub grant: Uuid,
    /// The one time that the operator entered.
    pub entry: Uuid,
    pub sees_patients: bool,
}

impl Supporter {
    /// What the leave allows.
    pub fn rights(self) -> Rights {
        Rights::of_outsider(if self.sees_patients { Outsider::SupportWithPatients } else { Outsider::Support })
    }
}

impl Holder {
    pub fn id(self) -> Uuid {
        match self {
            Self::Staff(id) | Self::Patient(id) | Self::Operator(id) => id,
            Self::Support(supporter) => supporter.operator,
        }
    }

    /// The two columns of a row that belongs to one of either.
    pub fn columns(self) -> (Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Staff(id) => (Some(id), None),
            Self::Patient(id) => (None, Some(id)),
            Self::Support(_) | Self::Operator(_) => (None, None),
        }
    }

    /// The column of a row that belongs to an operator who looks.
    pub fn entry(self) -> Option<Uuid> {
        match self {
            Self::Support(supporter) => Some(supporter.entry),
            Self::Staff(_) | Self::Patient(_) | Self::Operator(_) => None,
        }
    }

    pub(crate) fn of_columns(staff: Option<Uuid>, patient: Option<Uuid>) -> Option<Self> {
        staff.map(Self::Staff).or(patient.map(Self::Patient))
    }
}

macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            pub(crate) fn parse(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! {
    /// What is still to be done before a session opens anything else.
    Stage {
        Full = "full",
        /// The password was right; the second factor is still to be shown.
        SecondFactor = "second_factor",
        /// A second factor is asked of this role, and there is none yet.
        EnrolFactor = "enrol_factor",
        /// The password is too old.
        ChangePassword = "change_password",
    }
}

named! {
    /// How somebody proved who they are.
    Method {
        Password = "password",
        PasswordAndCode = "password_and_code",
        PasswordAndPasskey = "password_and_passkey",
        Passkey = "passkey",
        /// A code sent to the telephone.
        Code = "code",
        ActivationCode = "activation_code",
        IdentityService = "identity_service",
        /// A ticket made at the platform's host.
        SupportTicket = "support_ticket",
        /// Not at all.
        Unproved = "unproved",
    }
}

impl Stage {
    /// What a session may do before it is whole.
    fn rights(self) -> Option<Rights> {
        let own: &[Action] = match self {
            Self::Full => return None,
            Self::SecondFactor => &[Action::SignIn],
            Self::EnrolFactor => &[Action::EnrolFactor, Action::ViewOwnAccount],
            Self::ChangePassword => &[Action::ChangePassword],
        };
        Some(own.iter().copied().chain([Action::ResolveSession, Action::SignOut]).collect())
    }
}

/// How long a proof of who somebody is serves for what asks for a fresh one.
pub const PROOF_LASTS: SignedDuration = SignedDuration::from_mins(5);

/// A live session, as long as it is not older than a second: a role taken away is gone that fast on every node.
#[derive(Debug, Clone)]
pub struct Session {
    pub id: Uuid,
    pub holder: Holder,
    pub stage: Stage,
    pub method: Method,
    pub rights: Rights,
    /// Of staff.
    pub roles: Vec<Role>,
    /// Of staff; a patient's name is sealed with the patient's own key, and opened by those who keep charts.
    pub display_name: String,
    pub locale: Option<String>,
    pub csrf: String,
    pub proved_at: Timestamp,
    /// While the glass is broken.
    pub emergency_until: Option<Timestamp>,
    /// Until when support may look, where it is support that does.
    pub support: Option<Timestamp>,
}

impl Session {
    pub fn actor(&self) -> Actor {
        match self.holder {
            Holder::Staff(id) => {
                Actor::Staff { id, session: self.id, rights: self.rights, emergency: self.emergency_until.is_some() }
            }
            Holder::Patient(id) => Actor::Patient { id, session: self.id, rights: self.rights },
            Holder::Support(Supporter { operator, grant, .. }) => {
                Actor::Support { operator, grant, session: self.id, rights: self.rights }
            }
            Holder::Operator(id) => Actor::NamedOperator { id, session: self.id },
        }
    }

    pub fn is_staff(&self) -> bool {
        matches!(self.holder, Holder::Staff(_))
    }

    /// Whether the holder has just proved who they are.
    pub fn is_freshly_proved(&self, now: Timestamp) -> bool {
        now.duration_since(self.proved_at) <= PROOF_LASTS
    }
}

/// What a session may do, from what its holder is and where the session stands.
fn rights_of(stage: Stage, method: Method, holder: Holder, staff: &StaffRights, emergency: bool) -> Rights {
    if let Some(only) = stage.rights() {
        return only;
    }
    match holder {
        Holder::Patient(_) if method == Method::Unproved => Rights::of_outsider(Outsider::UnprovedPatient),
        Holder::Patient(_) => Rights::of_outsider(Outsider::Patient),
        Holder::Support(supporter) => supporter.rights(),
        Holder::Operator(_) => Rights::NONE,
        Holder::Staff(_) => {
            let own: Rights = staff.further.iter().filter_map(|code| Action::parse(code)).collect();
            let added = if emergency { BREAK_GLASS.iter().copied().collect() } else { Rights::NONE };
            Rights::of_roles(&staff.roles).and(own).and(added)
        }
    }
}

/// What somebody of the staff is: the roles that everybody knows, and the actions of the clinic's own roles.
struct StaffRights {
    roles: Vec<Role>,
    further: Vec<String>,
}

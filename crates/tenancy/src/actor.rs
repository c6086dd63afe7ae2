//! Who is acting.

use uuid::Uuid;

use crate::{Action, Outsider, Rights};

/// The one in whose name a transaction runs.
#[derive(Debug, Clone)]
pub enum Actor {
    Staff {
        id: Uuid,
        session: Uuid,
        rights: Rights,
        /// Whether the glass is broken: everything that is done meanwhile stands out in the record.
        emergency: bool,
    },
    /// A patient, under the id of their chart.
    Patient { id: Uuid, session: Uuid, rights: Rights },
    /// A machine with a token; it may do what the token's scopes name and nothing else.
    Integration { id: Uuid, rights: Rights },
    /// The one who hosts the clinics, at the command line. May run the house, and see no PHI.
    Operator,
    /// One of those who host the clinics, signed in at the platform's own host. Has next to no rights in a clinic.
    NamedOperator { id: Uuid, session: Uuid },
    /// An operator whom the clinic's administrator let in to look, for a while; under the operator's id.
    Support { operator: Uuid, grant: Uuid, session: Uuid, rights: Rights },
    /// The program itself, doing what was asked for earlier.
    Job { name: &'static str },
    /// Somebody who has not proved who they are.
    Visitor,
}

impl Actor {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Staff { .. } => "staff",
            Self::Patient { .. } => "patient",
            Self::Integration { .. } => "integration",
            Self::Operator | Self::NamedOperator { .. } => "operator",
            Self::Support { .. } => "support",
            Self::Job { .. } => "job",
            Self::Visitor => "visitor",
        }
    }

    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Staff { id, .. }
            | Self::Patient { id, .. }
            | Self::Integration { id, .. }
            | Self::NamedOperator { id, .. }
            | Self::Support { operator: id, .. } => Some(*id),
            Self::Operator | Self::Job { .. } | Self::Visitor => None,
        }
    }

    pub fn session(&self) -> Option<Uuid> {
        match self {
            Self::Staff { session, .. }
            | Self::Patient { session, .. }
            | Self::NamedOperator { session, .. }
            | Self::Support { session, .. } => Some(*session),
            Self::Integration { .. } | Self::Operator | Self::Job { .. } | Self::Visitor => None,
        }
    }

    pub fn may(&self, action: Action) -> bool {
        match self {
            Self::Staff { rights, .. }
            | Self::Patient { rights, .. }
            | Self::Integration { rights, .. }
            | Self::Support { rights, .. } => rights.may(action),
            Self::NamedOperator { .. } => Outsider::NamedOperator.may(action),
            Self::Operator => Outsider::Operator.may(action),
            Self::Job { .. } => true,
            Self::Visitor => Outsider::Visitor.may(action),
        }
    }

    pub fn is_support(&self) -> bool {
        matches!(self, Self::Support { .. })
    }

    /// Whether everything that is done is marked in the record.
    pub(crate) fn stands_out(&self) -> bool {
        matches!(self, Self::Staff { emergency: true, .. } | Self::Support { .. })
    }
}

impl Rights {
    /// What somebody who is no staff may do.
    pub fn of_outsider(outsider: Outsider) -> Self {
        Action::ALL.iter().copied().filter(|action| outsider.may(*action)).collect()
    }

    /// What a token with these scopes may do. Repeating itself is no right of its own: what is repeated is judged by
    /// what it was.
    pub fn of_scopes<S: AsRef<str>>(scopes: &[S]) -> Self {
        let covered = |action: &Action| scopes.iter().any(|scope| scope_covers(scope.as_ref(), *action));
        Action::ALL.iter().copied().filter(covered).chain([Action::ReplayRequest]).collect()
    }
}

/// Scopes of tokens, in the form `resource:verb`.
pub const SCOPES: &[&str] = &[
    "readings:write",
    "readings:read",
    "patients:read",
    "patients:write",
    "appointments:read",
    "appointments:write",
    "transactions:read",
    "transactions:write",
    "analytics:read",
];

fn scope_covers(scope: &str, action: Action) -> bool {
    match scope {
        "readings:read" => matches!(action, Action::ViewReadings),
        "readings:write" => matches!(action, Action::RecordReadings),
        "patients:read" => matches!(action, Action::ListPatients | Action::SearchPatients | Action::ViewPatient),
        "patients:write" => matches!(action, Action::RegisterPatient | Action::UpdatePatient),
        "appointments:read" => matches!(action, Action::ListAppointments | Action::ViewAppointment),
        "appointments:write" => {
            matches!(action, Action::BookAppointment | Action::RescheduleAppointment | Action::CancelAppointment)
        }
        "transactions:read" => matches!(
            action,
            Action::ListTransactions | Action::ViewTransaction | Action::ViewBalance | Action::ViewPrices
        ),
        // What gives money back, or forgoes it, takes somebody who answers for it.
        "transactions:write" => matches!(action, Action::CreateTransaction | Action::IssueReceipt),
        // What instruments say stays with those who see patients.
        "analytics:read" => {
            matches!(action, Action::ViewActivity | Action::SeeActivityOfOthers | Action::ViewEarnings)
        }
        _ => false,
    }
}

//! Who is acting.

use uuid::Uuid;

use crate::{Action, Role};

/// The one in whose name a transaction runs.
#[derive(Debug, Clone)]
pub enum Actor {
    Staff {
        id: Uuid,
        session: Uuid,
        roles: Vec<Role>,
    },
    /// A machine with a token; it may do what the token's scopes name and nothing else.
    Integration {
        id: Uuid,
        scopes: Vec<String>,
    },
    /// The one who hosts the clinics, at the command line. May run the house, and see no PHI.
    Operator,
    /// The program itself, doing what was asked for earlier.
    Job {
        name: &'static str,
    },
    /// Somebody who has not proved who they are.
    Visitor,
}

impl Actor {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Staff { .. } => "staff",
            Self::Integration { .. } => "integration",
            Self::Operator => "operator",
            Self::Job { .. } => "job",
            Self::Visitor => "visitor",
        }
    }

    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Staff { id, .. } | Self::Integration { id, .. } => Some(*id),
            Self::Operator | Self::Job { .. } | Self::Visitor => None,
        }
    }

    pub fn session(&self) -> Option<Uuid> {
        match self {
            Self::Staff { session, .. } => Some(*session),
            _ => None,
        }
    }

    pub fn may(&self, action: Action) -> bool {
        match self {
            Self::Staff { roles, .. } => roles.iter().any(|role| role.may(action)),
            // Repeating itself is no right of its own: what is repeated is judged by what it was.
            Self::Integration { .. } if action == Action::ReplayRequest => true,
            Self::Integration { scopes, .. } => scopes.iter().any(|scope| scope_covers(scope, action)),
            Self::Operator => matches!(
                action,
                Action::CreateStaff
                    | Action::ListStaff
                    | Action::ResetPassword
                    | Action::IssueToken
                    | Action::RevokeToken
                    | Action::ImportPatients
                    | Action::RegisterPatient
                    | Action::ManageRooms
                    | Action::ViewSettings
                    | Action::ViewAudit
            ),
            Self::Job { .. } => true,
            Self::Visitor => {
                matches!(action, Action::SignIn | Action::SignOut | Action::RefreshSession | Action::ResolveSession)
            }
        }
    }
}

/// Scopes of tokens, in the form `resource:verb`.
pub const SCOPES: &[&str] =
    &["readings:write", "readings:read", "patients:read", "patients:write", "appointments:read", "appointments:write"];

fn scope_covers(scope: &str, action: Action) -> bool {
    match scope {
        "patients:read" => matches!(action, Action::ListPatients | Action::SearchPatients | Action::ViewPatient),
        "patients:write" => matches!(action, Action::RegisterPatient | Action::UpdatePatient),
        "appointments:read" => matches!(action, Action::ListAppointments | Action::ViewAppointment),
        "appointments:write" => {
            matches!(action, Action::BookAppointment | Action::RescheduleAppointment | Action::CancelAppointment)
        }
        _ => false,
    }
}

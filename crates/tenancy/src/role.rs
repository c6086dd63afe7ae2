//! Who may do what: the whole policy of a clinic on one screen.

use crate::Action;

/// What somebody is in a clinic; one person may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Admin,
    Doctor,
    Therapist,
    Assistant,
    Reception,
    Billing,
    Viewer,
    Auditor,
}

use Role::{Admin, Assistant, Auditor, Billing, Doctor, Reception, Therapist, Viewer};

const EVERYONE: &[Role] = Role::ALL;
const CLINICIANS: &[Role] = &[Doctor, Therapist];
const CARE: &[Role] = &[Doctor, Therapist, Assistant];
const DESK: &[Role] = &[Admin, Doctor, Therapist, Assistant, Reception];
const DEMOGRAPHICS: &[Role] = &[Admin, Doctor, Therapist, Assistant, Reception, Billing, Viewer];

impl Role {
    pub const ALL: &'static [Self] = &[Admin, Doctor, Therapist, Assistant, Reception, Billing, Viewer, Auditor];

    pub const fn as_str(self) -> &'static str {
        match self {
            Admin => "admin",
            Doctor => "doctor",
            Therapist => "therapist",
            Assistant => "assistant",
            Reception => "reception",
            Billing => "billing",
            Viewer => "viewer",
            Auditor => "auditor",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.as_str() == text)
    }

    /// The policy. No wildcard: a new action does not compile until somebody decides who may do it.
    pub fn may(self, action: Action) -> bool {
        allowed(action).contains(&self)
    }
}

const fn allowed(action: Action) -> &'static [Role] {
    match action {
        Action::SignIn
        | Action::SignOut
        | Action::RefreshSession
        | Action::ResolveSession
        | Action::ReplayRequest
        | Action::ViewSettings => EVERYONE,

        Action::ListPatients
        | Action::SearchPatients
        | Action::ViewPatient
        | Action::ListContacts
        | Action::ViewContact
        | Action::ViewDayBoard
        | Action::ListAppointments
        | Action::ViewAppointment
        | Action::ListRooms
        | Action::ListStaff => DEMOGRAPHICS,

        Action::RegisterPatient
        | Action::UpdatePatient
        | Action::CreateContact
        | Action::UpdateContact
        | Action::BookAppointment
        | Action::OverrideSlot
        | Action::BackfillVisit
        | Action::UpdateAppointment
        | Action::RescheduleAppointment
        | Action::CheckInAppointment
        | Action::StartVisit
        | Action::CompleteAppointment
        | Action::CancelAppointment
        | Action::MarkNoShow
        | Action::RevertStatus => DESK,

        Action::DeletePatient | Action::DeleteContact | Action::DeleteAppointment => &[Admin, Doctor, Reception],

        Action::ViewRecords | Action::FulfilRequirement => CARE,
        Action::WriteRecord | Action::ReviseRecord | Action::StrikeRecord => CLINICIANS,
        Action::ViewAccessLog => &[Admin, Doctor, Therapist, Assistant, Auditor],

        Action::ImportPatients
        | Action::MarkEnteredInError
        | Action::ManageRooms
        | Action::CreateStaff
        | Action::ChangeStaff
        | Action::ResetPassword
        | Action::IssueToken
        | Action::RevokeToken => &[Admin],
        Action::ViewAudit => &[Admin, Auditor],
        // Only the program itself.
        Action::TidyUp => &[],
    }
}

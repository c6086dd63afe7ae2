//! Who may do what: the whole policy of a clinic in one match.

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
const DESK_AND_BILLING: &[Role] = &[Admin, Doctor, Therapist, Assistant, Reception, Billing];
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

    pub fn may(self, action: Action) -> bool {
        policy(action).staff.contains(&self)
    }
}

/// Those who are no staff, and are told apart by how they came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outsider {
    /// Has proved to be the patient.
    Patient,
    /// Named a phone number and a user name, and proved nothing: where a clinic insists on letting them in.
    UnprovedPatient,
    /// Hosts the clinics, at the command line.
    Operator,
    /// Hosts the clinics, at the platform's pages.
    NamedOperator,
    /// Looks at a clinic's settings, by leave of its administrator.
    Support,
    /// Looks at who its patients are and when they come as well. Never at what was written about their health.
    SupportWithPatients,
    /// Anybody who reached the clinic's door.
    Visitor,
}

impl Outsider {
    pub const ALL: &'static [Self] = &[
        Self::Patient,
        Self::UnprovedPatient,
        Self::Operator,
        Self::NamedOperator,
        Self::Support,
        Self::SupportWithPatients,
        Self::Visitor,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::UnprovedPatient => "unproved_patient",
            Self::Operator => "operator",
            Self::NamedOperator => "named_operator",
            Self::Support => "support",
            Self::SupportWithPatients => "support_with_patients",
            Self::Visitor => "visitor",
        }
    }

    pub fn may(self, action: Action) -> bool {
        policy(action).others & self.bit() != 0
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

struct Policy {
    staff: &'static [Role],
    others: u8,
}

const fn staff(roles: &'static [Role]) -> Policy {
    Policy { staff: roles, others: 0 }
}

const NOBODY: Policy = staff(&[]);

impl Policy {
    const fn and(mut self, other: Outsider) -> Self {
        self.others |= other.bit();
        self
    }

    const fn and_patients(self) -> Self {
        self.and(Outsider::Patient)
    }

    const fn and_operators(self) -> Self {
        self.and(Outsider::Operator)
    }

    const fn and_named_operators(self) -> Self {
        self.and(Outsider::NamedOperator)
    }

    const fn and_support(self) -> Self {
        self.and(Outsider::Support).and_support_with_patients()
    }

    const fn and_support_with_patients(self) -> Self {
        self.and(Outsider::SupportWithPatients)
    }

    const fn and_visitors(self) -> Self {
        self.and(Outsider::Visitor)
    }

    const fn and_unproved(self) -> Self {
        self.and_patients().and(Outsider::UnprovedPatient)
    }
}

/// The policy. No wildcard: a new action does not compile until somebody decides who may do it.
#[expect(clippy::too_many_lines, reason = "the whole policy is read in one place")]
const fn policy(action: Action) -> Policy {
    match action {
        Action::ResolveSession => {
            staff(EVERYONE).and_unproved().and_visitors().and_operators().and_named_operators().and_support()
        }
        // Whatever anybody does may be something to tell the clinic's people of; nothing is learned by it.
        Action::Notify => staff(EVERYONE).and_unproved().and_visitors().and_operators(),
        Action::SignOut => staff(EVERYONE).and_unproved().and_visitors(),
        Action::SignIn | Action::RefreshSession => staff(EVERYONE).and_patients().and_visitors(),
        Action::ReplayRequest => staff(EVERYONE).and_unproved(),

        // One's own account.
        Action::ChangePassword => staff(EVERYONE).and_visitors(),
        Action::Reauthenticate | Action::KeepDraft | Action::RestoreDraft | Action::ReadNotifications => {
            staff(EVERYONE)
        }
        Action::EnrolFactor | Action::RemoveFactor | Action::ViewOwnAccount | Action::EndSession => {
            staff(EVERYONE).and_patients()
        }
        Action::ChangePreferences => staff(EVERYONE).and_patients(),
        Action::ViewSettings => staff(EVERYONE).and_operators(),

        Action::ListPatients
        | Action::SearchPatients
        | Action::ViewPatient
        | Action::ListContacts
        | Action::ViewContact
        | Action::ViewDayBoard
        | Action::ExplainSlot
        | Action::ListAppointments
        | Action::ViewSeries
        | Action::ViewWaitlist
        | Action::ViewAppointment => staff(DEMOGRAPHICS).and_support_with_patients(),
        Action::ListRooms | Action::ViewSchedule => staff(DEMOGRAPHICS).and_support(),
        Action::FindSlots => staff(DEMOGRAPHICS).and_unproved(),
        Action::ListStaff => staff(DEMOGRAPHICS).and_operators().and_support(),

        Action::RegisterPatient => staff(DESK).and_operators(),
        Action::UpdatePatient
        | Action::CreateContact
        | Action::UpdateContact
        | Action::TagContact
        | Action::UntagContact
        | Action::MessageContact
        | Action::BookAppointment
        | Action::HoldSlot
        | Action::BookSeries
        | Action::ChangeSeries
        | Action::ManageWaitlist
        | Action::OfferSlot
        | Action::OverrideSlot
        | Action::BackfillVisit
        | Action::UpdateAppointment
        | Action::RescheduleAppointment
        | Action::CheckInAppointment
        | Action::StartVisit
        | Action::CompleteAppointment
        | Action::CancelAppointment
        | Action::MarkNoShow
        | Action::RevertStatus => staff(DESK),

        Action::DeletePatient | Action::DeleteContact | Action::DeleteAppointment | Action::DeleteDocument => {
            staff(&[Admin, Doctor, Reception])
        }

        Action::ViewRecords
        | Action::FulfilRequirement
        | Action::ViewAssessments
        // What instruments say is clinical, also of many together.
        | Action::ViewOutcomes
        | Action::ViewHistory
        | Action::ViewPlans
        | Action::WritePlan
        | Action::RevisePlan
        | Action::ScoreGoal
        | Action::ManagePackages
        | Action::WriteAssessment
        | Action::CompleteAssessment
        | Action::ViewEncounters
        | Action::StartEncounter
        | Action::FinishEncounter
        | Action::ViewNotes
        | Action::WriteNote
        | Action::KeepNote
        | Action::DiscardNote
        | Action::SignNote
        // One's own; those of others whoever may amend them.
        | Action::StrikeNote
        | Action::WriteOwnTemplate
        | Action::ViewReadings
        | Action::RecordReadings
        | Action::StrikeReading
        | Action::UnstrikeReading
        | Action::ViewAlerts
        | Action::HandleAlert
        | Action::SeeConfidentialDocuments
        | Action::ChangeOwnHours
        | Action::ManageFeeds => staff(CARE),
        Action::WriteRecord
        | Action::ReviseRecord
        | Action::StrikeRecord
        | Action::ReleaseRecord
        | Action::WithdrawRecord
        | Action::CoSignAssessment
        | Action::AmendAssessment
        | Action::StrikeAssessment
        | Action::ReleaseAssessment
        | Action::WithdrawAssessment
        | Action::WriteHistory
        | Action::ReviseHistory
        | Action::StrikeHistory
        | Action::StrikePlan
        | Action::CoSignNote
        | Action::AmendNote
        | Action::SetThreshold
        | Action::SeeRestrictedDocuments => staff(CLINICIANS),
        // Whoever books or bills learns how many visits are left; what they were authorised for is for those who bill.
        Action::ViewPackages => staff(&[Doctor, Therapist, Assistant, Billing]),
        Action::ViewInstruments | Action::ViewNoteTemplates | Action::ViewDevices => {
            staff(&[Admin, Doctor, Therapist, Assistant])
        }
        Action::ManageNoteTemplates => staff(&[Admin, Doctor]),
        Action::ViewAccessLog => staff(&[Admin, Doctor, Therapist, Assistant, Auditor]),

        // Which documents one gets to see is a matter of their privacy. Support sees who somebody is, and not what was
        // noted about them.
        Action::ListDocuments | Action::ViewDocument | Action::DownloadDocument | Action::ListTags => staff(DEMOGRAPHICS),
        Action::CountVisits
        | Action::ViewPrices
        | Action::ViewFeeRules
        | Action::CreateDocument
        | Action::BeginUpload
        | Action::UploadDocument
        | Action::UpdateDocument
        | Action::SubmitDocument
        | Action::SeeInternalDocuments => staff(DESK_AND_BILLING),
        Action::ApproveDocument | Action::RejectDocument | Action::ManageDevices => staff(&[Admin, Doctor, Therapist]),
        Action::ReleaseDocument | Action::WithdrawDocument => staff(&[Admin, Doctor, Therapist, Reception]),

        // Whoever stands at the desk takes money; giving it back, and forgoing it, is for those who answer for the books.
        Action::ListTransactions
        | Action::ViewTransaction
        | Action::ViewBalance
        | Action::CreateTransaction
        | Action::IssueReceipt
        | Action::ListInvoices
        | Action::ViewInvoice
        | Action::DraftInvoice
        | Action::ChangeInvoice
        | Action::DiscardInvoice
        | Action::IssueInvoice
        | Action::ListOverdue
        | Action::RemindInvoice
        | Action::ViewStatement
        | Action::ListDayCloses
        | Action::ViewDayClose
        | Action::CloseDay
        | Action::ListFees => staff(&[Admin, Reception, Billing]),
        Action::RefundTransaction
        | Action::AdjustTransaction
        | Action::CreditInvoice
        | Action::ManagePrices
        | Action::ReopenDay
        | Action::ManageFeeRules
        | Action::WaiveFee
        | Action::SeeAllFinancialRecords => staff(&[Admin, Billing]),
        // Whoever sees patients sees what came of their own visits.
        Action::ViewFinancialRecords => staff(&[Admin, Doctor, Therapist, Billing]),

        // How much there is to do is no secret among those who do it; whoever sees patients learns of their own work alone.
        Action::ViewActivity => staff(&[Admin, Doctor, Therapist, Assistant, Reception, Billing, Auditor]),
        Action::SeeActivityOfOthers => staff(&[Admin, Reception, Billing, Auditor]),
        Action::ViewEarnings => staff(&[Admin, Billing, Auditor]),

        // The patient's own; the operations take the patient from the actor.
        // A calendar is read by whoever knows its address.
        Action::SignUpPatient | Action::RequestCode | Action::SignInUnproved | Action::ReadFeed => {
            NOBODY.and_visitors()
        }
        Action::ViewOwnAppointments
        | Action::HoldOwnSlot
        | Action::BookOwnAppointment
        | Action::RescheduleOwnAppointment
        | Action::CancelOwnAppointment
        | Action::JoinWaitlist
        | Action::LeaveWaitlist => NOBODY.and_unproved(),
        // An offer is answered by whoever got its link, or by its patient.
        Action::ViewOffer | Action::AcceptOffer | Action::DeclineOffer => NOBODY.and_visitors().and_unproved(),
        Action::ViewOwnRecords
        | Action::ViewOwnDocuments
        | Action::DownloadOwnDocument
        | Action::ViewOwnExercises
        | Action::TickOwnExercise
        | Action::ViewOwnAccessLog
        | Action::GiveConsent
        | Action::WithdrawConsent
        | Action::ChangeOwnLanguage => NOBODY.and_patients(),
        // Those who register people also put right what was registered twice.
        Action::ViewPatientAccount
        | Action::IssueActivationCode
        | Action::ChangePatientAccount
        | Action::PreviewMerge
        | Action::MergePatients
        | Action::ReverseMerge
        | Action::ListMerges
        | Action::TellPatientsApart
        | Action::RetryMessage => staff(&[Admin, Reception]),
        Action::ViewMessages => staff(&[Admin, Reception]).and_operators(),
        Action::SendMessage => staff(DESK_AND_BILLING).and_patients().and_visitors().and_operators(),

        Action::ImportPatients
        | Action::ManageRooms
        | Action::ManageSchedule
        | Action::ResetPassword
        | Action::IssueToken
        | Action::RevokeToken
        | Action::UnlockAccount => staff(&[Admin]).and_operators(),
        Action::CreateStaff => staff(&[Admin]).and_operators().and_named_operators(),
        Action::ListTokens => staff(&[Admin]).and_operators().and_support(),
        Action::MarkEnteredInError
        | Action::ChangeStaff
        | Action::EndStaffSessions
        | Action::ManageRoles
        | Action::ChangeAccessPolicy
        | Action::ChangeBookingPolicy
        | Action::ChangeResultRule
        | Action::ManageInstruments
        | Action::ChangeDocumentPolicy
        | Action::ChangeInvoicing
        | Action::ChangeReadingPolicy
        | Action::ManageIdentityService
        | Action::ManageMessaging
        | Action::ListWebhooks
        | Action::ViewWebhook
        | Action::CreateWebhook
        | Action::UpdateWebhook
        | Action::RotateWebhookSecret
        | Action::DeleteWebhook
        | Action::PingWebhook
        | Action::ListDeliveries
        | Action::RedeliverWebhook
        | Action::BreakGlass
        | Action::ListExports
        | Action::RequestExport
        | Action::WriteExport
        | Action::DownloadExport
        | Action::DiscardExport
        | Action::ListImports
        | Action::UploadImport
        | Action::MapImport
        | Action::CommitImport
        | Action::UndoImport
        | Action::DiscardImport
        | Action::ImportAppointments
        | Action::ImportTransactions
        | Action::ListDeleted
        | Action::RestoreDeleted
        | Action::ViewJobs
        | Action::RunDuty
        | Action::RetryJob
        | Action::DiscardJob
        | Action::ViewStorage
        | Action::GrantSupportAccess
        | Action::RevokeSupportAccess
        | Action::ListSupportAccess => staff(&[Admin]),
        // Support looks, and changes nothing but that it leaves.
        Action::EnterAsSupport => NOBODY.and_named_operators().and_support(),
        Action::ViewAsSupport => NOBODY.and_support(),
        Action::LeaveSupport => NOBODY.and_support().and_operators(),
        Action::ViewAudit => staff(&[Admin, Auditor]).and_operators(),
        // Only the program itself.
        Action::TidyUp
        | Action::DeliverMessages
        | Action::ReceiveMessage
        | Action::RaiseAlert
        | Action::DeliverWebhooks
        | Action::StopWebhook => NOBODY,
    }
}

/// What breaking the glass adds to what an administrator may: to read, and nothing else.
pub const BREAK_GLASS: &[Action] = &[
    Action::ViewRecords,
    Action::ViewAssessments,
    Action::ViewHistory,
    Action::ViewPlans,
    Action::ViewEncounters,
    Action::ViewNotes,
    Action::ViewReadings,
    Action::SeeConfidentialDocuments,
    Action::SeeRestrictedDocuments,
];

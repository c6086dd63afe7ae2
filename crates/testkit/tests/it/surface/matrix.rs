//! Who gets where: every page and every route of the API, as each role of each clinic, held against the action that it
//! stands for. A page that is not on the list below fails the test, as does a line that no page stands behind.

use std::collections::BTreeSet;

use http::Method;
use tenancy::Action;
use testkit::{Client, Response, Role, TestClinic};

use super::routes::{Operation, nowhere, operations, pages};
use super::scene::Scene;

/// Who may: all that is between "everybody" and "those with this action".
#[derive(Clone, Copy)]
enum Who {
    /// Signed in or not.
    Anybody,
    /// Whoever is signed in.
    Staff,
    /// Patients alone; stories of their own visit these.
    Patients,
    /// Those who look by leave of the clinic alone; so do these.
    Supporters,
    May(Action),
}

use Who::{Anybody, May, Patients, Staff, Supporters};

/// Each page, with who may see it and who may send its form; nobody where there is nothing of the kind.
const PAGES: &[(&str, Option<Who>, Option<Who>)] = &[
    ("/", Some(Anybody), None),
    ("/account", Some(May(Action::ViewOwnAccount)), None),
    ("/account/authenticator", Some(May(Action::EnrolFactor)), Some(May(Action::EnrolFactor))),
    ("/account/authenticator/remove", None, Some(May(Action::RemoveFactor))),
    ("/account/calendar", Some(May(Action::ManageFeeds)), Some(May(Action::ManageFeeds))),
    ("/account/calendar/{feed}/revoke", None, Some(May(Action::ManageFeeds))),
    ("/account/confirm", Some(May(Action::Reauthenticate)), Some(May(Action::Reauthenticate))),
    ("/account/passkeys/begin", None, Some(May(Action::EnrolFactor))),
    ("/account/passkeys/finish", None, Some(May(Action::EnrolFactor))),
    ("/account/passkeys/{passkey}/remove", None, Some(May(Action::RemoveFactor))),
    ("/account/password", Some(May(Action::ChangePassword)), Some(May(Action::ChangePassword))),
    ("/account/recovery-codes", None, Some(May(Action::EnrolFactor))),
    ("/account/sessions/end-others", None, Some(May(Action::EndSession))),
    ("/account/sessions/{session}/end", None, Some(May(Action::EndSession))),
    ("/admin", Some(May(Action::CreateStaff)), None),
    ("/admin/booking", Some(May(Action::ChangeBookingPolicy)), Some(May(Action::ChangeBookingPolicy))),
    ("/admin/exports", Some(May(Action::ListExports)), Some(May(Action::RequestExport))),
    ("/admin/exports/{export}/discard", None, Some(May(Action::DiscardExport))),
    ("/admin/exports/{export}/file", Some(May(Action::DownloadExport)), None),
    ("/admin/hours", Some(May(Action::ManageSchedule)), Some(May(Action::ManageSchedule))),
    ("/admin/hours/closures", None, Some(May(Action::ManageSchedule))),
    ("/admin/hours/closures/{closure}/remove", None, Some(May(Action::ManageSchedule))),
    ("/admin/hours/exceptions", None, Some(May(Action::ManageSchedule))),
    ("/admin/hours/exceptions/{exception}/remove", None, Some(May(Action::ManageSchedule))),
    ("/admin/fees", Some(May(Action::ManageFeeRules)), Some(May(Action::ManageFeeRules))),
    ("/admin/fees/{rule}/end", None, Some(May(Action::ManageFeeRules))),
    ("/admin/documents", Some(May(Action::ChangeDocumentPolicy)), Some(May(Action::ChangeDocumentPolicy))),
    ("/admin/identity", Some(May(Action::ManageIdentityService)), Some(May(Action::ManageIdentityService))),
    ("/admin/identity/people", None, Some(May(Action::ManageIdentityService))),
    ("/admin/identity/people/{id}/remove", None, Some(May(Action::ManageIdentityService))),
    ("/admin/identity/test", None, Some(May(Action::ManageIdentityService))),
    ("/admin/imports", Some(May(Action::ListImports)), Some(May(Action::UploadImport))),
    ("/admin/imports/{import}", Some(May(Action::ListImports)), Some(May(Action::MapImport))),
    ("/admin/imports/{import}/commit", None, Some(May(Action::CommitImport))),
    ("/admin/imports/{import}/discard", None, Some(May(Action::DiscardImport))),
    ("/admin/imports/{import}/problems", Some(May(Action::ListImports)), None),
    ("/admin/imports/{import}/undo", None, Some(May(Action::UndoImport))),
    ("/admin/instruments", Some(May(Action::ManageInstruments)), None),
    ("/admin/instruments/import", Some(May(Action::ManageInstruments)), Some(May(Action::ManageInstruments))),
    ("/admin/instruments/{instrument}/choose", None, Some(May(Action::ManageInstruments))),
    ("/admin/messaging", Some(May(Action::ManageMessaging)), Some(May(Action::ManageMessaging))),
    ("/admin/messaging/test", None, Some(May(Action::ManageMessaging))),
    ("/admin/messaging/texts", Some(May(Action::ManageMessaging)), None),
    (
        "/admin/messaging/texts/{wording}/{locale}",
        Some(May(Action::ManageMessaging)),
        Some(May(Action::ManageMessaging)),
    ),
    ("/admin/invoicing", Some(May(Action::ChangeInvoicing)), Some(May(Action::ChangeInvoicing))),
    ("/admin/messaging/texts/{wording}/{locale}/sample", Some(May(Action::ManageMessaging)), None),
    ("/admin/policy", Some(May(Action::ChangeAccessPolicy)), Some(May(Action::ChangeAccessPolicy))),
    ("/admin/prices", Some(May(Action::ManagePrices)), Some(May(Action::ManagePrices))),
    ("/admin/prices/{price}/end", None, Some(May(Action::ManagePrices))),
    ("/admin/prices/{price}/remove", None, Some(May(Action::ManagePrices))),
    ("/admin/readings", Some(May(Action::ChangeReadingPolicy)), Some(May(Action::ChangeReadingPolicy))),
    ("/admin/recycle-bin", Some(May(Action::ListDeleted)), None),
    ("/admin/recycle-bin/{deleted}/restore", None, Some(May(Action::RestoreDeleted))),
    ("/admin/results", Some(May(Action::ChangeResultRule)), Some(May(Action::ChangeResultRule))),
    ("/admin/roles", Some(May(Action::ManageRoles)), None),
    ("/admin/roles/new", Some(May(Action::ManageRoles)), Some(May(Action::ManageRoles))),
    ("/admin/roles/{role}", Some(May(Action::ManageRoles)), Some(May(Action::ManageRoles))),
    ("/admin/roles/{role}/delete", None, Some(May(Action::ManageRoles))),
    ("/admin/services", Some(May(Action::ManageSchedule)), None),
    ("/admin/services/new", Some(May(Action::ManageSchedule)), Some(May(Action::ManageSchedule))),
    ("/admin/services/{service}", Some(May(Action::ManageSchedule)), Some(May(Action::ManageSchedule))),
    ("/admin/services/{service}/retire", None, Some(May(Action::ManageSchedule))),
    ("/admin/staff/new", Some(May(Action::CreateStaff)), Some(May(Action::CreateStaff))),
    ("/admin/staff/{staff}", Some(May(Action::ChangeStaff)), Some(May(Action::ChangeStaff))),
    ("/admin/staff/{staff}/end-sessions", None, Some(May(Action::EndStaffSessions))),
    ("/admin/staff/{staff}/link", None, Some(May(Action::ResetPassword))),
    ("/admin/staff/{staff}/remove-factors", None, Some(May(Action::ChangeStaff))),
    ("/admin/staff/{staff}/unlock", None, Some(May(Action::UnlockAccount))),
    ("/admin/support", Some(May(Action::GrantSupportAccess)), Some(May(Action::GrantSupportAccess))),
    ("/admin/support/{grant}/revoke", None, Some(May(Action::GrantSupportAccess))),
    ("/admin/tokens", Some(May(Action::ListTokens)), Some(May(Action::IssueToken))),
    ("/admin/tokens/{token}/revoke", None, Some(May(Action::RevokeToken))),
    ("/admin/webhooks", Some(May(Action::ListWebhooks)), None),
    ("/admin/webhooks/new", Some(May(Action::CreateWebhook)), Some(May(Action::CreateWebhook))),
    ("/admin/webhooks/{webhook}", Some(May(Action::ViewWebhook)), Some(May(Action::UpdateWebhook))),
    ("/admin/webhooks/{webhook}/delete", None, Some(May(Action::DeleteWebhook))),
    ("/admin/webhooks/{webhook}/deliveries/{event}/redeliver", None, Some(May(Action::RedeliverWebhook))),
    ("/admin/webhooks/{webhook}/ping", None, Some(May(Action::PingWebhook))),
    ("/admin/webhooks/{webhook}/rotate-secret", None, Some(May(Action::RotateWebhookSecret))),
    ("/alerts", Some(May(Action::ViewAlerts)), None),
    ("/alerts/{alert}/acknowledge", None, Some(May(Action::HandleAlert))),
    ("/alerts/{alert}/resolve", None, Some(May(Action::HandleAlert))),
    ("/analytics", Some(May(Action::ViewActivity)), None),
    ("/analytics/appointments", Some(May(Action::ViewActivity)), None),
    ("/analytics/appointments/file", Some(May(Action::ViewActivity)), None),
    ("/analytics/money", Some(May(Action::ViewEarnings)), None),
    ("/analytics/money/file", Some(May(Action::ViewEarnings)), None),
    ("/analytics/outcomes", Some(May(Action::ViewOutcomes)), None),
    ("/analytics/outcomes/file", Some(May(Action::ViewOutcomes)), None),
    ("/analytics/patients", Some(May(Action::ViewActivity)), None),
    ("/analytics/patients/file", Some(May(Action::ViewActivity)), None),
    ("/analytics/reminders", Some(May(Action::ViewActivity)), None),
    ("/analytics/reminders/file", Some(May(Action::ViewActivity)), None),
    ("/analytics/utilization", Some(May(Action::ViewActivity)), None),
    ("/analytics/utilization/file", Some(May(Action::ViewActivity)), None),
    ("/assessments/score/{instrument}", None, Some(May(Action::WriteAssessment))),
    ("/assessments/{assessment}", Some(May(Action::ViewAssessments)), None),
    ("/assessments/{assessment}/amend", Some(May(Action::AmendAssessment)), Some(May(Action::AmendAssessment))),
    ("/assessments/{assessment}/co-sign", None, Some(May(Action::CoSignAssessment))),
    ("/assessments/{assessment}/edit", Some(May(Action::WriteAssessment)), Some(May(Action::WriteAssessment))),
    ("/assessments/{assessment}/release", None, Some(May(Action::ReleaseAssessment))),
    ("/assessments/{assessment}/strike", Some(May(Action::StrikeAssessment)), Some(May(Action::StrikeAssessment))),
    (
        "/assessments/{assessment}/withdraw",
        Some(May(Action::WithdrawAssessment)),
        Some(May(Action::WithdrawAssessment)),
    ),
    ("/audit", Some(May(Action::ViewAudit)), None),
    ("/auth/identity/callback", Some(Anybody), None),
    ("/auth/identity/start", Some(Anybody), None),
    ("/day-closes", Some(May(Action::ListDayCloses)), Some(May(Action::CloseDay))),
    ("/day-closes/new", Some(May(Action::CloseDay)), None),
    ("/day-closes/{close}", Some(May(Action::ViewDayClose)), None),
    ("/day-closes/{close}/reopen", None, Some(May(Action::ReopenDay))),
    ("/devices", Some(May(Action::ViewDevices)), Some(May(Action::ManageDevices))),
    ("/devices/{device}/revoke", None, Some(May(Action::ManageDevices))),
    ("/doctor/appointments-dash", Some(May(Action::ViewDayBoard)), None),
    ("/doctor/hours", Some(May(Action::ChangeOwnHours)), Some(May(Action::ChangeOwnHours))),
    ("/doctor/hours/{exception}/remove", None, Some(May(Action::ChangeOwnHours))),
    ("/doctor/patients-dash", Some(May(Action::ListPatients)), None),
    ("/doctor/staff-login", Some(Anybody), Some(Anybody)),
    ("/doctor/staff-logout", None, Some(Staff)),
    ("/encounters/{encounter}/finish", None, Some(May(Action::FinishEncounter))),
    ("/encounters/{encounter}/note", None, Some(May(Action::WriteNote))),
    ("/feeds/{file}", Some(Anybody), None),
    ("/documents/{document}", Some(May(Action::ViewDocument)), None),
    ("/documents/{document}/approve", None, Some(May(Action::ApproveDocument))),
    ("/documents/{document}/correct", None, Some(May(Action::UpdateDocument))),
    ("/documents/{document}/delete", None, Some(May(Action::DeleteDocument))),
    ("/documents/{document}/file", Some(May(Action::DownloadDocument)), None),
    ("/documents/{document}/reject", None, Some(May(Action::RejectDocument))),
    ("/documents/{document}/release", None, Some(May(Action::ReleaseDocument))),
    ("/documents/{document}/submit", None, Some(May(Action::SubmitDocument))),
    ("/documents/{document}/versions", None, Some(May(Action::UploadDocument))),
    ("/documents/{document}/withdraw", None, Some(May(Action::WithdrawDocument))),
    ("/drafts", Some(Staff), Some(Staff)),
    ("/drafts/{id}", Some(Staff), None),
    ("/drafts/{id}/discard", None, Some(Staff)),
    ("/drafts/{id}/fields", Some(Staff), None),
    ("/emergency", Some(May(Action::BreakGlass)), Some(May(Action::BreakGlass))),
    ("/emergency/end", None, Some(May(Action::BreakGlass))),
    ("/emergency/{emergency}/seen", None, Some(May(Action::BreakGlass))),
    ("/fees/{fee}", Some(May(Action::ListFees)), None),
    ("/fees/{fee}/waive", None, Some(May(Action::WaiveFee))),
    ("/financial-records", Some(May(Action::ViewFinancialRecords)), None),
    ("/help/shortcuts", Some(Staff), None),
    ("/live", Some(Staff), None),
    ("/messages", Some(May(Action::ViewMessages)), None),
    ("/messages/retry", None, Some(May(Action::RetryMessage))),
    ("/messages/{message}/retry", None, Some(May(Action::RetryMessage))),
    ("/notes", Some(May(Action::KeepNote)), None),
    ("/notes/templates", Some(May(Action::ViewNoteTemplates)), None),
    ("/notes/templates/new", Some(May(Action::ViewNoteTemplates)), Some(May(Action::WriteOwnTemplate))),
    ("/notes/templates/{template}", Some(May(Action::ManageNoteTemplates)), Some(May(Action::ManageNoteTemplates))),
    ("/notes/templates/{template}/remove", None, Some(May(Action::ManageNoteTemplates))),
    ("/notes/{note}", Some(May(Action::ViewNotes)), None),
    ("/notes/{note}/amend", Some(May(Action::AmendNote)), Some(May(Action::AmendNote))),
    ("/notes/{note}/co-sign", None, Some(May(Action::CoSignNote))),
    ("/notes/{note}/compare", Some(May(Action::ViewNotes)), None),
    ("/notes/{note}/discard", None, Some(May(Action::DiscardNote))),
    ("/notes/{note}/edit", Some(May(Action::WriteNote)), Some(May(Action::WriteNote))),
    ("/notes/{note}/filled/{template}", Some(May(Action::WriteNote)), None),
    ("/notes/{note}/keep", None, Some(May(Action::KeepNote))),
    ("/notes/{note}/strike", Some(May(Action::StrikeNote)), Some(May(Action::StrikeNote))),
    ("/notifications", Some(May(Action::ReadNotifications)), None),
    ("/notifications/newest", Some(May(Action::ReadNotifications)), None),
    ("/notifications/read", None, Some(May(Action::ReadNotifications))),
    ("/notifications/{notification}/open", None, Some(May(Action::ReadNotifications))),
    ("/offer/{secret}", Some(Anybody), None),
    ("/offer/{secret}/accept", None, Some(Anybody)),
    ("/offer/{secret}/decline", None, Some(Anybody)),
    ("/patient", Some(Anybody), None),
    ("/patient/access", Some(Patients), None),
    ("/patient/account", Some(Patients), None),
    ("/patient/account/passkeys/{passkey}/remove", None, Some(Patients)),
    ("/patient/account/sessions/end-others", None, Some(Patients)),
    ("/patient/account/sessions/{session}/end", None, Some(Patients)),
    ("/patient/activate", Some(Anybody), Some(Anybody)),
    ("/patient/add-diagnosis", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/add-diagnosis/{appointment}", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/add-prescription", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/add-prescription/{appointment}", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/add-requires", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/add-requires/{appointment}", Some(May(Action::WriteRecord)), Some(May(Action::WriteRecord))),
    ("/patient/appointment-details/{id}/{patient}", Some(May(Action::ViewAppointment)), None),
    ("/patient/appointments/{id}/cancel", Some(Patients), Some(Patients)),
    ("/patient/appointments/{id}/reschedule", Some(Patients), Some(Patients)),
    ("/patient/book", Some(Patients), Some(Patients)),
    ("/patient/book/{id}", Some(Patients), Some(Patients)),
    ("/patient/book/{id}/release", None, Some(Patients)),
    ("/patient/consents", Some(Patients), Some(Patients)),
    ("/patient/delete-diagnosis", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/delete-diagnosis/{appointment}", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/delete-prescription", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/delete-prescription/{appointment}", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/delete-requires", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/delete-requires/{appointment}", Some(May(Action::StrikeRecord)), Some(May(Action::StrikeRecord))),
    ("/patient/documents", Some(Patients), None),
    ("/patient/documents/{document}/file", Some(Patients), None),
    ("/patient/home", Some(Patients), None),
    ("/patient/offers/{offer}/accept", None, Some(Patients)),
    ("/patient/offers/{offer}/decline", None, Some(Patients)),
    ("/patient/patient-login", Some(Anybody), Some(Anybody)),
    ("/patient/patient-login/code", Some(Anybody), Some(Anybody)),
    ("/patient/patient-login/passkey/begin", None, Some(Anybody)),
    ("/patient/patient-login/passkey/finish", None, Some(Anybody)),
    ("/patient/patient-login/resend", None, Some(Anybody)),
    ("/patient/patient-logout", None, Some(Staff)),
    ("/patient/patient-profile/{user_id}", Some(May(Action::ViewPatient)), None),
    ("/patient/patient-signup", Some(Anybody), Some(Anybody)),
    ("/patient/results", Some(Patients), None),
    ("/patient/results/{assessment}", Some(Patients), None),
    ("/patient/update-diagnosis", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/update-diagnosis/{appointment}", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/update-prescription", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/update-prescription/{appointment}", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/update-requires", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/update-requires/{appointment}", Some(May(Action::ReviseRecord)), Some(May(Action::ReviseRecord))),
    ("/patient/view-diagnosis", Some(May(Action::ViewRecords)), None),
    ("/patient/view-diagnosis/{appointment}", Some(May(Action::ViewRecords)), None),
    ("/patient/view-prescription", Some(May(Action::ViewRecords)), None),
    ("/patient/view-prescription/{appointment}", Some(May(Action::ViewRecords)), None),
    ("/patient/view-requires", Some(May(Action::ViewRecords)), None),
    ("/patient/view-requires/{appointment}", Some(May(Action::ViewRecords)), None),
    ("/patient/exercises", Some(Patients), None),
    ("/patient/exercises/{exercise}", None, Some(Patients)),
    ("/patient/waitlist", Some(Patients), Some(Patients)),
    ("/patient/waitlist/{entry}/leave", None, Some(Patients)),
    ("/patients/import", Some(May(Action::ListImports)), None),
    ("/merges", Some(May(Action::ListMerges)), None),
    ("/merges/{merge}/reverse", Some(May(Action::ReverseMerge)), Some(May(Action::ReverseMerge))),
    ("/patients/duplicates", Some(May(Action::PreviewMerge)), None),
    ("/patients/duplicates/apart", None, Some(May(Action::TellPatientsApart))),
    ("/patients/{id}/merge", Some(May(Action::PreviewMerge)), Some(May(Action::MergePatients))),
    ("/patients/new", Some(May(Action::RegisterPatient)), Some(May(Action::RegisterPatient))),
    ("/history/{entry}", Some(May(Action::ViewHistory)), None),
    ("/history/{entry}/edit", Some(May(Action::ReviseHistory)), Some(May(Action::ReviseHistory))),
    ("/history/{entry}/end", None, Some(May(Action::ReviseHistory))),
    ("/history/{entry}/strike", Some(May(Action::StrikeHistory)), Some(May(Action::StrikeHistory))),
    ("/patients/{id}/history", Some(May(Action::ViewHistory)), None),
    ("/patients/{id}/history/new/{kind}", Some(May(Action::WriteHistory)), Some(May(Action::WriteHistory))),
    ("/packages/{package}", Some(May(Action::ViewPackages)), None),
    ("/packages/{package}/edit", Some(May(Action::ManagePackages)), Some(May(Action::ManagePackages))),
    ("/packages/{package}/strike", Some(May(Action::ManagePackages)), Some(May(Action::ManagePackages))),
    ("/patients/{id}/packages", Some(May(Action::ViewPackages)), None),
    ("/patients/{id}/packages/new", Some(May(Action::ManagePackages)), Some(May(Action::ManagePackages))),
    ("/patients/{id}/plan", Some(May(Action::ViewPlans)), None),
    ("/patients/{id}/plan/new", Some(May(Action::WritePlan)), Some(May(Action::WritePlan))),
    ("/plans/items/{item}", Some(May(Action::ViewPlans)), None),
    ("/plans/items/{item}/edit", Some(May(Action::RevisePlan)), Some(May(Action::RevisePlan))),
    ("/plans/items/{item}/score", None, Some(May(Action::ScoreGoal))),
    ("/plans/items/{item}/scores/{score}/strike", None, Some(May(Action::ScoreGoal))),
    ("/plans/items/{item}/strike", Some(May(Action::StrikePlan)), Some(May(Action::StrikePlan))),
    ("/plans/{plan}/new/{part}", Some(May(Action::WritePlan)), Some(May(Action::WritePlan))),
    ("/patients/{id}/assessments", Some(May(Action::ViewAssessments)), None),
    ("/patients/{id}/assessments/new", Some(May(Action::WriteAssessment)), None),
    (
        "/patients/{id}/assessments/new/{instrument}",
        Some(May(Action::WriteAssessment)),
        Some(May(Action::WriteAssessment)),
    ),
    ("/patients/{id}/assessments/trend/{instrument}", Some(May(Action::ViewAssessments)), None),
    ("/patients/{id}/notes", Some(May(Action::ViewNotes)), None),
    ("/patients/{id}/visit", None, Some(May(Action::StartEncounter))),
    ("/patients/{id}", Some(May(Action::ViewPatient)), None),
    ("/patients/{id}/account", Some(May(Action::ListTransactions)), None),
    ("/patients/{id}/account/charge", Some(May(Action::CreateTransaction)), Some(May(Action::CreateTransaction))),
    ("/patients/{id}/account/invoice", None, Some(May(Action::DraftInvoice))),
    ("/patients/{id}/account/statement", Some(May(Action::ViewStatement)), None),
    ("/patients/{id}/account/payment", Some(May(Action::CreateTransaction)), Some(May(Action::CreateTransaction))),
    ("/patients/{id}/documents", Some(May(Action::ListDocuments)), Some(May(Action::UploadDocument))),
    ("/patients/{id}/edit", Some(May(Action::UpdatePatient)), Some(May(Action::UpdatePatient))),
    ("/patients/{id}/portal", Some(May(Action::ViewPatientAccount)), Some(May(Action::ChangePatientAccount))),
    ("/patients/{id}/portal/block", None, Some(May(Action::ChangePatientAccount))),
    ("/patients/{id}/portal/code", None, Some(May(Action::IssueActivationCode))),
    ("/patients/{id}/portal/open", None, Some(May(Action::ChangePatientAccount))),
    ("/patients/{id}/readings", Some(May(Action::ViewReadings)), Some(May(Action::RecordReadings))),
    ("/patients/{id}/readings/{sensor_type}", Some(May(Action::ViewReadings)), None),
    ("/patients/{id}/readings/{sensor_type}/limits", Some(May(Action::SetThreshold)), Some(May(Action::SetThreshold))),
    ("/patients/{id}/readings/{sensor_type}/limits/remove", None, Some(May(Action::SetThreshold))),
    (
        "/patients/{id}/readings/{sensor_type}/strike",
        Some(May(Action::StrikeReading)),
        Some(May(Action::StrikeReading)),
    ),
    ("/patients/{id}/readings/{sensor_type}/unstrike", None, Some(May(Action::UnstrikeReading))),
    ("/reception/book", Some(May(Action::BookAppointment)), None),
    ("/reception/calendar", Some(May(Action::ViewDayBoard)), None),
    ("/reception/calendar/{id}", Some(May(Action::ViewAppointment)), None),
    ("/reception/cancel/{id}", Some(May(Action::CancelAppointment)), Some(May(Action::CancelAppointment))),
    ("/reception/create-appointment/{patient}", Some(May(Action::BookAppointment)), Some(May(Action::BookAppointment))),
    ("/reception/dashboard", Some(May(Action::ViewDayBoard)), None),
    ("/reception/display", Some(May(Action::ViewDayBoard)), None),
    ("/reception/reception-signup", Some(May(Action::CreateStaff)), Some(May(Action::CreateStaff))),
    ("/reception/reschedule/{id}", Some(May(Action::RescheduleAppointment)), Some(May(Action::RescheduleAppointment))),
    ("/reception/revert/{id}", None, Some(May(Action::RevertStatus))),
    ("/reception/series/new/{appointment}", Some(May(Action::BookSeries)), Some(May(Action::BookSeries))),
    ("/reception/series/{series}", Some(May(Action::ViewSeries)), None),
    ("/reception/series/{series}/cancel", None, Some(May(Action::ChangeSeries))),
    ("/reception/series/{series}/move", None, Some(May(Action::ChangeSeries))),
    ("/reception/update-status/{id}", None, Some(May(Action::CompleteAppointment))),
    ("/reception/waitlist", Some(May(Action::ViewWaitlist)), None),
    ("/reception/waitlist/new", Some(May(Action::ManageWaitlist)), Some(May(Action::ManageWaitlist))),
    ("/reception/waitlist/{entry}", Some(May(Action::ManageWaitlist)), Some(May(Action::ManageWaitlist))),
    ("/reception/waitlist/{entry}/times", Some(May(Action::OfferSlot)), Some(May(Action::OfferSlot))),
    ("/reception/waitlist/{entry}/withdraw", None, Some(May(Action::ManageWaitlist))),
    ("/reception/walk-in", Some(May(Action::BookAppointment)), Some(May(Action::BookAppointment))),
    ("/records/{id}/fulfil", None, Some(May(Action::FulfilRequirement))),
    ("/records/{id}/withdraw", Some(May(Action::WithdrawRecord)), Some(May(Action::WithdrawRecord))),
    ("/search", Some(May(Action::SearchPatients)), None),
    ("/session/keep-alive", None, Some(Staff)),
    ("/session/preferences", None, Some(Anybody)),
    ("/sign-in/passkey/begin", None, Some(Anybody)),
    ("/sign-in/passkey/finish", None, Some(Anybody)),
    ("/sign-in/password", Some(Anybody), Some(Anybody)),
    ("/sign-in/second-factor", Some(Anybody), Some(Anybody)),
    ("/sign-in/set-up", Some(Anybody), None),
    ("/support", Some(Supporters), None),
    ("/support/enter/{ticket}", Some(Anybody), Some(Anybody)),
    ("/support/leave", None, Some(Supporters)),
    ("/support/left", Some(Anybody), None),
    ("/invoices", Some(May(Action::ListInvoices)), None),
    ("/invoices/overdue", Some(May(Action::ListOverdue)), None),
    ("/invoices/{invoice}/remind", None, Some(May(Action::RemindInvoice))),
    ("/invoices/{invoice}", Some(May(Action::ViewInvoice)), None),
    ("/invoices/{invoice}/credit", None, Some(May(Action::CreditInvoice))),
    ("/invoices/{invoice}/discard", None, Some(May(Action::DiscardInvoice))),
    ("/invoices/{invoice}/edit", Some(May(Action::ChangeInvoice)), Some(May(Action::ChangeInvoice))),
    ("/invoices/{invoice}/issue", None, Some(May(Action::IssueInvoice))),
    ("/invoices/{invoice}/payment", Some(May(Action::CreateTransaction)), Some(May(Action::CreateTransaction))),
    ("/invoices/{invoice}/print", Some(May(Action::ViewInvoice)), None),
    ("/transactions", Some(May(Action::ListTransactions)), None),
    ("/transactions/{transaction}", Some(May(Action::ViewTransaction)), None),
    ("/transactions/{transaction}/adjust", None, Some(May(Action::AdjustTransaction))),
    ("/transactions/{transaction}/receipt", Some(May(Action::ViewTransaction)), Some(May(Action::IssueReceipt))),
    ("/transactions/{transaction}/refund", None, Some(May(Action::RefundTransaction))),
    ("/twilio/webhook", None, Some(Anybody)),
    ("/visits/{appointment}/start", None, Some(May(Action::StartEncounter))),
    ("/visits/{appointment}/release", None, Some(May(Action::ReleaseRecord))),
    ("/welcome/{link}", Some(Anybody), Some(Anybody)),
];

#[test]
fn every_page_is_on_the_list_and_every_line_is_a_page() {
    let list = |path: &str, get: bool, post: bool| format!("{path} get={get} post={post}");
    let there: BTreeSet<String> = pages().iter().map(|page| list(&page.path, page.get, page.post)).collect();
    let named: BTreeSet<String> =
        PAGES.iter().map(|(path, get, post)| list(path, get.is_some(), post.is_some())).collect();
    let missing: Vec<_> = there.difference(&named).collect();
    let idle: Vec<_> = named.difference(&there).collect();
    assert!(missing.is_empty() && idle.is_empty(), "say who may in PAGES: {missing:#?}; no page any more: {idle:#?}");
}

/// Whether the answer is a refusal for want of a right, as the record has it, too.
async fn is_denied(clinic: &TestClinic, answer: &Response) -> bool {
    assert!(answer.status.as_u16() < 500, "{answer}");
    let record = clinic.audit_of(answer).await;
    let denied = record.iter().any(|row| row.outcome == "denied");
    assert_eq!(denied, answer.status == 403, "{answer}: {record:?}");
    denied
}

/// What is wrong with an answer to somebody, if anything.
async fn judge(clinic: &TestClinic, answer: &Response, (who, role): (Who, Role), what: &str) -> Option<String> {
    let (fine, action) = match who {
        Anybody | Staff => (answer.status != 403, "anybody"),
        Patients | Supporters => (is_denied(clinic, answer).await, "nobody of the staff"),
        May(action) => (is_denied(clinic, answer).await != role.may(action), action.code()),
    };
    (!fine).then(|| format!("{what} as {role:?} ({action}): {answer}"))
}

#[tokio::test]
async fn each_page_opens_to_those_whom_its_action_names_and_to_nobody_else() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let hired = clinic.hire(&[*role]).await;
        for (template, get, post) in PAGES {
            let path = path_of(&scene, template);
            // Anew each time: some of these pages end what one is signed in with.
            if let Some(who) = get.filter(|_| !template.ends_with("/live")) {
                let browser = clinic.browser_of(&hired).await;
                wrong.extend(judge(&clinic, &browser.get(&path).await, (who, *role), &path).await);
            }
            if let Some(who) = post {
                let browser = clinic.browser_of(&hired).await;
                let answer = match template.contains("passkey") && !template.ends_with("remove") {
                    true => browser.post(&path, &serde_json::json!({})).await,
                    false => browser.submit(&path, &[("status", "Completed")]).await,
                };
                wrong.extend(judge(&clinic, &answer, (*who, *role), &format!("form of {path}")).await);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn to_every_role_of_another_clinic_all_doors_are_shut() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let other = clinic.other().await;
    let doors = ["/doctor/staff-login/", "/patient/patient-login/"];
    let refused = |answer: &Response| {
        answer.status == 401 || doors.iter().any(|door| answer.header("location").starts_with(door))
    };
    for role in Role::ALL {
        let staff = other.hire(&[*role]).await;
        let (browser, program) =
            (other.browser_of(&staff).await.at(&clinic), other.sign_in_as(&staff).await.at(&clinic));
        for (template, get, post) in PAGES {
            let path = path_of(&scene, template);
            if get.is_some_and(|who| !matches!(who, Anybody)) {
                let answer = browser.get(&path).await;
                assert!(refused(&answer), "{path} as {role:?} from next door: {answer}");
            }
            if post.is_some_and(|who| !matches!(who, Anybody)) {
                let answer = browser.submit(&path, &[]).await;
                assert!(refused(&answer), "form of {path} as {role:?} from next door: {answer}");
            }
        }
        for operation in operations().iter().filter(|operation| !operation.is_open()) {
            for client in [&browser, &program] {
                let answer = call(&scene, client, operation).await;
                assert_eq!(answer.status, 401, "{} as {role:?} from next door", operation.id);
            }
        }
    }
}

/// The path, and where it names nothing the query that does.
fn path_of(scene: &Scene, template: &str) -> String {
    let path = scene.path(template).unwrap_or_else(|| nowhere(template));
    let needs = template.starts_with("/patient/") && !template.contains('{');
    if needs { format!("{path}?appointment={}", scene.path("{appointment}").unwrap()) } else { path }
}

async fn call(scene: &Scene, client: &Client, operation: &Operation) -> Response {
    if operation.id == "sign_out" {
        // What a refresh token ends is its own session, whoever sends it.
        return client.call(Method::POST, &operation.path).await;
    }
    match scene.request(client, operation) {
        Some(call) => call.await,
        None => client.call(operation.method.clone(), &nowhere(&operation.path)).await,
    }
}

#[tokio::test]
async fn each_route_of_the_api_answers_those_whom_its_action_names_and_nobody_else() {
    let clinic = TestClinic::new().await;
    let scene = Scene::set(&clinic).await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let staff = clinic.hire(&[*role]).await;
        let all = operations();
        for operation in all.iter().filter(|operation| !operation.is_open()) {
            let action = match operation.id.as_str() {
                "view_identity_service" | "list_identities" => Action::ManageIdentityService,
                _ => operation.action().unwrap_or_else(|| panic!("{} stands for no action", operation.id)),
            };
            // Whatever would succeed is asked of somebody who is not there: nothing is deleted under the next role.
            let path = nowhere(&operation.path);
            let client = clinic.sign_in_as(&staff).await;
            let call = client.call(operation.method.clone(), &path);
            let reads = operation.method == Method::GET;
            let answer = match operation.sample().filter(|_| !reads) {
                Some(_) if role.may(action) => call.json(&serde_json::json!({ "?": true })).await,
                Some(_) => scene.request(&client, operation).unwrap_or(call).await,
                None => call.await,
            };
            wrong.extend(judge(&clinic, &answer, (May(action), *role), &operation.id).await);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

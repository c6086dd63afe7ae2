//! The one vocabulary of what can be done: the same word stands in the policy, the check, the audit and the texts.

/// How closely somebody should look when this happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    Low,
    Medium,
    High,
}

impl Risk {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Whether an action leaves a record. Everything that shows or changes something about a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace {
    /// Must be recorded before the transaction may end.
    Audited,
    /// Mechanics that would only drown the record, such as resolving a session.
    Silent,
}

macro_rules! actions {
    ($($name:ident = $code:literal, $trace:ident, $risk:ident;)*) => {
        /// Something an actor does to a subject.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $($name,)* }

        impl Action {
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.code() == code)
            }

            /// The stable code: audit entry, API and text key.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            pub const fn trace(self) -> Trace {
                match self { $(Self::$name => Trace::$trace,)* }
            }

            pub const fn risk(self) -> Risk {
                match self { $(Self::$name => Risk::$risk,)* }
            }
        }
    };
}

actions! {
    // Getting in and out.
    SignIn = "sign_in", Audited, Medium;
    SignOut = "sign_out", Audited, Low;
    RefreshSession = "refresh_session", Audited, Low;
    ResolveSession = "resolve_session", Silent, Low;
    ReplayRequest = "replay_request", Silent, Low;
    Reauthenticate = "reauthenticate", Audited, Medium;
    ChangePassword = "change_password", Audited, Medium;
    EnrolFactor = "enrol_factor", Audited, Medium;
    RemoveFactor = "remove_factor", Audited, High;
    EndSession = "end_session", Audited, Low;
    ViewOwnAccount = "view_own_account", Silent, Low;
    ChangePreferences = "change_preferences", Silent, Low;
    KeepDraft = "keep_draft", Silent, Low;
    RestoreDraft = "restore_draft", Audited, Low;
    BreakGlass = "break_glass", Audited, High;

    // People.
    ListPatients = "list_patients", Audited, Low;
    SearchPatients = "search_patients", Audited, Low;
    ViewPatient = "view_patient", Audited, Low;
    RegisterPatient = "register_patient", Audited, Low;
    UpdatePatient = "update_patient", Audited, Low;
    DeletePatient = "delete_patient", Audited, Medium;
    ImportPatients = "import_patients", Audited, High;
    ImportAppointments = "import_appointments", Audited, High;
    ImportTransactions = "import_transactions", Audited, High;
    PreviewMerge = "preview_merge", Audited, Low;
    MergePatients = "merge_patients", Audited, High;
    ReverseMerge = "reverse_merge", Audited, High;
    ListMerges = "list_merges", Audited, Low;
    TellPatientsApart = "tell_patients_apart", Audited, Low;
    ListContacts = "list_contacts", Audited, Low;
    ViewContact = "view_contact", Audited, Low;
    CreateContact = "create_contact", Audited, Low;
    UpdateContact = "update_contact", Audited, Low;
    DeleteContact = "delete_contact", Audited, Medium;
    ListTags = "list_tags", Silent, Low;
    TagContact = "tag_contact", Audited, Low;
    UntagContact = "untag_contact", Audited, Low;
    MessageContact = "message_contact", Audited, Medium;

    // The day.
    ViewDayBoard = "view_day_board", Audited, Low;
    ListAppointments = "list_appointments", Audited, Low;
    ViewAppointment = "view_appointment", Audited, Low;
    BookAppointment = "book_appointment", Audited, Low;
    HoldSlot = "hold_slot", Audited, Low;
    OverrideSlot = "override_slot", Audited, Medium;
    BackfillVisit = "backfill_visit", Audited, Medium;
    UpdateAppointment = "update_appointment", Audited, Low;
    RescheduleAppointment = "reschedule_appointment", Audited, Low;
    CheckInAppointment = "check_in_appointment", Audited, Low;
    StartVisit = "start_visit", Audited, Low;
    CompleteAppointment = "complete_appointment", Audited, Low;
    CancelAppointment = "cancel_appointment", Audited, Low;
    MarkNoShow = "mark_no_show", Audited, Low;
    RevertStatus = "revert_status", Audited, Medium;
    MarkEnteredInError = "mark_entered_in_error", Audited, Medium;
    DeleteAppointment = "delete_appointment", Audited, Medium;
    BookSeries = "book_series", Audited, Low;
    ChangeSeries = "change_series", Audited, Low;
    ViewSeries = "view_series", Audited, Low;
    ViewWaitlist = "view_waitlist", Audited, Low;
    ManageWaitlist = "manage_waitlist", Audited, Low;
    OfferSlot = "offer_slot", Audited, Low;
    ViewOffer = "view_offer", Audited, Low;
    AcceptOffer = "accept_offer", Audited, Low;
    DeclineOffer = "decline_offer", Audited, Low;
    ChangeBookingPolicy = "change_booking_policy", Audited, Medium;
    ManageFeeds = "manage_feeds", Audited, Medium;
    ReadFeed = "read_feed", Audited, Low;
    ListRooms = "list_rooms", Silent, Low;
    ManageRooms = "manage_rooms", Audited, Low;

    // When the clinic can be visited.
    ViewSchedule = "view_schedule", Silent, Low;
    ManageSchedule = "manage_schedule", Audited, Medium;
    ChangeOwnHours = "change_own_hours", Audited, Low;
    FindSlots = "find_slots", Silent, Low;
    ExplainSlot = "explain_slot", Audited, Low;

    // The chart.
    ViewRecords = "view_records", Audited, Low;
    WriteRecord = "write_record", Audited, Low;
    ReviseRecord = "revise_record", Audited, Medium;
    StrikeRecord = "strike_record", Audited, Medium;
    FulfilRequirement = "fulfil_requirement", Audited, Low;
    ReleaseRecord = "release_record", Audited, Medium;
    WithdrawRecord = "withdraw_record", Audited, Medium;
    ChangeResultRule = "change_result_rule", Audited, High;
    ViewAssessments = "view_assessments", Audited, Low;
    WriteAssessment = "write_assessment", Audited, Low;
    CompleteAssessment = "complete_assessment", Audited, Low;
    CoSignAssessment = "co_sign_assessment", Audited, Medium;
    AmendAssessment = "amend_assessment", Audited, Medium;
    StrikeAssessment = "strike_assessment", Audited, Medium;
    ReleaseAssessment = "release_assessment", Audited, Medium;
    WithdrawAssessment = "withdraw_assessment", Audited, Medium;
    ViewHistory = "view_history", Audited, Low;
    WriteHistory = "write_history", Audited, Low;
    ReviseHistory = "revise_history", Audited, Low;
    StrikeHistory = "strike_history", Audited, Medium;
    ViewPlans = "view_plans", Audited, Low;
    WritePlan = "write_plan", Audited, Low;
    RevisePlan = "revise_plan", Audited, Low;
    StrikePlan = "strike_plan", Audited, Medium;
    ScoreGoal = "score_goal", Audited, Low;
    ViewPackages = "view_packages", Audited, Low;
    CountVisits = "count_visits", Audited, Low;
    ManagePackages = "manage_packages", Audited, Low;
    ViewInstruments = "view_instruments", Silent, Low;
    ManageInstruments = "manage_instruments", Audited, Medium;
    ViewEncounters = "view_encounters", Audited, Low;
    StartEncounter = "start_encounter", Audited, Low;
    FinishEncounter = "finish_encounter", Audited, Low;
    ViewNotes = "view_notes", Audited, Low;
    WriteNote = "write_note", Audited, Low;
    KeepNote = "keep_note", Silent, Low;
    DiscardNote = "discard_note", Audited, Low;
    SignNote = "sign_note", Audited, Low;
    CoSignNote = "co_sign_note", Audited, Medium;
    AmendNote = "amend_note", Audited, Medium;
    StrikeNote = "strike_note", Audited, Medium;
    ViewNoteTemplates = "view_note_templates", Silent, Low;
    WriteOwnTemplate = "write_own_template", Audited, Low;
    ManageNoteTemplates = "manage_note_templates", Audited, Medium;

    // Documents.
    ListDocuments = "list_documents", Audited, Low;
    ViewDocument = "view_document", Audited, Low;
    DownloadDocument = "download_document", Audited, Medium;
    CreateDocument = "create_document", Audited, Low;
    BeginUpload = "begin_upload", Silent, Low;
    UploadDocument = "upload_document", Audited, Low;
    UpdateDocument = "update_document", Audited, Low;
    SubmitDocument = "submit_document", Audited, Low;
    ApproveDocument = "approve_document", Audited, Medium;
    RejectDocument = "reject_document", Audited, Medium;
    ReleaseDocument = "release_document", Audited, Medium;
    WithdrawDocument = "withdraw_document", Audited, Medium;
    DeleteDocument = "delete_document", Audited, Medium;
    ChangeDocumentPolicy = "change_document_policy", Audited, Medium;
    SeeInternalDocuments = "see_internal_documents", Silent, Low;
    SeeConfidentialDocuments = "see_confidential_documents", Silent, Low;
    SeeRestrictedDocuments = "see_restricted_documents", Silent, Low;
    ViewReadings = "view_readings", Audited, Low;
    RecordReadings = "record_readings", Audited, Low;
    StrikeReading = "strike_reading", Audited, Medium;
    UnstrikeReading = "unstrike_reading", Audited, Medium;
    SetThreshold = "set_threshold", Audited, Medium;
    ViewAlerts = "view_alerts", Audited, Low;
    HandleAlert = "handle_alert", Audited, Low;
    RaiseAlert = "raise_alert", Audited, Medium;
    ViewDevices = "view_devices", Audited, Low;
    ManageDevices = "manage_devices", Audited, High;
    ChangeReadingPolicy = "change_reading_policy", Audited, High;

    // Money.
    ListTransactions = "list_transactions", Audited, Low;
    ViewTransaction = "view_transaction", Audited, Low;
    ViewBalance = "view_balance", Audited, Low;
    CreateTransaction = "create_transaction", Audited, Low;
    RefundTransaction = "refund_transaction", Audited, Medium;
    AdjustTransaction = "adjust_transaction", Audited, Medium;
    IssueReceipt = "issue_receipt", Audited, Low;
    ViewPrices = "view_prices", Silent, Low;
    ManagePrices = "manage_prices", Audited, Medium;
    ListInvoices = "list_invoices", Audited, Low;
    ViewInvoice = "view_invoice", Audited, Low;
    DraftInvoice = "draft_invoice", Audited, Low;
    ChangeInvoice = "change_invoice", Audited, Low;
    DiscardInvoice = "discard_invoice", Audited, Low;
    IssueInvoice = "issue_invoice", Audited, Low;
    CreditInvoice = "credit_invoice", Audited, Medium;
    ListOverdue = "list_overdue", Audited, Low;
    RemindInvoice = "remind_invoice", Audited, Low;
    ViewStatement = "view_statement", Audited, Low;
    ChangeInvoicing = "change_invoicing", Audited, Medium;
    ListDayCloses = "list_day_closes", Audited, Low;
    ViewDayClose = "view_day_close", Audited, Low;
    CloseDay = "close_day", Audited, Medium;
    ReopenDay = "reopen_day", Audited, High;
    ViewFeeRules = "view_fee_rules", Silent, Low;
    ManageFeeRules = "manage_fee_rules", Audited, Medium;
    ListFees = "list_fees", Audited, Low;
    WaiveFee = "waive_fee", Audited, Medium;
    ViewFinancialRecords = "view_financial_records", Audited, Medium;
    SeeAllFinancialRecords = "see_all_financial_records", Silent, Low;

    // Numbers about nobody.
    ViewActivity = "view_activity", Audited, Low;
    SeeActivityOfOthers = "see_activity_of_others", Silent, Low;
    ViewEarnings = "view_earnings", Audited, Low;
    ViewOutcomes = "view_outcomes", Audited, Low;

    // The patient's own.
    SignUpPatient = "sign_up_patient", Audited, Medium;
    RequestCode = "request_code", Audited, Low;
    SignInUnproved = "sign_in_unproved", Audited, High;
    IssueActivationCode = "issue_activation_code", Audited, High;
    ViewPatientAccount = "view_patient_account", Audited, Low;
    ChangePatientAccount = "change_patient_account", Audited, High;
    ViewOwnAppointments = "view_own_appointments", Audited, Low;
    BookOwnAppointment = "book_own_appointment", Audited, Low;
    HoldOwnSlot = "hold_own_slot", Audited, Low;
    RescheduleOwnAppointment = "reschedule_own_appointment", Audited, Low;
    CancelOwnAppointment = "cancel_own_appointment", Audited, Low;
    JoinWaitlist = "join_waitlist", Audited, Low;
    LeaveWaitlist = "leave_waitlist", Audited, Low;
    ViewOwnRecords = "view_own_records", Audited, Low;
    ViewOwnDocuments = "view_own_documents", Audited, Low;
    DownloadOwnDocument = "download_own_document", Audited, Low;
    ViewOwnExercises = "view_own_exercises", Audited, Low;
    TickOwnExercise = "tick_own_exercise", Audited, Low;
    ViewOwnAccessLog = "view_own_access_log", Audited, Low;
    GiveConsent = "give_consent", Audited, Medium;
    WithdrawConsent = "withdraw_consent", Audited, Medium;
    ChangeOwnLanguage = "change_own_language", Audited, Low;
    SendMessage = "send_message", Audited, Low;
    ViewMessages = "view_messages", Audited, Medium;
    RetryMessage = "retry_message", Audited, Medium;
    DeliverMessages = "deliver_messages", Silent, Low;
    ReceiveMessage = "receive_message", Audited, Low;

    // Many at once.
    ListExports = "list_exports", Silent, Low;
    RequestExport = "request_export", Audited, High;
    WriteExport = "write_export", Audited, High;
    DownloadExport = "download_export", Audited, High;
    DiscardExport = "discard_export", Audited, Low;
    ListImports = "list_imports", Silent, Low;
    UploadImport = "upload_import", Audited, Medium;
    MapImport = "map_import", Audited, Low;
    CommitImport = "commit_import", Audited, High;
    UndoImport = "undo_import", Audited, High;
    DiscardImport = "discard_import", Audited, Low;
    ListDeleted = "list_deleted", Audited, Medium;
    RestoreDeleted = "restore_deleted", Audited, Medium;

    // The clinic itself.
    ListStaff = "list_staff", Silent, Low;
    CreateStaff = "create_staff", Audited, High;
    ChangeStaff = "change_staff", Audited, High;
    ResetPassword = "reset_password", Audited, High;
    IssueToken = "issue_token", Audited, High;
    RevokeToken = "revoke_token", Audited, High;
    ListTokens = "list_tokens", Silent, Low;
    UnlockAccount = "unlock_account", Audited, High;
    EndStaffSessions = "end_staff_sessions", Audited, High;
    ManageRoles = "manage_roles", Audited, High;
    ChangeAccessPolicy = "change_access_policy", Audited, High;
    ManageIdentityService = "manage_identity_service", Audited, High;
    ManageMessaging = "manage_messaging", Audited, High;
    ListWebhooks = "list_webhooks", Silent, Low;
    ViewWebhook = "view_webhook", Silent, Low;
    CreateWebhook = "create_webhook", Audited, High;
    UpdateWebhook = "update_webhook", Audited, High;
    RotateWebhookSecret = "rotate_webhook_secret", Audited, High;
    DeleteWebhook = "delete_webhook", Audited, High;
    PingWebhook = "ping_webhook", Audited, Low;
    ListDeliveries = "list_deliveries", Audited, Low;
    RedeliverWebhook = "redeliver_webhook", Audited, Medium;
    DeliverWebhooks = "deliver_webhooks", Silent, Low;
    StopWebhook = "stop_webhook", Audited, Medium;
    ViewJobs = "view_jobs", Audited, Low;
    RunDuty = "run_duty", Audited, Low;
    RetryJob = "retry_job", Audited, Medium;
    DiscardJob = "discard_job", Audited, Medium;
    ViewStorage = "view_storage", Silent, Low;
    GrantSupportAccess = "grant_support_access", Audited, High;
    RevokeSupportAccess = "revoke_support_access", Audited, High;
    ListSupportAccess = "list_support_access", Silent, Low;
    EnterAsSupport = "enter_as_support", Audited, High;
    ViewAsSupport = "view_as_support", Audited, Medium;
    LeaveSupport = "leave_support", Audited, Medium;
    ViewAudit = "view_audit", Audited, Medium;
    ViewAccessLog = "view_access_log", Audited, Low;
    ViewSettings = "view_settings", Silent, Low;
    Notify = "notify", Silent, Low;
    ReadNotifications = "read_notifications", Silent, Low;
    TidyUp = "tidy_up", Silent, Low;
}

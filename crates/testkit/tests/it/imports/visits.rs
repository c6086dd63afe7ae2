//! Appointments out of another calendar: what is to come and what was, each in its place or not at all.

use http::Method;
use serde_json::{Value, json};
use testkit::{Person, Role, Staff};
use uuid::Uuid;

use super::Inbox;

/// A clinic where it is nine in the morning of 7 January 2030, with somebody who comes and somebody they come to.
struct Calendar {
    inbox: Inbox,
    doctor: Staff,
    patient: Person,
}

impl Calendar {
    async fn open() -> Self {
        let inbox = Inbox::open().await;
        let doctor = inbox.clinic.hire(&[Role::Doctor]).await;
        let patient = inbox.clinic.patient().mrn("A-1").create().await;
        Self { inbox, doctor, patient }
    }

    /// A file of such rows, `$D` being the doctor, that was looked at.
    async fn checked(&self, rows: &str) -> Uuid {
        let file = format!("Date,Time,Minutes,MRN,Provider,Status,Reason\n{rows}").replace("$D", &self.doctor.username);
        self.inbox.checked_as("appointments", file).await
    }

    async fn committed(&self, rows: &str) -> Uuid {
        let import = self.checked(rows).await;
        self.inbox.step(import, "commit", &json!({ "skip_problems": true })).await;
        self.inbox.work().await;
        import
    }

    /// The visits there are: when, how they stand.
    async fn visits(&self) -> String {
        let sql = "select coalesce(string_agg(to_char(starts_at at time zone 'Africa/Cairo', 'YYYY-MM-DD HH24:MI') || ' '
                || (extract(epoch from ends_at - starts_at) / 60)::integer || ' ' || status, ', ' order by starts_at, status), '')
            from {room}.appointment where deleted_at is null";
        self.inbox.clinic.value(sql).await
    }

    async fn book(&self, starts_at: &str) -> Uuid {
        let visit = json!({ "patient": self.patient.id, "provider": self.doctor.id, "starts_at": starts_at });
        self.inbox.admin.post("/api/appointments/", &visit).await.expect(201).id()
    }
}

#[tokio::test]
async fn what_was_and_what_is_to_come_stands_in_the_calendar_as_it_stood_in_the_other() {
    let calendar = Calendar::open().await;

    let import = calendar
        .committed(
            "08/01/2030,10:00,45,A-1,$D,booked,Left knee\n13/11/2029,2:30 pm,,A-1,The doctor,Completed,\n\
             14/11/2029,09:00,0:20,a1,$D,לא הגיע,\n15/11/2029,09:00,60,A-1,$D,Annulé,\n16/11/2029,09:00,30,A-1,$D,,\n",
        )
        .await;

    let problems = calendar.inbox.problems(import).await;
    let seen = calendar.inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["committed"]), (&json!("done"), &json!(5)), "{problems:?}");
    assert_eq!(
        calendar.visits().await,
        "2029-11-13 14:30 30 fulfilled, 2029-11-14 09:00 20 noshow, 2029-11-15 09:00 60 cancelled, \
         2029-11-16 09:00 30 fulfilled, 2030-01-08 10:00 45 booked"
    );
    let rows = calendar.inbox.admin.get(&format!("/api/imports/{import}/rows/")).await.expect(200).json();
    let first = rows["results"][0]["id"].as_str().unwrap();
    let visit = calendar.inbox.admin.get(&format!("/api/appointments/{first}/")).await.expect(200).json();
    assert_eq!((&visit["reason"], &visit["patient"]), (&json!("Left knee"), &json!(calendar.patient.id)));
    let record = calendar.inbox.clinic.audit().await;
    let brought = record.iter().find(|row| row.action == "import_appointments").unwrap();
    assert_eq!(brought.actor_id, Some(calendar.inbox.admin.staff().id));
    assert!(brought.patients.contains(&calendar.patient.id));
}

#[tokio::test]
async fn what_a_row_names_must_be_there_once() {
    let calendar = Calendar::open().await;
    calendar.inbox.clinic.hire(&[Role::Doctor]).await;
    let file = format!(
        "Date,Time,Record number,Patient number,Provider,Service,Room,Status\n\
         2030-01-08,09:00,B-9,,{d},,,\n2030-01-08,09:00,A-1,4711,{d},,,\n2030-01-08,09:00,A-1,,nobody,,,\n\
         2030-01-08,09:00,A-1,,The doctor,,,\n2030-01-08,09:00,A-1,,{d},Surgery,,\n2030-01-08,09:00,A-1,,{d},,Attic,\n\
         2030-01-08,09:00,A-1,,{d},,,perhaps\n2030-01-08,09:00,,,{d},,,\n2030-01-08,09:00,A-1,{n},{d},,,\n",
        d = calendar.doctor.username,
        n = calendar.patient.number.unwrap()
    );

    let import = calendar.inbox.checked_as("appointments", file).await;

    assert_eq!(
        calendar.inbox.problems(import).await,
        [
            "2 patient_unknown",
            "3 patient_unknown",
            "4 provider_unknown",
            "5 provider_ambiguous",
            "6 service_unknown",
            "7 room_unknown",
            "8 status_unknown",
            "9 patient_missing"
        ]
    );
    let list = calendar.inbox.admin.get(&format!("/api/imports/{import}/problems/")).await.expect(200).json();
    let columns: Vec<&Value> = list["results"].as_array().unwrap().iter().map(|row| &row["column"]).collect();
    assert_eq!(json!(columns), json!([3, 4, 5, 5, 6, 7, 8, 4]));
}

#[tokio::test]
async fn times_that_the_clock_skips_are_refused_and_those_that_come_twice_are_said() {
    let calendar = Calendar::open().await;

    let import = calendar
        .committed(
            "2030-04-26,00:30,30,A-1,$D,,\n2030-10-31,23:30,30,A-1,$D,,\n2030-02-30,09:00,30,A-1,$D,,\n\
             2030-01-08,25:00,30,A-1,$D,,\n2030-01-08,,30,A-1,$D,,\n2030-01-08,09:00,-5,A-1,$D,,\n",
        )
        .await;

    assert_eq!(
        calendar.inbox.problems(import).await,
        [
            "2 no_such_time",
            "4 date_no_such_day",
            "5 time_unreadable",
            "6 time_missing",
            "7 duration_unusable",
            "(3 time_comes_twice)"
        ]
    );
    let at = "select to_char(starts_at at time zone 'UTC', 'HH24:MI') from {room}.appointment";
    assert_eq!(calendar.inbox.clinic.value(at).await, "20:30", "the first of the two");
}

#[tokio::test]
async fn what_has_begun_is_not_booked_and_what_is_to_come_did_not_take_place() {
    let calendar = Calendar::open().await;

    let import = calendar
        .checked(
            "2030-01-07,08:00,30,A-1,$D,booked,\n2030-01-07,08:50,30,A-1,$D,,\n2030-01-08,09:00,30,A-1,$D,missed,\n",
        )
        .await;

    let expected = ["2 past_needs_outcome", "3 past_needs_outcome", "4 outcome_in_future"];
    assert_eq!(calendar.inbox.problems(import).await, expected);
}

#[tokio::test]
async fn who_is_in_somebodys_way_stays_out_and_costs_the_others_nothing() {
    let calendar = Calendar::open().await;
    calendar.book("2030-01-08T10:00:00+02:00").await;
    let rows = "2030-01-08,10:15,30,A-1,$D,,\n2030-01-08,11:00,30,A-1,$D,,\n2030-01-08,11:15,30,A-1,$D,,\n\
        2030-01-08,11:30,30,A-1,$D,,\n2030-01-08,11:00,30,A-1,$D,cancelled,\n";

    let import = calendar.checked(rows).await;
    assert_eq!(calendar.inbox.problems(import).await, ["2 slot_taken", "4 slot_taken"]);
    // Somebody books after the file was looked at.
    calendar.book("2030-01-08T11:30:00+02:00").await;
    calendar.inbox.step(import, "commit", &json!({ "skip_problems": true })).await;
    calendar.inbox.work().await;

    let seen = calendar.inbox.seen(import).await;
    assert_eq!((&seen["committed"], &seen["left_out"]), (&json!(2), &json!(3)));
    assert_eq!(calendar.inbox.problems(import).await, ["2 slot_taken", "4 slot_taken", "5 slot_taken"]);
    assert_eq!(
        calendar.visits().await,
        "2030-01-08 10:00 30 booked, 2030-01-08 11:00 30 booked, 2030-01-08 11:00 30 cancelled, 2030-01-08 11:30 30 booked"
    );
}

#[tokio::test]
async fn a_service_says_how_long_it_takes_what_is_kept_free_around_it_and_which_device_it_needs() {
    let calendar = Calendar::open().await;
    let second = calendar.inbox.clinic.hire(&[Role::Doctor]).await;
    let service = json!({ "name": "Ultrasound", "kind": "procedure", "duration_minutes": 20, "buffer_after_minutes": 10,
        "equipment": ["Scanner"] });
    calendar.inbox.admin.post("/api/services/", &service).await.expect(201);
    let file = format!(
        "Date,Time,MRN,Provider,Service\n2030-01-08,09:00,A-1,{a},ultrasound\n2030-01-08,09:20,A-1,{a},\n\
         2030-01-08,09:10,A-1,{b},Ultrasound\n2030-01-08,09:30,A-1,{b},Ultrasound\n",
        a = calendar.doctor.username,
        b = second.username
    );

    let import = calendar.inbox.checked_as("appointments", file).await;
    assert_eq!(calendar.inbox.problems(import).await, ["3 slot_taken", "4 slot_taken"]);
    calendar.inbox.step(import, "commit", &json!({ "skip_problems": true })).await;
    calendar.inbox.work().await;

    assert_eq!(calendar.visits().await, "2030-01-08 09:00 20 booked, 2030-01-08 09:30 20 booked");
    let devices = "select count(*) from {room}.appointment_equipment where item = 'Scanner'";
    assert_eq!(calendar.inbox.clinic.value(devices).await, "2");
}

#[tokio::test]
async fn several_come_to_one_session_until_it_is_full() {
    let calendar = Calendar::open().await;
    let service = json!({ "name": "Balance group", "duration_minutes": 60, "capacity": 3 });
    let service = calendar.inbox.admin.post("/api/services/", &service).await.expect(201).id();
    let mine = json!({ "patient": calendar.patient.id, "provider": calendar.doctor.id, "service": service,
        "starts_at": "2030-01-08T09:00:00+02:00" });
    calendar.inbox.admin.post("/api/appointments/", &mine).await.expect(201);
    for mrn in ["B-1", "B-2", "B-3"] {
        calendar.inbox.clinic.patient().mrn(mrn).create().await;
    }
    let row = |mrn: &str| format!("2030-01-08,09:00,{mrn},{},Balance group\n", calendar.doctor.username);
    let file = format!("Date,Time,MRN,Provider,Service\n{}{}{}", row("B-1"), row("B-2"), row("B-3"));

    let import = calendar.inbox.checked_as("appointments", file).await;
    assert_eq!(calendar.inbox.problems(import).await, ["4 slot_taken"]);
    calendar.inbox.step(import, "commit", &json!({ "skip_problems": true })).await;
    calendar.inbox.work().await;

    let seats =
        "select count(distinct group_id) || ' ' || string_agg(seat::text, ',' order by seat) from {room}.appointment";
    assert_eq!(calendar.inbox.clinic.value(seats).await, "1 1,2,3");
}

#[tokio::test]
async fn many_come_in_and_each_line_once() {
    let calendar = Calendar::open().await;
    let row = |place: i64| {
        let day = jiff::civil::date(2029, 1, 1).checked_add(jiff::ToSpan::days(place / 10)).unwrap();
        format!("{day},{:02}:00,30,A-1,$D,done,\n", 8 + place % 10)
    };
    let rows: String = (0..1203).map(row).collect();

    let import = calendar.committed(&rows).await;

    assert_eq!(calendar.inbox.seen(import).await["committed"], 1203);
    let lines = "select count(distinct line) || ' ' || count(distinct subject_id) from {room}.import_row";
    assert_eq!(calendar.inbox.clinic.value(lines).await, "1203 1203");
}

#[tokio::test]
async fn nobody_is_told_of_what_came_in_and_only_of_what_is_to_come_reminded() {
    let calendar = Calendar::open().await;
    calendar.committed("2029-11-13,09:00,30,A-1,$D,done,\n2030-01-08,09:00,30,A-1,$D,,\n").await;

    assert_eq!(calendar.inbox.clinic.value("select count(*) from {room}.notice").await, "0");
    assert_eq!(calendar.inbox.clinic.value("select count(*) from {room}.message").await, "0");
}

#[tokio::test]
async fn what_was_changed_since_stays_and_is_listed() {
    let calendar = Calendar::open().await;
    let import = calendar
        .committed("2030-01-08,09:00,30,A-1,$D,,\n2030-01-08,10:00,30,A-1,$D,,\n2030-01-08,11:00,30,A-1,$D,,\n")
        .await;
    let rows = calendar.inbox.admin.get(&format!("/api/imports/{import}/rows/")).await.expect(200).json();
    let ids: Vec<String> =
        rows["results"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
    let to = json!({ "starts_at": "2030-01-08T12:00:00+02:00" });
    calendar.inbox.admin.post(&format!("/api/appointments/{}/reschedule/", ids[0]), &to).await.expect(200);
    let billing = calendar.inbox.clinic.sign_in(Role::Billing).await;
    let charge = json!({ "kind": "charge", "amount": "100.00", "appointment": ids[1] });
    billing.post("/business/transactions", &charge).await.expect(201);

    calendar.inbox.step(import, "undo", &json!({})).await;
    calendar.inbox.work().await;

    let seen = calendar.inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["taken_back"], &seen["kept"]), (&json!("undone"), &json!(1), &json!(2)));
    assert_eq!(calendar.visits().await, "2030-01-08 10:00 30 booked, 2030-01-08 12:00 30 booked");
    let bin = calendar.inbox.admin.get("/api/recycle-bin/?kind=appointment").await.expect(200).json();
    assert_eq!((&bin["count"], &bin["results"][0]["id"]), (&json!(1), &json!(ids[2])));
    let record = calendar.inbox.clinic.audit().await;
    let undone = record.iter().filter(|row| row.action == "undo_import" && row.patients == [calendar.patient.id]);
    assert_eq!(undone.count(), 1);
}

#[tokio::test]
async fn a_file_that_says_no_time_no_patient_or_no_provider_is_of_no_use() {
    let inbox = Inbox::open().await;
    for (file, code) in [
        ("Time,MRN,Provider\n09:00,A-1,dr\n", "no_date_column"),
        ("Date,Time,Provider\n2030-01-08,09:00,dr\n", "no_patient_column"),
        ("Date,Time,MRN\n2030-01-08,09:00,A-1\n", "no_provider_column"),
        ("", "file_empty"),
    ] {
        let import = inbox.checked_as("appointments", file).await;
        let seen = inbox.seen(import).await;
        assert_eq!((&seen["status"], &seen["problem"]), (&json!("unreadable"), &json!(code)));
    }
    let import = inbox.checked_as("appointments", "Date,Time,MRN\n2030-01-08,09:00,A-1\n").await;
    let path = format!("/api/imports/{import}/");
    for (columns, code) in
        [(json!(["date", "time", "given_name"]), "unknown_target"), (json!(["date", "mrn", "mrn"]), "mapped_twice")]
    {
        inbox.admin.put(&path, &json!({ "columns": columns })).await.expect(200);
        inbox.work().await;
        assert_eq!(inbox.seen(import).await["problem"], code);
    }
    let unknown = inbox.admin.call(Method::POST, "/api/imports/?kind=secrets").body("text/csv", "x").await;
    assert!(unknown.status.is_client_error());
}

#[tokio::test]
async fn what_was_exported_comes_in_next_door_where_the_same_people_are() {
    for locale in ["en", "fr", "ar", "he"] {
        let calendar = Calendar::open().await;
        calendar.book("2030-01-08T10:00:00+02:00").await;
        let wanted = json!({ "kind": "appointments" });
        let admin = &calendar.inbox.admin;
        let asked = admin.post("/api/exports/", &wanted).header("accept-language", locale).await.expect(201);
        calendar.inbox.clinic.run_duty("write_exports").await;
        let file = admin.get(&format!("/api/exports/{}/file/", asked.id())).await.expect(200).text();
        calendar.inbox.clinic.sql_as_superuser("delete from {room}.appointment").await;

        let import = calendar.inbox.checked_as("appointments", &file).await;
        let problems = calendar.inbox.problems(import).await;
        assert_eq!(problems, Vec::<String>::new(), "{locale}: {file}");
        calendar.inbox.step(import, "commit", &json!({})).await;
        calendar.inbox.work().await;

        assert_eq!(calendar.visits().await, "2030-01-08 10:00 30 booked", "{locale}");
    }
}

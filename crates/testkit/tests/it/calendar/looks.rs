//! Weeks and days as they are drawn.

use serde_json::json;
use testkit::{Desk, Role, TestClinic};

use super::{columns, names};

const PATH: &str = "/reception/calendar/";

#[tokio::test]
async fn a_week_shows_the_appointments_of_one_who_sees_patients_in_the_order_of_time() {
    let desk = Desk::open().await;
    let colleague = desk.clinic.hire(&[Role::Therapist]).await;
    for (given, starts_at) in [
        ("Late", "2030-01-09T11:00:00+02:00"),
        ("Soon", "2030-01-07T10:00:00+02:00"),
        ("Next", "2030-01-07T10:30:00+02:00"),
    ] {
        let patient = desk.clinic.patient().named(given, "Haddad").create().await;
        let wanted = json!({ "patient": patient.id, "provider": desk.doctor.id, "starts_at": starts_at });
        desk.try_to_book(&wanted).await.expect(201);
    }
    let elsewhere = desk.wanted_with("10:00", &json!({ "provider": colleague.id }));
    desk.try_to_book(&elsewhere).await.expect(201);
    let browser = desk.clinic.browser(Role::Reception).await;

    let page = browser.get(&format!("{PATH}?provider={}", desk.doctor.id)).await.expect(200);

    assert_eq!(names(&page), ["Soon Haddad", "Next Haddad", "Late Haddad"]);
    assert_eq!(columns(&page), ["Mon 7 Jan", "Tue 8 Jan", "Wed 9 Jan", "Thu 10 Jan", "Fri 11 Jan"]);
    assert!(page.text().contains("week 2"));
    let theirs = browser.get(&format!("{PATH}?provider={}", colleague.id)).await.expect(200);
    assert_eq!(names(&theirs), ["José Gómez"]);
}

#[tokio::test]
async fn days_off_are_left_out_until_somebody_asks_or_is_expected() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;

    assert_eq!(columns(&browser.get(PATH).await.expect(200)).len(), 5);
    let whole = browser.get(&format!("{PATH}?days=all")).await.expect(200);
    assert_eq!(columns(&whole).last().map(String::as_str), Some("Sun 13 Jan"));
    let saturday =
        json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "starts_at": "2030-01-12T10:00:00+02:00" });
    desk.try_to_book(&saturday).await.expect(201);
    assert_eq!(columns(&browser.get(PATH).await.expect(200)).last().map(String::as_str), Some("Sat 12 Jan"));
    // Today is there even when nobody works.
    desk.clinic.advance(jiff::SignedDuration::from_hours(6 * 24));
    let sunday = desk.clinic.browser(Role::Reception).await.get(PATH).await.expect(200);
    assert_eq!(columns(&sunday).last().map(String::as_str), Some("Sun 13 Jan"));
}

#[tokio::test]
async fn a_week_begins_as_the_reader_is_used_to() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;
    for (locale, first) in [("en", "2030-01-07"), ("fr", "2030-01-07"), ("ar", "2030-01-05"), ("he", "2030-01-06")] {
        let cookie = format!("{}; locale={locale}", browser.cookie());
        let page = browser.get(&format!("{PATH}?days=all")).header("cookie", &cookie).await.expect(200).text();
        let (_, day) = page.split_once(r#" data-date=""#).expect("a column");
        assert_eq!(&day[..10], first, "{locale}");
    }
}

#[tokio::test]
async fn a_day_has_a_column_for_everybody_who_sees_patients_or_for_every_room() {
    let desk = Desk::open().await;
    let (admin, therapist) = (desk.clinic.sign_in(Role::Admin).await, desk.clinic.hire(&[Role::Therapist]).await);
    let room = admin.post("/api/rooms/", &json!({ "name": "Room 2" })).await.expect(201).id();
    admin.post("/api/rooms/", &json!({ "name": "Room 1" })).await.expect(201);
    desk.try_to_book(&desk.wanted_with("10:00", &json!({ "room": room }))).await.expect(201);
    let nowhere = desk.wanted_with("10:00", &json!({ "provider": therapist.id }));
    desk.try_to_book(&nowhere).await.expect(201);
    let browser = desk.clinic.browser(Role::Reception).await;

    let people = browser.get(&format!("{PATH}?view=day")).await.expect(200);
    let rooms = browser.get(&format!("{PATH}?view=rooms")).await.expect(200);

    assert_eq!((columns(&people).len(), names(&people).len()), (2, 2));
    assert_eq!(columns(&rooms), ["Room 1", "Room 2", ""]);
    assert!(rooms.text().contains("No room"));
    let tomorrow = browser.get(&format!("{PATH}?view=day&date=2030-01-08")).await.expect(200);
    assert!(names(&tomorrow).is_empty() && tomorrow.text().contains("No appointments in this time."));
}

#[tokio::test]
async fn what_an_address_says_wrongly_was_not_said() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let theirs = desk.clinic.other().await.hire(&[Role::Doctor]).await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let nobody = uuid::Uuid::nil();
    for query in [
        "view=month&as=pie&days=some".to_owned(),
        "date=2030-02-31".to_owned(),
        "date=99999-01-01&provider=me".to_owned(),
        format!("date={}", "9".repeat(2000)),
        format!("provider={}", theirs.id),
        format!("provider={nobody}&patient={nobody}"),
        "patient=%00".to_owned(),
    ] {
        let page = browser.get(&format!("{PATH}?{query}")).await.expect(200);
        assert_eq!(names(&page), ["José Gómez"], "{query}");
    }
    // The ends of time are days like others.
    for date in ["1900-01-01", "2200-12-31"] {
        browser.get(&format!("{PATH}?date={date}&days=all")).await.expect(200);
    }
}

#[tokio::test]
async fn whoever_only_looks_gets_nothing_to_press_or_to_move() {
    let desk = Desk::open().await;
    desk.booked("10:00").await;
    let own = desk.clinic.browser(Role::Reception).await.get(PATH).await.expect(200).text();
    assert!(own.contains(r#"class="slot "#) && own.contains(" data-moves"));

    let viewer = desk.clinic.browser(Role::Viewer).await;
    let page = viewer.get(PATH).await.expect(200);

    assert_eq!(names(&page), ["José Gómez"]);
    assert!(!page.text().contains(r#"class="slot "#) && !page.text().contains(" data-moves"));
    desk.clinic.browser(Role::Auditor).await.get(PATH).await.expect(403);
}

#[tokio::test]
async fn those_who_see_patients_begin_with_their_own_week() {
    let desk = Desk::open().await;
    let therapist = desk.clinic.hire(&[Role::Therapist]).await;
    desk.try_to_book(&desk.wanted_with("10:00", &json!({ "provider": therapist.id }))).await.expect(201);

    let theirs = desk.clinic.browser_of(&therapist).await.get(PATH).await.expect(200);
    let doctors = desk.clinic.browser_of(&desk.doctor).await.get(PATH).await.expect(200);

    assert_eq!((names(&theirs).len(), names(&doctors).len()), (1, 0));
}

#[tokio::test]
async fn a_clinic_without_anybody_says_so() {
    let clinic = TestClinic::new().await;
    let browser = clinic.browser(Role::Reception).await;
    assert!(browser.get(PATH).await.expect(200).text().contains("Nobody sees patients yet"));
    assert!(browser.get(&format!("{PATH}?view=rooms")).await.expect(200).text().contains("No rooms yet"));
}

#[tokio::test]
async fn what_is_not_sure_and_what_was_called_off_look_different_and_free_their_time() {
    let desk = Desk::open().await;
    let id = desk.booked("10:00").await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let slot = r#"value="2030-01-07T10:00""#;
    for (status, class, free) in [
        ("booked", "", false),
        ("proposed", "is-held", false),
        ("cancelled", "is-off", true),
        ("noshow", "is-off", true),
    ] {
        let set = format!("update {{room}}.appointment set status = '{status}' where id = '{id}'");
        desk.clinic.sql_as_superuser(&set).await;
        desk.clinic.patient().create().await;
        // What was known before is known no more when somebody else is registered.
        desk.reception.put(&desk.patient.path(), &json!({ "family_name": "Gómez" })).await.expect(200);
        let text = browser.get(PATH).await.expect(200).text();
        let (_, visit) = text.split_once(&format!(r#"<li id="appointment-{id}" class=""#)).expect("the visit");
        let classes = visit.split('"').next().unwrap_or_default();
        assert!(classes.contains(class) && classes.contains(&format!("chip-{status}")), "{status}: {classes}");
        assert_eq!(text.contains(slot), free, "{status}");
    }
}

#[tokio::test]
async fn the_past_cannot_be_pressed_and_what_begins_at_odd_minutes_stands_where_it_is() {
    let desk = Desk::open().await;
    let odd = json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "starts_at": "2030-01-07T10:07:00+02:00", "duration": 95 });
    desk.try_to_book(&odd).await.expect(201);
    let text = desk.clinic.browser(Role::Reception).await.get(PATH).await.expect(200).text();

    assert!(text.contains(" h10 m7 x1 y35"));
    assert!(!text.contains("2030-01-07T08:45") && text.contains("2030-01-07T09:00"));
    for (time, free) in [("09:45", true), ("10:00", false), ("11:30", false), ("11:45", true)] {
        assert_eq!(text.contains(&format!("2030-01-07T{time}")), free, "{time}");
    }
    assert!(text.contains(r#"class="now h9"#));
}

#[tokio::test]
async fn a_press_on_a_free_time_books_it_and_leads_back() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;
    let here = format!("{PATH}?date=2030-01-09&provider={}", desk.doctor.id);
    let next: String = form_urlencoded::byte_serialize(here.as_bytes()).collect();
    let press = format!("/reception/book?next={next}&provider={}&pick=2030-01-09T11:15", desk.doctor.id);

    let chosen = browser.get(&format!("{press}&q=gomez")).await.expect(200).text();
    let (_, rest) = chosen.split_once(r#"<a href="/reception/create-appointment/"#).expect("somebody to choose");
    let target = rest.split('"').next().unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
    let form = browser.get(&format!("/reception/create-appointment/{target}")).await.expect(200).text();
    for filled in [r#"value="2030-01-09""#, r#"value="11:15""#, &format!(r#"value="{}" selected"#, desk.doctor.id)] {
        assert!(form.contains(filled), "{filled} in {form}");
    }
    let fields = [("date", "2030-01-09"), ("time", "11:15"), ("provider", &*desk.doctor.id.to_string())];
    let answer = browser.submit(&format!("/reception/create-appointment/{target}"), &fields).await.expect(303);

    assert_eq!(answer.header("location"), here);
    assert_eq!(names(&browser.get(&here).await), ["José Gómez"]);
    // Whoever is known already is asked for nothing but the time.
    let known = browser.get(&format!("{here}&patient={}", desk.patient.id)).await.expect(200).text();
    assert!(known.contains("Choose a time for José Gómez."));
    assert!(known.contains(&format!(r#"action="/reception/create-appointment/{}/""#, desk.patient.id)));
}

#[tokio::test]
async fn a_full_week_is_small_and_on_record_with_everybody_who_was_seen() {
    let desk = Desk::open().await;
    let browser = desk.clinic.browser(Role::Reception).await;
    for day in 14..19 {
        for number in 0..40 {
            let minutes = 8 * 60 + number * 15;
            let starts_at = format!("2030-01-{day}T{:02}:{:02}:00+02:00", minutes / 60, minutes % 60);
            let wanted = json!({ "patient": desk.patient.id, "provider": desk.doctor.id, "starts_at": starts_at, "duration": 15, "reason": format!("Check {day} {number}") });
            desk.try_to_book(&wanted).await.expect(201);
        }
    }

    let page = browser.get(&format!("{PATH}?date=2030-01-15")).header("accept-encoding", "br").await.expect(200);

    assert_eq!(page.header("content-encoding"), "br");
    assert!(page.body.len() > 3_000 && page.body.len() <= 25 * 1024, "{} bytes", page.body.len());
    let record = desk.clinic.audit_of(&page).await;
    assert_eq!(record[0].to_string(), "view_day_board success staff about 200");
    let whole = browser.get(&format!("{PATH}?date=2030-01-15")).await.expect(200);
    assert_eq!(names(&whole).len(), 200);
}

//! Support access: granted by an administrator, entered by ticket, over when it is over.

use jiff::SignedDuration;
use testkit::{Role, Setup, TestClinic};

use super::kit::{Operator, REASON, Supporter, administrator, grant, last_of_record, record};

#[tokio::test]
async fn support_looks_by_leave_of_the_administrator_and_everything_is_on_record() {
    let clinic = TestClinic::new().await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    assert!(!operator.browser.get("/support/").await.expect(200).text().contains("/enter/"));
    let leave = grant(&clinic, &chief, "settings", "2").await;
    let ticket = operator.ticket(leave).await;

    let supporter = Supporter::enter(&clinic, &ticket).await;

    let page = supporter.get("/support/").await.expect(200);
    assert!(page.text().contains("Support is looking, until 11:00") && page.text().contains("The admin"));
    let mut looks: Vec<String> = clinic.audit_of(&page).await.iter().map(ToString::to_string).collect();
    looks.sort();
    assert_eq!(
        looks,
        [
            "list_rooms success support",
            "list_staff success support",
            "list_tokens success support",
            "view_as_support success support"
        ]
    );
    assert!(clinic.audit_of(&page).await.iter().all(|row| row.actor_id == Some(operator.id)));
    let shown = chief.get("/admin/support/").await.expect(200).text();
    assert!(shown.contains("amal") && shown.contains(REASON) && shown.contains("Support looks at the settings"));

    supporter.submit("/support/leave/", &[]).await.expect(303);
    supporter.get("/support/").await.expect(303);
    let support: Vec<String> = record(&clinic).await.into_iter().filter(|row| row.contains("support")).collect();
    assert_eq!(
        support,
        [
            "clinic grant_support success",
            "operator ask_for_support success",
            "operator enter_support success",
            "operator leave_support success"
        ]
    );
    let marked = "select string_agg(distinct risk, ',') from {room}.audit_event where actor_kind = 'support'";
    assert_eq!(clinic.value(marked).await, "high");
}

#[tokio::test]
async fn without_a_leave_nobody_enters() {
    let clinic = TestClinic::new().await;
    let operator = Operator::new(&clinic, "amal").await;
    let path = "/support/0198c0de-0000-7000-8000-000000000000/enter/";
    operator.browser.submit(path, &[("reason", REASON)]).await.expect(404);
    assert_eq!(last_of_record(&clinic).await, "operator ask_for_support denied");
}

#[tokio::test]
async fn a_ticket_is_good_once_for_a_minute_and_at_its_own_clinic() {
    let clinic = TestClinic::new().await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    let leave = grant(&clinic, &chief, "settings", "1").await;
    let (used, elsewhere, late) =
        (operator.ticket(leave).await, operator.ticket(leave).await, operator.ticket(leave).await);

    clinic.visitor().get(&used).await.expect(200);
    Supporter::enter(&clinic, &used).await;
    clinic.visitor().submit(&used, &[]).await.expect(409);
    assert_eq!(last_of_record(&clinic).await, "operator enter_support denied");
    clinic.other().await.visitor().submit(&elsewhere, &[]).await.expect(404);
    clinic.advance(SignedDuration::from_secs(60));
    let refused = clinic.visitor().submit(&late, &[]).await.expect(409);
    assert_eq!(clinic.audit_of(&refused).await[0].to_string(), "enter_as_support denied visitor");
}

#[tokio::test]
async fn of_two_who_show_one_ticket_at_once_one_enters() {
    let clinic = TestClinic::new().await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    let ticket = operator.ticket(grant(&clinic, &chief, "settings", "1").await).await;
    let visitor = clinic.visitor();

    let (one, other) = tokio::join!(visitor.submit(&ticket, &[]), visitor.submit(&ticket, &[]));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn it_is_over_when_the_leave_is() {
    let clinic = TestClinic::new().await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    let leave = grant(&clinic, &chief, "settings", "1").await;
    let ticket = operator.ticket(leave).await;
    let supporter = Supporter::enter(&clinic, &ticket).await;
    for _ in 0..4 {
        clinic.advance(SignedDuration::from_mins(14));
        supporter.get("/support/").await.expect(200);
    }
    clinic.advance(SignedDuration::from_mins(4));

    supporter.get("/support/").await.expect(303);
    let path = format!("/support/{leave}/enter/");
    let browser = operator.sign_in().await;
    browser.submit(&path, &[("reason", REASON)]).await.expect(404);
}

#[tokio::test]
async fn a_leave_that_is_taken_back_ends_at_once_on_every_node() {
    let clinic = TestClinic::new().await;
    let other = clinic.another_program(Setup::default()).await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    let leave = grant(&clinic, &chief, "settings", "1").await;
    let (ticket, unused) = (operator.ticket(leave).await, operator.ticket(leave).await);
    let supporter = Supporter::enter(&clinic, &ticket).await;
    let there = testkit::Call::new(clinic::server(other, clinic.archive().clone()), http::Method::GET, "/support/")
        .header("host", &clinic.host())
        .header("cookie", &supporter.cookie);
    there.clone().await.expect(200);

    chief.submit(&format!("/admin/support/{leave}/revoke/"), &[]).await.expect(303);

    supporter.get("/support/").await.expect(303);
    clinic.advance(SignedDuration::from_secs(1));
    there.await.expect(303);
    clinic.visitor().submit(&unused, &[]).await.expect(409);
    chief.submit(&format!("/admin/support/{leave}/revoke/"), &[]).await.expect(404);
    assert!(record(&clinic).await.contains(&"clinic revoke_support success".to_owned()));
}

#[tokio::test]
async fn a_leave_needs_a_reason_a_bound_and_an_administrator_who_has_just_proved_it() {
    let clinic = TestClinic::new().await;
    let chief = administrator(&clinic).await;
    let form = |reason, hours| [("reason", reason), ("scope", "settings"), ("hours", hours)];
    for (reason, hours) in [("why", "1"), (REASON, "0"), (REASON, "9"), (REASON, ""), (REASON, "-1")] {
        chief.submit("/admin/support/", &form(reason, hours)).await.expect(422);
    }
    for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
        let browser = clinic.browser(*role).await;
        browser.submit("/admin/support/", &form(REASON, "1")).await.expect(403);
        browser.get("/admin/support/").await.expect(403);
    }
    clinic.advance(SignedDuration::from_mins(6));
    let page = chief.submit("/admin/support/", &form(REASON, "1")).await.expect(403).text();
    assert!(page.contains("proof_password"));
    assert_eq!(clinic.value("select count(*) from {room}.support_grant").await, "0");
}

#[tokio::test]
async fn an_operator_who_is_turned_out_looks_no_more() {
    let clinic = TestClinic::new().await;
    let (operator, chief) = (Operator::new(&clinic, "amal").await, administrator(&clinic).await);
    let leave = grant(&clinic, &chief, "settings", "1").await;
    let ticket = operator.ticket(leave).await;
    let supporter = Supporter::enter(&clinic, &ticket).await;

    let ticket = clinic.house().ticket(clinic.tenant().clone(), tenancy::Actor::Operator);
    let mut tx = clinic.house().begin(ticket).await.unwrap();
    clinic::support::operations::turn_out(&mut tx, operator.id).await.unwrap();
    tx.commit().await.unwrap();
    clinic.app().forget_access();

    supporter.get("/support/").await.expect(303);
}

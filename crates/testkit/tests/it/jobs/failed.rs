//! What was given up: tried again, one or all, or discarded with a reason.

use serde_json::{Value, json};
use testkit::Role;
use uuid::Uuid;

use super::{Heap, counted, dead_message};

async fn discard(heap: &Heap, job: Uuid, reason: &str) -> testkit::Response {
    heap.admin.post(&format!("/api/jobs/failed/{job}/discard/"), &json!({ "reason": reason })).await
}

#[tokio::test]
async fn what_was_given_up_is_told_line_by_line() {
    let heap = Heap::new().await;

    let jobs = heap.admin.get("/api/jobs/").await.expect(200).json();
    let found = heap.failed("").await;

    for queue in ["messages", "webhooks", "exports", "imports"] {
        assert_eq!(counted(&jobs, queue), (0, 1), "{queue}");
    }
    let told = |queue: &str| found.iter().find(|job| job["queue"] == queue).unwrap();
    let of = |job: &Value| (job["what"].clone(), job["why"].clone(), job["attempts"].clone(), job["subject"].clone());
    let id = |id: Uuid| json!(id.to_string());
    assert_eq!(of(told("messages")), (json!("waitlist_offer"), json!("30003"), json!(8), id(heap.message)));
    assert_eq!(of(told("webhooks")), (json!("ping"), json!("refused"), json!(10), id(heap.webhook)));
    assert_eq!(of(told("exports")), (json!("patients"), json!("gave_up"), json!(5), id(heap.export)));
    assert_eq!(of(told("imports")), (json!("patients"), json!("damaged"), json!(null), id(heap.import)));
    let one = heap.admin.get(&format!("/api/jobs/failed/{}/", heap.message)).await.expect(200).json();
    assert_eq!(&one, told("messages"));
    heap.admin.get("/api/jobs/failed/?queue=letters").await.expect(422);
    heap.admin.get(&format!("/api/jobs/failed/{}/", Uuid::from_u128(7))).await.expect(404);
}

#[tokio::test]
async fn each_is_tried_again_from_the_beginning() {
    let heap = Heap::new().await;
    for queue in ["messages", "webhooks", "exports", "imports"] {
        let path = format!("/api/jobs/failed/{}/retry/", heap.job(queue).await);

        let retried = heap.admin.post(&path, &json!({})).await.expect(204);

        let record = heap.clinic.audit_of(&retried).await;
        assert!(record.iter().any(|row| row.action == "retry_job" && row.outcome == "success"), "{record:?}");
        let jobs = heap.admin.get("/api/jobs/").await.expect(200).json();
        assert_eq!(counted(&jobs, queue), (1, 0), "{queue}");
        heap.admin.post(&path, &json!({})).await.expect(404);
    }
    heap.clinic.run_duty("write_exports").await;
    heap.clinic.run_duty("work_imports").await;
    let export = heap.admin.get(&format!("/api/exports/{}/", heap.export)).await.expect(200).json();
    assert_eq!(export["status"], "ready");
    let import = heap.admin.get(&format!("/api/imports/{}/", heap.import)).await.expect(200).json();
    assert_eq!(import["status"], "checked");
}

#[tokio::test]
async fn all_of_a_line_are_tried_again_but_for_what_was_discarded() {
    let heap = Heap::new().await;
    let kept = dead_message(&heap.clinic).await;
    discard(&heap, heap.message, "Told by phone").await.expect(204);

    for queue in ["messages", "webhooks", "exports", "imports"] {
        let retried = heap.admin.post("/api/jobs/retry/", &json!({ "queue": queue })).await.expect(200).json();
        assert_eq!(retried, json!({ "queue": queue, "retried": 1 }));
    }

    assert_eq!(heap.failed("").await, [] as [Value; 0]);
    let status = |id: Uuid| format!("select status from {{room}}.message where id = '{id}'");
    assert_eq!(heap.clinic.value(&status(heap.message)).await, "dead");
    assert_eq!(heap.clinic.value(&status(kept)).await, "queued");
    assert_eq!(heap.admin.post("/api/jobs/retry/", &json!({})).await.code(), "invalid");
}

#[tokio::test]
async fn what_a_webhook_that_is_off_was_to_be_told_stays_until_it_is_on() {
    let heap = Heap::new().await;
    let job = heap.job("webhooks").await;
    heap.clinic.sql_as_superuser("update {room}.webhook set enabled = false").await;

    let one = heap.admin.post(&format!("/api/jobs/failed/{job}/retry/"), &json!({})).await;
    let all = heap.admin.post("/api/jobs/retry/", &json!({ "queue": "webhooks" })).await.expect(200).json();

    assert_eq!(one.to_string(), r#"409 {"code":"webhook_off"}"#);
    assert_eq!(all["retried"], 0);
    assert_eq!(heap.job("webhooks").await, job);
}

#[tokio::test]
async fn what_is_discarded_leaves_the_list_and_why_stays_on_record_for_a_year() {
    let heap = Heap::new().await;
    for queue in ["messages", "webhooks", "exports", "imports"] {
        let job = heap.job(queue).await;
        assert_eq!(discard(&heap, job, "  ").await.code(), "invalid");
        assert_eq!(discard(&heap, job, &"x".repeat(501)).await.code(), "invalid");

        let discarded = discard(&heap, job, &format!("Enough of {queue}")).await.expect(204);

        assert_eq!(heap.clinic.audit_of(&discarded).await[0].to_string(), "discard_job success staff");
        discard(&heap, job, "Twice").await.expect(404);
    }
    assert_eq!(heap.failed("").await, [] as [Value; 0]);
    let told = heap.admin.get("/api/jobs/discarded/").await.expect(200).json();
    assert_eq!(told["count"], 4);
    assert_eq!(told["results"][0]["reason"], "Enough of imports");
    assert_eq!(told["results"][0]["discarded_by"], heap.admin.staff().id.to_string());

    heap.clinic
        .sql_as_superuser("update {room}.discarded_job set discarded_at = discarded_at - interval '366 days'")
        .await;
    heap.clinic.run_duty("housekeeping").await;
    assert_eq!(heap.admin.get("/api/jobs/discarded/").await.expect(200).json()["count"], 0);
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_does() {
    let heap = Heap::new().await;
    let job = heap.job("messages").await;
    let path = format!("/api/jobs/failed/{job}/retry/");
    let again = json!({});

    let retry = async { heap.admin.post(&path, &again).await };
    let (one, other) = tokio::join!(retry, discard(&heap, job, "Told by phone"));

    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 404]);
}

#[tokio::test]
async fn what_was_discarded_and_tried_again_elsewhere_is_on_the_list_when_it_fails_anew() {
    let heap = Heap::new().await;
    discard(&heap, heap.message, "Told by phone").await.expect(204);
    let browser = heap.clinic.browser_of(heap.admin.staff()).await;
    browser.submit(&format!("/messages/{}/retry", heap.message), &[]).await.expect(303);
    heap.clinic.sql_as_superuser("update {room}.message set status = 'dead'").await;
    assert_eq!(heap.job("messages").await, heap.message);
}

#[tokio::test]
async fn nobody_reaches_what_was_given_up_next_door_and_only_administrators_their_own() {
    let heap = Heap::new().await;
    let next_door = heap.clinic.other().await.sign_in(Role::Admin).await;
    assert_eq!(next_door.get("/api/jobs/failed/").await.expect(200).json()["count"], 0);
    let (retry, reason) = (format!("/api/jobs/failed/{}/retry/", heap.message), json!({ "reason": "Not ours" }));
    let discard = format!("/api/jobs/failed/{}/discard/", heap.message);
    next_door.post(&retry, &json!({})).await.expect(404);
    next_door.post(&discard, &reason).await.expect(404);
    for role in [Role::Reception, Role::Doctor, Role::Auditor] {
        let client = heap.clinic.sign_in(role).await;
        for path in ["/api/jobs/", "/api/jobs/failed/", "/api/jobs/discarded/"] {
            client.get(path).await.expect(403);
        }
        client.post(&retry, &json!({})).await.expect(403);
        client.post(&discard, &reason).await.expect(403);
        client.post("/api/jobs/retry/", &json!({ "queue": "messages" })).await.expect(403);
    }
}

//! Whether a patient may read a result, as the clinic's programs learn it.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Role;

use super::{Ward, nothing};

impl Ward {
    async fn two(&self) -> String {
        self.completed(&self.doctor, "phq-2", &json!({ "1": 1, "2": 1 })).await
    }

    /// Whether one is released, and when that was decided.
    async fn release_of(&self, path: &str) -> (Value, Value) {
        let found = self.doctor.get(path).await.expect(200).json();
        (found["released"].clone(), minute(&found))
    }
}

/// When it was released, to the minute.
fn minute(found: &Value) -> Value {
    found["released_at"].as_str().map_or(Value::Null, |at| at[..16].into())
}

const MORNING: &str = "2030-01-07T07:00";

#[tokio::test]
async fn it_is_released_from_when_somebody_says_so_until_one_withdraws_it() {
    let ward = Ward::open().await;
    let path = ward.two().await;
    assert_eq!(ward.release_of(&path).await, (json!(false), Value::Null));

    let answer = ward.doctor.post(&format!("{path}release/"), &nothing()).await.expect(200).json();
    assert_eq!((&answer["released"], minute(&answer)), (&json!(true), json!(MORNING)));
    assert_eq!(ward.release_of(&path).await, (json!(true), json!(MORNING)));
    // Said again it stays as it was said first.
    ward.desk.clinic.advance(SignedDuration::from_mins(1));
    let answer = ward.doctor.post(&format!("{path}release/"), &nothing()).await.expect(200).json();
    assert_eq!(minute(&answer), MORNING);

    let why = json!({ "reason": "To be talked about first" });
    let answer = ward.doctor.post(&format!("{path}withdraw/"), &why).await.expect(200).json();
    assert_eq!((&answer["released"], minute(&answer)), (&json!(false), Value::Null));
    assert_eq!(ward.release_of(&path).await, (json!(false), Value::Null));
}

#[tokio::test]
async fn an_amendment_stays_released_and_what_was_an_error_does_not() {
    let ward = Ward::open().await;
    let path = ward.two().await;
    ward.doctor.post(&format!("{path}release/"), &nothing()).await.expect(200);
    ward.desk.clinic.advance(SignedDuration::from_mins(1));

    let amended = json!({ "answers": { "1": 0, "2": 1 }, "reason": "Read wrongly" });
    let answer = ward.doctor.post(&format!("{path}amend/"), &amended).await.expect(200).json();
    assert_eq!((&answer["released"], minute(&answer)), (&json!(true), json!(MORNING)));
    assert_eq!(ward.release_of(&path).await, (json!(true), json!(MORNING)));
    let answer = ward.doctor.post(&format!("{path}strike/"), &json!({ "reason": "Wrong patient" })).await.expect(200);
    assert_eq!(answer.json()["released"], false);
    assert_eq!(ward.release_of(&path).await, (json!(false), Value::Null));
}

#[tokio::test]
async fn a_list_is_narrowed_to_those_that_are_released_or_are_not() {
    let ward = Ward::open().await;
    let (shown, hidden) = (ward.two().await, ward.two().await);
    ward.drafted(&ward.doctor, "phq-2", &nothing()).await;
    ward.doctor.post(&format!("{shown}release/"), &nothing()).await.expect(200);
    let found = async |query: &str| {
        let ids = ward.doctor.list(&format!("/api/assessments/?{query}")).await.into_iter();
        ids.map(|id| format!("/api/assessments/{id}/")).collect::<Vec<_>>()
    };

    assert_eq!(found("released=true").await, std::slice::from_ref(&shown));
    assert_eq!(found("released=").await.len(), 3);
    assert_eq!(found("released=false&status=completed").await, [hidden]);
    let refused = ward.doctor.get("/api/assessments/?released=perhaps").await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/released");
    let neighbour = ward.desk.clinic.other().await.sign_in(Role::Doctor).await;
    assert!(neighbour.list("/api/assessments/?released=true").await.is_empty());
}

#[tokio::test]
async fn who_holds_the_version_learns_of_a_release() {
    let ward = Ward::open().await;
    let path = ward.two().await;
    let held = ward.doctor.get(&path).await.expect(200);
    ward.doctor.post(&format!("{path}release/"), &nothing()).await.expect(200);

    let found = ward.doctor.get(&path).header("if-none-match", held.header("etag")).await.expect(200).json();

    assert_eq!(found["released"], true);
}

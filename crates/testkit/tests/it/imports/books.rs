//! Charges and payments out of other books: each a line of the ledger, of the day on which it was.

use serde_json::{Value, json};
use testkit::{Client, Person, Role};
use uuid::Uuid;

use super::Inbox;

/// A clinic where it is nine in the morning of 7 January 2030, with somebody who owes and pays.
struct Books {
    inbox: Inbox,
    billing: Client,
    patient: Person,
}

const HEAD: &str = "Date,Type,Method,Amount,Currency,Tax,Record number,Memo\n";

impl Books {
    async fn open() -> Self {
        let inbox = Inbox::open().await;
        let billing = inbox.clinic.sign_in(Role::Billing).await;
        let patient = inbox.clinic.patient().mrn("A-1").create().await;
        Self { inbox, billing, patient }
    }

    async fn checked(&self, rows: &str) -> Uuid {
        self.inbox.checked_as("transactions", format!("{HEAD}{rows}")).await
    }

    async fn committed(&self, rows: &str) -> Uuid {
        let import = self.checked(rows).await;
        self.inbox.step(import, "commit", &json!({ "skip_problems": true })).await;
        self.inbox.work().await;
        import
    }

    /// What the patient owes in the clinic's currency.
    async fn balance(&self) -> Value {
        let path = format!("/business/contacts/{}/balance", self.patient.id);
        let found = self.billing.get(&path).await.expect(200).json();
        found["items"].as_array().unwrap().iter().find(|one| one["currency"] == "EGP").cloned().unwrap_or_default()
    }

    async fn lines(&self) -> Vec<Value> {
        let path = format!("/business/transactions?contact={}", self.patient.id);
        self.billing.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
    }

    /// What became of the lines of an import.
    async fn ids(&self, import: Uuid) -> Vec<String> {
        let rows = self.inbox.admin.get(&format!("/api/imports/{import}/rows/")).await.expect(200).json();
        rows["results"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
    }
}

const FINE: &str = "13/11/2029,Charge,,350.00,,42.98,A-1,Left knee\n14/11/2029,Paiement,Espèces,100.10,,,a1,\n\
    15/11/2029,charge,,12,USD,,A-1,\n";

#[tokio::test]
async fn what_was_charged_and_paid_stands_in_the_ledger_of_its_day() {
    let books = Books::open().await;

    let import = books.committed(FINE).await;

    let problems = books.inbox.problems(import).await;
    assert_eq!(books.inbox.seen(import).await["committed"], 3, "{problems:?}");
    let balance = books.balance().await;
    let amounts = ["charged", "paid", "adjusted", "balance", "open"].map(|field| balance[field]["amount"].clone());
    assert_eq!(json!(amounts), json!(["350.00", "100.10", "0.00", "249.90", "249.90"]));
    let mut said: Vec<Value> = books
        .lines()
        .await
        .iter()
        .map(|line| json!([line["kind"], line["method"], line["created_at"], line["note"]]))
        .collect();
    said.reverse();
    assert_eq!(
        json!(said),
        json!([
            ["charge", null, "2029-11-13T10:00:00Z", "Left knee"],
            ["payment", "cash", "2029-11-14T10:00:00Z", null],
            ["charge", null, "2029-11-15T10:00:00Z", null]
        ])
    );
    let record = books.inbox.clinic.audit().await;
    let brought = record.iter().find(|row| row.action == "import_transactions").unwrap();
    assert_eq!((brought.actor_id, &brought.patients), (Some(books.inbox.admin.staff().id), &vec![books.patient.id]));
}

#[tokio::test]
async fn what_makes_no_sense_is_named_at_its_column() {
    let books = Books::open().await;

    let import = books
        .checked(
            "08/01/2030,charge,,10,,,A-1,\n,charge,,10,,,A-1,\n13/11/2029,gift,,10,,,A-1,\n13/11/2029,payment,,10,,,A-1,\n\
             13/11/2029,payment,shells,10,,,A-1,\n13/11/2029,charge,,-10,,,A-1,\n13/11/2029,charge,,10.005,,,A-1,\n\
             13/11/2029,charge,,10,XXX,,A-1,\n13/11/2029,charge,,10,,11,A-1,\n13/11/2029,charge,,10,,,B-2,\n",
        )
        .await;

    assert_eq!(
        books.inbox.problems(import).await,
        [
            "2 date_in_future",
            "3 date_missing",
            "4 entry_unknown",
            "5 method_missing",
            "6 method_unknown",
            "7 amount_unusable",
            "8 amount_unusable",
            "9 currency_unknown",
            "10 tax_unusable",
            "11 patient_unknown"
        ]
    );
    for (file, code) in [
        ("Type,Amount,MRN\ncharge,10,A-1\n", "no_date_column"),
        ("Date,Amount,MRN\n2029-11-13,10,A-1\n", "no_kind_column"),
        ("Date,Type,MRN\n2029-11-13,charge,A-1\n", "no_amount_column"),
        ("Date,Type,Amount\n2029-11-13,charge,10\n", "no_patient_column"),
    ] {
        let import = books.inbox.checked_as("transactions", file).await;
        assert_eq!(books.inbox.seen(import).await["problem"], code);
    }
}

#[tokio::test]
async fn nothing_comes_into_a_closed_day() {
    let books = Books::open().await;
    books.committed("13/11/2029,payment,card,10,,,A-1,\n").await;
    let count =
        json!({ "method": "card", "currency": "EGP", "cashier": books.inbox.admin.staff().id, "counted": "10.00" });
    let close = json!({ "day": "2029-11-13", "counts": [count] });
    let closed = books.billing.post("/business/day-closes", &close).await;
    assert!(closed.status.is_success(), "{closed}");

    let import = books.committed("13/11/2029,charge,,20,,,A-1,\n14/11/2029,charge,,20,,,A-1,\n").await;

    assert_eq!(books.inbox.problems(import).await, ["2 day_closed"]);
    assert_eq!(books.inbox.seen(import).await["committed"], 1);
}

#[tokio::test]
async fn what_is_taken_back_is_put_right_by_further_lines_and_what_was_touched_since_stays() {
    let books = Books::open().await;
    let import = books.committed(FINE).await;
    let ids = books.ids(import).await;
    let refund = json!({ "amount": "50.00" });
    books.billing.post(&format!("/business/transactions/{}/refund", ids[1]), &refund).await.expect(201);

    books.inbox.step(import, "undo", &json!({})).await;
    books.inbox.work().await;

    let seen = books.inbox.seen(import).await;
    assert_eq!((&seen["status"], &seen["taken_back"], &seen["kept"]), (&json!("undone"), &json!(2), &json!(1)));
    let balance = books.balance().await;
    let amounts = ["charged", "paid", "refunded", "adjusted", "balance"].map(|field| balance[field]["amount"].clone());
    assert_eq!(json!(amounts), json!(["350.00", "100.10", "50.00", "-350.00", "-50.10"]));
    let charge = books.billing.get(&format!("/business/transactions/{}", ids[0])).await.expect(200).json();
    assert_eq!((&charge["status"], &charge["net"]["amount"]), (&json!("cancelled"), &json!("0.00")));
    let path = format!("/api/imports/{import}/rows/?outcome=kept");
    let kept = books.inbox.admin.get(&path).await.expect(200).json();
    assert_eq!((&kept["count"], &kept["results"][0]["id"]), (&json!(1), &json!(ids[1])));
}

#[tokio::test]
async fn each_line_is_written_once_however_many_there_are() {
    let books = Books::open().await;
    let row = |place| format!("13/11/2029,charge,,1.{:02},,,A-1,\n", place % 100);
    let rows = (0..603).map(row).collect::<Vec<_>>().concat();

    let import = books.committed(&rows).await;

    assert_eq!(books.inbox.seen(import).await["committed"], 603);
    let lines = "select count(*) || ' ' || count(distinct r.line) from {room}.transaction t
        join {room}.import_row r on r.subject_id = t.id";
    assert_eq!(books.inbox.clinic.value(lines).await, "603 603");
}

//! Imports: a table of people, visits or transactions is looked at, brought in, and taken back.

mod books;
mod checking;
mod committing;
mod pages;
mod undoing;
mod visits;

use http::Method;
use serde_json::{Value, json};
use testkit::{Client, Role, TestClinic};
use uuid::Uuid;

/// A clinic, and an administrator with a table in her hand.
pub struct Inbox {
    pub clinic: TestClinic,
    pub admin: Client,
}

impl Inbox {
    pub async fn open() -> Self {
        let clinic = TestClinic::new().await;
        let admin = clinic.sign_in(Role::Admin).await;
        Self { clinic, admin }
    }

    /// A file that waits to be looked at.
    pub async fn uploaded(&self, file: impl AsRef<[u8]>) -> Uuid {
        self.uploaded_as("patients", file).await
    }

    pub async fn uploaded_as(&self, kind: &str, file: impl AsRef<[u8]>) -> Uuid {
        let path = format!("/api/imports/?kind={kind}");
        let call = self.admin.call(Method::POST, &path).body("text/csv", file.as_ref());
        call.header("content-disposition", "attachment; filename=\"people.csv\"").await.expect(201).id()
    }

    pub async fn checked_as(&self, kind: &str, file: impl AsRef<[u8]>) -> Uuid {
        let import = self.uploaded_as(kind, file).await;
        self.work().await;
        import
    }

    /// A file that was looked at.
    pub async fn checked(&self, file: impl AsRef<[u8]>) -> Uuid {
        let import = self.uploaded(file).await;
        self.work().await;
        import
    }

    /// A file that was brought in.
    pub async fn committed(&self, file: impl AsRef<[u8]>) -> Uuid {
        let import = self.checked(file).await;
        self.step(import, "commit", &json!({})).await;
        self.work().await;
        import
    }

    pub async fn step(&self, import: Uuid, step: &str, input: &Value) {
        self.admin.post(&format!("/api/imports/{import}/{step}/"), input).await.expect(200);
    }

    /// What the program does by itself.
    pub async fn work(&self) {
        self.clinic.run_duty("work_imports").await;
    }

    pub async fn seen(&self, import: Uuid) -> Value {
        self.admin.get(&format!("/api/imports/{import}/")).await.expect(200).json()
    }

    /// What is wrong, line by line: `3 name_missing`; what was only changed in brackets.
    pub async fn problems(&self, import: Uuid) -> Vec<String> {
        let path = format!("/api/imports/{import}/problems/?page_size=100");
        let list = self.admin.get(&path).await.expect(200).json();
        let told = |row: &Value| {
            let said = format!("{} {}", row["line"], row["code"].as_str().unwrap());
            if row["is_warning"] == true { format!("({said})") } else { said }
        };
        list["results"].as_array().unwrap().iter().map(told).collect()
    }

    pub async fn people(&self) -> String {
        self.clinic.value("select count(*) from {room}.party where deleted_at is null").await
    }

    /// How many files lie in the clinic's place in the store.
    pub fn kept(&self) -> usize {
        let shelf = self.clinic.objects().join(self.clinic.tenant().id.to_string());
        std::fs::read_dir(shelf).map_or(0, Iterator::count)
    }
}

pub const FINE: &str = "MRN;First name;Last name;Date of birth;Phone;E-mail
A-1;José;Gómez;27/03/1985;0100 123 4567;jose@example.org
A-2;أمل;حداد;1990-01-02;;
";

/// So many people, each with a record number.
pub fn many(count: usize) -> String {
    let rows = (0..count).map(|place| format!("N-{place},Nour {place},Haddad\n"));
    std::iter::once("MRN,First name,Last name\n".to_owned()).chain(rows).collect()
}

//! Documents: what goes in comes out, for those whom it concerns, and for nobody else.

mod approval;
mod corrections;
mod downloads;
mod location;
mod pages;
mod privacy;
mod upkeep;
mod uploads;
mod versions;

use std::path::PathBuf;

use http::Method;
use serde_json::{Value, json};
use testkit::{Call, Client, Person, Response, Role, TestClinic};
use uuid::Uuid;

/// A clinic with a doctor who has a document about a patient in her hand.
pub struct Cabinet {
    pub clinic: TestClinic,
    pub doctor: Client,
    pub patient: Person,
}

impl Cabinet {
    pub async fn open() -> Self {
        Self::of(TestClinic::new().await).await
    }

    pub async fn of(clinic: TestClinic) -> Self {
        let doctor = clinic.sign_in(Role::Doctor).await;
        let patient = clinic.patient().create().await;
        Self { clinic, doctor, patient }
    }

    pub fn about(&self, privacy: &str) -> Value {
        json!({ "title": "Arztbrief Quinquagesima", "kind": "report", "privacy": privacy, "contact": self.patient.id })
    }

    /// The address of a document to which nothing was uploaded yet.
    pub async fn announced(&self, privacy: &str) -> String {
        let id = self.doctor.post("/business/documents", &self.about(privacy)).await.expect(201).id();
        format!("/business/documents/{id}")
    }

    /// The address of a document with one version.
    pub async fn stored(&self, privacy: &str, content: &[u8]) -> String {
        let document = self.announced(privacy).await;
        self.upload(&document, content).await.expect(200);
        document
    }

    pub fn upload(&self, document: &str, content: &[u8]) -> Call {
        upload(&self.doctor, document, content)
    }

    /// One step of its approval, such as `submit`.
    pub async fn step(&self, document: &str, step: &str) -> Response {
        self.doctor.post(&format!("{document}/{step}"), &json!({ "comment": "Seen" })).await
    }

    /// The address of a document that its patient may read.
    pub async fn released(&self, privacy: &str, content: &[u8]) -> String {
        let document = self.stored(privacy, content).await;
        for step in ["submit", "approve", "release"] {
            self.step(&document, step).await.expect(200);
        }
        document
    }

    /// Time passes, and the doctor is still at work.
    pub async fn later(&mut self, by: jiff::SignedDuration) {
        self.clinic.advance(by);
        self.doctor = self.clinic.sign_in_as(self.doctor.staff()).await;
    }

    /// Fails the test unless rows, bytes and what is counted are those of so many versions.
    pub async fn holds(&self, versions: usize) {
        let rows = self.clinic.value("select count(*) from {room}.document_version").await;
        let counted = "select (bytes = (select coalesce(sum(size), 0) from {room}.document_version))::text from {room}.document_usage";
        assert_eq!(rows, versions.to_string());
        assert_eq!(self.files().len(), versions);
        assert_eq!(self.clinic.value(counted).await, "true");
    }

    /// The files of this clinic's versions.
    pub fn files(&self) -> Vec<PathBuf> {
        let shelf = self.clinic.objects().join(self.clinic.tenant().id.to_string());
        let Ok(found) = std::fs::read_dir(shelf) else { return Vec::new() };
        found.map(|entry| entry.unwrap().path()).collect()
    }
}

pub fn upload(by: &Client, document: &str, content: &[u8]) -> Call {
    by.call(Method::POST, &format!("{document}/upload")).body("application/octet-stream", content)
}

/// A document of so many bytes, which nowhere repeat themselves.
pub fn pdf(size: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut noise = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    });
    b"%PDF-1.7\n".iter().copied().chain(noise.by_ref()).take(size).collect()
}

/// The id in an address.
pub fn id_of(document: &str) -> Uuid {
    document.rsplit('/').next().and_then(|id| id.parse().ok()).unwrap()
}

/// A form with a file at its end.
pub fn form(fields: &[(&str, &str)], file_name: &str, content: &[u8]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\ncontent-type: text/html\r\n\r\n"
    );
    body.extend(head.bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--b--\r\n");
    ("multipart/form-data; boundary=b".to_owned(), body)
}

//! What clients send about a document: the same for the API and the forms.

use std::path::Path;

use people::text;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use uuid::Uuid;

use super::file_type::MediaType;
use super::model::{Correction, DocumentKind, NewDocument, Privacy, RetentionClass};
use crate::forms::text_code;

const TITLE: usize = 200;
const COMMENT: usize = 500;
/// Longer file names keep their end, where the ending is.
const FILE_NAME: usize = 150;

/// A document as sent by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DocumentInput {
    #[schema(example = "Discharge letter", min_length = 1, max_length = 200)]
    pub title: Option<String>,
    pub kind: Option<DocumentKind>,
    /// Left out: `confidential`.
    pub privacy: Option<Privacy>,
    /// Left out: `clinical`.
    pub retention_class: Option<RetentionClass>,
    /// Whom it is about. Left out: the patient of the appointment, or nobody.
    pub contact: Option<Uuid>,
    /// At which it was made or brought.
    pub appointment: Option<Uuid>,
}

impl DocumentInput {
    pub fn parse(&self) -> Result<NewDocument> {
        let title = checked("title", self.title.as_deref(), TITLE).and_then(|title| given("title", title));
        let kind = self.kind.ok_or_else(|| FieldError::new("kind", "required"));
        match (title, kind) {
            (Ok(title), Ok(kind)) => Ok(NewDocument {
                kind,
                title,
                privacy: self.privacy.unwrap_or(Privacy::Confidential),
                retention: self.retention_class.unwrap_or(RetentionClass::Clinical),
                party: self.contact,
                appointment: self.appointment,
            }),
            (title, kind) => Err(Error::Invalid(title.err().into_iter().chain(kind.err()).collect())),
        }
    }
}

/// What is corrected of a document. What is left out stays.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CorrectionInput {
    #[schema(example = "Discharge letter of March", min_length = 1, max_length = 200)]
    pub title: Option<String>,
    pub kind: Option<DocumentKind>,
    pub privacy: Option<Privacy>,
}

impl CorrectionInput {
    pub fn parse(&self) -> Result<Correction> {
        let title = self.title.as_deref().map(|title| checked("title", Some(title), TITLE));
        let title = title.map(|title| title.and_then(|title| given("title", title))).transpose();
        let title = title.map_err(|problem| Error::Invalid(vec![problem]))?;
        Ok(Correction { title, kind: self.kind, privacy: self.privacy })
    }
}

/// What somebody says about a document that they looked at.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct CommentInput {
    #[schema(example = "The signature is missing", max_length = 500)]
    pub comment: Option<String>,
}

impl CommentInput {
    /// None where nothing was said.
    pub fn parse(&self) -> Result<Option<String>> {
        let comment =
            checked("comment", self.comment.as_deref(), COMMENT).map_err(|problem| Error::Invalid(vec![problem]))?;
        Ok(Some(comment).filter(|comment| !comment.is_empty()))
    }

    /// Where something must be said.
    pub fn parse_required(&self) -> Result<String> {
        self.parse()?.ok_or_else(|| Error::invalid("comment", "required"))
    }
}

fn checked(field: &'static str, text: Option<&str>, max: usize) -> Result<String, FieldError> {
    text::clean(text.unwrap_or_default(), max)
        .map_err(|error| FieldError::new(field, text_code(&error)).limit(i64::try_from(max).unwrap_or(i64::MAX)))
}

fn given(field: &'static str, text: String) -> Result<String, FieldError> {
    if text.is_empty() { Err(FieldError::new(field, "required")) } else { Ok(text) }
}

/// A file's name without the folders that some programs send along and without what no name needs; where nothing is left,
/// one that says what it is.
pub fn file_name(sent: Option<&str>, media_type: MediaType) -> String {
    let last = sent.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !c.is_control()).collect();
    let name = text::one_line(&visible, usize::MAX).unwrap_or_default();
    let skip = name.chars().count().saturating_sub(FILE_NAME);
    let name: String = name.chars().skip(skip).collect();
    match Path::new(&name).file_stem() {
        Some(_) if !name.starts_with('.') => name,
        _ => format!("document.{}", media_type.ending()),
    }
}

#[cfg(test)]
mod tests {
    use super::{FILE_NAME, file_name};
    use crate::documents::file_type::MediaType;

    #[test]
    fn a_file_name_is_one_and_nothing_else() {
        for (sent, name) in [
            ("letter.pdf", "letter.pdf"),
            ("C:\\Users\\mona\\letter.pdf", "letter.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb\0.pdf", "ab.pdf"),
            ("  two   blanks.pdf ", "two blanks.pdf"),
            ("رسالة.pdf", "رسالة.pdf"),
            ("", "document.pdf"),
            ("..", "document.pdf"),
            (".pdf", "document.pdf"),
            ("folder/", "document.pdf"),
        ] {
            assert_eq!(file_name(Some(sent), MediaType::Pdf), name, "{sent:?}");
        }
        let long = file_name(Some(&format!("{}.pdf", "x".repeat(1000))), MediaType::Pdf);
        assert_eq!((long.rsplit('.').next(), long.chars().count()), (Some("pdf"), FILE_NAME));
        assert_eq!(file_name(None, MediaType::Text), "document.txt");
    }
}

//! What clients send to ask for an export: the same for the API and the form.

use jiff::civil::Date;
use serde::Deserialize;
use tenancy::{Error, FieldError, Result};
use utoipa::ToSchema;
use web::Locale;

use super::model::{ExportFormat, ExportKind, NewExport};

/// An export as asked for by a client.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExportInput {
    pub kind: Option<ExportKind>,
    /// Left out: `csv`.
    pub format: Option<ExportFormat>,
    /// Whether a CSV file begins with the mark by which older spreadsheets know UTF-8.
    #[schema(example = false)]
    pub has_mark: bool,
    /// Of appointments those that start, of transactions those that were written on this day in the clinic's zone, or later.
    pub from: Option<Date>,
    /// Likewise on this day, or earlier.
    pub to: Option<Date>,
}

impl ExportInput {
    pub fn parse(&self, locale: Locale) -> Result<NewExport> {
        let kind = self.kind.ok_or_else(|| FieldError::new("kind", "required"));
        let span = if self.from.zip(self.to).is_some_and(|(from, to)| to < from) {
            Err(FieldError::new("to", "out_of_order"))
        } else if self.kind.is_some_and(|kind| !kind.has_days()) && (self.from.is_some() || self.to.is_some()) {
            Err(FieldError::new("from", "out_of_place"))
        } else {
            Ok(())
        };
        match (kind, span) {
            (Ok(kind), Ok(())) => Ok(NewExport {
                kind,
                format: self.format.unwrap_or(ExportFormat::Csv),
                has_mark: self.has_mark,
                from: self.from,
                to: self.to,
                locale,
            }),
            (kind, span) => Err(Error::Invalid(kind.err().into_iter().chain(span.err()).collect())),
        }
    }
}

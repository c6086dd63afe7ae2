//! Reading what clients send field by field, so that all that is wrong is told at once.

use std::borrow::Cow;

use people::TextError;
use people::text::{clean, one_line};
use tenancy::{Error, FieldError, Result};

use crate::forms::text_code;

/// Everything that was wrong so far.
#[derive(Default)]
pub struct Check {
    problems: Vec<FieldError>,
}

impl Check {
    pub fn is_fine(&self) -> bool {
        self.problems.is_empty()
    }

    pub fn fail(&mut self, field: impl Into<Cow<'static, str>>, code: &'static str) {
        self.problems.push(FieldError::new(field, code));
    }

    pub fn took<T>(&mut self, field: impl Into<Cow<'static, str>>, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|code| self.fail(field, code)).ok()
    }

    pub fn given<T>(&mut self, field: impl Into<Cow<'static, str>>, value: Option<T>) -> Option<T> {
        self.took(field, value.ok_or("required"))
    }

    /// An empty value is none.
    pub fn read<T>(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        value: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let text = value.map(str::trim).filter(|text| !text.is_empty())?;
        self.took(field, read(text))
    }

    /// A text of several lines; an empty one is none.
    pub fn text(&mut self, field: impl Into<Cow<'static, str>>, value: Option<&str>, most: usize) -> Option<String> {
        self.cleaned(field, clean(value.unwrap_or_default(), most), most)
    }

    /// A text of one line; an empty one is none.
    pub fn line(&mut self, field: impl Into<Cow<'static, str>>, value: Option<&str>, most: usize) -> Option<String> {
        self.cleaned(field, one_line(value.unwrap_or_default(), most), most)
    }

    fn cleaned(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        read: Result<String, TextError>,
        most: usize,
    ) -> Option<String> {
        match read {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(error) => {
                let limit = i64::try_from(most).unwrap_or(i64::MAX);
                self.problems.push(FieldError::new(field, text_code(&error)).limit(limit));
                None
            }
        }
    }

    pub fn finish<T>(self, wanted: Option<T>) -> Result<T> {
        match wanted {
            Some(wanted) if self.problems.is_empty() => Ok(wanted),
            _ => Err(Error::Invalid(self.problems)),
        }
    }
}

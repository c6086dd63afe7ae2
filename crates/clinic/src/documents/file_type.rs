//! What a file is, told by its bytes: what its sender says of it is only a claim.

use crate::parties::model::codes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

codes! {
    /// What may be uploaded. Nothing that a browser would run.
    MediaType {
        Pdf = "application/pdf",
        Jpeg = "image/jpeg",
        Png = "image/png",
        Gif = "image/gif",
        Webp = "image/webp",
        Tiff = "image/tiff",
        Heif = "image/heif",
        Dicom = "application/dicom",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Odt = "application/vnd.oasis.opendocument.text",
        Ods = "application/vnd.oasis.opendocument.spreadsheet",
        Rtf = "application/rtf",
        Text = "text/plain",
    }
}

/// How much of a file it takes to tell.
pub const ENOUGH: usize = 8 * 1024;

impl MediaType {
    /// Tells it by the beginning of a file; none where it is nothing that may be uploaded.
    pub fn of(beginning: &[u8]) -> Option<Self> {
        if beginning.get(128..132) == Some(b"DICM") {
            return Some(Self::Dicom);
        }
        match infer::get(beginning) {
            Some(found) => Self::parse(found.mime_type()),
            None => is_text(beginning).then_some(Self::Text),
        }
    }

    /// What a file without a name is called after its point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Tiff => "tiff",
            Self::Heif => "heic",
            Self::Dicom => "dcm",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Rtf => "rtf",
            Self::Text => "txt",
        }
    }

    /// Whether browsers show it within a page.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::Webp)
    }

    /// Whether browsers show it at all.
    pub const fn is_shown(self) -> bool {
        self.is_picture() || matches!(self, Self::Pdf | Self::Text)
    }

    /// With the character set, where that is known.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain; charset=utf-8",
            other => other.as_str(),
        }
    }
}

/// UTF-8, without control characters that no text has. Markup is none: `infer` knows pages, but not all that browsers take
/// for one.
fn is_text(beginning: &[u8]) -> bool {
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        // The beginning may end within a character.
        Err(error) if error.error_len().is_none() => {
            let (whole, _) = beginning.split_at(error.valid_up_to());
            std::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let is_markup = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('<');
    !text.is_empty() && !text.contains(is_odd) && !is_markup
}

#[cfg(test)]
mod tests {
    use super::MediaType;

    #[test]
    fn files_are_what_their_bytes_say() {
        let mut dicom = vec![0; 128];
        dicom.extend_from_slice(b"DICM\x02\x00");
        for (beginning, kind) in [
            (&b"%PDF-1.7\n"[..], Some(MediaType::Pdf)),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", Some(MediaType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(MediaType::Png)),
            (b"GIF89a", Some(MediaType::Gif)),
            (b"II*\x00\x08\x00\x00\x00\x01\x00", Some(MediaType::Tiff)),
            (b"{\\rtf1", Some(MediaType::Rtf)),
            (&dicom, Some(MediaType::Dicom)),
            ("Blutdruck: 120/80 – gut".as_bytes(), Some(MediaType::Text)),
            ("\u{feff}a,b\r\n1,2\r\n".as_bytes(), Some(MediaType::Text)),
            (b"Grus\xc3", Some(MediaType::Text)),
            (b"", None),
            (b"\x00\x01\x02", None),
            (b"Gru\xc3 und", None),
            (b"<!doctype html><script>", None),
            (b"  <svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"<?xml version='1.0'?>", None),
            (b"MZ\x90\x00", None),
            (b"\x7fELF\x02\x01\x01", None),
            (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", None),
            (b"#!/bin/sh\nrm", None),
        ] {
            assert_eq!(MediaType::of(beginning), kind, "{beginning:?}");
        }
    }
}

//! Pictures for a telephone's camera.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fast_qr::QRBuilder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::convert::{Builder as _, Shape};
use tenancy::{Error, Result};

/// A text as QR code (SVG, base64).
pub fn qr_code(text: &str) -> Result<String> {
    let code = QRBuilder::new(text).build().map_err(|error| Error::internal(format!("{error:?}")))?;
    Ok(STANDARD.encode(SvgBuilder::default().shape(Shape::Square).margin(2).to_str(&code)))
}

//! The texts, compiled into the program: `texts/<locale>/<topic>.ftl`.

use rust_embed::RustEmbed;
use web::{Locale, Texts};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/texts"]
struct Sources;

/// Reads every text; fails when a file is not Fluent or a key stands twice.
pub fn load() -> Result<Texts, String> {
    let mut sources = Vec::new();
    for name in Sources::iter() {
        let Some(locale) = name.split('/').next().and_then(Locale::parse) else { continue };
        let Some(file) = Sources::get(&name) else { continue };
        let text = String::from_utf8(file.data.into_owned()).map_err(|error| format!("{name}: {error}"))?;
        sources.push((locale, text));
    }
    Texts::load(sources.iter().map(|(locale, text)| (*locale, text.as_str())))
}

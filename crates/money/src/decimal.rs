//! Decimal numbers as people write them, in whole smallest parts.

/// What is no number of so many places, or one beyond all bounds.
pub enum Unread {
    NoNumber,
    TooLarge,
}

/// Reads `350`, `350.5`, `٣٥٠٫٥٠` in so many decimal places; no signs, no exponents, no more places than there are.
pub fn scaled(text: &str, places: usize) -> Result<i64, Unread> {
    let text = people::text::ascii_digits(text).replace(['\u{66b}', ','], ".");
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    // Zeros beyond the last place change nothing.
    let part = part.trim_end_matches('0');
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > places {
        return Err(Unread::NoNumber);
    }
    format!("{whole}{part:0<places$}").parse().map_err(|_| Unread::TooLarge)
}

/// Such a number without needless noughts: `14`, `5.5`.
pub fn short(parts: i64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let (whole, part) = (parts / one, parts % one);
    if part == 0 {
        return whole.to_string();
    }
    let width = usize::try_from(places).unwrap_or(0);
    format!("{whole}.{}", format!("{part:0width$}").trim_end_matches('0'))
}

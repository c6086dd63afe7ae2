//! Phone numbers in any spelling, kept as E.164.
//!
//! The metadata of all countries is read once, at the first number (50 ms and 6 MB, see [`warm_up`]); afterwards a
//! number takes a few microseconds. Numbers are accepted when their length is possible in their country, not only when
//! their range is known to be in use: ranges open faster than metadata are released, and a desk must not be stopped.

use std::fmt;

use phonenumber::country::Id;
use phonenumber::metadata::{DATABASE, Descriptor};
use phonenumber::{Metadata, Mode, PhoneNumber, Type};

use crate::text::ascii_digits;

/// A number in E.164 (`+201001234567`), its length possible in its country.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// A country or territory by its ISO 3166 alpha-2 code, as far as it has phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Region(Id);

/// Why a number is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    #[error("empty")]
    Empty,
    #[error("not a phone number")]
    Unreadable,
    #[error("too short")]
    TooShort,
    #[error("longer than 15 digits")]
    TooLong,
    #[error("no country has this code")]
    UnknownCountryCode,
    #[error("no number of that country has this length")]
    WrongLength,
}

impl PhoneError {
    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "phone_empty",
            Self::Unreadable => "phone_unreadable",
            Self::TooShort => "phone_too_short",
            Self::TooLong => "phone_too_long",
            Self::UnknownCountryCode => "phone_unknown_country_code",
            Self::WrongLength => "phone_wrong_length",
        }
    }
}

impl Region {
    /// Reads `EG` or `eg`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().to_ascii_uppercase().parse().ok().map(Self)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    fn calling_code(self) -> Option<u16> {
        DATABASE.by_id(self.as_str()).map(Metadata::country_code)
    }

    /// What is dialled before a country code; `00` is understood everywhere, since people carry it abroad.
    fn international_prefixes(self) -> &'static [&'static str] {
        match (self.calling_code(), self.as_str()) {
            (Some(1), _) => &["011", "00"],
            (_, "AU") => &["0011", "00"],
            (_, "JP") => &["010", "00"],
            (_, "KR") => &["001", "002", "00"],
            (Some(7), _) => &["810", "00"],
            _ => &["00"],
        }
    }
}

/// Reads the metadata now rather than at the first number.
pub fn warm_up() {
    let _ = DATABASE.by_id("EG");
}

impl Phone {
    /// Reads a number as typed; one without country code is of `region`. An extension is dropped.
    ///
    /// # Errors
    /// [`PhoneError`], when it is no number that could be called.
    pub fn parse(text: &str, region: Region) -> Result<Self, PhoneError> {
        let dialled = Dialled::read(text, region)?;

        let candidates: Vec<Number> = dialled.candidates(region).into_iter().filter(Number::is_possible).collect();
        let best = candidates.iter().find(|number| number.is_in_use()).or(candidates.first());
        best.map(|number| Self(number.as_e164())).ok_or_else(|| dialled.fault())
    }

    #[must_use]
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    /// The country (ISO 3166) whose plan the number belongs to, where that is known.
    #[must_use]
    pub fn country(&self) -> Option<String> {
        let number = phonenumber::parse(None, &self.0).ok()?;
        number.country().id().map(|id| id.as_ref().to_owned())
    }

    /// Whether the number lies in a range known to be in use: if not, ask whether it was typed right.
    #[must_use]
    pub fn is_known_range(&self) -> bool {
        self.0.strip_prefix('+').and_then(Number::international).is_some_and(|number| number.is_in_use())
    }

    /// As people of `region` write it: without country code at home, with it for numbers from abroad.
    #[must_use]
    pub fn display_national(&self, region: Region) -> String {
        let parsed = phonenumber::parse(None, &self.0).ok();
        // The parser takes some first digits for a trunk prefix (+7 800..): better plain than wrong.
        let Some(number) = parsed.filter(|number| number.to_string() == self.0) else { return self.0.clone() };
        let at_home = region.calling_code() == Some(number.code().value());
        number.format().mode(if at_home { Mode::National } else { Mode::International }).to_string()
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

/// Nothing but the digits to dial.
enum Dialled {
    International(String),
    National(String),
}

impl Dialled {
    fn read(text: &str, region: Region) -> Result<Self, PhoneError> {
        let text = ascii_digits(text).to_lowercase();
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        let text = without_extension(text.strip_prefix("tel:").unwrap_or(text));
        if text.chars().any(|c| !c.is_ascii_digit() && !is_between_digits(c) && !is_plus(c)) {
            return Err(PhoneError::Unreadable);
        }

        let has_plus = has_plus(text)?;
        let digits_of = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let digits = digits_of(text);
        let prefix = region.international_prefixes().iter().find(|prefix| digits.starts_with(**prefix));
        let dialled = if has_plus || prefix.is_some() {
            // (0) is to be dialled at home only.
            let abroad = digits_of(&text.replacen("(0)", "", 1));
            let prefix = prefix.filter(|_| !has_plus).copied().unwrap_or_default();
            Self::International(abroad.strip_prefix(prefix).unwrap_or(&abroad).to_owned())
        } else {
            Self::National(digits)
        };

        match dialled.digits().len() {
            0 if text.is_empty() => Err(PhoneError::Empty),
            0 => Err(PhoneError::Unreadable),
            1..=3 => Err(PhoneError::TooShort),
            // A trunk prefix comes on top of the 15 digits of E.164.
            4..=17 => Ok(dialled),
            _ => Err(PhoneError::TooLong),
        }
    }

    fn digits(&self) -> &str {
        match self {
            Self::International(digits) | Self::National(digits) => digits,
        }
    }

    /// What the digits may mean, the likeliest first.
    fn candidates(&self, region: Region) -> Vec<Number> {
        match self {
            Self::International(digits) => {
                let as_written = Number::international(digits);
                let without_trunk = as_written.as_ref().and_then(Number::without_trunk_prefix);
                [as_written, without_trunk].into_iter().flatten().collect()
            }
            Self::National(digits) => {
                let by_rules = phonenumber::parse(Some(region.0), digits).ok().map(|number| Number::of(&number));
                let as_written = region.calling_code().map(|code| Number { code, national: digits.clone() });
                // The parser cuts a trunk prefix twice where a number begins with the same digit: 8 800 in Russia.
                let without_trunk = as_written.as_ref().and_then(Number::without_trunk_prefix);
                let without_plus =
                    Number::international(digits).filter(|number| region.calling_code() == Some(number.code));
                [by_rules, without_trunk, without_plus, as_written].into_iter().flatten().collect()
            }
        }
    }

    /// Why none of the candidates can be called.
    fn fault(&self) -> PhoneError {
        match self {
            Self::International(digits) if Number::international(digits).is_none() => PhoneError::UnknownCountryCode,
            _ => PhoneError::WrongLength,
        }
    }
}

/// A country code and what follows it.
struct Number {
    code: u16,
    national: String,
}

impl Number {
    fn of(number: &PhoneNumber) -> Self {
        Self { code: number.code().value(), national: number.national().to_string() }
    }

    /// Parts digits after their country code. The library's parser would do, but it cuts trunk prefixes
    /// off numbers that have none.
    fn international(digits: &str) -> Option<Self> {
        // No country code begins another, so the first that fits is it.
        (1..=3).find_map(|length| {
            let (code, national) = digits.split_at_checked(length)?;
            let code = code.parse().ok().filter(|_| !code.starts_with('0'))?;
            DATABASE.by_code(&code).map(|_| Self { code, national: national.to_owned() })
        })
    }

    fn without_trunk_prefix(&self) -> Option<Self> {
        let regions = DATABASE.by_code(&self.code)?;
        let trunk = regions.iter().find_map(|meta| meta.national_prefix())?;
        self.national.strip_prefix(trunk).map(|national| Self { code: self.code, national: national.to_owned() })
    }

    fn as_e164(&self) -> String {
        format!("+{}{}", self.code, self.national)
    }

    /// Whether a number of the country may have this length.
    fn is_possible(&self) -> bool {
        let fits = u16::try_from(self.national.len());
        fits.is_ok_and(|length| {
            self.as_e164().len() <= 16 && self.kinds().any(|kind| kind.possible_length().contains(&length))
        })
    }

    fn is_in_use(&self) -> bool {
        self.kinds().any(|kind| kind.is_match(&self.national))
    }

    /// The metadata give lengths by kind of number only; their general entry is empty.
    fn kinds(&self) -> impl Iterator<Item = &'static Descriptor> {
        use Type::{FixedLine, Mobile, Pager, PersonalNumber, PremiumRate, SharedCost, TollFree, Uan, Voicemail, Voip};
        const KINDS: [Type; 10] =
            [Mobile, FixedLine, TollFree, Voip, PersonalNumber, Uan, SharedCost, PremiumRate, Pager, Voicemail];

        let regions = DATABASE.by_code(&self.code).unwrap_or_default();
        regions.into_iter().flat_map(|meta| KINDS.iter().filter_map(|kind| meta.descriptors().get(*kind)))
    }
}

fn has_plus(text: &str) -> Result<bool, PhoneError> {
    let position = text.chars().filter(|c| c.is_ascii_digit() || is_plus(*c)).position(is_plus);
    let count = text.chars().filter(|c| is_plus(*c)).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match (count, position) {
        (0, _) => Ok(false),
        // At the end it stands where a number was moved through a right-to-left document.
        (1, Some(at)) if at == 0 || at == digits => Ok(true),
        _ => Err(PhoneError::Unreadable),
    }
}

const fn is_plus(c: char) -> bool {
    matches!(c, '+' | '＋')
}

const fn is_between_digits(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '/' | '(' | ')' | '[' | ']' | '~' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{ad}' | '\u{200b}'
        )
}

/// Cuts `ext. 12`, `x12`, `#12`, `poste 12`, `تحويلة 12` and the like.
fn without_extension(text: &str) -> &str {
    const MARKS: [&str; 10] = ["ext", "x", "#", ";", ",", "poste", "int", "تحويلة", "داخلي", "שלוחה"];
    let cut = MARKS.iter().filter_map(|mark| text.find(mark)).min();
    let Some((number, extension)) = cut.and_then(|at| text.split_at_checked(at)) else { return text };

    let digits = extension.chars().filter(char::is_ascii_digit).count();
    if (1..=7).contains(&digits) && extension.ends_with(|c: char| c.is_ascii_digit()) { number } else { text }
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;

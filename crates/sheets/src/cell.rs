//! [`Cell`]: what stands in one place of a table.

/// One value. Days and instants are texts in ISO 8601, which every program sorts and reads alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Nothing,
    Text(String),
    /// In decimal digits, such as `-12.50`: so no amount is ever rounded on its way.
    Number(String),
    Truth(bool),
}

impl Cell {
    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::Number(number.to_string())
    }

    /// Whether the digits of a number are digits: what is none is written as text.
    pub(crate) fn is_sound(digits: &str) -> bool {
        let unsigned = digits.strip_prefix('-').unwrap_or(digits);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        // JSON knows no number that begins with a nought it does not need.
        all(whole) && all(fraction) && (whole == "0" || !whole.starts_with('0'))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

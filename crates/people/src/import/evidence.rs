//! Days or months first? One date seldom tells; all the dates of a file do.

use super::mapping::Mapping;
use super::sniff::Format;
use super::target::Target;
use crate::date::{DateOrder, NumericDate};

/// What the dates of a file say about their order, and on which lines they say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateEvidence {
    /// The person who imports has said so.
    Chosen(DateOrder),
    /// At least one date can be read in one order only, and none in the other only.
    Proven { order: DateOrder, line: u64 },
    /// There is no date whose order matters.
    NotNeeded,
    /// Every date can be read both ways.
    Undecidable { line: u64 },
    /// Both orders occur. What is certain by itself is read; the rest is refused row by row.
    Contradictory { day_first_line: u64, month_first_line: u64 },
}

impl DateEvidence {
    /// The order to read by, when there is one.
    #[must_use]
    pub const fn order(self) -> Option<DateOrder> {
        match self {
            Self::Chosen(order) | Self::Proven { order, .. } => Some(order),
            Self::NotNeeded | Self::Undecidable { .. } | Self::Contradictory { .. } => None,
        }
    }

    /// Stable code for texts and API answers.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chosen(_) => "date_order_chosen",
            Self::Proven { .. } => "date_order_proven",
            Self::NotNeeded => "date_order_not_needed",
            Self::Undecidable { .. } => "date_order_undecidable",
            Self::Contradictory { .. } => "date_order_contradictory",
        }
    }
}

/// Looks at every date of birth and death in the file.
pub(super) fn gather(bytes: &[u8], format: &Format, mapping: &Mapping) -> DateEvidence {
    let places: Vec<usize> = mapping.places(Target::DateOfBirth).chain(mapping.places(Target::DeceasedOn)).collect();
    if places.is_empty() {
        return DateEvidence::NotNeeded;
    }

    let mut weighing = Weighing::default();
    for row in format.rows(bytes) {
        let Ok(fields) = row.fields else { continue };
        places.iter().filter_map(|at| fields.get(*at)).for_each(|field| weighing.see(row.line, field));
    }
    weighing.end()
}

/// What the dates of a file say, one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weighing {
    day_first: Option<u64>,
    month_first: Option<u64>,
    ambiguous: Option<u64>,
}

impl Weighing {
    /// Looks at a date; what is none says nothing.
    pub fn see(&mut self, line: u64, text: &str) {
        let Ok(date) = NumericDate::split(text) else { return };
        let seen = match date.proves() {
            Some(DateOrder::DayMonthYear) => &mut self.day_first,
            Some(DateOrder::MonthDayYear) => &mut self.month_first,
            None if date.is_ambiguous() => &mut self.ambiguous,
            None => return,
        };
        seen.get_or_insert(line);
    }

    /// What they say together.
    #[must_use]
    pub const fn end(self) -> DateEvidence {
        match (self.day_first, self.month_first, self.ambiguous) {
            (Some(day_first_line), Some(month_first_line), _) => {
                DateEvidence::Contradictory { day_first_line, month_first_line }
            }
            (Some(line), None, _) => DateEvidence::Proven { order: DateOrder::DayMonthYear, line },
            (None, Some(line), _) => DateEvidence::Proven { order: DateOrder::MonthDayYear, line },
            (None, None, Some(line)) => DateEvidence::Undecidable { line },
            (None, None, None) => DateEvidence::NotNeeded,
        }
    }
}

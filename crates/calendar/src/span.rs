//! Half-open spans of time.

use jiff::Timestamp;

/// From an instant up to, and without, another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

impl Span {
    pub fn new(starts_at: Timestamp, ends_at: Timestamp) -> Self {
        Self { starts_at, ends_at }
    }

    pub fn is_empty(self) -> bool {
        self.starts_at >= self.ends_at
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }

    pub fn contains(self, other: Self) -> bool {
        self.starts_at <= other.starts_at && other.ends_at <= self.ends_at
    }
}

/// The same time in as few spans as possible: in order, with none touching another.
pub(crate) fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touches = next.starts_at <= last.ends_at;
        if touches {
            last.ends_at = last.ends_at.max(next.ends_at);
        }
        touches
    });
    spans
}

/// Whether one of the spans of a [`union`] holds all of this one.
pub(crate) fn is_within(spans: &[Span], wanted: Span) -> bool {
    let candidate = spans.partition_point(|span| span.ends_at < wanted.ends_at);
    spans.get(candidate).is_some_and(|span| span.contains(wanted))
}

/// Whether none of the spans of a [`union`] overlaps this one.
pub(crate) fn is_clear(spans: &[Span], wanted: Span) -> bool {
    let candidate = spans.partition_point(|span| span.ends_at <= wanted.starts_at);
    !spans.get(candidate).is_some_and(|span| span.overlaps(wanted))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn span(from: i64, to: i64) -> Span {
        Span::new(Timestamp::from_second(from).unwrap(), Timestamp::from_second(to).unwrap())
    }

    #[test]
    fn spans_that_touch_are_one() {
        assert_eq!(union(vec![span(5, 9), span(1, 3), span(3, 4), span(2, 2)]), [span(1, 4), span(5, 9)]);
    }

    proptest! {
        #[test]
        fn a_union_answers_as_its_parts_do(
            parts in prop::collection::vec((0i64..40, 0i64..8), 0..8),
            (from, length) in (0i64..40, 1i64..8),
        ) {
            let parts: Vec<Span> = parts.into_iter().map(|(from, length)| span(from, from + length)).collect();
            let wanted = span(from, from + length);
            let covered = |second: i64| parts.iter().any(|part| part.contains(span(second, second + 1)));
            let whole = union(parts.clone());
            prop_assert_eq!(is_within(&whole, wanted), (from..from + length).all(covered));
            prop_assert_eq!(is_clear(&whole, wanted), !(from..from + length).any(covered));
        }
    }
}

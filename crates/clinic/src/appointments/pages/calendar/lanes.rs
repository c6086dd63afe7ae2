//! What overlaps stands side by side.

/// Minutes of one day, from midnight on the clinic's clock; half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: i64,
    pub to: i64,
}

pub const MIDNIGHT: i64 = 24 * 60;

impl Span {
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// What these leave of the span, in order.
    pub fn without(self, taken: &[Self]) -> Vec<Self> {
        let mut taken = taken.to_vec();
        taken.sort_by_key(|span| span.from);
        let (mut left, mut at) = (Vec::new(), self.from);
        for span in taken {
            if span.from > at {
                left.push(Self { from: at, to: span.from.min(self.to) });
            }
            at = at.max(span.to);
        }
        left.push(Self { from: at, to: self.to });
        left.retain(|span| span.from < span.to);
        left
    }
}

/// Where something stands among those that share its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    pub number: usize,
    /// How many there are side by side.
    pub of: usize,
}

/// More than this side by side nobody can read; the rest lie over the last.
pub const MOST: usize = 6;

/// A lane for each of these, which come in the order of their beginnings.
pub fn lanes(spans: &[Span]) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = Vec::with_capacity(spans.len());
    let (mut ends, mut group): (Vec<i64>, usize) = (Vec::new(), 0);
    for (index, span) in spans.iter().enumerate() {
        if ends.iter().all(|end| *end <= span.from) {
            close(&mut lanes, group, ends.len());
            (ends, group) = (Vec::new(), index);
        }
        let number = match ends.iter_mut().enumerate().find(|(_, end)| **end <= span.from) {
            Some((number, end)) => {
                *end = span.to;
                number
            }
            None => {
                ends.push(span.to);
                ends.len() - 1
            }
        };
        lanes.push(Lane { number: number.min(MOST - 1), of: 1 });
    }
    close(&mut lanes, group, ends.len());
    lanes
}

/// All those who touch one another are equally narrow.
fn close(lanes: &mut [Lane], group: usize, width: usize) {
    for lane in lanes.iter_mut().skip(group) {
        lane.of = width.clamp(1, MOST);
    }
}

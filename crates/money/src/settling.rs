//! What pays for what.

/// Lets what was paid pay for what is owed, both in their order, until one of them is used up: who pays, for what, how
/// much. What is nothing or less takes no part.
pub fn settle<P: Copy, C: Copy>(paid: &[(P, i64)], owed: &[(C, i64)]) -> Vec<(P, C, i64)> {
    let mut owed = owed.iter().filter(|(_, minor)| *minor > 0).copied().peekable();
    let mut matches = Vec::new();
    for &(payment, mut left) in paid {
        while let Some((charge, open)) = owed.peek_mut().filter(|_| left > 0) {
            let minor = left.min(*open);
            matches.push((payment, *charge, minor));
            (left, *open) = (left - minor, *open - minor);
            if *open == 0 {
                owed.next();
            }
        }
    }
    matches
}

/// What no longer pays when so much is needed back: the last that was settled first.
pub fn release<C: Copy>(settled: &[(C, i64)], needed: i64) -> Vec<(C, i64)> {
    let mut needed = needed;
    let mut released = Vec::new();
    for &(charge, minor) in settled.iter().rev() {
        let back = minor.min(needed);
        if back > 0 {
            released.push((charge, back));
            needed -= back;
        }
    }
    released
}

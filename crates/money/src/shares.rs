//! Rounding, and dividing among several so that nothing appears or vanishes.

/// A fraction as a whole number, half away from zero: 2.5 is 3 and −2.5 is −3. The one place where money is rounded.
pub fn divided(of: i128, by: i128) -> i64 {
    debug_assert!(by > 0, "only positive numbers divide money");
    let half = by / 2;
    // An odd divisor has no half: what is left over decides.
    let rounded = if of >= 0 { (of + half) / by } else { -((half - of) / by) };
    i64::try_from(rounded).unwrap_or(if rounded > 0 { i64::MAX } else { i64::MIN })
}

/// Divides an amount in proportion to weights, by the largest remainder: the shares add up to the amount, and none is a
/// whole unit away from what it would be exactly. Of equal remainders the first gets the unit. Where nothing weighs
/// anything, the first gets all; weights below nothing weigh nothing.
pub fn split(amount: i64, weights: &[i64]) -> Vec<i64> {
    let weight = |weight: &i64| i128::from((*weight).max(0));
    let whole: i128 = weights.iter().map(weight).sum();
    if whole == 0 {
        return weights.iter().enumerate().map(|(place, _)| if place == 0 { amount } else { 0 }).collect();
    }
    let (sign, size) = (i128::from(amount.signum()), i128::from(amount).abs());
    let exact = |weight: i128| (size * weight / whole, size * weight % whole);
    let mut shares: Vec<(usize, i128, i128)> = weights
        .iter()
        .enumerate()
        .map(|(place, one)| {
            let (share, remainder) = exact(weight(one));
            (place, share, remainder)
        })
        .collect();
    let mut left = size - shares.iter().map(|(_, share, _)| share).sum::<i128>();
    shares.sort_by_key(|(place, _, remainder)| (std::cmp::Reverse(*remainder), *place));
    for (_, share, _) in &mut shares {
        if left == 0 {
            break;
        }
        (*share, left) = (*share + 1, left - 1);
    }
    shares.sort_by_key(|(place, ..)| *place);
    shares.into_iter().map(|(_, share, _)| i64::try_from(sign * share).unwrap_or_default()).collect()
}

/// The part of an amount that belongs to the next piece of a whole, after so much of that whole is gone: the parts of all
/// pieces add up to the amount, however the whole is cut.
pub fn next_share(amount: i64, whole: i64, gone: i64, piece: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let up_to = |end: i64| {
        let sign = i128::from(whole.signum());
        divided(i128::from(amount) * i128::from(end) * sign, i128::from(whole).abs())
    };
    up_to(gone.saturating_add(piece)) - up_to(gone)
}

//! What several things come to, with their discounts and their tax, and how much of each somebody else bears.
//!
//! Each line is rounded once. What is taken off the whole, and what somebody bears of the whole, is divided among the lines by
//! the largest remainder; tax is worked out of what is left of a line. So lines always add up to the whole.

use crate::amount::MOST;
use crate::quantity::Quantity;
use crate::shares::{divided, next_share, split};
use crate::tax::TaxRate;

/// How much is taken off something, or borne by somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// As rates of tax are written.
    Percent(TaxRate),
    Amount(i64),
}

impl Part {
    pub const NOTHING: Self = Self::Amount(0);

    pub fn is_nothing(self) -> bool {
        match self {
            Self::Percent(percent) => percent.hundredths() == 0,
            Self::Amount(minor) => minor == 0,
        }
    }

    /// Of a whole; none where it is more than that.
    pub fn of(self, whole: i64) -> Option<i64> {
        match self {
            Self::Percent(percent) => Some(percent.on_top_of(whole)),
            Self::Amount(minor) => Some(minor).filter(|minor| (0..=whole).contains(minor)),
        }
    }
}

/// How the tax in a price is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tax {
    Rate(TaxRate),
    /// So much of what it costs before anything is taken off.
    Amount(i64),
}

impl Tax {
    /// How much of what is left of a line is tax.
    fn of(self, gross: i64, total: i64) -> i64 {
        match self {
            Self::Rate(rate) => rate.within(total),
            Self::Amount(tax) => tax - next_share(tax, gross, 0, gross - total),
        }
    }
}

/// So much of something at a price that has its tax in it.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    pub price: i64,
    pub quantity: Quantity,
    pub discount: Part,
    pub tax: Tax,
}

/// What an item comes to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Before anything is taken off.
    pub gross: i64,
    /// After its own discount and its part of that of the whole, with the tax in it.
    pub total: i64,
    pub tax: i64,
    /// What somebody else bears of the total.
    pub share: i64,
}

impl Counted {
    pub fn discount(self) -> i64 {
        self.gross - self.total
    }

    /// Without the tax.
    pub fn net(self) -> i64 {
        self.total - self.tax
    }

    /// How much of the share is tax.
    pub fn share_tax(self) -> i64 {
        next_share(self.tax, self.total, 0, self.share)
    }

    /// Of a piece of the total that is taken back after so much of it is gone: how much is tax, and how much of it somebody
    /// else bears. Over all pieces, both come to what they are of the total.
    pub fn piece(self, gone: i64, piece: i64) -> (i64, i64) {
        (next_share(self.tax, self.total, gone, piece), next_share(self.share, self.total, gone, piece))
    }
}

/// What cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// An item costs more than anything does.
    Price(usize),
    /// More is taken off an item than it costs.
    Discount(usize),
    /// More is taken off the whole than it comes to.
    WholeDiscount,
    /// Somebody bears more than the whole.
    Share,
}

/// Counts items together, with what is taken off the whole and what somebody else bears of it.
pub fn count(items: &[Item], discount: Part, share: Part) -> Result<Vec<Counted>, Excess> {
    let each = items.iter().enumerate().map(|(place, item)| alone(place, *item));
    let each = each.collect::<Result<Vec<_>, _>>()?;
    let before: Vec<i64> = each.iter().map(|(_, total)| *total).collect();
    let off = discount.of(before.iter().sum()).ok_or(Excess::WholeDiscount)?;
    let totals: Vec<i64> = before.iter().zip(split(off, &before)).map(|(total, off)| total - off).collect();
    let borne = share.of(totals.iter().sum()).ok_or(Excess::Share)?;
    let shares = split(borne, &totals);
    let counted =
        items.iter().zip(each).zip(totals.into_iter().zip(shares)).map(|((item, (gross, _)), (total, share))| {
            Counted { gross, total, tax: item.tax.of(gross, total), share }
        });
    Ok(counted.collect())
}

/// What an item comes to before and after its own discount.
fn alone(place: usize, item: Item) -> Result<(i64, i64), Excess> {
    let exact = i128::from(item.price) * i128::from(item.quantity.thousandths());
    let gross = divided(exact, 1_000);
    if gross > MOST {
        return Err(Excess::Price(place));
    }
    match item.discount {
        // Rounded once: the exact price is what the percentage is taken off.
        Part::Percent(percent) => {
            let left = 10_000 - i128::from(percent.hundredths());
            Ok((gross, divided(exact * left, 10_000_000)))
        }
        Part::Amount(_) => {
            let off = item.discount.of(gross).ok_or(Excess::Discount(place))?;
            Ok((gross, gross - off))
        }
    }
}

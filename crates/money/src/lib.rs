//! Pure rules about money: amounts, tax, shares, coins, carts, and what pays for what. No databases, no HTTP, no clinics.
//!
//! An amount is a whole number of the smallest unit of its currency; nothing here is ever a fraction. Whatever has to be
//! rounded is rounded half away from zero, once, by [`divided`]; whatever is divided among several adds up again.

#![forbid(unsafe_code)]

mod amount;
mod cart;
mod currency;
mod decimal;
mod quantity;
mod settling;
mod shares;
mod tax;
#[cfg(test)]
mod tests;

pub use amount::{MOST, Money};
pub use cart::{Counted, Excess, Item, Part, Tax, count};
pub use currency::Currency;
pub use quantity::Quantity;
pub use settling::{release, settle};
pub use shares::{divided, next_share, split};
pub use tax::TaxRate;

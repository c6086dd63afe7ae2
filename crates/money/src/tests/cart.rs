//! That nothing appears or vanishes between a cart and its ledger, whatever is in it and whatever becomes of it.

use proptest::prelude::*;

use crate::{Counted, Excess, Item, Part, Quantity, Tax, TaxRate, count, release, settle, split};

fn percent(hundredths: i64) -> TaxRate {
    TaxRate::from_hundredths(hundredths).unwrap()
}

fn item(price: i64, quantity: &str, discount: Part) -> Item {
    Item { price, quantity: Quantity::parse(quantity).unwrap(), discount, tax: Tax::Rate(percent(1_400)) }
}

#[test]
fn a_quantity_is_more_than_nothing() {
    let read = |text| Quantity::parse(text).map(Quantity::decimal);
    assert_eq!((read("2"), read("1.50"), read("٠٫٧٥")), (Ok("2".into()), Ok("1.5".into()), Ok("0.75".into())));
    for (text, code) in
        [("0", "out_of_range"), ("-1", "not_a_number"), ("1.0001", "not_a_number"), ("", "not_a_number")]
    {
        assert_eq!(read(text), Err(code), "{text}");
    }
    assert_eq!((read("100000"), read("100000.001")), (Ok("100000".into()), Err("out_of_range")));
}

#[test]
fn a_line_is_rounded_once() {
    // 3.333 at 0.99 with a tenth off: 2.96970, and not 3.30 with a tenth off.
    let counted = count(&[item(99, "3.333", Part::Percent(percent(1_000)))], Part::NOTHING, Part::NOTHING).unwrap();
    assert_eq!(counted, [Counted { gross: 330, total: 297, tax: 36, share: 0 }]);
}

#[test]
fn what_is_taken_off_the_whole_is_divided_among_the_lines() {
    let items = [item(100, "1", Part::NOTHING), item(100, "1", Part::NOTHING), item(100, "1", Part::NOTHING)];
    let counted = count(&items, Part::Amount(100), Part::Percent(percent(5_000))).unwrap();
    assert_eq!(counted.iter().map(|line| line.total).collect::<Vec<_>>(), [66, 67, 67]);
    assert_eq!(counted.iter().map(|line| line.share).collect::<Vec<_>>(), [33, 34, 33]);
}

#[test]
fn nothing_comes_to_less_than_nothing() {
    let one = |discount| count(&[item(100, "1", discount)], Part::NOTHING, Part::NOTHING);
    assert_eq!(one(Part::Amount(101)), Err(Excess::Discount(0)));
    assert_eq!(one(Part::Amount(100)).unwrap()[0].total, 0);
    assert_eq!(count(&[item(100, "1", Part::NOTHING)], Part::Amount(101), Part::NOTHING), Err(Excess::WholeDiscount));
    assert_eq!(count(&[item(100, "1", Part::NOTHING)], Part::Amount(1), Part::Amount(100)), Err(Excess::Share));
    assert_eq!(count(&[], Part::NOTHING, Part::NOTHING), Ok(Vec::new()));
}

fn part() -> impl Strategy<Value = (bool, i64)> {
    (any::<bool>(), 0..=10_000_i64)
}

/// A percentage, or so many ten-thousandths of the whole as an amount.
fn taken((is_percent, size): (bool, i64), whole: i64) -> Part {
    if is_percent {
        Part::Percent(percent(size))
    } else {
        Part::Amount(whole / 10_000 * size + whole % 10_000 * size / 10_000)
    }
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let one = (0..1_000_000_i64, 1..20_000_i64, part(), any::<bool>(), 0..=10_000_i64);
    let one = one.prop_map(|(price, thousandths, discount, is_rate, tax)| {
        let quantity = Quantity::from_thousandths(thousandths).unwrap();
        let plain = Item { price, quantity, discount: Part::NOTHING, tax: Tax::Amount(0) };
        let gross = count(&[plain], Part::NOTHING, Part::NOTHING).unwrap()[0].gross;
        let tax = if is_rate { Tax::Rate(percent(tax)) } else { Tax::Amount(gross * tax / 20_000) };
        Item { discount: taken(discount, gross), tax, ..plain }
    });
    prop::collection::vec(one, 1..12)
}

fn sum(counted: &[Counted], of: impl Fn(&Counted) -> i64) -> i64 {
    counted.iter().map(of).sum()
}

/// Any cart, with what is taken off it and what somebody bears of it.
fn carts() -> impl Strategy<Value = Vec<Counted>> {
    (items(), part(), part()).prop_map(|(items, discount, share)| {
        let before = count(&items, Part::NOTHING, Part::NOTHING).unwrap();
        let discount = taken(discount, sum(&before, |line| line.total));
        let after = count(&items, discount, Part::NOTHING).unwrap();
        let share = taken(share, sum(&after, |line| line.total));
        count(&items, discount, share).unwrap()
    })
}

proptest! {
    #[test]
    fn lines_and_tax_are_the_total(cart in carts()) {
        let total = sum(&cart, |line| line.total);
        prop_assert_eq!(sum(&cart, |line| line.net()) + sum(&cart, |line| line.tax), total);
        prop_assert_eq!(sum(&cart, |line| line.gross) - sum(&cart, |line| line.discount()), total);
        prop_assert_eq!(sum(&cart, |line| line.total - line.share) + sum(&cart, |line| line.share), total);
        for line in &cart {
            prop_assert!((0..=line.gross).contains(&line.total), "{line:?}");
            prop_assert!((0..=line.total).contains(&line.tax), "{line:?}");
            prop_assert!((0..=line.total).contains(&line.share), "{line:?}");
            // What each of the two is charged has no more tax in it than it comes to.
            prop_assert!((0..=line.share).contains(&line.share_tax()), "{line:?}");
            prop_assert!((0..=line.total - line.share).contains(&(line.tax - line.share_tax())), "{line:?}");
        }
    }

    #[test]
    fn a_discount_of_the_whole_is_what_is_taken_off(items in items(), wanted in part()) {
        let before = count(&items, Part::NOTHING, Part::NOTHING).unwrap();
        let whole = sum(&before, |line| line.total);
        let discount = taken(wanted, whole);
        let after = count(&items, discount, Part::NOTHING).unwrap();
        prop_assert_eq!(whole - sum(&after, |line| line.total), discount.of(whole).unwrap());
        for (before, after) in before.iter().zip(&after) {
            prop_assert!(after.total <= before.total && after.gross == before.gross);
        }
    }

    #[test]
    fn credited_in_pieces_nothing_is_left(cart in carts(), cuts in prop::collection::vec(0..1_000_i64, 1..8)) {
        for line in cart {
            let (mut gone, mut tax, mut share) = (0, 0, 0);
            for piece in split(line.total, &cuts) {
                let (piece_tax, piece_share) = line.piece(gone, piece);
                prop_assert!((0..=piece).contains(&piece_tax) && (0..=piece).contains(&piece_share), "{line:?} {piece}");
                (gone, tax, share) = (gone + piece, tax + piece_tax, share + piece_share);
            }
            prop_assert_eq!((gone, tax, share), (line.total, line.tax, line.share));
        }
    }

    #[test]
    fn what_is_charged_is_paid_open_or_credited(
        cart in carts(),
        paid in prop::collection::vec(0..2_000_000_i64, 0..6),
        credited in 0..=10_000_i64,
        refunded in 0..=10_000_i64,
    ) {
        // The patient's account: charges are what is left of each line, payments pay for them in their order.
        let charged: Vec<(usize, i64)> = cart.iter().map(|line| line.total - line.share).enumerate().collect();
        let paid: Vec<(usize, i64)> = paid.into_iter().enumerate().collect();
        let owed = |charges: &[(usize, i64)]| charges.iter().map(|(_, minor)| minor).sum::<i64>();
        let matched = settle(&paid, &charged);
        let used: i64 = matched.iter().map(|(.., minor)| minor).sum();
        prop_assert_eq!(owed(&charged) - used - (owed(&paid) - used), owed(&charged) - owed(&paid));
        // A credit note takes a part of the first line back, and frees what paid for it.
        let (first, whole) = charged[0];
        let back = whole * credited / 10_000;
        let settled: Vec<_> = matched.iter().filter(|(_, charge, _)| *charge == first).map(|(paid, _, minor)| (*paid, *minor)).collect();
        let needed = settled.iter().map(|(_, minor)| minor).sum::<i64>() - (whole - back);
        let freed: i64 = release(&settled, needed.max(0)).iter().map(|(_, minor)| minor).sum();
        let (open, unused) = (owed(&charged) - back - (used - freed), owed(&paid) - (used - freed));
        prop_assert!(open >= 0 && unused >= 0);
        prop_assert_eq!(open - unused, owed(&charged) - back - owed(&paid));
        // What is unused may be given back, and is owed to nobody then.
        let given = unused * refunded / 10_000;
        prop_assert_eq!(open - (unused - given), owed(&charged) - back - (owed(&paid) - given));
    }
}

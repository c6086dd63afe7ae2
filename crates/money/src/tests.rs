//! That nothing appears or vanishes, whatever the amounts.

mod cart;

use proptest::prelude::*;

use super::{Currency, MOST, Money, TaxRate, divided, next_share, release, settle, split};

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

#[test]
fn money_has_the_places_of_its_currency() {
    let minor = |text: &str, code: &str| Money::parse(text, currency(code)).map(|money| money.minor);
    assert_eq!(minor("350", "EGP"), Ok(35_000));
    assert_eq!(minor("350.5", "EGP"), Ok(35_050));
    assert_eq!(minor("350.500", "EGP"), Ok(35_050));
    assert_eq!(minor("0.001", "KWD"), Ok(1));
    assert_eq!(minor("350", "JPY"), Ok(350));
    assert_eq!(minor("12.30", "ILS"), Ok(1_230));
    assert_eq!(minor("٣٥٠٫٥٠", "EGP"), Ok(35_050));
    assert_eq!(minor("0", "EUR"), Ok(0));
    for (text, code) in
        [("350.505", "EGP"), ("1.5", "JPY"), ("", "EUR"), (".5", "EUR"), ("1e3", "EUR"), ("+1", "EUR"), ("1\0", "EUR")]
    {
        assert_eq!(minor(text, code), Err("not_an_amount"), "{text} {code}");
    }
    assert_eq!(minor("-1", "EUR"), Err("out_of_range"));
    assert_eq!(minor("99999999999999999999", "EUR"), Err("out_of_range"));
    assert_eq!(minor("10000000000.00", "EUR"), Ok(MOST));
    assert_eq!(minor("10000000000.01", "EUR"), Err("out_of_range"));
}

#[test]
fn what_is_taken_away_has_one_sign() {
    let minor = |text: &str| Money::parse_signed(text, Currency::EUR).map(|money| money.minor);
    assert_eq!((minor("-12.50"), minor("\u{2212}12.5"), minor("12.5")), (Ok(-1_250), Ok(-1_250), Ok(1_250)));
    assert_eq!(
        (minor("--1"), minor("-"), minor("- -1")),
        (Err("not_an_amount"), Err("not_an_amount"), Err("not_an_amount"))
    );
    assert_eq!(Money::new(-5, Currency::EUR).decimal(), "-0.05");
    assert_eq!(Money::new(-7, currency("JPY")).to_string(), "-7 JPY");
}

#[test]
fn a_code_is_known_or_it_is_none() {
    let exponents = ["EGP", "TND", "KRW", "ILS", "KWD", "JPY"].map(|code| currency(code).exponent());
    assert_eq!(exponents, [2, 3, 0, 2, 3, 0]);
    for code in ["egp", "ZZZ", " EG", "EG", "EGP ", "", "EGP AOA"] {
        assert_eq!(Currency::parse(code), None, "{code:?}");
    }
}

#[test]
fn a_half_goes_away_from_zero() {
    assert_eq!([5, 4, -5, -4, 0].map(|of| divided(of, 2)), [3, 2, -3, -2, 0]);
    assert_eq!([4, 5, -4, -5].map(|of| divided(of, 3)), [1, 2, -1, -2]);
    let coins = |minor, code| Money::new(minor, currency(code)).in_coins().minor;
    assert_eq!((coins(1_237, "ILS"), coins(1_235, "ILS"), coins(1_234, "ILS")), (1_240, 1_240, 1_230));
    assert_eq!((coins(249, "HUF"), coins(250, "HUF"), coins(1_237, "EUR")), (0, 500, 1_237));
}

#[test]
fn tax_is_within_an_amount_or_on_top_of_it() {
    let rate = |text| TaxRate::parse(text).unwrap();
    assert_eq!((rate("14").within(11_400), rate("14").on_top_of(10_000)), (1_400, 1_400));
    assert_eq!(
        (rate("5.5").decimal(), rate("8,25").decimal(), rate("٥٫٥٠").decimal()),
        ("5.5".into(), "8.25".into(), "5.5".into())
    );
    assert_eq!(rate("20").within(-1_000), -167);
    for (text, code) in
        [("", "not_a_number"), ("-1", "not_a_number"), ("5.555", "not_a_number"), ("100.01", "out_of_range")]
    {
        assert_eq!(TaxRate::parse(text), Err(code), "{text}");
    }
}

#[test]
fn who_came_first_is_paid_first() {
    let matches = settle(&[('p', 100), ('q', 50)], &[(1, 30), (2, 0), (3, 90), (4, 500)]);
    assert_eq!(matches, [('p', 1, 30), ('p', 3, 70), ('q', 3, 20), ('q', 4, 30)]);
    assert_eq!(release(&[(1, 30), (3, 70)], 80), [(3, 70), (1, 10)]);
    assert!(release(&[(1, 30)], 0).is_empty());
}

fn amounts(least: i64) -> impl Strategy<Value = i64> {
    least..=MOST
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(minor in amounts(-MOST), place in 0..6_usize) {
        let currency = currency(["EUR", "EGP", "ILS", "JPY", "KWD", "HUF"][place]);
        let money = Money::new(minor, currency);
        prop_assert_eq!(Money::parse_signed(&money.decimal(), currency), Ok(money));
    }

    #[test]
    fn shares_add_up_and_are_fair(amount in amounts(-MOST), weights in prop::collection::vec(0..=MOST, 1..20)) {
        let shares = split(amount, &weights);
        prop_assert_eq!(shares.len(), weights.len());
        prop_assert_eq!(shares.iter().sum::<i64>(), amount);
        let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (share, weight) in shares.iter().zip(&weights).filter(|_| whole > 0) {
            let error = (i128::from(*share) * whole - i128::from(amount) * i128::from(*weight)).abs();
            prop_assert!(error < whole, "{share} of {amount} by {weights:?}");
        }
    }

    #[test]
    fn pieces_carry_all_of_the_tax(amount in amounts(1), rate in 0..=10_000_i64, cuts in prop::collection::vec(1..=1_000_i64, 1..30)) {
        let tax = TaxRate::from_hundredths(rate).unwrap().within(amount);
        let pieces = split(amount, &cuts);
        let mut gone = 0;
        let mut carried = 0;
        for piece in pieces {
            let share = next_share(tax, amount, gone, piece);
            prop_assert!((0..=piece.max(1)).contains(&share));
            (gone, carried) = (gone + piece, carried + share);
        }
        prop_assert_eq!((gone, carried), (amount, tax));
    }

    #[test]
    fn tax_within_and_on_top_of_an_amount_agree(net in amounts(0), rate in 0..=10_000_i64) {
        let rate = TaxRate::from_hundredths(rate).unwrap();
        let tax = rate.on_top_of(net);
        prop_assert!((rate.within(net + tax) - tax).abs() <= 1);
        prop_assert_eq!(rate.on_top_of(-net), -tax);
    }

    #[test]
    fn coins_are_never_half_a_coin_away(minor in amounts(-MOST), place in 0..5_usize) {
        let money = Money::new(minor, currency(["EUR", "ILS", "CHF", "HUF", "SEK"][place]));
        prop_assert!(money.in_coins().is_in_coins());
        prop_assert!((money.in_coins().minor - minor).abs() * 2 <= money.currency.coin());
    }

    #[test]
    fn nothing_is_paid_twice_and_nothing_is_left_that_could_pay(
        paid in prop::collection::vec(-10..1_000_i64, 0..20),
        owed in prop::collection::vec(-10..1_000_i64, 0..20),
    ) {
        let number = |amounts: &[i64]| amounts.iter().copied().enumerate().collect::<Vec<_>>();
        let matches = settle(&number(&paid), &number(&owed));
        let positive = |amounts: &[i64]| amounts.iter().map(|minor| (*minor).max(0)).sum::<i64>();
        prop_assert!(matches.iter().all(|(.., minor)| *minor > 0));
        prop_assert_eq!(matches.iter().map(|(.., minor)| minor).sum::<i64>(), positive(&paid).min(positive(&owed)));
        for (place, minor) in paid.iter().enumerate() {
            let used: i64 = matches.iter().filter(|(payment, ..)| *payment == place).map(|(.., minor)| minor).sum();
            prop_assert!(used <= (*minor).max(0));
        }
        for (place, minor) in owed.iter().enumerate() {
            let settled: i64 = matches.iter().filter(|(_, charge, _)| *charge == place).map(|(.., minor)| minor).sum();
            prop_assert!(settled <= (*minor).max(0));
        }
    }

    #[test]
    fn what_is_released_is_what_was_needed(settled in prop::collection::vec(1..1_000_i64, 0..20), needed in 0..20_000_i64) {
        let all: Vec<_> = settled.iter().copied().enumerate().collect();
        let released = release(&all, needed);
        prop_assert_eq!(released.iter().map(|(_, minor)| minor).sum::<i64>(), needed.min(settled.iter().sum()));
        prop_assert!(released.iter().all(|(charge, minor)| *minor > 0 && *minor <= settled[*charge]));
    }
}

#[test]
fn pieces_stand_from_the_largest_and_come_to_all_that_there_are_coins_for() {
    for code in ["AED", "CHF", "EGP", "EUR", "GBP", "ILS", "JOD", "MAD", "QAR", "SAR", "USD"] {
        let currency = Currency::parse(code).unwrap();
        let pieces = currency.pieces();
        assert!(pieces.windows(2).all(|two| two[0] > two[1]), "{code}");
        assert!(pieces.iter().all(|piece| piece % currency.coin() == 0), "{code}");
    }
    assert!(Currency::parse("XAF").unwrap().pieces().is_empty());
}

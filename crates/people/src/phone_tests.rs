//! Numbers are read however they are written.

use super::*;

fn region(code: &str) -> Region {
    Region::parse(code).expect("a region with phones")
}

fn read(text: &str, code: &str) -> Result<String, PhoneError> {
    Phone::parse(text, region(code)).map(|phone| phone.as_e164().to_owned())
}

#[test]
fn one_number_is_read_from_many_spellings() {
    for text in [
        "01001234567",
        "0100 123 4567",
        "0100-123-4567",
        "(0100) 123.4567",
        "+201001234567",
        "+20 100 123 4567",
        "+20 (0)100 1234567",
        "+20 0100 123 4567",
        "0020 100 1234567",
        "00201001234567",
        "201001234567",
        "1001234567",
        "٠١٠٠١٢٣٤٥٦٧",
        "۰۱۰۰۱۲۳۴۵۶۷",
        "＋２０１００１２３４５６７",
        "\u{200e}+20 100 123 4567\u{202c}",
        "201001234567+",
        "(+20) 1001234567",
        "tel:+20-100-123-4567",
        "0100 123 4567 ext. 12",
        "01001234567 x12",
        "01001234567#12",
        "01001234567 تحويلة ١٢",
        "01001234567;ext=12",
        "0100\u{a0}123\u{2011}4567",
    ] {
        assert_eq!(read(text, "EG"), Ok("+201001234567".into()), "{text}");
    }
}

#[test]
fn each_country_dials_in_its_own_way() {
    for (text, code, expected) in [
        ("(413) 555-0123", "US", "+14135550123"),
        ("1 413 555 0123", "US", "+14135550123"),
        ("011 44 20 7946 0958", "US", "+442079460958"),
        ("00 44 20 7946 0958", "US", "+442079460958"),
        ("+44 (0)20 7946 0958", "FR", "+442079460958"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("030/123456", "DE", "+4930123456"),
        ("06 698 12345", "IT", "+390669812345"),
        ("+39 06 698 12345", "EG", "+390669812345"),
        ("0039 06 698 12345", "EG", "+390669812345"),
        ("8 800 555 35 35", "RU", "+78005553535"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("050-123-4567", "IL", "+972501234567"),
        ("02-1234567", "IL", "+97221234567"),
        ("050 123 4567", "SA", "+966501234567"),
        ("0011 20 100 123 4567", "AU", "+201001234567"),
    ] {
        assert_eq!(read(text, code), Ok(expected.into()), "{text} in {code}");
    }
}

#[test]
fn what_cannot_be_called_is_refused() {
    for (text, error) in [
        ("", PhoneError::Empty),
        (" \u{200f} ", PhoneError::Empty),
        ("none", PhoneError::Unreadable),
        ("-", PhoneError::Unreadable),
        ("+", PhoneError::Unreadable),
        ("0100 123 4567 (wife)", PhoneError::Unreadable),
        ("0100+1234567", PhoneError::Unreadable),
        ("++201001234567", PhoneError::Unreadable),
        ("2.01001E+11", PhoneError::Unreadable),
        ("123", PhoneError::TooShort),
        ("12345", PhoneError::WrongLength),
        ("0100 123 4567 0", PhoneError::WrongLength),
        ("01001234567 / 01223334444", PhoneError::TooLong),
        ("+999 123 456 789", PhoneError::UnknownCountryCode),
        ("+0 123 456 789", PhoneError::UnknownCountryCode),
    ] {
        assert_eq!(read(text, "EG"), Err(error), "{text:?}");
    }
}

#[test]
fn a_new_range_is_accepted_and_told_apart() {
    let phone = |text| Phone::parse(text, region("US")).expect("a possible number");
    assert!(phone("(413) 555-0123").is_known_range());
    assert!(!phone("(999) 955-0123").is_known_range());
}

#[test]
fn numbers_are_shown_as_people_of_the_region_write_them() {
    let shown = |text, at| Phone::parse(text, region("EG")).expect("a number").display_national(region(at));
    assert_eq!(shown("+201001234567", "EG"), "010 01234567");
    assert_eq!(shown("+201001234567", "FR"), "+20 10 01234567");
    assert_eq!(shown("+14135550123", "US"), "(413) 555-0123");
    assert_eq!(shown("+14135550123", "CA"), "(413) 555-0123");
    assert_eq!(shown("+390669812345", "IT"), "06 6981 2345");
}

#[test]
fn regions_are_read_by_their_code() {
    assert_eq!(Region::parse(" eg ").as_ref().map(Region::as_str), Some("EG"));
    assert_eq!(Region::parse("Egypt"), None);
    assert_eq!(Region::parse(""), None);
}

#[test]
fn debug_tells_nothing() {
    assert_eq!(format!("{:?}", Phone::parse("01001234567", region("EG"))), "Ok(Phone(..))");
}

proptest::proptest! {
    #[test]
    fn nothing_typed_makes_it_panic(text in "[+0-9٠-٩ ()/x#.-]{0,20}|\\PC{0,20}", code in "EG|US|RU|IT|AR|MX|JP|GB|KZ|AC") {
        let at = region(&code);
        if let Ok(phone) = Phone::parse(&text, at) {
            proptest::prop_assert_eq!(Phone::parse(phone.as_e164(), region("FR")), Ok(phone.clone()));
            let _ = phone.display_national(at);
            let _ = phone.display_national(region("FR"));
            proptest::prop_assert!((5..=16).contains(&phone.as_e164().len()));
        }
    }
}

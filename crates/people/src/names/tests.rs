//! Names are found however they are spelled.

use proptest::prelude::*;

use super::*;

#[track_caller]
fn finds(text: &str, names: &[&str]) {
    let query = query(text);
    for name in names {
        assert!(query.matches(name), "{text} finds {name}");
        let indexed = prefixes(name);
        assert!(query.tokens.iter().all(|token| indexed.contains(token)), "{text} is indexed for {name}");
    }
}

#[track_caller]
fn misses(text: &str, names: &[&str]) {
    for name in names {
        assert!(!query(text).matches(name), "{text} does not find {name}");
    }
}

#[test]
fn words_are_folded() {
    for (name, expected) in [
        ("José Gómez", vec!["jose", "gomez"]),
        ("JOSE\u{301}  GOMEZ", vec!["jose", "gomez"]),
        ("Łukasz Żółć", vec!["lukasz", "zolc"]),
        ("Strauß Groẞ", vec!["strauss", "gross"]),
        ("Søren Ærø", vec!["soren", "aero"]),
        ("İbrahim Işık", vec!["ibrahim", "isik"]),
        ("Đặng Văn Đức", vec!["dang", "van", "duc"]),
        ("Þórður Œuvre", vec!["thordur", "oeuvre"]),
        ("Σωκράτης ΣΩΚΡΆΤΗΣ", vec!["σωκρατησ"]),
        ("Пётр Йовин", vec!["петр", "иовин"]),
        ("ﬁnn ＡＢＣ", vec!["finn", "abc"]),
        ("O'Brien", vec!["obrien", "o", "brien"]),
        ("O’Brien", vec!["obrien", "o", "brien"]),
        ("O´Brien", vec!["obrien", "o", "brien"]),
        ("Jean-Pierre", vec!["jeanpierre", "jean", "pierre"]),
        ("Jean‑Pierre", vec!["jeanpierre", "jean", "pierre"]),
        ("'James' -x-", vec!["james", "x"]),
        ("Henry ٣", vec!["henry", "3"]),
        ("Smith, John (Jr.)", vec!["smith", "john", "jr"]),
        ("", vec![]),
        ("-- ' ٫", vec![]),
    ] {
        assert_eq!(words(name), expected, "{name}");
    }
}

#[test]
fn arabic_is_folded() {
    for (name, expected) in [
        ("أحمد إبراهيم آدم ٱسم", vec!["احمد", "ابراهيم", "ادم", "اسم"]),
        ("مُحَمَّد", vec!["محمد"]),
        ("محـــمد", vec!["محمد"]),
        ("فاطمة", vec!["فاطمه"]),
        ("مصطفى", vec!["مصطفي"]),
        ("مؤمن رئيس", vec!["مومن", "رييس"]),
        ("علاء هناء", vec!["علا", "هنا"]),
        ("السيد", vec!["السيد", "سيد"]),
        ("الألفي", vec!["الالفي", "الفي"]),
        ("الى", vec!["الي"]),
        ("علی کریم", vec!["علي", "كريم"]),
        ("ﻣﺤﻤﺪ", vec!["محمد"]),
        ("على\u{200c}رضا", vec!["عليرضا", "علي", "رضا"]),
        ("\u{200f}مريم\u{200e}", vec!["مريم"]),
    ] {
        assert_eq!(words(name), expected, "{name}");
    }
}

#[test]
fn hebrew_is_folded() {
    assert_eq!(words("שָׁלוֹם כֹּהֵן"), ["שלומ", "כהנ"]);
    assert_eq!(words("בן־גוריון"), ["בנגוריונ", "בנ", "גוריונ"]);
    assert_eq!(words("ז'בוטינסקי"), words("ז׳בוטינסקי"));
    finds("בן גוריון", &["דוד בן־גוריון", "בן גוריון דוד"]);
    finds("בן־גוריון", &["דוד בן גוריון"]);
}

#[test]
fn any_order_and_beginnings_find() {
    finds("gom jos", &["José Eduardo Gómez", "Gómez, José"]);
    finds("JOSÉ gómez", &["jose gomez"]);
    misses("gom jos", &["José García", "Gómez", ""]);
    misses("ose", &["José"]);
}

#[test]
fn one_name_is_found_by_its_spellings() {
    let o_brien = ["Pat O'Brien", "Pat O’Brien", "Pat O Brien"];
    for text in ["obrien", "brien", "o'brien", "O’Brien pat", "o brien"] {
        finds(text, &o_brien);
    }
    finds("o'brien", &["Pat OBrien"]);
    for text in ["al-sayed", "sayed", "al sayed", "alsayed", "al-say"] {
        finds(text, &["Al-Sayed", "Al Sayed"]);
    }
    finds("al-sayed", &["Alsayed"]);
    finds("jean-pierre", &["Jean Pierre", "Jean-Pierre", "Pierre Jean"]);
    finds("van der berg", &["Van der Berg", "van den Vander-Berg der"]);
    finds("vanderberg", &["Van der Berg"]);
    finds("mcdonald", &["Mc Donald", "McDonald"]);
    finds("damore", &["D'Amore"]);
    finds("müller", &["Müller", "Muller"]);
    finds("mueller", &["Müller", "Mueller"]);
    finds("soeren", &["Søren"]);
}

#[test]
fn one_arabic_name_is_found_by_its_spellings() {
    for text in ["السيد", "سيد", "السي", "الس", "لسيد".trim_start_matches('ل')] {
        finds(text, &["محمد السيد"]);
    }
    finds("السيد", &["محمد سيد"]);
    for text in ["عبد الرحمن", "عبدالرحمن", "رحمن", "الرحمن عبد", "عبد‌الرحمن"]
    {
        finds(text, &["عبد الرحمن", "عبدالرحمن", "عبد\u{200c}الرحمن"]);
    }
    finds("abdelrahman", &["Abdel Rahman", "Abd El-Rahman", "Abdelrahman"]);
    finds("rahman", &["Abdelrahman"]);
    finds("احمد", &["أحمد"]);
    finds("أحمد", &["احمد"]);
    finds("فاطمه", &["فاطمة"]);
    finds("علا", &["علاء"]);
    finds("علاء", &["علا"]);
}

#[test]
fn words_beyond_the_index_are_verified_whole() {
    let query = query("constantinople");
    assert_eq!(query.tokens, ["constant"]);
    assert!(query.matches("Constantinopleus"));
    assert!(!query.matches("Constantine"));
}

#[test]
fn too_little_finds_nothing() {
    for text in ["", " ", "j", "'", "j s"] {
        assert!(query(text).is_empty());
        assert!(!query(text).matches("John Smith"));
    }
    finds("j smi", &["John Smith"]);
    misses("x smi", &["John Smith"]);
}

#[test]
fn prefixes_have_two_to_eight_letters() {
    let expected = ["co", "con", "cons", "const", "consta", "constan", "constant"];
    assert!(prefixes("Constantine").iter().map(String::as_str).eq(expected));
    assert_eq!(prefixes("J").len(), 0);
    assert!(prefixes("王小明").contains("王小"));
}

/// Names out of the letters that the rules treat specially, with anything in between.
fn any_name() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zA-ZäöüßøłđéıİÅœ]{1,12}",
        "(ال|عبد|ابو){0,3}[اأإآٱبتةىيئؤءمحدـ\u{64e}\u{651}]{1,8}",
        "[אבגךםןףץ\u{5b8}]{1,6}",
        "(al|el|van|de|o|mc|abdel)",
        "\\PC{1,6}",
    ];
    prop::collection::vec((word, prop_oneof![Just(" "), Just("-"), Just("'"), Just("  "), Just("")]), 0..6)
        .prop_map(|parts| parts.into_iter().map(|(word, separator)| word + separator).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_words_of_words_are_the_words(name in any_name()) {
        let once = words(&name);
        prop_assert_eq!(words(&once.join(" ")), once);
    }

    #[test]
    fn every_prefix_of_any_words_finds_the_name_in_any_order(
        name in any_name(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 2usize..12), 1..4),
    ) {
        let words: Vec<String> = words(&name).into_iter().filter(|word| word.chars().count() >= SHORTEST).collect();
        prop_assume!(!words.is_empty());
        let typed: Vec<String> =
            picks.iter().map(|(at, letters)| at.get(&words).chars().take(*letters).collect()).collect();
        let query = query(&typed.join(" "));
        prop_assert!(query.matches(&name), "{:?} finds {:?}", typed, name);
        let indexed = prefixes(&name);
        prop_assert!(query.tokens.iter().all(|token| indexed.contains(token)), "{:?} of {:?}", typed, name);
    }

    #[test]
    fn a_name_finds_itself(name in any_name()) {
        let query = query(&name);
        prop_assert!(query.is_empty() || query.matches(&name));
        let indexed = prefixes(&name);
        prop_assert!(query.tokens.iter().all(|token| indexed.contains(token)));
    }
}

#[test]
fn one_name_is_itself_in_any_order_and_spelling_and_nobody_elses() {
    for (one, other) in
        [("José Gómez", "GOMEZ, jose"), ("Anna-Lena O'Brien", "anna lena obrien"), ("أحمد السيد", "احمد السيد")]
    {
        assert!(is_same(one, other) && is_same(other, one), "{one} and {other}");
    }
    for (one, other) in
        [("Ali Hassan", "Aliya Hassan"), ("Nour Haddad", "Nour"), ("Nour", "Nour Haddad"), ("Mia", "Noa")]
    {
        assert!(!is_same(one, other), "{one} and {other}");
    }
}

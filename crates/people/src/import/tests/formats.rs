//! How files are written.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1255, WINDOWS_1256};

use super::*;
use crate::date::DateOrder;

fn found(bytes: impl AsRef<[u8]>) -> Format {
    sniff(bytes.as_ref(), &Choices::default()).expect("a format")
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

const FRENCH: &str = "Nom;Prénom;Date de naissance\r\nLefèvre;Anaïs;31/12/1990\r\nGarçon;Hélène;01/02/1991\r\n";

#[test]
fn encodings_are_found() {
    let arabic = "الاسم;تاريخ الميلاد\nأحمد محمد السيد;25/3/1985\nفاطمة الزهراء علي;26/3/1985\n";
    let hebrew = "שם פרטי;שם משפחה\nדוד;בן גוריון\nשרה;כהן\nיצחק;לוי\n";
    for (name, bytes, encoding) in [
        ("utf-8", FRENCH.as_bytes().to_vec(), UTF_8),
        ("utf-8 with mark", [b"\xef\xbb\xbf", FRENCH.as_bytes()].concat(), UTF_8),
        ("utf-16 little", utf16(FRENCH, u16::to_le_bytes), UTF_16LE),
        ("utf-16 big", utf16(FRENCH, u16::to_be_bytes), UTF_16BE),
        ("windows-1252", WINDOWS_1252.encode(FRENCH).0.into_owned(), WINDOWS_1252),
        ("windows-1256", WINDOWS_1256.encode(arabic).0.into_owned(), WINDOWS_1256),
        ("windows-1255", WINDOWS_1255.encode(hebrew).0.into_owned(), WINDOWS_1255),
    ] {
        assert_eq!(found(&bytes).encoding, encoding, "{name}");
        assert!(read(&bytes).iter().all(|row| row.person.is_ok()), "{name}");
    }
    assert_eq!(read(utf16(FRENCH, u16::to_le_bytes)), read(FRENCH));
    assert_eq!(read([b"\xef\xbb\xbf", FRENCH.as_bytes()].concat()), read(FRENCH));
}

#[test]
fn one_damaged_row_does_not_change_the_encoding() {
    let mut file = String::from("first,last,dob\n");
    file.extend((1..=20).map(|day| format!("José,Gómez {day}x,1990-01-{day:02}\n")));
    let bytes = [file.as_bytes(), b"Jos\xe9,Nu\xf1ez,1990-02-01\n"].concat();

    let rows = read(&bytes);
    assert_eq!(rows.iter().filter(|row| row.person.is_ok()).count(), 20);
    assert_eq!(told(&rows[20]), "22 ! first:undecodable_text last:undecodable_text []");
}

#[test]
fn a_wrong_encoding_is_told_row_by_row_or_at_once() {
    let choose = |encoding: &str| Choices { encoding: Some(encoding.into()), ..Default::default() };
    let latin = WINDOWS_1252.encode("first;last;dob\nJosé;Gómez;1990-01-31\nAnn;Lee;1990-01-30\n").0.into_owned();
    let rows = read_with(&latin, &choose("utf-8"));
    assert_eq!(told(&rows[0]), "2 ! first:undecodable_text last:undecodable_text []");
    assert!(rows[1].person.is_ok());

    let format = sniff(&latin, &choose("utf-16le")).expect("a format");
    assert_eq!(Mapping::new(&format, &[]), Err(FileProblem::NoNameColumn));
    assert_eq!(sniff(b"a", &choose("klingon")), Err(FileProblem::UnknownEncoding("klingon".into())));
}

#[test]
fn separators_are_found() {
    for separator in [",", ";", "\t", "|"] {
        let file = "first;last;dob;address\nAnn;Lee;1990-01-31;\"1, High Street; Flat | 2\"\n".replace(';', separator);
        assert_eq!(found(&file).separator.to_string(), separator);
        let unknown = "a;b;c\n1,5;2,5;3,5\n1,5;2,5;3\n".replace(';', separator);
        assert_eq!(found(&unknown).separator.to_string(), separator);
    }
    assert_eq!(found("name\nAnn Lee\n").separator, ',');
    assert_eq!(found("first;last\n").separator, ';', "a header alone");
    assert_eq!(all_told("sep=|\nfirst|last|dob\nAnn|Lee|1990-01-31\n"), ["3 Ann|Lee []"]);
    let choices = Choices { separator: Some(';'), header: Some(true), ..Default::default() };
    assert_eq!(sniff(b"name,x\nAnn,y\n", &choices).map(|format| format.columns), Ok(vec!["name,x".into()]));
}

#[test]
fn single_quotation_marks_are_found() {
    let rows = read("'first','last','dob'\n'Ann','O''Brien','1990-01-31'\n'Bob','Lee, Jr','1990-01-31'\n");
    assert_eq!(told(&rows[0]), "2 Ann|O'Brien []");
    assert_eq!(told(&rows[1]), "3 Bob|Lee, Jr []");
    assert_eq!(found("first,last\nO'Brien,D'Amore\n").quote, '"');
}

#[test]
fn headers_are_found() {
    assert!(found("first,last\nAnn,Lee\n").header);
    assert!(found("foo,bar\n17,Lee\n").header);
    assert!(!found("Ann,Lee,1990-01-31\nBob,Lee,1990-01-31\n").header);

    let choices = Choices {
        columns: vec!["given_name=1".into(), "family_name=2".into(), "date_of_birth=3".into()],
        ..Default::default()
    };
    let rows = read_with("Ann,Lee,31.1.1990\nBob,Lee,30.1.1990\n", &choices);
    assert_eq!(told(&rows[0]), "1 Ann|Lee []");
    let choices = Choices { header: Some(false), ..choices };
    assert_eq!(read_with("first,last,31.1.1990\n", &choices).len(), 1);
}

#[test]
fn the_order_of_dates_is_proven_by_the_whole_file() {
    let order = |dates: &[&str]| {
        let rows: Vec<String> = dates.iter().map(|date| format!("Ann,Lee,{date}\n")).collect();
        found(format!("first,last,dob\n{}", rows.concat())).date_order
    };
    let many = ["1/2/1990"; 300];
    let proven = |order, line| DateEvidence::Proven { order, line };
    assert_eq!(order(&[&many[..], &["25/2/1990"]].concat()), proven(DateOrder::DayMonthYear, 302));
    assert_eq!(order(&[&many[..], &["2/25/1990"]].concat()), proven(DateOrder::MonthDayYear, 302));
    assert_eq!(order(&many), DateEvidence::Undecidable { line: 2 });
    assert_eq!(order(&["1990-01-02", "5/5/1990", "", "junk", "40/50/1990"]), DateEvidence::NotNeeded);
    assert_eq!(
        order(&["25/2/1990", "1/2/1990", "2/25/1990"]),
        DateEvidence::Contradictory { day_first_line: 2, month_first_line: 4 }
    );
}

#[test]
fn without_proof_only_certain_dates_are_read() {
    let file = "first,last,dob\nA,B,25/2/1990\nA,C,1/2/1990\nA,D,2/26/1990\nA,E,5/5/1990\nA,F,1990-02-01\n";
    assert_eq!(all_told(file), ["2 A|B []", "3 ! dob:birth_date_ambiguous []", "4 A|D []", "5 A|E []", "6 A|F []"]);

    let choices = Choices { date_order: Some(DateOrder::MonthDayYear), ..Default::default() };
    let rows = read_with(file, &choices);
    assert_eq!(told(&rows[0]), "2 ! dob:birth_date_no_such_day []");
    assert_eq!(rows[1].person.as_ref().ok().and_then(|person| person.date_of_birth), Some(date(1990, 1, 2)));
}

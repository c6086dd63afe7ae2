//! Files that are damaged, odd or huge.

use proptest::prelude::*;

use super::*;

#[test]
fn there_are_files_without_people() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\n\r\n  \n", b",,,\n", b"\xff\xfe"] {
        assert_eq!(sniff(bytes, &Choices::default()), Err(FileProblem::Empty), "{bytes:?}");
    }
    assert_eq!(all_told("first,last,dob"), Vec::<String>::new());
    assert_eq!(all_told("first,last,dob\r\n\r\n"), Vec::<String>::new());
}

#[test]
fn line_ends_of_all_systems_are_read() {
    let file = "first,last,dob\nAnn,Lee,1990-01-31\n\nBob,Lee,1990-01-31\n";
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(all_told(file.replace('\n', end)), ["2 Ann|Lee []", "4 Bob|Lee []"], "{end:?}");
    }
    assert_eq!(all_told(file.trim_end()), ["2 Ann|Lee []", "4 Bob|Lee []"], "no end of the last line");
}

#[test]
fn quoted_fields_may_hold_anything() {
    let rows = read(
        "first,last,dob,notes\n\"Ann\",\"Lee \"\"Lou\"\"\",1990-01-31,\"one,\r\ntwo\n\nthree\"\nBob, \"Lee\" ,1990-01-31,5\" pipe\n",
    );
    assert_eq!(rows.iter().map(told).collect::<Vec<_>>(), ["2 Ann|Lee \"Lou\" []", "6 Bob|Lee []"]);
    let notes: Vec<Option<String>> =
        rows.into_iter().filter_map(|row| row.person.ok()).map(|person| person.notes).collect();
    assert_eq!(notes, [Some("one,\ntwo\n\nthree".to_owned()), Some("5\" pipe".to_owned())]);
}

#[test]
fn an_open_quotation_costs_one_row() {
    let mut file = String::from("first,last,dob\nAnn,\"Lee,1990-01-31\n");
    file.extend((1..=28).map(|day| format!("Bob,Lee{}x,1990-01-{day:02}\n", "y".repeat(day))));
    let told = all_told(&file);
    assert_eq!(told[0], "2 ! quote_not_closed []");
    assert_eq!(told.iter().filter(|row| row.contains('|')).count(), 28);

    let twice = "first,last,dob\nAnn,\"Lee,1990-01-31\nBob,Lee,1990-01-31\nCid,\"Lee,1990-01-31\nDee,Lee,1990-01-31\n";
    assert_eq!(all_told(twice), ["2 ! quote_not_closed []", "3 Bob|Lee []", "4 ! quote_not_closed []", "5 Dee|Lee []"]);
}

#[test]
fn ragged_rows_are_refused_one_by_one() {
    let file = "first,last,dob\nAnn,Lee\nBob,Lee,1990-01-31,,\nCid,Lee,1990-01-31,x\n,,\nDee,Lee,1990-01-31\n";
    assert_eq!(
        all_told(file),
        ["2 ! wrong_number_of_fields []", "3 Bob|Lee []", "4 ! wrong_number_of_fields []", "6 Dee|Lee []"]
    );
}

#[test]
fn control_characters_and_endless_texts_are_refused() {
    let long = "x".repeat(101);
    let file = format!("first,last,dob\nA\0nn,Lee,1990-01-31\nAnn,{long},1990-01-31\nBob,Lee,1990-01-31\0\n");
    assert_eq!(
        all_told(file),
        [
            "2 ! first:control_character []",
            "3 ! last:text_too_long []",
            "4 ! dob:control_character [dob:birth_date_missing]"
        ]
    );

    let endless = format!("first,last,dob\nAnn,{},1990-01-31\nBob,Lee,1990-01-31\n", "x".repeat(1_000_000));
    assert_eq!(all_told(endless), ["2 ! row_too_long []", "3 Bob|Lee []"]);
}

#[test]
fn many_rows_are_read_one_by_one() {
    let mut file = String::from("id;first;last;dob\n");
    let days = (0..20_000).map(|number| format!("{number};José Eduardo181;Gómez206;5/{}/1989\n", number % 28 + 1));
    file.extend(days);
    let format = sniff(file.as_bytes(), &Choices::default()).expect("a format");
    let mapping = Mapping::new(&format, &[]).expect("a mapping");
    let taken = rows(file.as_bytes(), &format, &mapping, &context("US")).filter(|row| row.person.is_ok()).count();
    assert_eq!(taken, 20_000);
}

fn try_anything(bytes: &[u8], choices: &Choices) {
    if let Ok(format) = sniff(bytes, choices)
        && let Ok(mapping) = Mapping::new(&format, &choices.columns)
    {
        let mut last = 0;
        for row in rows(bytes, &format, &mapping, &context("US")) {
            assert!(row.line > last, "lines are counted upwards");
            last = row.line;
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400), name in any::<bool>()) {
        try_anything(&bytes, &Choices::default());
        let bytes = if name { [b"first,last,dob\n".to_vec(), bytes].concat() } else { bytes };
        for encoding in ["utf-8", "utf-16le", "windows-1256", "shift_jis", "iso-2022-jp", "gb18030"] {
            let choices = Choices { encoding: Some(encoding.into()), columns: vec!["given_name=1".into()], ..Default::default() };
            try_anything(&bytes, &choices);
        }
    }

    #[test]
    fn arbitrary_tables_do_no_harm(text in "([a-zé0-9\"';,|\t /.-]{0,12}[\n\r;,\"]{1,2}){0,30}") {
        try_anything(format!("name;dob;phone;zip;state;email\n{text}").as_bytes(), &Choices::default());
        try_anything(text.as_bytes(), &Choices { columns: vec!["full_name=1".into()], ..Default::default() });
    }

    #[test]
    fn what_was_quoted_is_read_back(texts in prop::collection::vec("[a-z\";,|'\n é]{0,20}", 1..6)) {
        let rows: Vec<String> = texts.iter().map(|text| format!("Ann,Lee,1990-01-31,\"{}\"\n", text.replace('"', "\"\""))).collect();
        let read = read(format!("first,last,dob,notes\n{}", rows.concat()));
        let expected: Vec<Option<String>> =
            texts.iter().map(|text| Some(text.trim().to_owned()).filter(|text| !text.is_empty())).collect();
        let notes: Vec<Option<String>> = read.into_iter().filter_map(|row| row.person.ok()).map(|person| person.notes).collect();
        prop_assert_eq!(notes, expected);
    }
}

//! What becomes of the cells.

use super::*;
use crate::mrn::Mrn;

const SPREADSHEET: &str = "\
Id;BIRTHDATE;DEATHDATE;SSN;PREFIX;FIRST;LAST;MAIDEN;GENDER;BIRTHPLACE;ADDRESS;CITY;STATE;COUNTY;ZIP;LAT
1d604da9-9a81-4ba9-80c2-de3375d59b40;5/25/1989;;999-76-6866;Mr.;José Eduardo181;Gómez206;;M;Marigot  Saint Andrew Parish  DM;427 Balistreri Way Unit 19;Chicopee;Massachusetts;Hampden County;1013;4.222.835.382
034e9e3b-2def-4559-bb2a-7850888ae060;11/4/1943;3/12/2001;999-73-5361;Mrs.;Ángela136;O'Reilly797;Feil1;F;Danvers;422 Farrell Path;Somerville;Massachusetts;Middlesex County;0;4.236
";

fn only(bytes: &str) -> ImportedPerson {
    let mut rows = read(bytes);
    assert_eq!(rows.len(), 1);
    rows.remove(0).person.expect("a person")
}

#[test]
fn a_generated_spreadsheet_is_read_and_every_cleaning_told() {
    assert_eq!(
        all_told(SPREADSHEET),
        [
            "2 José Eduardo|Gómez [FIRST:digits_in_name LAST:digits_in_name STATE:country_from_state ZIP:postal_code_zero_restored]",
            "3 Ángela|O'Reilly [FIRST:digits_in_name LAST:digits_in_name DEATHDATE:deceased STATE:country_from_state ZIP:postal_code_left_out]",
        ]
    );

    let people: Vec<ImportedPerson> = read(SPREADSHEET).into_iter().filter_map(|row| row.person.ok()).collect();
    let first = &people[0];
    assert_eq!(first.date_of_birth, Some(date(1989, 5, 25)));
    assert_eq!(first.sex, Sex::Male);
    assert_eq!(first.address_lines, ["427 Balistreri Way Unit 19"]);
    assert_eq!(first.postal_code.as_deref(), Some("01013"));
    assert_eq!(first.country.as_deref(), Some("US"));
    assert_eq!(first.external_id.as_deref(), Some("1d604da9-9a81-4ba9-80c2-de3375d59b40"));
    assert_eq!(first.mrn.as_ref().map(Mrn::as_str), first.external_id.as_deref());
    assert_eq!(people[1].deceased_on, Some(date(2001, 3, 12)));
    assert_eq!(people[1].postal_code, None);
}

#[test]
fn an_arabic_file_is_read() {
    let person = only(
        "الاسم الأول,اسم العائلة,تاريخ الميلاد,الجنس,رقم الهاتف,رقم الملف,المدينة,الدولة,ملاحظات\n\
         أحمد,عبد الرحمن,٢٥/٣/١٩٨٥,ذكر,٠١٠٠ ١٢٣ ٤٥٦٧,م-١٢,القاهرة,مصر,حساسية\n",
    );
    assert_eq!((person.given_name.as_str(), person.family_name.as_str()), ("أحمد", "عبد الرحمن"));
    assert_eq!(person.date_of_birth, Some(date(1985, 3, 25)));
    assert_eq!(person.sex, Sex::Male);
    assert_eq!(person.phone.as_ref().map(crate::Phone::as_e164), Some("+201001234567"));
    assert_eq!(person.mrn.map(|mrn| mrn.canonical()), Some("م12".to_owned()));
    assert_eq!(person.country.as_deref(), Some("EG"));
    assert_eq!(person.notes.as_deref(), Some("حساسية"));
}

#[test]
fn a_hebrew_file_is_read() {
    let person = only("שם פרטי;שם משפחה;תאריך לידה;מין;דוא\"\"ל\nדוד;בן־גוריון;16.10.1986;זכר;d@example.org\n");
    assert_eq!((person.given_name.as_str(), person.family_name.as_str()), ("דוד", "בן־גוריון"));
    assert_eq!(person.date_of_birth, Some(date(1986, 10, 16)));
    assert_eq!(person.sex, Sex::Male);
    assert_eq!(person.email.map(|email| email.canonical()), Some("d@example.org".to_owned()));
}

#[test]
fn a_french_file_is_read() {
    let person = only(
        "Nom;Prénom;Date de naissance;Sexe;Téléphone portable;Portable;Code postal;Ville;Pays;Langue\n\
         Lefèvre;Anaïs;31/12/1990;Féminin;;+33 6 31 96 65 43;06000;Nice;France;Français\n",
    );
    assert_eq!((person.given_name.as_str(), person.family_name.as_str()), ("Anaïs", "Lefèvre"));
    assert_eq!(person.date_of_birth, Some(date(1990, 12, 31)));
    assert_eq!(person.sex, Sex::Female);
    assert_eq!(person.phone.as_ref().map(crate::Phone::as_e164), Some("+33631966543"));
    assert_eq!(person.postal_code.as_deref(), Some("06000"));
    assert_eq!((person.country.as_deref(), person.language.as_deref()), (Some("FR"), Some("fr")));
}

#[test]
fn full_names_are_split_and_it_is_told() {
    for (full, expected) in [
        ("\"Gómez, José Eduardo\"", "2 José Eduardo|Gómez [Name:full_name_split]"),
        ("José Eduardo Gómez", "2 José Eduardo|Gómez [Name:full_name_split]"),
        ("Jan van der Berg", "2 Jan|van der Berg [Name:full_name_split]"),
        ("أحمد محمد السيد", "2 أحمد|محمد السيد [Name:full_name_split]"),
        ("عبد الرحمن علي", "2 عبد الرحمن|علي [Name:full_name_split]"),
        ("Madonna", "2 Madonna| [Name:full_name_split one_name_only]"),
    ] {
        assert_eq!(all_told(format!("Name,Birthday\n{full},1990-01-01\n")), [expected], "{full}");
    }
}

#[test]
fn names_that_are_none_are_refused() {
    let file =
        "first,last,dob\n,,1990-01-01\n12,34,1990-01-01\nR2D2,Smith3,1990-01-01\nNull,Null,1990-01-02\nA,,1990-01-01\n";
    assert_eq!(
        all_told(file),
        [
            "2 ! last:name_missing []",
            "3 ! last:name_without_letters [first:digits_left_in_name last:digits_left_in_name]",
            "4 R2D|Smith [first:digits_in_name first:digits_left_in_name last:digits_in_name]",
            "5 Null|Null []",
            "6 A| [last:one_name_only]",
        ]
    );
}

#[test]
fn dates_that_are_none_are_refused() {
    let file = "first,last,dob,died\nA,B,25/5/1989,\nA,B,31/2/1989,\nA,B,25/5/89,\nA,B,25/5/2089,\nA,B,1/1/1700,\nA,B,soon,\nA,B,N/A,\n\
                A,B,1/2/1990,31/1/1990\nA,C,1/2/1990,yes\nA,D,1/2/1990,no\n";
    assert_eq!(
        all_told(file),
        [
            "2 A|B []",
            "3 ! dob:birth_date_no_such_day []",
            "4 ! dob:birth_date_two_digit_year []",
            "5 ! dob:birth_date_in_future []",
            "6 ! dob:birth_date_too_long_ago []",
            "7 ! dob:birth_date_unreadable []",
            "8 A|B [dob:placeholder_ignored dob:birth_date_missing]",
            "9 ! died:death_before_birth [died:deceased]",
            "10 ! died:death_date_unreadable []",
            "11 A|D []",
        ]
    );
}

#[test]
fn what_is_not_understood_is_left_out_and_told() {
    let file = "first,last,dob,sex,phone,mobile,email,zip,state,country,language\n\
                A,B,1990-01-01,?,12,,nobody,12345,Cairo,Atlantis,Klingon\n\
                A,C,1990-01-01,F,01001234567,0122 333 4444,a@b.org,1013,MA,us,en-US\n\
                A,D,1990-01-01,female,01001234567,+201001234567,\"=\"\"a@c.org\"\"\",EC1A,Ohio,,\n";
    assert_eq!(
        all_told(file),
        [
            "2 A|B [sex:sex_not_understood phone:phone_not_understood email:email_not_understood country:country_not_understood language:language_not_understood]",
            "3 A|C [phone:second_phone_left_out zip:postal_code_zero_restored]",
            "4 A|D [state:country_from_state zip:postal_code_unlikely]",
        ]
    );
}

#[test]
fn duplicates_name_both_lines() {
    let file = "mrn,id,first,last,dob,email,died\n\
                A-1,x,Ann,Lee,1990-01-01,f@example.org,\n\
                a1,y,Bob,Lee,1991-01-01,F@Example.org,\n\
                A-2,x,Cid,Lee,1992-01-01,,\n\
                A-3,z,LEE,Ánn,1990-01-01,,\n\
                A-4,w,Dee,Lee,1990-01-01,f@example.org,2020-01-01\n";
    assert_eq!(
        all_told(file),
        [
            "2 Ann|Lee []",
            "3 ! mrn:duplicate_mrn@2 [email:email_already_used@2]",
            "4 ! id:duplicate_external_id@2 []",
            "5 LEE|Ánn [last:possible_duplicate@2]",
            "6 Dee|Lee [died:deceased]",
        ]
    );
}

#[test]
fn the_files_own_id_becomes_the_record_number_when_there_is_none() {
    let mrn = |file: &str| read(file).remove(0).person.expect("a person").mrn.map(|mrn| mrn.as_str().to_owned());
    assert_eq!(mrn("id,name\n17,Ann Lee\n"), Some("17".into()));
    assert_eq!(mrn("id,mrn,name\n17,A1,Ann Lee\n"), Some("A1".into()));
    assert_eq!(mrn("id,mrn,name\n17,,Ann Lee\n"), None, "a column of record numbers speaks for itself");
    assert_eq!(
        all_told(format!("id,first,last,dob\n{},Ann,Lee,1990-01-01\n", "x".repeat(41))),
        ["2 Ann|Lee [id:external_id_not_used_as_mrn]"]
    );
    assert_eq!(all_told("id,mrn,first,last,dob\n1,--!,Ann,Lee,1990-01-01\n"), ["2 ! mrn:mrn_unusable []"]);
}

#[test]
fn nothing_of_a_person_is_printed() {
    let rows = read("first,last,dob\nAnn,Lee,1990-01-01\nBob,Zed,soon\n");
    let printed = format!("{rows:?}");
    for secret in ["Ann", "Lee", "1990", "Bob", "soon"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}

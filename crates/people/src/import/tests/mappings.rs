//! Which column holds what.

use super::*;

fn columns(header: &str) -> Vec<String> {
    let format = sniff(format!("{header}\n").as_bytes(), &Choices { header: Some(true), ..Default::default() })
        .expect("a format");
    let mapping = Mapping::new(&format, &[]).expect("a mapping");
    mapping.columns().map(|(_, target)| target.map_or("-", Target::as_str).to_owned()).collect()
}

fn overridden(overrides: &[&str]) -> Result<Vec<String>, FileProblem> {
    let format = sniff(b"first,last,dob,town,mobile,work\n", &Choices::default()).expect("a format");
    let overrides: Vec<String> = overrides.iter().map(|choice| (*choice).to_owned()).collect();
    let mapping = Mapping::new(&format, &overrides)?;
    Ok(mapping.columns().map(|(_, target)| target.map_or("-", Target::as_str).to_owned()).collect())
}

#[test]
fn headings_are_understood_in_the_languages_of_clinics() {
    for (header, expected) in [
        (
            "First name,Last name,Date of Birth,Sex,Mobile,E-mail,File no.,Notes",
            "given_name family_name date_of_birth sex phone email mrn notes",
        ),
        ("PATIENT_FIRST_NAME,patient-last-name,D.O.B.,Gender", "given_name family_name date_of_birth sex"),
        (
            "Prénom,Nom,Date de naissance,Sexe,Tél.,Courriel,N° dossier,Remarques",
            "given_name family_name date_of_birth sex phone email mrn notes",
        ),
        ("NOM DU PATIENT,Né le,Adresse,Code postal,Ville", "full_name date_of_birth address postal_code city"),
        ("Nom,Téléphone", "full_name phone"),
        (
            "الاسم,تاريخ الميلاد,الجنس,الهاتف,رقم الملف,العنوان,ملاحظات",
            "full_name date_of_birth sex phone mrn address notes",
        ),
        ("الإسم الأول,إسم العائلة,البريد الالكتروني", "given_name family_name email"),
        (
            "שם פרטי,שם משפחה,תאריך לידה,מין,טלפון,כתובת,עיר,מיקוד,הערות",
            "given_name family_name date_of_birth sex phone address city postal_code notes",
        ),
        (
            "Vorname,Nachname,Geburtsdatum,Straße,PLZ,Ort",
            "given_name family_name date_of_birth address postal_code city",
        ),
        (
            "Id,First,Last,Full name,Address 1,Address 2,Phone,Mobile,Shoe size",
            "external_id given_name family_name - address address phone phone -",
        ),
        ("first,first,last", "given_name - family_name"),
    ] {
        assert_eq!(columns(header).join(" "), expected, "{header}");
    }
}

#[test]
fn each_column_can_be_chosen() {
    assert_eq!(overridden(&[]).map(|c| c.join(" ")), Ok("given_name family_name date_of_birth city phone -".into()));
    assert_eq!(
        overridden(&["phone=work"]).map(|c| c.join(" ")),
        Ok("given_name family_name date_of_birth city - phone".into())
    );
    assert_eq!(
        overridden(&["phone = WORK", "phone=5", "city="]).map(|c| c.join(" ")),
        Ok("given_name family_name date_of_birth - phone phone".into())
    );
    assert_eq!(
        overridden(&["notes=town"]).map(|c| c.join(" ")),
        Ok("given_name family_name date_of_birth notes phone -".into())
    );
}

#[test]
fn choices_that_cannot_be_applied_are_refused() {
    for (choice, problem) in [
        (vec!["phone"], FileProblem::MalformedMapping("phone".into())),
        (vec!["shoe=1"], FileProblem::UnknownTarget("shoe".into())),
        (vec!["phone=fax"], FileProblem::UnknownColumn("fax".into())),
        (vec!["phone=0"], FileProblem::UnknownColumn("0".into())),
        (vec!["phone=7"], FileProblem::UnknownColumn("7".into())),
        (vec!["sex=1", "sex=2"], FileProblem::MappedTwice("sex".into())),
        (vec!["given_name=", "family_name="], FileProblem::NoNameColumn),
    ] {
        assert_eq!(overridden(&choice), Err(problem), "{choice:?}");
    }
}

#[test]
fn codes_are_snake_case_and_unique() {
    let codes: Vec<&str> = ProblemCode::ALL
        .iter()
        .map(|code| code.as_str())
        .chain(WarningCode::ALL.iter().map(|code| code.as_str()))
        .chain(Target::ALL.iter().map(|target| target.as_str()))
        .collect();
    for code in &codes {
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{code}");
        assert_eq!(codes.iter().filter(|other| *other == code).count(), 1, "{code}");
    }
    assert!(Target::ALL.iter().all(|target| Target::parse(target.as_str()) == Some(*target)));
}

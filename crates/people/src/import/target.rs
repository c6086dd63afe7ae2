//! What a column may hold, and what such columns are called.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::problem::codes;
use crate::names;

codes! {
    /// What a column holds.
    Target {
        ExternalId = "external_id",
        Mrn = "mrn",
        FullName = "full_name",
        GivenName = "given_name",
        MiddleName = "middle_name",
        FamilyName = "family_name",
        DateOfBirth = "date_of_birth",
        DeceasedOn = "deceased_on",
        Sex = "sex",
        Phone = "phone",
        Email = "email",
        /// May be given by several columns, which become lines.
        Address = "address",
        City = "city",
        Region = "region",
        PostalCode = "postal_code",
        Country = "country",
        Language = "language",
        Notes = "notes",
    }
}

impl Target {
    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.as_str() == code)
    }

    /// Whether several columns may hold it.
    pub(super) const fn is_repeatable(self) -> bool {
        matches!(self, Self::Address | Self::Phone)
    }

    /// What a heading means, in any of the languages of the product.
    pub(super) fn of_heading(heading: &str) -> Option<Self> {
        let key = names::key(heading);
        let exact = Self::of_key(&key);
        // patient_first_name, "Nom du patient", اسم المريض: the file is about patients anyway.
        let about = ["patients", "patient", "dupatient", "client", "contact", "המטופל", "المريض"];
        exact.or_else(|| {
            about.iter().find_map(|who| {
                let who = names::key(who);
                let rest = key.strip_prefix(&who).or_else(|| key.strip_suffix(&who));
                rest.filter(|rest| !rest.is_empty()).and_then(Self::of_key)
            })
        })
    }

    fn of_key(key: &str) -> Option<Self> {
        // Folded as the heading is, so that the lists can be written as people write.
        static BY_KEY: LazyLock<HashMap<String, Target>> = LazyLock::new(|| {
            let names =
                HEADINGS.iter().flat_map(|(target, names)| names.split('|').map(|name| (names::key(name), *target)));
            names.collect()
        });
        BY_KEY.get(key).copied()
    }
}

const HEADINGS: [(Target, &str); 18] = [
    (Target::ExternalId, "id|uuid|guid|external id|record id|identifiant|identifier|المعرف|מזהה"),
    (
        Target::Mrn,
        "mrn|medical record number|medical record no|medical record|record number|record no|patient id|patient no|patient number|\
         file no|file number|file|chart no|chart number|folder no|ipp|numéro de dossier|n° dossier|no dossier|dossier|numéro patient|\
         رقم الملف|رقم المريض|رقم الملف الطبي|الملف|رقم|מספר תיק|מספר מטופל|תיק רפואי|מספר",
    ),
    (
        Target::FullName,
        "name|full name|patient name|nom complet|nom et prénom|nom prénom|nom du patient|الاسم|الاسم الكامل|الاسم بالكامل|الاسم الثلاثي|\
         الاسم الرباعي|اسم المريض|שם|שם מלא|שם המטופל|nombre completo",
    ),
    (
        Target::GivenName,
        "first|first name|given|given name|given names|forename|forenames|fname|firstname|prénom|prénoms|الاسم الأول|اسم أول|\
         الاسم الشخصي|שם פרטי|vorname|nombre",
    ),
    (Target::MiddleName, "middle|middle name|second name|deuxième prénom|اسم الأب|الاسم الأوسط|שם אמצעי|שם האב"),
    (
        Target::FamilyName,
        "last|last name|family|family name|surname|lname|lastname|nom|nom de famille|اسم العائلة|العائلة|اللقب|الكنية|الاسم الأخير|\
         שם משפחה|משפחה|nachname|familienname|apellido|apellidos",
    ),
    (
        Target::DateOfBirth,
        "birthdate|birth date|birthday|date of birth|dob|d.o.b|born|born on|birth|date de naissance|né le|née le|naissance|ddn|\
         تاريخ الميلاد|تاريخ الولادة|الميلاد|المواليد|תאריך לידה|ת. לידה|ת לידה|geburtsdatum|fecha de nacimiento",
    ),
    (
        Target::DeceasedOn,
        "deathdate|death date|date of death|deceased|deceased on|died|died on|dod|date de décès|décès|décédé le|تاريخ الوفاة|الوفاة|\
         תאריך פטירה|פטירה",
    ),
    (Target::Sex, "sex|gender|sexe|genre|الجنس|النوع|מין|מגדר|geschlecht|sexo"),
    (
        Target::Phone,
        "phone|phone no|phone number|telephone|tel|tel no|mobile|mobile no|mobile number|mobile phone|cell|cell phone|home phone|gsm|\
         téléphone|tél|portable|n° de téléphone|numéro de téléphone|هاتف|الهاتف|رقم الهاتف|جوال|الجوال|رقم الجوال|موبايل|الموبايل|\
         المحمول|تليفون|التليفون|טלפון|נייד|טלפון נייד|מספר טלפון|telefon|teléfono",
    ),
    (
        Target::Email,
        "email|e-mail|mail|email address|e-mail address|courriel|adresse e-mail|adresse mail|adresse électronique|البريد|\
         البريد الإلكتروني|بريد إلكتروني|الإيميل|דוא\"ל|דואר אלקטרוני|אימייל|מייל|correo",
    ),
    (
        Target::Address,
        "address|street|street and number|building, floor, apartment|street address|address line|address line 1|address line 2|\
         address 1|address 2|home address|adresse|rue|rue et numéro|\
         adresse 1|adresse 2|complément d'adresse|bâtiment, étage, appartement|العنوان|عنوان|الشارع|الشارع والرقم|\
         المبنى، الطابق، الشقة|כתובת|רחוב|רחוב ומספר|בניין, קומה, דירה|anschrift|straße|dirección",
    ),
    (Target::City, "city|town|city/town|ville|commune|localité|المدينة|مدينة|עיר|יישוב|ישוב|ort|stadt|ciudad"),
    (
        Target::Region,
        "state|region|province|governorate|state/province|région|département|المحافظة|محافظة|المنطقة|מחוז|bundesland",
    ),
    (
        Target::PostalCode,
        "zip|zip code|zipcode|postal code|postcode|post code|code postal|cp|الرمز البريدي|מיקוד|plz|código postal",
    ),
    (Target::Country, "country|country code|pays|الدولة|البلد|מדינה|ארץ|land|país"),
    (Target::Language, "language|preferred language|langue|اللغة|لغة|שפה|sprache|idioma"),
    (
        Target::Notes,
        "notes|note|notes for the desk|notes pour l’accueil|ملاحظات الاستقبال|הערות לקבלה|comment|comments|remarks|remark|remarques|remarque|commentaire|commentaires|observations|ملاحظات|ملاحظة|\
         הערות|הערה|bemerkungen|notas",
    ),
];

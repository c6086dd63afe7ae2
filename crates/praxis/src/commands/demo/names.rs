//! Names that people of the demo clinics could have.

pub struct Names {
    pub language: &'static str,
    pub female: &'static [&'static str],
    pub male: &'static [&'static str],
    pub family: &'static [&'static str],
    pub streets: &'static [&'static str],
    pub cities: &'static [&'static str],
}

pub const ENGLISH: Names = Names {
    language: "en",
    female: &[
        "Amelia", "Beatrice", "Chloé", "Dorothea", "Esmé", "Florence", "Giulia", "Harriet", "Imogen", "Josephine",
        "Katarzyna", "Léa", "Margaret", "Noor", "Ottilie", "Phoebe", "Rosalind", "Siobhán", "Theresa", "Zoë",
    ],
    male: &[
        "Alistair", "Benedict", "Cormac", "Dmitri", "Edmund", "François", "Gareth", "Hugo", "Ignacio", "José",
        "Kwame", "Leopold", "Marcus", "Nikolai", "Oscar", "Piotr", "Rafael", "Søren", "Thomas", "Winston",
    ],
    family: &[
        "Abernathy", "Bell", "Carver", "D’Aubigné", "Ellsworth", "Fairweather", "Gómez", "Hollis", "Ivanov",
        "Jensen", "Kowalski", "Lindqvist", "MacLeod", "Nakamura", "O’Brien", "Pemberton", "Quigley", "Rossi",
        "Schäfer", "Thornton", "Underhill", "Villanueva", "Whitaker", "Yilmaz", "Zhang",
    ],
    streets: &["Corniche Road", "Garden Street", "Mill Lane", "Orchard Way", "Station Road", "Tahrir Street"],
    cities: &["Cairo", "Giza", "Alexandria", "Port Said"],
};

pub const ARABIC: Names = Names {
    language: "ar",
    female: &[
        "أمينة", "بسمة", "جميلة", "حنان", "خديجة", "دينا", "رانيا", "زينب", "سارة", "شيماء", "عائشة", "فاطمة", "ليلى",
        "مريم", "نورا", "هالة", "هبة", "ياسمين",
    ],
    male: &[
        "أحمد", "إبراهيم", "بلال", "جمال", "حسن", "خالد", "رامي", "زياد", "سعيد", "طارق", "عادل", "عمر", "فادي",
        "كريم", "مصطفى", "نبيل", "هشام", "يوسف",
    ],
    family: &[
        "أبو زيد", "البدوي", "التميمي", "الجندي", "الحسيني", "الخولي", "الدسوقي", "الرفاعي", "السيد", "الشافعي",
        "الصاوي", "الطحان", "العطار", "الغزالي", "القاضي", "المصري", "النجار", "الهواري", "عبد الرحمن", "عبد العزيز",
    ],
    streets: &["شارع التحرير", "شارع الجمهورية", "شارع النيل", "شارع رمسيس", "شارع الهرم"],
    cities: &["القاهرة", "الجيزة", "الإسكندرية", "بورسعيد"],
};

//! Sex, language and country in the words of several languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::names;
use crate::phone::Region;

/// As FHIR has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sex {
    Female,
    Male,
    Other,
    #[default]
    Unknown,
}

impl Sex {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// Understands the words and letters of several languages and the numbers of ISO 5218.
    pub(super) fn understand(text: &str) -> Option<Self> {
        static SEXES: Table<Sex> = Table::new(|| index(&SEX_WORDS));
        SEXES.get(&names::key(text)).copied()
    }
}

const SEX_WORDS: [(Sex, &str); 4] = [
    (Sex::Female, "f|female|woman|girl|femme|féminin|fille|w|weiblich|mujer|أنثى|بنت|امرأة|נקבה|נ|אישה|2"),
    (Sex::Male, "m|male|man|boy|h|homme|masculin|garçon|männlich|hombre|ذكر|ولد|رجل|זכר|ז|גבר|1"),
    (Sex::Other, "o|other|x|nonbinary|diverse|divers|d|autre|آخر|אחר|9"),
    (Sex::Unknown, "u|unknown|unk|undetermined|inconnu|غير معروف|לא ידוע|0"),
];

const LANGUAGES: [(&str, &str); 12] = [
    ("en", "en|eng|english|anglais|الإنجليزية|إنجليزي|אנגלית"),
    ("fr", "fr|fra|fre|french|français|الفرنسية|فرنسي|צרפתית"),
    ("ar", "ar|ara|arabic|arabe|العربية|عربي|ערבית"),
    ("he", "he|iw|heb|hebrew|hébreu|العبرية|עברית"),
    ("es", "es|spa|spanish|español|espagnol"),
    ("de", "de|deu|ger|german|deutsch|allemand"),
    ("ru", "ru|rus|russian|russe|русский|רוסית"),
    ("it", "it|ita|italian|italiano|italien"),
    ("pt", "pt|por|portuguese|português|portugais"),
    ("tr", "tr|tur|turkish|türkçe|turc"),
    ("fa", "fa|fas|per|persian|farsi|فارسی"),
    ("am", "am|amh|amharic|אמהרית"),
];

const COUNTRIES: [(&str, &str); 16] = [
    ("US", "usa|united states|united states of america|états-unis|الولايات المتحدة|ארצות הברית|ארהב"),
    ("GB", "uk|united kingdom|great britain|england|scotland|wales|royaume-uni|بريطانيا|אנגליה"),
    ("EG", "egypt|égypte|مصر|جمهورية مصر العربية|מצרים"),
    ("IL", "israel|israël|إسرائيل|ישראל"),
    ("FR", "france|فرنسا|צרפת"),
    ("DE", "germany|deutschland|allemagne|ألمانيا|גרמניה"),
    ("SA", "saudi arabia|ksa|arabie saoudite|السعودية|المملكة العربية السعودية"),
    ("AE", "united arab emirates|uae|émirats arabes unis|الإمارات|الإمارات العربية المتحدة"),
    ("JO", "jordan|jordanie|الأردن|ירדן"),
    ("LB", "lebanon|liban|لبنان|לבנון"),
    ("PS", "palestine|فلسطين"),
    ("MA", "morocco|maroc|المغرب|מרוקו"),
    ("TN", "tunisia|tunisie|تونس"),
    ("DZ", "algeria|algérie|الجزائر"),
    ("CA", "canada|كندا|קנדה"),
    ("BE", "belgium|belgique|بلجيكا|בלגיה"),
];

/// Words and what they mean, whatever their case, accents and signs. Folded once: an import asks for every row.
type Table<T> = LazyLock<HashMap<String, T>>;

fn index<T: Copy>(entries: &[(T, &str)]) -> HashMap<String, T> {
    let words = entries.iter().flat_map(|(value, words)| words.split('|').map(|word| (names::key(word), *value)));
    words.collect()
}

pub(super) fn says_no(text: &str) -> bool {
    static NOES: Table<()> = Table::new(|| index(&[((), "no|n|false|f|0|alive|non|vivant|لا|حي|לא|חי")]));
    NOES.contains_key(&names::key(text))
}

/// ISO 639-1.
pub(super) fn language(text: &str) -> Option<String> {
    static BY_WORD: Table<&str> = Table::new(|| index(&LANGUAGES));
    // A locale begins with its language: en-US, fr_FR.
    let code = text.split(['-', '_']).next().unwrap_or(text);
    let found = BY_WORD.get(&names::key(text)).or_else(|| BY_WORD.get(&names::key(code)));
    found.map(|language| (*language).to_owned())
}

/// ISO 3166 alpha-2.
pub(super) fn country(text: &str) -> Option<String> {
    static BY_WORD: Table<&str> = Table::new(|| index(&COUNTRIES));
    let code = || Region::parse(text).filter(|_| text.len() == 2).map(|region| region.as_str().to_owned());
    BY_WORD.get(&names::key(text)).map(|country| (*country).to_owned()).or_else(code)
}

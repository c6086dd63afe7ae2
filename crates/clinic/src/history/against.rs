//! Whether an allergy speaks against what somebody wants to prescribe: by the words of both, and no more than that.
//!
//! It knows no classes of drugs: who is allergic to penicillin is not warned of amoxicillin. A warning that comes always
//! would be read by nobody, so words that many drugs share say nothing.

use people::names;

/// Shorter words are found in too many names.
const LEAST: usize = 5;

/// Salts and forms.
const SHARED: &[&str] = &[
    "acetate",
    "calcium",
    "capsule",
    "chloride",
    "citrate",
    "cream",
    "drops",
    "hydrochloride",
    "magnesium",
    "phosphate",
    "potassium",
    "sodium",
    "sulfate",
    "sulphate",
    "syrup",
    "tablet",
    "tablets",
];

/// Whether what somebody is allergic to is named in a text.
pub fn speaks_against(allergy: &str, text: &str) -> bool {
    let (allergens, words) = (names::words(allergy), names::words(text));
    let telling = |word: &&String| word.chars().count() >= LEAST && !SHARED.contains(&word.as_str());
    let told: Vec<&String> = allergens.iter().filter(telling).collect();
    if told.is_empty() {
        // "ASA", "IV iodine": all of it has to stand there.
        return !allergens.is_empty() && allergens.iter().all(|word| words.contains(word));
    }
    told.iter().any(|allergen| words.iter().any(|word| is_one(allergen, word)))
}

/// The same word, or one with an ending.
fn is_one(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= LEAST && long.starts_with(short) && long.chars().count() <= short.chars().count() + 2
}

#[cfg(test)]
mod tests {
    use super::speaks_against;

    #[test]
    fn the_drug_that_is_named_is_found_in_any_writing() {
        for (allergy, text) in [
            ("Penicillin", "PENICILLIN V 500 mg, 4 x daily"),
            ("Penicillins", "penicillin g"),
            ("Sulfamethoxazole/trimethoprim", "Trimethoprim 100 mg"),
            ("ASA", "ASA 100"),
            ("بنسلين", "البنسلين 500"),
            ("Amoxicilline", "amoxicillin 1 g"),
        ] {
            assert!(speaks_against(allergy, text), "{allergy} / {text}");
        }
    }

    #[test]
    fn what_many_drugs_share_is_no_reason_to_warn() {
        for (allergy, text) in [
            ("Diclofenac sodium", "Sodium chloride 0.9 %"),
            ("Acetylsalicylic acid", "Folic acid 5 mg"),
            ("ASA", "Mesalazine"),
            ("Penicillin", "Paracetamol 500 mg"),
            ("Iodine", "Iodinated contrast"),
            ("", "Paracetamol"),
            ("Nuts", ""),
        ] {
            assert!(!speaks_against(allergy, text), "{allergy} / {text}");
        }
    }
}

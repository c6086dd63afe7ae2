//! The instruments that come with the program.

use std::sync::{Arc, LazyLock};

use crate::definition::Definition;

macro_rules! shipped {
    ($($id:literal)*) => {
        const SOURCES: &[&str] = &[$(include_str!(concat!("../definitions/", $id, ".json")),)*];
    };
}

shipped! {
    "phq-9" "phq-2" "gad-7" "gds-15" "ces-d" "audit-c" "nprs" "gas"
    "tug" "chair-stand-30s" "balance-4-stage" "walk-10m" "walk-6min" "sppb"
    "grip" "nine-hole-peg" "box-and-block"
    "barthel" "katz" "lawton" "berg"
}

static SHIPPED: LazyLock<Vec<Arc<Definition>>> =
    LazyLock::new(|| SOURCES.iter().filter_map(|source| Definition::from_json(source).ok()).map(Arc::new).collect());

/// Every instrument that comes with the program, in the order in which they are offered.
pub fn shipped() -> &'static [Arc<Definition>] {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::{SOURCES, shipped};
    use crate::definition::Definition;

    #[test]
    fn every_shipped_definition_is_sound() {
        for source in SOURCES {
            let read = Definition::from_json(source);
            assert!(read.is_ok(), "{source:.40}: {:?}", read.err());
        }
        assert_eq!(shipped().len(), 21);
    }

    #[test]
    fn those_that_need_permission_are_known() {
        let closed: Vec<&str> =
            shipped().iter().filter(|one| one.needs_permission()).map(|one| one.id.as_str()).collect();
        assert_eq!(closed, ["barthel", "katz", "lawton", "berg"]);
    }

    #[test]
    fn no_translation_of_questions_passes_for_a_validated_one() {
        for one in shipped() {
            let validated = one.languages.iter().filter(|(_, standing)| standing.is_validated());
            let validated: Vec<&str> = validated.map(|(language, _)| language.as_str()).collect();
            assert_eq!(validated, ["en"], "{}", one.id);
        }
    }

    #[test]
    fn what_the_scores_are_called_is_said_in_all_languages() {
        for one in shipped() {
            let bands = one.bands.iter().chain(one.norms.iter().flat_map(|norm| &norm.bands)).map(|band| &band.text);
            let flags = one.flags.iter().map(|flag| &flag.text);
            for text in [&one.title, &one.about].into_iter().chain(bands).chain(flags) {
                assert!(["en", "fr", "ar", "he"].iter().all(|language| text.has(language)), "{}: {text:?}", one.id);
            }
        }
    }
}

//! Texts in the reader's language, from Fluent files compiled into the program.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    En,
    Fr,
    Ar,
    He,
}

impl Locale {
    pub const ALL: &'static [Self] = &[Self::En, Self::Fr, Self::Ar, Self::He];

    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ar => "ar",
            Self::He => "he",
        }
    }

    /// The language's name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Fr => "Français",
            Self::Ar => "العربية",
            Self::He => "עברית",
        }
    }

    pub const fn dir(self) -> &'static str {
        match self {
            Self::En | Self::Fr => "ltr",
            Self::Ar | Self::He => "rtl",
        }
    }

    /// Reads `fr`, `fr-CA`, `ar_EG`.
    pub fn parse(text: &str) -> Option<Self> {
        let language = text.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.iter().copied().find(|locale| locale.code() == language)
    }

    /// The first language of an `Accept-Language` header that we speak, by its weights.
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut wanted: Vec<(u16, Self)> = header
            .split(',')
            .filter_map(|part| {
                let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
                let weight: f32 = weight.trim().parse().ok().filter(|weight| *weight > 0.0)?;
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a weight lies between 0 and 1"
                )]
                let weight = (weight.min(1.0) * 1000.0) as u16;
                Some((weight, Self::parse(tag)?))
            })
            .collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map(|(_, locale)| *locale)
    }
}

/// All texts of all languages.
pub struct Texts {
    bundles: HashMap<Locale, FluentBundle<FluentResource>>,
}

impl Texts {
    /// Reads `(locale, source)` pairs; the error names the file's first fault.
    pub fn load<'a>(sources: impl IntoIterator<Item = (Locale, &'a str)>) -> Result<Self, String> {
        let mut bundles = HashMap::new();
        for (locale, source) in sources {
            let bundle = bundles.entry(locale).or_insert_with(|| new_bundle(locale));
            let resource = FluentResource::try_new(source.to_owned())
                .map_err(|(_, faults)| format!("{}: {faults:?}", locale.code()))?;
            bundle.add_resource(resource).map_err(|faults| format!("{}: {faults:?}", locale.code()))?;
        }
        Ok(Self { bundles })
    }

    pub fn get(&self, locale: Locale, key: &str) -> String {
        self.format(locale, key, None)
    }

    pub fn count(&self, locale: Locale, key: &str, count: usize) -> String {
        let mut args = FluentArgs::new();
        args.set("count", FluentValue::from(count));
        self.format(locale, key, Some(&args))
    }

    pub fn with(&self, locale: Locale, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), FluentValue::from((*value).to_owned()));
        }
        self.format(locale, key, Some(&args))
    }

    pub fn has(&self, locale: Locale, key: &str) -> bool {
        self.bundles.get(&locale).is_some_and(|bundle| bundle.has_message(key))
    }

    /// A missing text shows its key: ugly on purpose, and a test finds it first.
    fn format(&self, locale: Locale, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let message = self.bundles.get(&locale).and_then(|bundle| Some((bundle, bundle.get_message(key)?.value()?)));
        let Some((bundle, pattern)) = message else { return key.to_owned() };
        bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
    }
}

fn new_bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks around values are for plain text; the pages use <bdi>.
    bundle.set_use_isolating(false);
    bundle
}

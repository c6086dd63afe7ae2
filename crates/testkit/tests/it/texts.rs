//! Every word that is asked for is there, in every language.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;
use tenancy::Action;
use testkit::Role;
use web::Locale;

use crate::surface::files_under;

fn clinic_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../clinic")
}

/// Keys by language, as the files have them.
fn keys() -> BTreeMap<&'static str, BTreeSet<String>> {
    let line = Regex::new(r"(?m)^([a-z][a-z0-9-]*) *=").unwrap();
    let of = |locale: &Locale| {
        let files = files_under(&clinic_folder().join("texts").join(locale.code()), "ftl");
        let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap() + "\n").collect();
        (locale.code(), line.captures_iter(&text).map(|found| found[1].to_owned()).collect())
    };
    Locale::ALL.iter().map(of).collect()
}

/// The given keys must be in every language.
#[track_caller]
fn all_there(wanted: impl IntoIterator<Item = String>) {
    let texts = clinic::load_texts().unwrap();
    let missing: BTreeSet<String> = wanted
        .into_iter()
        .flat_map(|key| Locale::ALL.iter().map(move |locale| (key.clone(), *locale)))
        .filter(|(key, locale)| !texts.has(*locale, key))
        .map(|(key, locale)| format!("{} {key}", locale.code()))
        .collect();
    assert!(missing.is_empty(), "no text for {missing:#?}");
}

#[test]
fn all_languages_have_the_same_keys() {
    let keys = keys();
    let english = &keys["en"];
    for (locale, own) in &keys {
        let lacks: Vec<_> = english.difference(own).collect();
        let alone: Vec<_> = own.difference(english).collect();
        assert!(lacks.is_empty() && alone.is_empty(), "{locale} lacks {lacks:?} and alone has {alone:?}");
    }
    assert!(english.len() > 300);
}

#[test]
fn every_key_that_a_template_or_the_code_asks_for_exists() {
    let asked =
        Regex::new(r#"\.(?:t|tn|ta|text|count|with)\(\s*(?:[a-z.()]+,\s*)?&?"([a-z][a-z0-9]*-[a-z0-9-]*[a-z0-9])""#)
            .unwrap();
    let topic =
        Regex::new(r#""((?:accounts|appointments|audit|calendar|common|import|parties|platform|records|schedule|shell|support)-[a-z0-9-]*[a-z0-9])""#)
            .unwrap();
    let (folder, texts) = (clinic_folder(), clinic::load_texts().unwrap());
    let mut wanted = BTreeSet::new();
    for file in files_under(&folder.join("templates"), "html").into_iter().chain(files_under(&folder.join("src"), "rs"))
    {
        let source = std::fs::read_to_string(&file).unwrap();
        wanted.extend(asked.captures_iter(&source).map(|found| found[1].to_owned()));
        // There the topics stand that a code's text is sought in.
        if file.extension().is_some_and(|ending| ending == "rs") && !file.ends_with("audit/view.rs") {
            // Where both a title and a text are needed, the code names what they have in common.
            let named = topic.captures_iter(&source).map(|found| found[1].to_owned());
            wanted.extend(named.filter(|key| !texts.has(Locale::En, &format!("{key}-title"))));
        }
    }
    assert!(wanted.len() > 80, "{}", wanted.len());
    all_there(wanted);
}

#[test]
fn every_refusal_has_its_words() {
    let errors = Regex::new(r#"=> "([a-z_]+)","#).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |file: &str| std::fs::read_to_string(root.join(file)).unwrap();
    let sources = read("tenancy/src/error.rs") + &read("web/src/failure.rs");
    let codes = errors.captures_iter(&sources).map(|found| found[1].replace('_', "-")).filter(|code| code != "replay");
    all_there(codes.flat_map(|code| [format!("error-{code}-title"), format!("error-{code}-detail")]));
}

#[test]
fn every_reason_for_refusing_a_field_has_its_words() {
    let place = r#"(?:"[a-z_/]+"|field|at\([^)]*\)|name|path)"#;
    let named =
        Regex::new(&format!(r#"(?:FieldError::new|invalid|\.fail|require)\([^"\n]*?{place}, "([a-z_]+)""#)).unwrap();
    let mapped =
        Regex::new(r#"(?:Err\(|\|_\| |=> |else \{ )"([a-z]+_[a-z_]+|malformed|required|taken|duplicate)""#).unwrap();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut codes = BTreeSet::new();
    let sources = ["clinic/src", "web/src", "tenancy/src"].map(|folder| files_under(&crates.join(folder), "rs"));
    for file in sources.into_iter().flatten().filter(|file| !file.ends_with("tests.rs")) {
        let source = std::fs::read_to_string(&file).unwrap();
        codes.extend(named.captures_iter(&source).map(|found| found[1].to_owned()));
        if ["input.rs", "forms.rs"].iter().any(|name| file.ends_with(name)) {
            codes.extend(mapped.captures_iter(&source).map(|found| found[1].to_owned()));
        }
    }
    for code in ["duplicate", "control_characters", "too_long", "in_future", "unknown_choice", "taken"] {
        codes.insert(code.to_owned());
    }
    all_there(codes.into_iter().map(|code| format!("field-{}", code.replace('_', "-"))));
}

#[test]
fn every_action_role_and_state_has_a_name() {
    all_there(Action::ALL.iter().map(|action| format!("action-{}", action.code().replace('_', "-"))));
    all_there(Role::ALL.iter().map(|role| format!("role-{}", role.as_str())));
    all_there(tenancy::operators::Deed::ALL.iter().map(|deed| format!("deed-{}", deed.code().replace('_', "-"))));
    all_there(["operator", "host", "clinic", "visitor"].map(|kind| format!("platform-actor-{kind}")));
}

#[test]
fn nothing_is_said_in_the_templates_themselves() {
    let comment = Regex::new(r"(?s)\{#.*?#\}").unwrap();
    let code = Regex::new(r"(?s)\{%.*?%\}|\{\{.*?\}\}").unwrap();
    let tag = Regex::new(r"(?s)<(?:script|style|svg|kbd|code).*?</(?:script|style|svg|kbd|code)>|<[^>]*>").unwrap();
    let word = Regex::new(r"\p{L}{3,}").unwrap();
    for file in files_under(&clinic_folder().join("templates"), "html") {
        // Attributes alone, for the tag that asks for them: they look like words outside of one.
        if file.ends_with("pieces/described.html") {
            continue;
        }
        let source = std::fs::read_to_string(&file).unwrap();
        let source = comment.replace_all(&source, " ");
        let source = code.replace_all(&source, " ");

        let said = tag.replace_all(&source, " ");
        assert!(
            !word.is_match(&said),
            "{} says {:?} itself",
            file.display(),
            word.find(&said).map(|found| found.as_str())
        );
    }
}

//! Habits that no compiler holds us to: sizes, words at the head of files, who may know whom.

use std::path::{Path, PathBuf};

use regex::Regex;

use crate::surface::files_under;

struct Source {
    /// From the root of the project.
    path: String,
    text: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn read(folder: &str, ending: &str) -> Vec<Source> {
    let root = root();
    let source = |file: PathBuf| Source {
        path: file.strip_prefix(&root).unwrap().display().to_string(),
        text: std::fs::read_to_string(&file).unwrap(),
    };
    files_under(&root.join(folder), ending).into_iter().map(source).collect()
}

fn rust() -> Vec<Source> {
    read("crates", "rs")
}

/// Sources that run in production.
fn product() -> Vec<Source> {
    rust().into_iter().filter(|source| !source.path.contains("/tests") && !source.path.contains("testkit")).collect()
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Lines of these sources that match, with where they are.
fn lines(sources: &[Source], pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).unwrap();
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in source.text.lines().enumerate().filter(|(_, line)| pattern.is_match(line)) {
            found.push(format!("{}:{}: {}", source.path, number + 1, line.trim()));
        }
    }
    found
}

fn of_crate<'a>(sources: &'a [Source], name: &str) -> Vec<&'a Source> {
    let folder = format!("crates/{name}/");
    sources.iter().filter(|source| source.path.starts_with(&folder)).collect()
}

#[test]
fn every_file_says_at_its_head_what_it_is() {
    let silent = rust().into_iter().filter(|source| !source.text.trim_start().starts_with("//!"));
    none(&silent.map(|source| source.path).collect::<Vec<_>>());
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long = rust().into_iter().filter(|source| source.text.lines().count() > 500);
    none(&long.map(|source| format!("{}: {} lines", source.path, source.text.lines().count())).collect::<Vec<_>>());
}

#[test]
fn no_function_is_longer_than_sixty_lines() {
    let head = Regex::new(r"^(\s*)(?:pub(?:\([a-z]+\))? )?(?:const )?(?:async )?fn (\w+)").unwrap();
    let mut long = Vec::new();
    for source in rust() {
        let mut open: Option<(String, String, usize)> = None;
        for (number, line) in source.text.lines().enumerate() {
            if let Some(found) = head.captures(line).filter(|_| !line.ends_with(';') && !line.ends_with('}')) {
                open = Some((format!("{}}}", &found[1]), found[2].to_owned(), number));
            } else if let Some((end, name, start)) = &open
                && line == end
            {
                // The policy is a table that happens to be written as a match.
                if number - start + 1 > 60 && name != "policy" {
                    long.push(format!("{}:{}: {name} has {} lines", source.path, start + 1, number - start + 1));
                }
                open = None;
            }
        }
    }
    none(&long);
}

#[test]
fn nothing_is_left_to_be_done_and_no_lint_is_silenced_without_a_reason() {
    let sources: Vec<Source> = rust().into_iter().filter(|source| !source.path.ends_with("it/tidy.rs")).collect();
    none(&lines(&sources, r"\bTODO\b|\bFIXME\b|//.*\bXXX\b|\bdbg!|\btodo!|\bunimplemented!"));
    let silencing = Regex::new(r"(?s)#!?\[(?:allow|expect)\((.*?)\)\]").unwrap();
    let mut bare = Vec::new();
    for source in &sources {
        for found in silencing.captures_iter(&source.text).filter(|found| !found[1].contains("reason")) {
            bare.push(format!("{}: {}", source.path, &found[0]));
        }
    }
    none(&bare);
}

#[test]
fn dependencies_point_one_way() {
    let order = [
        "vault",
        "sheets",
        "people",
        "calendar",
        "identity",
        "instruments",
        "money",
        "tenancy",
        "queue",
        "web",
        "clinic",
        "testkit",
        "praxis",
    ];
    let allowed = |from: &str, to: &str| match from {
        "people" => to == "sheets",
        "vault" | "sheets" | "calendar" | "identity" | "instruments" => false,
        "money" => to == "people",
        "tenancy" => to == "vault",
        "web" | "queue" => matches!(to, "vault" | "tenancy" | "identity"),
        "clinic" => to != "praxis" && to != "testkit",
        _ => to != "praxis",
    };
    let mut wrong = Vec::new();
    for manifest in read("crates", "toml").iter().filter(|manifest| manifest.path.ends_with("Cargo.toml")) {
        let from = manifest.path.split('/').nth(1).unwrap();
        let normal = manifest.text.split("[dev-dependencies]").next().unwrap();
        for to in order.iter().filter(|to| **to != from) {
            let names =
                normal.lines().any(|line| line.starts_with(&format!("{to}.")) || line.starts_with(&format!("{to} =")));
            if names && !allowed(from, to) {
                wrong.push(format!("{from} depends on {to}"));
            }
        }
        if ["sqlx", "axum"].iter().any(|driver| from == "people" && normal.contains(driver)) {
            wrong.push("people knows of databases or HTTP".to_owned());
        }
    }
    none(&wrong);
}

#[test]
fn each_crate_knows_only_what_it_should() {
    let sources = product();
    let mut wrong = Vec::new();
    for (name, forbidden) in [
        ("vault", r"sqlx::query|\baxum::|\bhttp::|\bselect \w+.* from\b"),
        ("people", r"\bsqlx\b|\baxum::|\bhttp::"),
        ("sheets", r"\bsqlx\b|\baxum::|\bhttp::|Timestamp::now|Uuid"),
        ("calendar", r"\bsqlx\b|\baxum::|\bhttp::|Timestamp::now"),
        ("money", r"\bsqlx\b|\baxum::|\bhttp::|Uuid|\bf32\b|\bf64\b"),
        ("instruments", r"\bsqlx\b|\baxum::|\bhttp::|Timestamp::now|Uuid"),
        ("identity", r"\bsqlx\b|\baxum::|SystemTime|Timestamp::now"),
        ("tenancy", r"\baxum\b|\bhttp::|\btower\b"),
        // The one door to the database is TenantTx.
        ("web", r"PgPool|PoolConnection|search_path|set local role|raw_sql|PgConnectOptions"),
        ("clinic", r"PgPool|PoolConnection|search_path|set local role|raw_sql|PgConnectOptions"),
        ("praxis", r"PgPool|PoolConnection|search_path|set local role|raw_sql|sqlx::query"),
    ] {
        let own: Vec<Source> = of_crate(&sources, name)
            .into_iter()
            .map(|source| Source { path: source.path.clone(), text: source.text.clone() })
            .collect();
        wrong.extend(lines(&own, forbidden).into_iter().filter(|line| !line.contains(": //")));
    }
    none(&wrong);
}

#[test]
fn features_call_each_others_operations_and_never_their_doors() {
    let door = Regex::new(r"crate::(?:\{[^}]*)?(\w+)::(api|pages)\b").unwrap();
    let mut wrong = Vec::new();
    for source in of_crate(&product(), "clinic") {
        let Some(own) = source
            .path
            .strip_prefix("crates/clinic/src/")
            .and_then(|path| path.split_once('/'))
            .map(|(slice, _)| slice)
        else {
            continue;
        };
        for (number, line) in source.text.lines().enumerate() {
            if let Some(found) =
                door.captures(line).filter(|found| own != "shell" && &found[1] != own && &found[1] != "shell")
            {
                wrong.push(format!("{}:{}: {own} knows {}::{}", source.path, number + 1, &found[1], &found[2]));
            }
        }
    }
    none(&wrong);
}

#[test]
fn sql_stands_in_lower_case_and_names_its_columns() {
    let mut sources = product();
    sources.extend(read("crates", "sql"));
    none(&lines(&sources, r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE|WHERE|ORDER BY) \w"));
    none(&lines(&sources, r"\bselect \*|\breturning \*"));
}

#[test]
fn sql_of_features_stands_with_their_operations() {
    let sources = product();
    let mut wrong = Vec::new();
    let query = Regex::new(r"sqlx::query(?:_as|_scalar)?!").unwrap();
    for source in of_crate(&sources, "clinic") {
        let file = source.path.rsplit('/').next().unwrap();
        let door =
            ["api.rs", "pages.rs", "form.rs", "input.rs", "model.rs", "output.rs", "query.rs", "sealing.rs", "view.rs"]
                .contains(&file);
        if door && query.is_match(&source.text) {
            wrong.push(source.path.clone());
        }
    }
    none(&wrong);
}

#[test]
fn our_styles_know_neither_left_nor_right() {
    let physical = r"(?:^|[;{\s])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-[a-z]+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)";
    none(&lines(&read("assets/css", "css"), physical));
}

#[test]
fn templates_bring_no_scripts_styles_or_unescaped_values() {
    let templates = read("crates/clinic/templates", "html");
    none(&lines(&templates, r"\sstyle\s*=|\son[a-z]+\s*=|hx-on|<script[^>]*>[^<]|<style|javascript:"));
    // What a template has rendered is escaped already; its name says so.
    let raw = lines(&templates, r"\|\s*safe\b").into_iter().filter(|line| !line.contains("_html|safe"));
    none(&raw.collect::<Vec<_>>());
    let form = Regex::new(r#"(?s)<form[^>]*method="post".*?</form>"#).unwrap();
    let mut unproven = Vec::new();
    for source in &templates {
        for found in form.find_iter(&source.text).filter(|found| !found.as_str().contains("csrf")) {
            // Nobody is signed in yet where one signs in: there is nothing to prove.
            if !found.as_str().contains("/doctor/staff-login/") {
                unproven.push(format!("{}: {}", source.path, found.as_str().lines().next().unwrap_or_default()));
            }
        }
    }
    none(&unproven);
}

#[test]
fn tests_neither_sleep_nor_stay_away() {
    let tests: Vec<Source> = rust()
        .into_iter()
        .filter(|source| {
            (source.path.contains("/tests") || source.path.contains("testkit")) && !source.path.ends_with("it/tidy.rs")
        })
        .filter(|source| !source.path.contains("tenancy/src/cluster"))
        .collect();
    none(&lines(&tests, r"\bsleep\(|#\[ignore"));
}

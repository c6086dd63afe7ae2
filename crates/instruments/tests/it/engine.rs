//! What the engine can express beyond what is shipped, what it refuses, and what holds of every instrument.

use std::collections::BTreeMap;

use instruments::{Answers, Definition, Item, Kind, Number, Outcome, Subject, score, shipped};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Three items of 1 to 5, with these changes.
fn small(changes: &Value) -> Value {
    let options: Vec<Value> = (1..=5).map(|n| json!({ "value": n, "text": { "en": n.to_string() } })).collect();
    let item = |id: &str| json!({ "id": id, "text": { "en": id }, "answer": { "choice": { "scale": "five" } } });
    let mut definition = json!({
        "id": "small", "version": 1, "title": { "en": "Small" }, "about": { "en": "Nothing" },
        "licence": { "class": "open", "holder": "Ours", "citation": "None" },
        "languages": { "en": "original" }, "instruction": { "en": "Answer" }, "direction": "higher_is_worse",
        "scales": { "five": options }, "items": [item("a"), item("b"), item("c")], "scoring": { "method": "sum" },
    });
    for (field, value) in changes.as_object().unwrap() {
        definition[field] = value.clone();
    }
    definition
}

fn read(definition: &Value) -> Definition {
    Definition::from_json(&definition.to_string()).unwrap()
}

fn outcome(definition: &Definition, answers: &Value) -> Outcome {
    let answers: BTreeMap<String, Value> = serde_json::from_value(answers.clone()).unwrap();
    score(definition, &Answers::read(definition, &answers).unwrap(), &Subject::default())
}

fn scored(scoring: &Value, answers: &Value) -> String {
    let definition = read(&small(&json!({ "scoring": scoring })));
    outcome(&definition, answers).score.map_or("-".to_owned(), |score| score.to_string())
}

#[test]
fn a_few_missing_answers_count_as_the_mean_of_the_others() {
    let rule = json!({ "method": "sum", "missing": { "prorate": 1 }, "decimals": 1 });
    assert_eq!(scored(&rule, &json!({ "a": 2, "b": 3 })), "7.5");
    assert_eq!(scored(&rule, &json!({ "a": 2, "b": 3, "c": 5 })), "10");
    assert_eq!(scored(&rule, &json!({ "a": 2 })), "-");
}

#[test]
fn what_was_not_answered_can_be_left_out_of_the_share() {
    let rule = json!({ "method": "sum", "missing": "drop", "transform": ["percent"], "decimals": 1 });
    assert_eq!(scored(&rule, &json!({ "a": 5, "b": 1 })), "50");
    assert_eq!(scored(&rule, &json!({ "a": 2, "b": 1, "c": 2 })), "16.7");
    assert_eq!(scored(&rule, &json!({})), "-");
}

#[test]
fn scores_are_moved_and_stretched() {
    let mean = json!({ "method": "mean", "transform": [{ "plus": -1 }, { "times": 25 }] });
    assert_eq!(scored(&mean, &json!({ "a": 1, "b": 3, "c": 5 })), "50");
    assert_eq!(
        scored(&json!({ "method": "sum", "transform": [{ "times": 4 }] }), &json!({ "a": 1, "b": 1, "c": 3 })),
        "20"
    );
    let t = json!({ "method": "sum", "transform": [{ "t_score": { "mean": 9, "deviation": 3 } }] });
    assert_eq!(scored(&t, &json!({ "a": 4, "b": 4, "c": 4 })), "60");
}

#[test]
fn each_side_can_count_by_itself() {
    let both = json!([{ "id": "x", "text": { "en": "x" }, "answer": { "number": { "min": 0, "max": 100, "decimals": 1, "sides": "each", "trials": { "count": 3, "take": "worst" } } } }]);
    let definition = read(&small(&json!({ "items": both, "scoring": { "method": "sum", "decimals": 1 } })));
    let found = outcome(&definition, &json!({ "x": { "left": [1.5, 3, 2], "right": [0.5] } }));
    // Higher is worse here.
    assert_eq!(found.score, Number::parse("3.5"));
    assert_eq!(outcome(&definition, &json!({ "x": { "left": [1] } })).missing, ["x"]);
}

#[test]
fn answers_that_an_instrument_does_not_take_are_named() {
    let refused = |id: &str, answers: Value| {
        let definition = shipped().iter().find(|one| one.id == id).unwrap();
        let answers: BTreeMap<String, Value> = serde_json::from_value(answers).unwrap();
        let wrong = Answers::read(definition, &answers).unwrap_err();
        wrong.iter().map(|wrong| format!("{} {}", wrong.item, wrong.code)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        refused("phq-9", json!({ "1": 4, "2": -1, "3": "1", "4": 1.5, "10": 0 })),
        "1 unknown_choice, 10 unknown_field, 2 unknown_choice, 3 unknown_choice, 4 unknown_choice"
    );
    assert_eq!(refused("tug", json!({ "time": 0 })), "time out_of_range");
    assert_eq!(refused("tug", json!({ "time": 9.123 })), "time too_precise");
    assert_eq!(refused("tug", json!({ "time": [9] })), "time not_a_number");
    assert_eq!(refused("tug", json!({ "time": "unable" })), "time not_a_number");
    assert_eq!(refused("walk-10m", json!({ "time": [9, 9, 9, 9] })), "time too_many");
    assert_eq!(refused("grip", json!({ "grip": 20 })), "grip not_a_number");
    assert_eq!(refused("grip", json!({ "grip": { "middle": 20 } })), "grip unknown_field");
    assert_eq!(refused("gas", json!({ "goal-1": "x".repeat(301), "goal-2": 1 })), "goal-1 too_long, goal-2 malformed");
}

#[test]
fn what_is_wrong_with_a_definition_is_named_with_its_place() {
    let flaws = |changes: Value| {
        let flaws = Definition::from_json(&small(&changes).to_string()).unwrap_err();
        flaws.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let item = |answer: Value| json!([{ "id": "x", "text": { "en": "x" }, "answer": answer }]);
    let band = |id: &str, from: i32| json!({ "id": id, "from": from, "severity": "none", "text": { "en": "x" } });
    assert_eq!(flaws(json!({ "id": "Phq 9" })), "id: malformed");
    assert_eq!(flaws(json!({ "version": 0 })), "version: out_of_range");
    assert_eq!(flaws(json!({ "title": { "fr": "x" } })), "title: required");
    assert_eq!(flaws(json!({ "instruction": { "en": "x", "fr": "x" } })), "instruction/fr: unknown_choice");
    assert!(flaws(json!({ "languages": { "en": "original", "fr": "working" } })).contains("items/0/text/fr: required"));
    assert_eq!(
        flaws(json!({ "items": item(json!({ "choice": { "scale": "six" } })) })),
        "items/0/answer/choice/scale: unknown_choice"
    );
    assert_eq!(flaws(json!({ "items": item(json!({ "text": { "max_length": 10 } })) })), "items: required");
    assert_eq!(
        flaws(json!({ "items": item(json!({ "number": { "min": 5, "max": 5 } })) })),
        "items/0/answer/number/min: out_of_order"
    );
    assert_eq!(
        flaws(json!({ "items": item(json!({ "number": { "min": 0, "max": 9, "distance": 4 } })) })),
        "items/0/answer/number/distance: out_of_range"
    );
    assert_eq!(flaws(json!({ "bands": [band("a", 5), band("a", 5)] })), "bands: out_of_order, bands/1/id: duplicate");
    assert_eq!(flaws(json!({ "scoring": { "method": "sum", "missing": "drop" } })), "scoring/missing: unsupported");
    assert_eq!(
        flaws(json!({ "scoring": { "method": "sum", "missing": { "prorate": 3 } } })),
        "scoring/missing: out_of_range"
    );
    assert_eq!(
        flaws(json!({ "flags": [{ "id": "f", "item": "z", "text": { "en": "x" } }] })),
        "flags/0/item: unknown_choice, flags/0/at_least: required"
    );
    assert_eq!(
        flaws(json!({ "change": { "minimal": 0, "kind": "detectable", "source": " " } })),
        "change/minimal: out_of_range, change/source: required"
    );
    assert_eq!(flaws(json!({ "surprise": 1 })), "surprise: unknown_field");
    assert_eq!(flaws(json!({ "licence": { "class": "open", "citation": "x" } })), "licence/holder: required");
    assert_eq!(flaws(json!({ "licence": { "class": "stolen" } })), "licence/class: unknown_choice");
    assert_eq!(flaws(json!({ "version": "1" })), "version: malformed");
    let broken = Definition::from_json("{\n\"id\": ").unwrap_err();
    assert_eq!((broken[0].code, broken[0].line), ("unreadable", Some(2)));
}

#[test]
fn a_definition_is_the_same_when_it_was_written_and_read_again() {
    for one in shipped() {
        let text = serde_json::to_string(&**one).unwrap();
        assert_eq!(Definition::from_json(&text).as_ref(), Ok(&**one));
    }
}

/// Any instrument whose items are all choices.
fn questionnaires() -> Vec<&'static Definition> {
    let all = shipped().iter().map(|one| &**one);
    all.filter(|one| one.items.iter().all(|item| matches!(item.answer, Kind::Choice(_)))).collect()
}

fn values(definition: &Definition, item: &Item) -> Vec<i32> {
    let Kind::Choice(choices) = &item.answer else { return Vec::new() };
    definition.options(choices).iter().map(|choice| choice.value).collect()
}

/// One of the questionnaires with an answer to each question.
fn answered() -> impl Strategy<Value = (&'static Definition, Vec<(String, i32)>)> {
    let pick = |definition: &'static Definition| {
        let one = |item: &Item| (Just(item.id.clone()), proptest::sample::select(values(definition, item)));
        (Just(definition), definition.items.iter().map(one).collect::<Vec<_>>())
    };
    proptest::sample::select(questionnaires()).prop_flat_map(pick)
}

fn score_of(definition: &Definition, answers: &[(String, i32)]) -> Number {
    let text: Vec<String> = answers.iter().map(|(item, value)| format!("\"{item}\":{value}")).collect();
    let answers: BTreeMap<String, Value> = serde_json::from_str(&format!("{{{}}}", text.join(","))).unwrap();
    score(definition, &Answers::read(definition, &answers).unwrap(), &Subject::default()).score.unwrap()
}

/// The same instrument with one item turned round.
fn turned(definition: &Definition, place: usize) -> Definition {
    let mut definition = definition.clone();
    if let Kind::Choice(choices) = &mut definition.items[place].answer {
        choices.reverse = !choices.reverse;
    }
    definition
}

proptest! {
    #[test]
    fn the_order_of_answers_does_not_matter((definition, answers) in answered(), seed in any::<u64>()) {
        let mut mixed = answers.clone();
        mixed.sort_by_key(|(item, _)| item.bytes().fold(seed, |hash, byte| hash.rotate_left(7) ^ u64::from(byte)));
        prop_assert_eq!(score_of(definition, &answers), score_of(definition, &mixed));
    }

    #[test]
    fn turning_an_item_twice_changes_nothing((definition, answers) in answered(), place in any::<prop::sample::Index>()) {
        let place = place.index(definition.items.len());
        let (once, twice) = (turned(definition, place), turned(&turned(definition, place), place));
        prop_assert_eq!(score_of(&twice, &answers), score_of(definition, &answers));
        // What an item counts one way and the other way together is its lowest and highest.
        let together = score_of(&once, &answers) + score_of(definition, &answers);
        let rest: Number = {
            let mut least = answers.clone();
            let range = values(definition, &definition.items[place]);
            least[place].1 = *range.iter().min().unwrap();
            score_of(definition, &least) + score_of(&once, &least)
        };
        prop_assert_eq!(together, rest);
    }

    #[test]
    fn a_higher_answer_never_lowers_the_score_of_a_monotone_instrument((definition, answers) in answered(), place in any::<prop::sample::Index>()) {
        prop_assume!(definition.monotone);
        let place = place.index(definition.items.len());
        let before = score_of(definition, &answers);
        for value in values(definition, &definition.items[place]).into_iter().filter(|value| *value > answers[place].1) {
            let mut higher = answers.clone();
            higher[place].1 = value;
            prop_assert!(score_of(definition, &higher) >= before);
        }
    }

    #[test]
    fn no_answers_to_a_measurement_break_the_count(readings in proptest::collection::vec(0_u32..100_000, 1..4)) {
        for definition in shipped() {
            for item in &definition.items {
                let readings: Vec<Value> = readings.iter().map(|read| json!(f64::from(*read) / 100.0)).collect();
                let answers = BTreeMap::from([(item.id.clone(), json!({ "left": readings, "right": readings[0] }))]);
                let one = BTreeMap::from([(item.id.clone(), json!(readings))]);
                for answers in [answers, one] {
                    if let Ok(answers) = Answers::read(definition, &answers) {
                        let found = score(definition, &answers, &Subject::default());
                        let text = serde_json::to_string(&found).unwrap();
                        prop_assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), found);
                    }
                }
            }
        }
    }
}

//! The shipped instruments held against what was published about them.

use std::collections::BTreeMap;

use instruments::{Answers, Definition, Number, Outcome, Sex, Subject, score, shipped};
use serde_json::{Value, json};

fn definition(id: &str) -> &'static Definition {
    shipped().iter().find(|one| one.id == id).unwrap_or_else(|| panic!("{id} is not shipped"))
}

fn outcome_of(id: &str, answers: &Value, subject: Subject) -> Outcome {
    let answers: BTreeMap<String, Value> = serde_json::from_value(answers.clone()).unwrap();
    let answers = Answers::read(definition(id), &answers).unwrap();
    score(definition(id), &answers, &subject)
}

fn outcome(id: &str, answers: &Value) -> Outcome {
    outcome_of(id, answers, Subject::default())
}

/// Score and band, as people write them down.
fn told(outcome: &Outcome) -> String {
    let score = outcome.score.map_or("-".to_owned(), |score| score.to_string());
    format!("{score} {}", outcome.band.as_deref().unwrap_or("-"))
}

/// So many items in a row with these answers.
fn row(values: &[i32]) -> Value {
    values
        .iter()
        .enumerate()
        .map(|(n, value)| ((n + 1).to_string(), json!(value)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// Answers to so many items of 0 to `most` that add up to a score.
fn adding_up(items: usize, most: i32, score: i32) -> Value {
    let mut left = score;
    let values: Vec<i32> = (0..items)
        .map(|_| {
            let value = left.min(most);
            left -= value;
            value
        })
        .collect();
    assert_eq!(left, 0);
    row(&values)
}

fn bands(id: &str, items: usize, most: i32, expected: &[(i32, &str)]) {
    for (score, band) in expected {
        assert_eq!(told(&outcome(id, &adding_up(items, most, *score))), format!("{score} {band}"), "{id}");
    }
}

#[test]
fn phq_9_from_none_to_all_and_at_every_edge() {
    bands(
        "phq-9",
        9,
        3,
        &[(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate")],
    );
    bands("phq-9", 9, 3, &[(15, "moderately_severe"), (19, "moderately_severe"), (20, "severe"), (27, "severe")]);
}

/// The example answers of the German Medical Informatics Initiative's module for patient-reported outcomes: "nearly
/// every day" to all nine, and the score that it gives for them.
#[test]
fn phq_9_as_the_published_example_has_it() {
    assert_eq!(told(&outcome("phq-9", &row(&[3; 9]))), "27 severe");
}

#[test]
fn phq_9_without_one_answer_has_no_score_and_names_what_is_missing() {
    let found = outcome("phq-9", &json!({ "1": 3, "2": 3, "3": 3, "4": 3, "5": 3, "6": 3, "7": 3, "9": 1 }));
    assert_eq!(
        (told(&found).as_str(), found.missing, found.flags),
        ("- -", vec!["8".to_owned()], vec!["self_harm".to_owned()])
    );
}

#[test]
fn phq_9_raises_its_flag_by_the_ninth_answer_alone() {
    assert!(outcome("phq-9", &row(&[3, 3, 3, 3, 3, 3, 3, 3, 0])).flags.is_empty());
    for answer in 1..=3 {
        assert_eq!(outcome("phq-9", &row(&[0, 0, 0, 0, 0, 0, 0, 0, answer])).flags, ["self_harm"]);
    }
    assert!(definition("phq-9").flag("self_harm").unwrap().critical);
}

#[test]
fn phq_2_gad_7_and_ces_d_at_every_edge() {
    bands("phq-2", 2, 3, &[(0, "negative"), (2, "negative"), (3, "positive"), (6, "positive")]);
    bands(
        "gad-7",
        7,
        3,
        &[(0, "minimal"), (4, "minimal"), (5, "mild"), (9, "mild"), (10, "moderate"), (14, "moderate")],
    );
    bands("gad-7", 7, 3, &[(15, "severe"), (21, "severe")]);
    // Items 4, 8, 12 and 16 say how well somebody was.
    let ces_d = |sad: i32, well: i32| {
        let values: Vec<i32> = (1..=20).map(|n| if [4, 8, 12, 16].contains(&n) { well } else { sad }).collect();
        told(&outcome("ces-d", &row(&values)))
    };
    assert_eq!((ces_d(0, 3).as_str(), ces_d(3, 0).as_str()), ("0 negative", "60 positive"));
    assert_eq!((ces_d(1, 3).as_str(), ces_d(0, 0).as_str()), ("16 positive", "12 negative"));
}

#[test]
fn gds_15_counts_no_to_the_good_questions() {
    let good = [1, 5, 7, 11, 13];
    let worst: Vec<i32> = (1..=15).map(|n| i32::from(!good.contains(&n))).collect();
    let best: Vec<i32> = worst.iter().map(|value| 1 - value).collect();
    assert_eq!(told(&outcome("gds-15", &row(&worst))), "15 severe");
    assert_eq!(told(&outcome("gds-15", &row(&best))), "0 normal");
    for (wrong, band) in [(4, "normal"), (5, "mild"), (8, "mild"), (9, "moderate"), (11, "moderate"), (12, "severe")] {
        let mixed: Vec<i32> = (0..15).map(|n| if n < wrong { worst[n] } else { best[n] }).collect();
        assert_eq!(told(&outcome("gds-15", &row(&mixed))), format!("{wrong} {band}"));
    }
    assert_eq!(told(&outcome("gds-15", &row(&worst[..14]))), "- -");
}

#[test]
fn audit_c_asks_for_the_sex() {
    let of = |score, sex| told(&outcome_of("audit-c", &adding_up(3, 4, score), Subject { sex, age: Some(40) }));
    assert_eq!(of(3, Some(Sex::Male)), "3 lower");
    assert_eq!(of(4, Some(Sex::Male)), "4 at_risk");
    assert_eq!(of(2, Some(Sex::Female)), "2 lower");
    assert_eq!(of(3, Some(Sex::Female)), "3 at_risk");
    assert_eq!((of(0, None).as_str(), of(12, None).as_str()), ("0 -", "12 -"));
}

#[test]
fn pain_from_none_to_the_worst() {
    let edges =
        [(0, "none"), (1, "mild"), (3, "mild"), (4, "moderate"), (6, "moderate"), (7, "severe"), (10, "severe")];
    for (score, band) in edges {
        assert_eq!(told(&outcome("nprs", &json!({ "pain": score }))), format!("{score} {band}"));
    }
}

#[test]
fn the_timed_tests_at_their_edges() {
    assert_eq!(told(&outcome("tug", &json!({ "time": 11.99 }))), "11.99 usual");
    assert_eq!(told(&outcome("tug", &json!({ "time": 12 }))), "12 fall_risk");
    assert_eq!(told(&outcome("walk-6min", &json!({ "distance": 412.5 }))), "412.5 -");
    assert_eq!(told(&outcome("walk-6min", &json!({ "distance": "unable" }))), "0 -");
    // Three walks in 12.5 s on the average are 0.8 m/s.
    assert_eq!(told(&outcome("walk-10m", &json!({ "time": [12, 12.5, 13] }))), "0.8 community");
    assert_eq!(told(&outcome("walk-10m", &json!({ "time": [25.2, 25.2, 25.2] }))), "0.4 limited_community");
    assert_eq!(told(&outcome("walk-10m", &json!({ "time": [26, 26, 26] }))), "0.38 household");
    assert_eq!(told(&outcome("walk-10m", &json!({ "time": [12, 13] }))), "- -");
}

#[test]
fn chair_stands_are_held_against_age_and_sex() {
    let men = [(14, 19), (12, 18), (12, 17), (11, 17), (10, 15), (8, 14), (7, 12)];
    let women = [(12, 17), (11, 16), (10, 15), (10, 15), (9, 14), (8, 13), (4, 11)];
    for (sex, norms) in [(Sex::Male, men), (Sex::Female, women)] {
        for (n, (low, high)) in norms.into_iter().enumerate() {
            let from = 60 + 5 * u32::try_from(n).unwrap();
            for age in [from, from + 4] {
                let of = |stands: i32| {
                    let subject = Subject { age: Some(age), sex: Some(sex) };
                    outcome_of("chair-stand-30s", &json!({ "stands": stands }), subject).band.unwrap()
                };
                let bands = [of(low - 1), of(low), of(high), of(high + 1)];
                assert_eq!(bands, ["below_average", "average", "average", "above_average"], "{sex:?} {age}");
            }
        }
    }
    let young = Subject { age: Some(59), sex: Some(Sex::Male) };
    assert_eq!(told(&outcome_of("chair-stand-30s", &json!({ "stands": 15 }), young)), "15 -");
    assert_eq!(told(&outcome("chair-stand-30s", &json!({ "stands": 15 }))), "15 -");
}

#[test]
fn who_does_not_hold_the_tandem_stance_may_fall() {
    let held = |side, semi, tandem, one| {
        let answers = json!({ "side_by_side": side, "semi_tandem": semi, "tandem": tandem, "one_leg": one });
        let found = outcome("balance-4-stage", &answers);
        format!("{} {:?}", told(&found), found.flags)
    };
    assert_eq!(held(json!(10), json!(10), json!(10), json!(10)), "4 usual []");
    assert_eq!(held(json!(10), json!(10), json!(10), json!(3)), "3 usual []");
    assert_eq!(held(json!(10), json!(10), json!(9.9), json!("unable")), "2 fall_risk [\"tandem\"]");
    assert_eq!(held(json!("unable"), json!("unable"), json!("unable"), json!("unable")), "0 fall_risk [\"tandem\"]");
}

#[test]
fn each_hand_is_measured_and_one_of_them_counts() {
    let man = Subject { age: Some(70), sex: Some(Sex::Male) };
    let woman = Subject { sex: Some(Sex::Female), ..man };
    let grip = |left: Value, right: Value, of| {
        told(&outcome_of("grip", &json!({ "grip": { "left": left, "right": right } }), of))
    };
    assert_eq!(grip(json!([20, 21.5, 20]), json!([25, 27, 26]), man), "27 usual");
    assert_eq!(grip(json!([26.9]), json!([20]), man), "26.9 low");
    assert_eq!(grip(json!(15.9), json!(12), woman), "15.9 low");
    assert_eq!(grip(json!(16), json!(12), woman), "16 usual");
    assert_eq!(grip(json!([20]), Value::Null, man), "- -");
    assert_eq!(told(&outcome("nine-hole-peg", &json!({ "time": { "left": 19.5, "right": 31.25 } }))), "31.25 -");
    assert_eq!(told(&outcome("box-and-block", &json!({ "blocks": { "left": 61, "right": 40 } }))), "40 -");
}

#[test]
fn the_battery_at_every_edge() {
    let best = json!({ "side_by_side": 10, "semi_tandem": 10, "tandem": 10, "walk": [4.81, 5], "chair": 11.1 });
    assert_eq!(told(&outcome("sppb", &best)), "12 high");
    let with = |item: &str, value: Value| {
        let mut answers = best.clone();
        answers[item] = value;
        outcome("sppb", &answers)
    };
    let points = |item: &str, scale: &str, value: Value| with(item, value).subscales[scale].unwrap().to_string();
    for (seconds, expected) in
        [(11.1, "4"), (11.2, "3"), (13.6, "3"), (13.7, "2"), (16.6, "2"), (16.7, "1"), (60.0, "1"), (60.1, "0")]
    {
        assert_eq!(points("chair", "chair", json!(seconds)), expected, "{seconds}");
    }
    for (seconds, expected) in [(4.81, "4"), (4.82, "3"), (6.2, "3"), (6.21, "2"), (8.7, "2"), (8.71, "1")] {
        assert_eq!(points("walk", "walk", json!([seconds, 100])), expected, "{seconds}");
    }
    for (seconds, expected) in [(2.99, "2"), (3.0, "3"), (9.99, "3"), (10.0, "4")] {
        assert_eq!(points("tandem", "balance", json!(seconds)), expected, "{seconds}");
    }
    let all = |value: &str| json!({ "side_by_side": value, "semi_tandem": value, "tandem": value, "walk": value, "chair": value });
    assert_eq!(told(&outcome("sppb", &all("unable"))), "0 very_low");
    let found = with("walk", Value::Null);
    assert_eq!(
        (told(&found).as_str(), found.subscales["walk"], found.subscales["chair"]),
        ("- -", None, Some(Number::whole(4)))
    );
}

/// The example in the documentation of the R package `gasr` for its `calc_tscore`: the weighted levels add up to 7 and the
/// root is 14, which makes 50 + 70 / 14.
#[test]
fn goal_attainment_as_the_published_example_has_it() {
    let mut goals = serde_json::Map::new();
    for (n, (level, weight)) in [(-2, 3), (0, 5), (-1, 1), (2, 4), (0, 2), (1, 6)].into_iter().enumerate() {
        goals.insert(format!("level-{}", n + 1), json!(level));
        goals.insert(format!("weight-{}", n + 1), json!(weight));
    }
    assert_eq!(told(&outcome("gas", &goals.into())), "55 reached");
}

#[test]
fn goals_without_a_weight_weigh_one_and_goals_that_nobody_set_do_not_count() {
    assert_eq!(told(&outcome("gas", &json!({ "level-1": 0 }))), "50 reached");
    assert_eq!(told(&outcome("gas", &json!({ "level-2": 1 }))), "60 reached");
    assert_eq!(told(&outcome("gas", &json!({ "level-1": -1 }))), "40 below");
    // Three goals at -2: 50 - 60 / √4.8.
    assert_eq!(told(&outcome("gas", &json!({ "level-1": -2, "level-2": -2, "level-3": -2 }))), "22.6 below");
    let none = outcome("gas", &json!({ "goal-1": "To cook again", "weight-1": 4 }));
    assert_eq!((told(&none).as_str(), none.missing), ("- -", vec!["level-1".to_owned()]));
}

#[test]
fn the_scales_of_independence_from_none_to_all() {
    let all = |id: &str, value: fn(i32, i32) -> i32| -> Value {
        let definition = definition(id);
        let answers = definition.items.iter().map(|item| {
            let instruments::Kind::Choice(choices) = &item.answer else { panic!("{id} offers choices") };
            let values = || definition.options(choices).iter().map(|choice| choice.value);
            (item.id.clone(), json!(value(values().min().unwrap(), values().max().unwrap())))
        });
        answers.collect::<serde_json::Map<_, _>>().into()
    };
    for (id, least, most) in [
        ("barthel", "0 total", "100 independent"),
        ("katz", "0 severe", "6 full"),
        ("lawton", "0 -", "8 -"),
        ("berg", "0 high_risk", "56 low_risk"),
    ] {
        assert_eq!(told(&outcome(id, &all(id, |low, _| low))), least);
        assert_eq!(told(&outcome(id, &all(id, |_, high| high))), most);
    }
    let mut partly = all("barthel", |_, high| high);
    for (item, value, expected) in [
        ("stairs", 5, "95 slight"),
        ("mobility", 10, "90 moderate"),
        ("transfers", 0, "75 moderate"),
        ("toilet", 0, "65 moderate"),
        ("feeding", 5, "60 severe"),
        ("bladder", 0, "50 severe"),
    ] {
        partly[item] = json!(value);
        assert_eq!(told(&outcome("barthel", &partly)), expected);
    }
    for (score, band) in [(20, "high_risk"), (21, "medium_risk"), (40, "medium_risk"), (41, "low_risk")] {
        assert_eq!(told(&outcome("berg", &adding_up(14, 4, score))), format!("{score} {band}"));
    }
    let katz = ["bathing", "dressing", "toileting", "transferring", "continence", "feeding"];
    for (score, band) in [(2, "severe"), (3, "moderate"), (5, "moderate")] {
        let answers = katz.iter().enumerate().map(|(n, item)| ((*item).to_owned(), json!(i32::from(n < score))));
        assert_eq!(told(&outcome("katz", &Value::Object(answers.collect()))), format!("{score} {band}"));
    }
    partly["stairs"] = Value::Null;
    assert_eq!(outcome("barthel", &partly).missing, ["stairs"]);
}

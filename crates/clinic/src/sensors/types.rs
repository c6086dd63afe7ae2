//! The types of readings that are known: their units, what can be at all, and what is usual. Data, and the little that
//! is counted with it. A type that is not here is taken as it comes, without conversion and without limits.

/// A unit in which a type may be given: `amount = (value + offset) * factor` is the same in the type's own unit.
#[derive(Debug)]
pub struct Unit {
    /// As UCUM writes it.
    pub ucum: &'static str,
    /// What devices write instead.
    pub also: &'static [&'static str],
    factor: f64,
    offset: f64,
}

/// A type of reading.
#[derive(Debug)]
pub struct Type {
    pub code: &'static str,
    /// Other words for it.
    pub also: &'static [&'static str],
    /// The first is the type's own.
    pub units: &'static [Unit],
    /// Beyond these nobody lives: a slip of the hand, or a broken device.
    pub possible: (f64, f64),
    /// Of a healthy adult at rest, where there is such a thing.
    pub usual: Option<(f64, f64)>,
    /// So far back inside a limit a value has to come to count as back, when nobody says otherwise.
    pub hysteresis: f64,
    /// How many decimals are worth reading.
    pub decimals: u8,
}

const fn unit(ucum: &'static str, also: &'static [&'static str]) -> Unit {
    Unit { ucum, also, factor: 1.0, offset: 0.0 }
}

const fn converted(ucum: &'static str, also: &'static [&'static str], factor: f64, offset: f64) -> Unit {
    Unit { ucum, also, factor, offset }
}

const PER_MINUTE: &[Unit] = &[unit("/min", &["bpm", "1/min", "min-1", "{beats}/min", "{breaths}/min"])];
const PRESSURE: &[Unit] = &[unit("mm[Hg]", &["mmHg"]), converted("kPa", &[], 7.500_617, 0.0)];
const PERCENT: &[Unit] = &[unit("%", &[])];
const TEMPERATURE: &[Unit] =
    &[unit("Cel", &["C", "°C", "celsius"]), converted("[degF]", &["F", "°F", "fahrenheit"], 5.0 / 9.0, -32.0)];
const WEIGHT: &[Unit] =
    &[unit("kg", &[]), converted("[lb_av]", &["lb", "lbs"], 0.453_592_37, 0.0), converted("g", &[], 0.001, 0.0)];
const LENGTH: &[Unit] =
    &[unit("cm", &[]), converted("m", &[], 100.0, 0.0), converted("[in_i]", &["in", "inch"], 2.54, 0.0)];
/// Of a molar mass of 180.156 g/mol.
const GLUCOSE: &[Unit] = &[unit("mg/dL", &["mg/dl"]), converted("mmol/L", &["mmol/l"], 18.015_6, 0.0)];
const STEPS: &[Unit] = &[unit("{steps}", &["steps", "count", "1"])];
const FLOW: &[Unit] = &[unit("L/min", &["l/min"])];

/// Every known type, in the order in which vitals are taken.
pub const TYPES: &[Type] = &[
    Type {
        code: "blood_pressure_systolic",
        also: &["systolic"],
        units: PRESSURE,
        possible: (40.0, 320.0),
        usual: Some((90.0, 140.0)),
        hysteresis: 5.0,
        decimals: 0,
    },
    Type {
        code: "blood_pressure_diastolic",
        also: &["diastolic"],
        units: PRESSURE,
        possible: (20.0, 220.0),
        usual: Some((60.0, 90.0)),
        hysteresis: 5.0,
        decimals: 0,
    },
    Type {
        code: "heart_rate",
        also: &["pulse"],
        units: PER_MINUTE,
        possible: (15.0, 350.0),
        usual: Some((50.0, 100.0)),
        hysteresis: 5.0,
        decimals: 0,
    },
    Type {
        code: "spo2",
        also: &["oxygen_saturation", "pulse_oximeter"],
        units: PERCENT,
        possible: (20.0, 100.0),
        usual: Some((94.0, 100.0)),
        hysteresis: 1.0,
        decimals: 0,
    },
    Type {
        code: "temperature",
        also: &["body_temperature", "thermometer"],
        units: TEMPERATURE,
        possible: (20.0, 46.0),
        usual: Some((35.8, 37.8)),
        hysteresis: 0.2,
        decimals: 1,
    },
    Type {
        code: "respiratory_rate",
        also: &[],
        units: PER_MINUTE,
        possible: (1.0, 120.0),
        usual: Some((12.0, 20.0)),
        hysteresis: 2.0,
        decimals: 0,
    },
    Type {
        code: "weight",
        also: &["body_weight", "scale"],
        units: WEIGHT,
        possible: (0.2, 700.0),
        usual: None,
        hysteresis: 0.5,
        decimals: 1,
    },
    Type {
        code: "glucose",
        also: &["glucometer", "blood_glucose"],
        units: GLUCOSE,
        possible: (5.0, 2000.0),
        usual: Some((70.0, 180.0)),
        hysteresis: 10.0,
        decimals: 0,
    },
    Type {
        code: "height",
        also: &["body_height"],
        units: LENGTH,
        possible: (20.0, 280.0),
        usual: None,
        hysteresis: 0.0,
        decimals: 1,
    },
    Type {
        code: "steps",
        also: &["pedometer"],
        units: STEPS,
        possible: (0.0, 200_000.0),
        usual: None,
        hysteresis: 0.0,
        decimals: 0,
    },
    Type {
        code: "peak_flow",
        also: &["peak_flow_meter"],
        units: FLOW,
        possible: (20.0, 1500.0),
        usual: None,
        hysteresis: 10.0,
        decimals: 0,
    },
];

impl Type {
    /// The type of that name, or of another word for it.
    pub fn named(name: &str) -> Option<&'static Self> {
        TYPES.iter().find(|it| it.code == name || it.also.contains(&name))
    }

    pub fn unit(&self, name: &str) -> Option<&'static Unit> {
        self.units.iter().find(|unit| unit.ucum == name || unit.also.contains(&name))
    }

    /// The unit that values of the type are compared in.
    pub fn own_unit(&self) -> &'static str {
        self.units.first().map_or("1", |unit| unit.ucum)
    }

    pub fn is_possible(&self, amount: f64) -> bool {
        (self.possible.0..=self.possible.1).contains(&amount)
    }
}

impl Unit {
    /// A value in this unit, in the type's own.
    pub fn amount_of(&self, value: f64) -> f64 {
        (value + self.offset) * self.factor
    }

    /// The other way round.
    pub fn value_of(&self, amount: f64) -> f64 {
        amount / self.factor - self.offset
    }
}

/// A unit as people write it.
pub fn shown_unit(ucum: &str) -> &str {
    match ucum {
        "mm[Hg]" => "mmHg",
        "Cel" | "C" => "°C",
        "[degF]" | "F" => "°F",
        "[lb_av]" => "lb",
        "[in_i]" => "in",
        "{steps}" | "1" => "",
        other => other,
    }
}

/// A number as it is read: no more decimals than it needs, of so many at most.
pub fn decimal(number: f64, most: u8) -> String {
    let text = format!("{number:.*}", usize::from(most));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    if text == "-0" { "0".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::{TYPES, Type, decimal};

    fn amount(name: &str, value: f64, unit: &str) -> String {
        let kind = Type::named(name).unwrap();
        decimal(kind.unit(unit).unwrap().amount_of(value), 2)
    }

    #[test]
    fn values_are_compared_in_one_unit() {
        assert_eq!(amount("glucose", 5.5, "mmol/L"), "99.09");
        assert_eq!(amount("glucometer", 100.5, "mg/dL"), "100.5");
        assert_eq!(amount("weight", 150.0, "lb"), "68.04");
        assert_eq!(amount("temperature", 98.6, "[degF]"), "37");
        assert_eq!(amount("temperature", -40.0, "°F"), "-40");
        assert_eq!(amount("blood_pressure_systolic", 16.0, "kPa"), "120.01");
    }

    #[test]
    fn a_value_there_and_back_is_the_same() {
        for kind in TYPES {
            for unit in kind.units {
                for amount in [kind.possible.0, kind.possible.1, 37.25] {
                    assert!(
                        (unit.amount_of(unit.value_of(amount)) - amount).abs() < 1e-9,
                        "{} {}",
                        kind.code,
                        unit.ucum
                    );
                }
            }
        }
    }

    #[test]
    fn each_word_stands_for_one_type_and_what_is_usual_is_possible() {
        let mut words: Vec<&str> =
            TYPES.iter().flat_map(|it| [it.code].into_iter().chain(it.also.iter().copied())).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        for kind in TYPES {
            let (low, high) = kind.usual.unwrap_or(kind.possible);
            assert!(kind.is_possible(low) && kind.is_possible(high) && low < high, "{}", kind.code);
        }
    }

    #[test]
    fn numbers_are_written_as_short_as_they_are() {
        for (number, most, text) in
            [(100.0, 2, "100"), (37.25, 1, "37.2"), (0.0, 0, "0"), (-0.001, 2, "0"), (5.5, 3, "5.5")]
        {
            assert_eq!(decimal(number, most), text);
        }
    }
}

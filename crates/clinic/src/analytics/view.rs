//! Numbers as pages and files show them: tiles with what was before, columns step by step, and tables.

use money::Money;
use sheets::{Cell, Column};

use super::model::Share;

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Count(i64),
    Money(Money),
    /// None of nothing.
    Share(Option<Share>),
    /// A decimal number.
    Number(String),
    Text(String),
}

impl Value {
    pub fn shown(&self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Money(money) => money.to_string(),
            Self::Share(Some(share)) => format!("{}\u{a0}%", share.percent()),
            Self::Number(text) | Self::Text(text) if !text.is_empty() => text.clone(),
            Self::Share(None) | Self::Number(_) | Self::Text(_) => "–".to_owned(),
        }
    }

    /// As it stands in a file: amounts without their currency, shares in percent.
    pub fn cell(&self) -> Cell {
        match self {
            Self::Count(count) => Cell::whole(*count),
            Self::Money(money) => Cell::Number(money.decimal()),
            Self::Share(share) => share.map_or(Cell::Nothing, |share| Cell::Number(share.percent())),
            Self::Number(text) if text.is_empty() => Cell::Nothing,
            Self::Number(text) => Cell::Number(text.clone()),
            Self::Text(text) => Cell::from(text.clone()),
        }
    }

    /// What bars are as long as.
    fn size(&self) -> i64 {
        match self {
            Self::Count(count) => *count,
            Self::Money(money) => money.minor,
            Self::Share(share) => share.map_or(0, |share| share.0),
            Self::Number(_) | Self::Text(_) => 0,
        }
    }
}

/// A row: what it is of, and its numbers.
pub struct Line {
    pub head: String,
    pub values: Vec<Value>,
}

pub struct Table {
    /// What its file is asked for by.
    pub slug: String,
    pub title: String,
    /// What the rows are.
    pub head: Column,
    pub columns: Vec<Column>,
    pub lines: Vec<Line>,
    pub look: Look,
}

/// How a table makes plain which numbers are large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// With a bar for the first number of each row.
    Bars,
    /// By shading all numbers, which are of one kind.
    Heat,
    Plain,
}

impl Table {
    fn largest(&self, of: impl Fn(&Line) -> i64) -> i64 {
        self.lines.iter().map(of).max().unwrap_or(0).max(1)
    }

    /// How long a row's bar is, in percent.
    pub fn bar(&self, line: &Line) -> i64 {
        let size = |line: &Line| line.values.first().map_or(0, Value::size);
        size(line).max(0) * 100 / self.largest(size)
    }

    /// How dark a number is, from 0 to 4.
    pub fn heat(&self, value: &Value) -> i64 {
        let largest = self.largest(|line| line.values.iter().map(Value::size).max().unwrap_or(0));
        (value.size() * 4 + largest - 1) / largest
    }

    pub fn has_bars(&self) -> bool {
        self.look == Look::Bars
    }

    pub fn is_heat(&self) -> bool {
        self.look == Look::Heat
    }
}

/// A number of the whole span, and what it was before.
pub struct Tile {
    pub title: String,
    pub value: Value,
    pub before: Value,
}

/// Step by step, as columns that stand side by side.
pub struct Chart {
    pub title: String,
    pub columns: Vec<Bar>,
    pub highest: String,
    pub first: String,
    pub last: String,
}

/// A column in the drawing's own measures.
pub struct Bar {
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub said: String,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 160.0;
/// Where the columns stand.
const FOOT: f64 = 168.0;

impl Chart {
    /// None where there is nothing to be drawn.
    #[expect(clippy::cast_precision_loss, reason = "pixels")]
    pub fn draw(title: String, steps: &[(String, Value)]) -> Option<Self> {
        let highest = steps.iter().max_by_key(|(_, value)| value.size())?;
        let top = highest.1.size();
        if top <= 0 {
            return None;
        }
        let place = WIDTH / steps.len() as f64;
        let column = |(number, (day, value)): (usize, &(String, Value))| {
            let height = value.size().max(0) as f64 / top as f64 * HEIGHT;
            Bar {
                x: format!("{:.1}", place * (number as f64 + 0.1)),
                y: format!("{:.1}", FOOT - height),
                width: format!("{:.1}", place * 0.8),
                height: format!("{height:.1}"),
                said: format!("{day}: {}", value.shown()),
            }
        };
        Some(Self {
            title,
            columns: steps.iter().enumerate().map(column).collect(),
            highest: highest.1.shown(),
            first: steps.first().map(|(day, _)| day.clone()).unwrap_or_default(),
            last: steps.last().map(|(day, _)| day.clone()).unwrap_or_default(),
        })
    }
}

/// Everything that one page shows.
#[derive(Default)]
pub struct Contents {
    pub tiles: Vec<Tile>,
    pub chart: Option<Chart>,
    pub tables: Vec<Table>,
}

impl Contents {
    /// Whether there is nothing to be told.
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(|table| table.lines.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use money::{Currency, Money};
    use sheets::Cell;

    use super::{Chart, Value};
    use crate::analytics::model::Share;

    #[test]
    fn a_file_holds_plain_numbers() {
        let money = Value::Money(Money::new(-12_50, Currency::EUR));
        assert_eq!((money.shown().as_str(), money.cell()), ("-12.50 EUR", Cell::Number("-12.50".to_owned())));
        assert_eq!(Value::Share(Some(Share(125))).cell(), Cell::Number("12.5".to_owned()));
        assert_eq!(Value::Share(None).cell(), Cell::Nothing);
    }

    #[test]
    fn columns_stand_on_one_line_and_the_highest_is_as_high_as_the_drawing() {
        let steps = [("a".to_owned(), Value::Count(2)), ("b".to_owned(), Value::Count(4))];
        let chart = Chart::draw(String::new(), &steps).unwrap();
        assert_eq!((chart.columns[0].y.as_str(), chart.columns[0].height.as_str()), ("88.0", "80.0"));
        assert_eq!((chart.columns[1].y.as_str(), chart.columns[1].height.as_str()), ("8.0", "160.0"));
        assert!(Chart::draw(String::new(), &[("a".to_owned(), Value::Count(0))]).is_none());
    }
}

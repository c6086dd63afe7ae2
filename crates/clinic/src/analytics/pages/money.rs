//! Money as tiles and tables, currency by currency.

use money::{Currency, Money};

use super::Scene;
use crate::analytics::counts::{Age, Earnings, Receivables, Takings};
use crate::analytics::view::{Chart, Contents, Line, Table, Tile, Value};
use crate::ledger::model::Method;

const EARNINGS: &[&str] = &["revenue", "tax", "put_right", "charges", "paid", "refunded", "payments"];

fn values(sum: &Earnings, currency: Currency) -> Vec<Value> {
    let money = |minor| Value::Money(Money::new(minor, currency));
    vec![
        money(sum.revenue()),
        money(sum.tax()),
        money(sum.put_right),
        Value::Count(sum.charges),
        money(sum.all_taken()),
        money(sum.all_returned()),
        Value::Count(sum.payments),
    ]
}

pub fn money(scene: &Scene<'_>, takings: &[Takings], receivables: &[Receivables]) -> Contents {
    let tiles = takings.iter().flat_map(|takings| tiles(scene, takings));
    let tables = takings.iter().flat_map(|takings| tables(scene, takings));
    let ages = receivables.iter().map(|receivables| ages(scene, receivables));
    let mut tables: Vec<Table> = tables.chain(ages).collect();
    if tables.is_empty() {
        // There is a file also where there is nothing in it.
        tables.push(scene.table("step", "step", scene.columns(EARNINGS), Vec::new()));
    }
    Contents { tiles: tiles.collect(), chart: takings.first().and_then(|takings| chart(scene, takings)), tables }
}

fn tiles(scene: &Scene<'_>, takings: &Takings) -> [Tile; 3] {
    let (now, before) = (&takings.course.total, &takings.course.before);
    let tile = |name: &str, of: fn(&Earnings) -> i64| {
        let money = |sum: &Earnings| Value::Money(Money::new(of(sum), takings.currency));
        Tile { title: scene.t(&format!("analytics-column-{name}")), value: money(now), before: money(before) }
    };
    [
        tile("revenue", Earnings::revenue),
        tile("tax", Earnings::tax),
        tile("received", |sum| sum.all_taken() - sum.all_returned()),
    ]
}

fn chart(scene: &Scene<'_>, takings: &Takings) -> Option<Chart> {
    let money = |sum: &Earnings| Value::Money(Money::new(sum.revenue(), takings.currency));
    let steps: Vec<_> = takings.course.steps.iter().map(|(start, sum)| (scene.step(*start), money(sum))).collect();
    Chart::draw(scene.t("analytics-by-step"), &steps)
}

/// The same table of each currency is told apart by its name.
fn of_currency(table: Table, currency: Currency) -> Table {
    let (slug, title) =
        (format!("{}-{}", table.slug, currency.as_str()), format!("{} ({})", table.title, currency.as_str()));
    Table { slug, title, ..table }
}

fn tables(scene: &Scene<'_>, takings: &Takings) -> Vec<Table> {
    let currency = takings.currency;
    let columns = || scene.columns(EARNINGS);
    let money = |minor| Value::Money(Money::new(minor, currency));
    let line = |head: String, sum: &Earnings| Line { head, values: values(sum, currency) };
    let steps = takings.course.steps.iter().map(|(start, sum)| line(scene.step(*start), sum));
    let kinds = takings.kinds.iter().map(|(kind, sum)| line(scene.kind(*kind), sum));
    let providers = takings.providers.iter().map(|(id, sum)| line(scene.provider(*id), sum));
    let total = &takings.course.total;
    let methods = Method::ALL.iter().zip(total.taken.iter().zip(total.returned));
    let methods = methods.filter(|(_, (taken, returned))| **taken != 0 || *returned != 0);
    let methods = methods.map(|(method, (taken, returned))| Line {
        head: scene.t(&method.title()),
        values: vec![money(*taken), money(returned), money(taken - returned)],
    });
    let tables = [
        scene.table("step", "step", columns(), steps.collect()),
        scene.table("method", "method", scene.columns(&["paid", "refunded", "received"]), methods.collect()),
        scene.table("provider", "provider", columns(), providers.collect()),
        scene.table("kind", "kind", columns(), kinds.collect()),
    ];
    tables.into_iter().map(|table| of_currency(table, currency)).collect()
}

fn ages(scene: &Scene<'_>, receivables: &Receivables) -> Table {
    let line = |(age, (charges, open)): (&Age, (i64, i64))| Line {
        head: scene.t(&format!("analytics-age-{}", age.as_str().replace('_', "-"))),
        values: vec![Value::Money(Money::new(open, receivables.currency)), Value::Count(charges)],
    };
    let lines = Age::ALL.iter().zip(receivables.ages).map(line).collect();
    of_currency(scene.table("age", "age", scene.columns(&["open", "charges"]), lines), receivables.currency)
}

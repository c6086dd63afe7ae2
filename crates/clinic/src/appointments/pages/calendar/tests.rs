//! What needs no database: where weeks begin, what stands beside what, and what is closed.

use jiff::civil::{Weekday, date};
use web::Locale;

use super::lanes::{Lane, MOST, Span, lanes};
use super::week::{days_of, first_day, number};

fn span(from: i64, to: i64) -> Span {
    Span { from, to }
}

fn placed(spans: &[(i64, i64)]) -> Vec<(usize, usize)> {
    let spans: Vec<Span> = spans.iter().map(|(from, to)| span(*from, *to)).collect();
    lanes(&spans).into_iter().map(|Lane { number, of }| (number, of)).collect()
}

#[test]
fn a_week_begins_as_the_readers_language_has_it() {
    for (locale, region, first) in [
        (Locale::En, "GB", Weekday::Monday),
        (Locale::En, "US", Weekday::Sunday),
        (Locale::Fr, "FR", Weekday::Monday),
        (Locale::Ar, "EG", Weekday::Saturday),
        (Locale::Ar, "SA", Weekday::Sunday),
        (Locale::He, "IL", Weekday::Sunday),
    ] {
        assert_eq!(first_day(locale, region), first, "{locale:?} {region}");
    }
}

#[test]
fn a_week_holds_its_day_wherever_it_begins() {
    let wednesday = date(2030, 1, 9);
    for (first, begins, ends) in [
        (Weekday::Monday, date(2030, 1, 7), date(2030, 1, 13)),
        (Weekday::Sunday, date(2030, 1, 6), date(2030, 1, 12)),
        (Weekday::Saturday, date(2030, 1, 5), date(2030, 1, 11)),
    ] {
        let days = days_of(wednesday, first);
        assert_eq!((days.len(), days.first(), days.last()), (7, Some(&begins), Some(&ends)));
        assert!(days.contains(&wednesday));
    }
    assert_eq!(days_of(date(2030, 1, 7), Weekday::Monday)[0], date(2030, 1, 7));
}

#[test]
fn weeks_have_numbers_where_they_begin_on_mondays() {
    assert_eq!(number(date(2029, 12, 31), Weekday::Monday), Some(1));
    assert_eq!(number(date(2027, 1, 3), Weekday::Monday), Some(53));
    assert_eq!(number(date(2030, 1, 7), Weekday::Saturday), None);
}

#[test]
fn what_overlaps_stands_side_by_side_and_what_touches_does_not() {
    assert_eq!(placed(&[(540, 570), (570, 600)]), [(0, 1), (0, 1)]);
    assert_eq!(placed(&[(540, 600), (555, 585)]), [(0, 2), (1, 2)]);
    // The third has room again beside the first, and is as narrow as those it touches.
    assert_eq!(placed(&[(540, 660), (550, 580), (580, 610), (660, 690)]), [(0, 2), (1, 2), (1, 2), (0, 1)]);
    assert_eq!(placed(&[]), []);
}

#[test]
fn more_than_can_be_read_side_by_side_lie_over_the_last() {
    let many = vec![(540, 600); MOST + 2];
    let placed = placed(&many);
    assert_eq!((placed[0], placed[MOST - 1], placed[MOST + 1]), ((0, MOST), (MOST - 1, MOST), (MOST - 1, MOST)));
}

#[test]
fn what_is_not_open_is_closed() {
    let day = span(480, 1080);
    assert_eq!(day.without(&[span(540, 720), span(780, 1020)]), [span(480, 540), span(720, 780), span(1020, 1080)]);
    assert_eq!(day.without(&[]), [day]);
    assert_eq!(day.without(&[span(0, 1440)]), []);
    assert_eq!(day.without(&[span(600, 660), span(480, 620)]), [span(660, 1080)]);
}

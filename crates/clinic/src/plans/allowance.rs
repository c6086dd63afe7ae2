//! How many authorised visits are used up: counted from the appointments that were completed, whenever somebody asks.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::model::Package;
use crate::appointments::model::Kind;

/// An appointment that was completed.
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    pub on: Date,
    pub kind: Kind,
    pub service: Option<Uuid>,
}

impl Package {
    fn takes(&self, visit: &Visit) -> bool {
        visit.on >= self.begins_on
            && self.ends_on.is_none_or(|last| visit.on <= last)
            && self.appointment_kind.is_none_or(|kind| kind == visit.kind)
            && self.service.is_none_or(|service| visit.service == Some(service))
    }
}

/// How many visits each of a patient's packages has used. A visit that several would take is one of the package that runs
/// out first and has one left; where none has, of the one that runs out first, which then shows more than were authorised.
pub fn used(packages: &[(Uuid, &Package)], visits: &[Visit]) -> HashMap<Uuid, u32> {
    let mut order: Vec<_> = packages.to_vec();
    order.sort_by_key(|(id, package)| (package.ends_on.unwrap_or(Date::MAX), package.begins_on, *id));
    let mut used: HashMap<Uuid, u32> = packages.iter().map(|(id, _)| (*id, 0)).collect();
    let mut visits = visits.to_vec();
    visits.sort_by_key(|visit| visit.on);
    for visit in &visits {
        let mut taking = order.iter().filter(|(_, package)| package.takes(visit));
        let first = taking.clone().next();
        let has_room = |(id, package): &&(Uuid, &Package)| used.get(id).is_some_and(|used| *used < package.visits);
        let chosen = taking.find(has_room).or(first).map(|(id, _)| *id);
        if let Some(count) = chosen.and_then(|id| used.get_mut(&id)) {
            *count += 1;
        }
    }
    used
}

/// So few left that somebody should ask for more.
const FEW: i64 = 2;

/// How it stands with a package today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    None,
    /// One or two are left.
    Few,
    UsedUp,
    Expired,
}

/// A package's count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    pub used: u32,
    /// Below nought where there were more visits than authorised.
    pub left: i64,
    pub warning: Warning,
}

impl Count {
    pub fn new(package: &Package, used: u32, today: Date) -> Self {
        let left = i64::from(package.visits) - i64::from(used);
        let warning = match left {
            _ if package.ends_on.is_some_and(|last| last < today) => Warning::Expired,
            left if left <= 0 => Warning::UsedUp,
            left if left <= FEW => Warning::Few,
            _ => Warning::None,
        };
        Self { used, left, warning }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use uuid::Uuid;

    use super::{Count, Visit, Warning, used};
    use crate::appointments::model::Kind;
    use crate::plans::model::Package;

    fn package(visits: u32, ends_on: Option<Date>) -> Package {
        Package {
            label: String::new(),
            visits,
            begins_on: date(2030, 1, 1),
            ends_on,
            authorization: None,
            appointment_kind: None,
            service: None,
        }
    }

    fn visit(day: i8) -> Visit {
        Visit { on: date(2030, 1, day), kind: Kind::Consultation, service: None }
    }

    fn counts(packages: &[Package], visits: &[Visit]) -> Vec<u32> {
        let ids: Vec<Uuid> = (1..=packages.len()).map(|n| Uuid::from_u128(n as u128)).collect();
        let named: Vec<_> = ids.iter().copied().zip(packages).collect();
        let used = used(&named, visits);
        ids.iter().map(|id| used[id]).collect()
    }

    #[test]
    fn visits_of_the_days_count_and_no_others() {
        let short = package(5, Some(date(2030, 1, 10)));
        assert_eq!(counts(&[short], &[visit(1), visit(10), visit(11)]), [2]);
    }

    #[test]
    fn a_kind_or_a_service_keeps_others_out() {
        let kind = Package { appointment_kind: Some(Kind::TherapySession), ..package(5, None) };
        let service = Package { service: Some(Uuid::from_u128(7)), ..package(5, None) };
        let therapy = Visit { kind: Kind::TherapySession, ..visit(2) };
        let massage = Visit { service: Some(Uuid::from_u128(7)), ..visit(3) };
        assert_eq!(counts(&[kind, service], &[visit(1), therapy, massage]), [1, 1]);
    }

    #[test]
    fn a_visit_counts_once_for_the_package_that_runs_out_first_and_has_one_left() {
        let (long, short) = (package(2, None), package(1, Some(date(2030, 1, 31))));
        assert_eq!(counts(&[long.clone(), short.clone()], &[visit(1)]), [0, 1]);
        assert_eq!(counts(&[long.clone(), short.clone()], &[visit(1), visit(2)]), [1, 1]);
        assert_eq!(counts(&[long, short], &[visit(1), visit(2), visit(3), visit(4)]), [2, 2]);
    }

    #[test]
    fn it_warns_before_the_last_visit_and_after_the_last_day() {
        let told = |used, today| Count::new(&package(3, Some(date(2030, 1, 31))), used, today).warning;
        let today = date(2030, 1, 31);
        assert_eq!(
            [0, 1, 2, 3, 4].map(|used| told(used, today)),
            [Warning::None, Warning::Few, Warning::Few, Warning::UsedUp, Warning::UsedUp]
        );
        assert_eq!(told(0, date(2030, 2, 1)), Warning::Expired);
        assert_eq!(Count::new(&package(3, None), 5, today).left, -2);
    }
}

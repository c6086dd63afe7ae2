//! The whole policy on a page: a change of who may do what is seen in review.

use std::fmt::Write as _;

use tenancy::{Action, Actor, Outsider, Rights, SCOPES};
use testkit::Role;
use uuid::Uuid;

fn table(columns: &[(String, Actor)]) -> String {
    let mut text = String::new();
    let heads: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    writeln!(text, "{:<24} {}", "", heads.join(" ")).unwrap();
    for action in Action::ALL {
        write!(text, "{:<24}", action.code()).unwrap();
        for (name, actor) in columns {
            let mark = if actor.may(*action) { "x" } else { "." };
            write!(text, " {mark:^width$}", width = name.len()).unwrap();
        }
        writeln!(text, "  {:?} {}", action.trace(), action.risk().as_str()).unwrap();
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn staff(roles: &[Role]) -> Actor {
    Actor::Staff { id: Uuid::nil(), session: Uuid::nil(), rights: Rights::of_roles(roles), emergency: false }
}

#[test]
fn who_on_the_staff_may_do_what() {
    let columns: Vec<_> = Role::ALL.iter().map(|role| (role.as_str().to_owned(), staff(&[*role]))).collect();
    insta::assert_snapshot!("staff", table(&columns));
}

#[test]
fn what_machines_operators_and_strangers_may_do() {
    let machine = |scope: &&str| Actor::Integration { id: Uuid::nil(), rights: Rights::of_scopes(&[*scope]) };
    let patient =
        |kind: &Outsider| Actor::Patient { id: Uuid::nil(), session: Uuid::nil(), rights: Rights::of_outsider(*kind) };
    let mut columns: Vec<_> = SCOPES.iter().map(|scope| ((*scope).to_owned(), machine(scope))).collect();
    let patients = [Outsider::Patient, Outsider::UnprovedPatient];
    columns.extend(patients.iter().map(|kind| (kind.as_str().to_owned(), patient(kind))));
    columns.push(("operator".to_owned(), Actor::Operator));
    let (id, session) = (Uuid::nil(), Uuid::nil());
    columns.push(("named_operator".to_owned(), Actor::NamedOperator { id, session }));
    columns.extend([Outsider::Support, Outsider::SupportWithPatients].iter().map(|kind| {
        let rights = Rights::of_outsider(*kind);
        (kind.as_str().to_owned(), Actor::Support { operator: id, grant: id, session, rights })
    }));
    columns.push(("visitor".to_owned(), Actor::Visitor));
    insta::assert_snapshot!("others", table(&columns));
}

#[test]
fn many_roles_may_what_each_may() {
    let both = staff(&[Role::Auditor, Role::Billing]);
    for action in Action::ALL {
        assert_eq!(both.may(*action), Role::Auditor.may(*action) || Role::Billing.may(*action));
    }
    let nobody = staff(&[]);
    assert!(!Action::ALL.iter().any(|action| nobody.may(*action)));
}

#[test]
fn no_two_actions_have_one_code() {
    for action in Action::ALL {
        assert_eq!(Action::parse(action.code()), Some(*action));
    }
}

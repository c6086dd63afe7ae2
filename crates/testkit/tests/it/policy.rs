//! The whole policy on a page: a change of who may do what is seen in review.

use std::fmt::Write as _;
use std::path::Path;

use tenancy::{Action, Actor, Outsider, Rights, SCOPES, Trace};
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

/// The page about access, as the code has it.
fn access_page() -> String {
    let mut text = String::from(ACCESS_HEAD);
    let mut heads: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    heads.extend(Outsider::ALL.iter().map(|outsider| outsider.as_str()));
    writeln!(text, "| action | risk | on record | {} |", heads.join(" | ").replace('_', " ")).unwrap();
    writeln!(text, "|---|---|---|{}", ":-:|".repeat(heads.len())).unwrap();
    let mark = |may: bool| if may { "x" } else { "" };
    for action in Action::ALL {
        let traced = if action.trace() == Trace::Audited { "yes" } else { "no" };
        let roles = Role::ALL.iter().map(|role| mark(role.may(*action)));
        let cells: Vec<&str> = roles.chain(Outsider::ALL.iter().map(|outsider| mark(outsider.may(*action)))).collect();
        writeln!(text, "| `{}` | {} | {traced} | {} |", action.code(), action.risk().as_str(), cells.join(" | "))
            .unwrap();
    }
    writeln!(text, "\n## Tokens\n\nA machine's token may do what its scopes name.\n\n| scope | actions |\n|---|---|")
        .unwrap();
    for scope in SCOPES {
        let named = Rights::of_scopes(&[*scope]).actions().filter(|action| *action != Action::ReplayRequest);
        let codes: Vec<String> = named.map(|action| format!("`{}`", action.code())).collect();
        writeln!(text, "| `{scope}` | {} |", codes.join(", ")).unwrap();
    }
    text
}

const ACCESS_HEAD: &str = "\
# Access

Who may do what. This page is written from the policy, one `match` in `crates/tenancy/src/role.rs`; change that, then
`UPDATE_DOCS=1 ./test docs_say_who_may_do_what` writes it anew.

A clinic's own roles are named sets of these actions. Nobody gives what they may not do themselves; administrators give
everything, and nobody changes their own roles. Breaking the glass adds `view_records` to an administrator's rights for
half an hour. `unproved patient` is whoever signed in with a phone number and a user name alone, where a clinic allows it.

";

#[test]
fn the_docs_say_who_may_do_what() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/access.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, access_page()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == access_page(),
        "docs/access.md is not what the policy says; UPDATE_DOCS=1 ./test docs_say writes it"
    );
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

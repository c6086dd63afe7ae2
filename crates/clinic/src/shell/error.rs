//! Whatever failed, as people read it: what it was, why, and what to do now.

use askama::Template;
use tenancy::{Action, Error, Role};
use web::{Failure, Fault, Guest};

use super::page::toast;
use super::{Flash, Page};

struct Refused {
    title: String,
    detail: String,
    /// What to do about it; empty where the detail says so.
    advice: String,
    status: u16,
    /// The number of the request, where somebody has to look it up.
    reference: String,
    barred: Option<Barred>,
}

/// Why a role does not allow it.
struct Barred {
    action: String,
    own: String,
    allowed: String,
}

/// Inside the shell, for those who are signed in: they go on from here.
#[derive(Template)]
#[template(path = "error.html")]
struct Inside {
    page: Page,
    refused: Refused,
}

#[derive(Template)]
#[template(path = "error_public.html")]
struct Outside {
    page: Page,
    refused: Refused,
}

impl Refused {
    fn new(guest: &Guest, failure: &Failure) -> Self {
        let internal = matches!(failure, Failure::Operation(Error::Internal(_)));
        let status = failure.status().as_u16();
        let advice = match (failure, status) {
            (Failure::Request(Fault::Csrf), _) => "",
            (_, 403) => "error-advice-forbidden",
            (_, 404) => "error-advice-not-found",
            (_, 409 | 412) => "error-advice-conflict",
            (_, 500) => "error-advice-internal",
            (_, 503) => "error-advice-busy",
            _ => "",
        };
        Self {
            title: web::title(guest, failure),
            detail: web::detail(guest, failure),
            advice: if advice.is_empty() { String::new() } else { guest.text(advice) },
            status,
            reference: if internal { guest.request_id().to_string() } else { String::new() },
            barred: match failure {
                Failure::Operation(Error::Forbidden(action)) => Barred::new(guest, *action),
                _ => None,
            },
        }
    }

    fn finds(&self) -> bool {
        self.status == 404
    }

    fn is_passing(&self) -> bool {
        matches!(self.status, 429 | 500 | 503)
    }
}

impl Barred {
    fn new(guest: &Guest, action: Action) -> Option<Self> {
        let session = guest.session().filter(|session| session.is_staff())?;
        let names = |roles: &mut dyn Iterator<Item = &Role>| {
            roles.map(|role| guest.text(&format!("role-{}", role.as_str()))).collect::<Vec<_>>().join(" · ")
        };
        Some(Self {
            action: guest.text(&format!("action-{}", action.code().replace('_', "-"))),
            own: names(&mut session.roles.iter()),
            allowed: names(&mut Role::ALL.iter().filter(|role| role.may(action))),
        })
    }
}

/// The page for whatever failed; where only a part of a page was asked for, a message.
pub fn error_page(guest: &Guest, failure: &Failure) -> String {
    let refused = Refused::new(guest, failure);
    if guest.is_fragment() {
        let text = format!("{}. {}", refused.title, refused.detail);
        return toast(guest, Flash { kind: "bad", text, undo: None });
    }
    let (page, title) = (Page::new(guest), refused.title.clone());
    let html = match guest.is_signed_in() && !guest.is_platform() {
        true => Inside { page, refused }.render(),
        false => Outside { page, refused }.render(),
    };
    html.unwrap_or(title)
}

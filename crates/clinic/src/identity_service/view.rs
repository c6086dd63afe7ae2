//! What a trial found, in words.

use identity::{Finding, Step, Trouble};
use serde::Serialize;
use utoipa::ToSchema;
use web::Guest;

/// One thing that was tried.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = IdentityServiceFinding)]
pub struct Found {
    /// `keys`, `sign_in` or `introspection`.
    #[schema(example = "keys")]
    pub step: &'static str,
    pub works: bool,
    /// What is wrong, as a code.
    #[schema(example = json!(null))]
    pub code: Option<&'static str>,
    /// The same in words.
    #[schema(example = "Two keys that can be used.")]
    pub detail: String,
}

impl Found {
    pub fn new(guest: &Guest, finding: &Finding) -> Self {
        let step = match finding.step {
            Step::Keys => "keys",
            Step::SignIn => "sign_in",
            Step::Introspection => "introspection",
        };
        let texts = guest.app().texts();
        let key = |tail: &str| format!("identity-{tail}").replace('_', "-");
        let detail = match finding.trouble {
            None if finding.step == Step::Keys => texts.count(guest.locale(), "identity-works-keys", finding.keys),
            None => guest.text(&key(&format!("works-{step}"))),
            Some(trouble) => {
                let what = match trouble {
                    Trouble::Status(status) => status.to_string(),
                    Trouble::Missing(what) => what.to_owned(),
                    _ => String::new(),
                };
                texts.with(guest.locale(), &key(&format!("trouble-{}", trouble.code())), &[("what", &what)])
            }
        };
        Self { step, works: finding.trouble.is_none(), code: finding.trouble.map(Trouble::code), detail }
    }

    /// The key of the step's name.
    pub fn title(&self) -> String {
        format!("identity-step-{}", self.step.replace('_', "-"))
    }
}

//! What a clinic decided about its Identity Service. Kept as one value; the client's secret is kept apart, sealed.

use std::collections::BTreeMap;

use identity::{Algorithm, Client, Mapping, Mode, Rules, TokenType, Trust};
use serde::{Deserialize, Serialize};
use tenancy::{Role, Tenant};

/// How it is found out whether a token is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// By the keys that the issuer publishes.
    Keys,
    /// By asking the issuer (RFC 7662).
    Introspection,
}

/// The clinic's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Decided {
    pub enabled: bool,
    /// What people call the service.
    pub label: String,
    pub issuer: String,
    pub way: Way,
    /// Whom the tokens must be for.
    pub audience: String,
    /// `at+jwt` or `JWT`.
    pub token_type: String,
    pub algorithms: Vec<String>,
    pub clinic_claim: String,
    /// What that claim must say; the clinic's short name when blank.
    pub clinic_value: String,
    pub roles_claim: String,
    pub username_claim: String,
    pub name_claim: String,
    pub roles: BTreeMap<String, Role>,
    pub client_id: String,
    /// Whether staff may sign in there with a browser.
    pub browser: bool,
    /// What is asked for besides `openid`.
    pub scope: String,
    /// Whether somebody unknown becomes a new member of staff.
    pub provision: bool,
    /// Whether somebody unknown becomes whoever has the same user name here.
    pub link_by_username: bool,
    /// Whether somebody unknown becomes whoever has the same e-mail address here, if the service has verified it.
    pub link_by_email: bool,
}

impl Default for Decided {
    fn default() -> Self {
        Self {
            enabled: false,
            label: String::new(),
            issuer: String::new(),
            way: Way::Keys,
            audience: String::new(),
            token_type: "at+jwt".to_owned(),
            algorithms: Algorithm::USUAL.iter().map(|it| it.code().to_owned()).collect(),
            clinic_claim: "org_id".to_owned(),
            clinic_value: String::new(),
            roles_claim: "roles".to_owned(),
            username_claim: "preferred_username".to_owned(),
            name_claim: "name".to_owned(),
            // Who is an administrator elsewhere is none here until somebody says so.
            roles: Role::ALL
                .iter()
                .filter(|role| **role != Role::Admin)
                .map(|role| (role.as_str().to_owned(), *role))
                .collect(),
            client_id: String::new(),
            browser: false,
            scope: "profile".to_owned(),
            provision: false,
            link_by_username: false,
            link_by_email: false,
        }
    }
}

impl Decided {
    /// What the checks need to know. `scope` names the clinic and the state of these settings.
    pub fn trust(&self, scope: String, secret: Option<String>) -> Trust {
        let client = Client { id: self.client_id.clone(), secret };
        Trust {
            scope,
            rules: Rules {
                issuer: self.issuer.clone(),
                audience: self.audience.clone(),
                algorithms: self.algorithms.iter().filter_map(|code| Algorithm::parse(code)).collect(),
                token_type: if self.token_type == "at+jwt" { TokenType::AccessToken } else { TokenType::Jwt },
            },
            mode: match self.way {
                Way::Keys => Mode::Keys,
                Way::Introspection => Mode::Introspection,
            },
            client: Some(client).filter(|client| !client.id.is_empty()),
        }
    }

    pub(super) fn mapping(&self, clinic: &Tenant) -> Mapping {
        let value = if self.clinic_value.is_empty() { &clinic.slug } else { &self.clinic_value };
        Mapping {
            clinic_claim: self.clinic_claim.clone(),
            clinic_value: value.clone(),
            roles_claim: self.roles_claim.clone(),
            username_claim: self.username_claim.clone(),
            name_claim: self.name_claim.clone(),
            roles: self.roles.iter().map(|(theirs, ours)| (theirs.clone(), ours.as_str().to_owned())).collect(),
        }
    }
}

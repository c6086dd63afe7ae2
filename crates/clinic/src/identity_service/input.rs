//! What is sent about an Identity Service: the same for the API and the form.

use std::collections::BTreeMap;

use identity::Algorithm;
use people::text;
use serde::Deserialize;
use tenancy::{FieldError, Role};
use utoipa::ToSchema;
use web::Guest;
use web::identity_service::{Decided, Way};

use crate::admin::RoleName;
use crate::forms::text_code;

/// An Identity Service that the clinic trusts. What is left out is as usual.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IdentityServiceInput {
    pub enabled: bool,
    /// What people call it.
    #[schema(example = "Hospital account", max_length = 60)]
    pub label: String,
    /// As its tokens name it, character by character.
    #[schema(example = "https://id.example.org/realms/hospital")]
    pub issuer: String,
    /// `keys`: tokens are checked by the keys it publishes; `introspection`: by asking it (RFC 7662).
    #[schema(example = "keys")]
    pub mode: String,
    /// Whom its tokens must be for.
    #[schema(example = "praxis")]
    pub audience: String,
    /// `at+jwt` (RFC 9068) or `JWT`.
    #[schema(example = "at+jwt")]
    pub token_type: String,
    #[schema(example = json!(["ES256", "RS256"]))]
    pub algorithms: Vec<String>,
    /// The claim that names the clinic.
    #[schema(example = "org_id")]
    pub clinic_claim: String,
    /// What that claim must say; the clinic's short name when blank.
    #[schema(example = "")]
    pub clinic_value: String,
    /// May be a path: `realm_access.roles`.
    #[schema(example = "roles")]
    pub roles_claim: String,
    #[schema(example = "preferred_username")]
    pub username_claim: String,
    #[schema(example = "name")]
    pub name_claim: String,
    /// Its roles and what they are here. Others mean nothing.
    #[schema(value_type = BTreeMap<String, RoleName>, example = json!({"physician": "doctor"}))]
    pub roles: BTreeMap<String, Role>,
    #[schema(example = "praxis")]
    pub client_id: String,
    /// Never shown again; kept when blank.
    #[schema(example = "")]
    pub client_secret: String,
    /// Whether staff may sign in there with a browser.
    pub browser: bool,
    /// What is asked for besides `openid`, words with spaces between them.
    #[schema(example = "profile email")]
    pub scope: String,
    /// Whether somebody unknown becomes a new member of staff.
    pub provision: bool,
    pub link_by_username: bool,
    pub link_by_email: bool,
}

impl Default for IdentityServiceInput {
    fn default() -> Self {
        Self::of(&Decided::default())
    }
}

impl IdentityServiceInput {
    /// What is in force, to be changed.
    pub fn of(decided: &Decided) -> Self {
        let it = decided.clone();
        Self {
            mode: if it.way == Way::Keys { "keys" } else { "introspection" }.to_owned(),
            enabled: it.enabled,
            label: it.label,
            issuer: it.issuer,
            audience: it.audience,
            token_type: it.token_type,
            algorithms: it.algorithms,
            clinic_claim: it.clinic_claim,
            clinic_value: it.clinic_value,
            roles_claim: it.roles_claim,
            username_claim: it.username_claim,
            name_claim: it.name_claim,
            roles: it.roles,
            client_id: it.client_id,
            client_secret: String::new(),
            browser: it.browser,
            scope: it.scope,
            provision: it.provision,
            link_by_username: it.link_by_username,
            link_by_email: it.link_by_email,
        }
    }

    /// The settings and, when one was given, the secret. `has_secret`: whether one is kept.
    pub fn parse(self, guest: &Guest, has_secret: bool) -> Result<(Decided, Option<String>), Vec<FieldError>> {
        let mut problems = Vec::new();
        let secret = Some(self.client_secret.trim().to_owned()).filter(|secret| !secret.is_empty());
        let decided = self.read(&mut problems);
        let reach = guest.app().settings().identity_reach;
        if !decided.issuer.is_empty() && !reach.accepts(&decided.issuer) {
            problems.push(FieldError::new("issuer", "not_an_https_address"));
        }
        if decided.enabled {
            problems.extend(missing(&decided, has_secret || secret.is_some()));
        }
        if problems.is_empty() { Ok((decided, secret)) } else { Err(problems) }
    }

    fn read(self, problems: &mut Vec<FieldError>) -> Decided {
        let mut line = |field: &'static str, value: &str, most: usize| {
            text::one_line(value, most).unwrap_or_else(|error| {
                let limit = i64::try_from(most).unwrap_or(i64::MAX);
                problems.push(FieldError::new(field, text_code(&error)).limit(limit));
                String::new()
            })
        };
        let mut decided = Decided {
            label: line("label", &self.label, 60),
            issuer: line("issuer", &self.issuer, 300),
            audience: line("audience", &self.audience, 300),
            clinic_claim: line("clinic_claim", &self.clinic_claim, 200),
            clinic_value: line("clinic_value", &self.clinic_value, 200),
            roles_claim: line("roles_claim", &self.roles_claim, 200),
            username_claim: line("username_claim", &self.username_claim, 200),
            name_claim: line("name_claim", &self.name_claim, 200),
            client_id: line("client_id", &self.client_id, 300),
            scope: line("scope", &self.scope, 300),
            enabled: self.enabled,
            browser: self.browser,
            provision: self.provision,
            link_by_username: self.link_by_username,
            link_by_email: self.link_by_email,
            ..Decided::default()
        };
        match self.mode.as_str() {
            "keys" => decided.way = Way::Keys,
            "introspection" => decided.way = Way::Introspection,
            _ => problems.push(FieldError::new("mode", "unknown_choice")),
        }
        if !["at+jwt", "JWT"].contains(&self.token_type.as_str()) {
            problems.push(FieldError::new("token_type", "unknown_choice"));
        }
        if !self.algorithms.iter().all(|code| Algorithm::parse(code).is_some()) {
            problems.push(FieldError::new("algorithms", "unknown_choice"));
        }
        if self.client_secret.len() > 500 || self.client_secret.contains(char::is_control) {
            problems.push(FieldError::new("client_secret", "malformed"));
        }
        let plain = |name: &String| !name.trim().is_empty() && name.len() <= 200 && !name.contains(char::is_control);
        if self.roles.len() > 100 || !self.roles.keys().all(plain) {
            problems.push(FieldError::new("roles", "malformed"));
        }
        Decided { token_type: self.token_type, algorithms: self.algorithms, roles: self.roles, ..decided }
    }
}

/// What a service that is switched on cannot do without.
fn missing(decided: &Decided, has_secret: bool) -> Vec<FieldError> {
    let asks = decided.way == Way::Introspection;
    let needed = [
        ("issuer", decided.issuer.is_empty()),
        // A signed token may be for anybody; only its audience says that it is for us.
        ("audience", decided.audience.is_empty() && !asks),
        ("algorithms", decided.algorithms.is_empty()),
        ("clinic_claim", decided.clinic_claim.is_empty()),
        ("roles_claim", decided.roles_claim.is_empty()),
        ("roles", decided.roles.is_empty()),
        ("client_id", decided.client_id.is_empty() && (asks || decided.browser)),
        ("client_secret", !has_secret && asks),
    ];
    needed.into_iter().filter(|(_, lacks)| *lacks).map(|(field, _)| FieldError::new(field, "required")).collect()
}

/// Lines such as `physician = doctor`.
pub fn roles_of_lines(lines: &str) -> Result<BTreeMap<String, Role>, FieldError> {
    let malformed = || FieldError::new("roles", "malformed");
    let mut roles = BTreeMap::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Their names may hold anything, ours hold no sign.
        let (theirs, ours) = line.rsplit_once('=').ok_or_else(malformed)?;
        let ours = Role::parse(&ours.trim().to_lowercase()).ok_or_else(malformed)?;
        if roles.insert(theirs.trim().to_owned(), ours).is_some() {
            return Err(FieldError::new("roles", "duplicate"));
        }
    }
    Ok(roles)
}

pub fn lines_of_roles(roles: &BTreeMap<String, Role>) -> String {
    let mut text = String::new();
    for (theirs, ours) in roles {
        text.push_str(&format!("{theirs} = {}\n", ours.as_str()));
    }
    text
}

//! What is sent about somebody who is to work here: the same for the API and the forms.

use people::text;
use serde::Deserialize;
use tenancy::{FieldError, Role};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};
use web::{Guest, Locale};

use crate::accounts::operations::NewStaff;
use crate::forms::{phone, reading, text_code};

/// What somebody is in the clinic, for the description of the API: the names that the policy knows.
pub struct RoleName;

impl PartialSchema for RoleName {
    fn schema() -> RefOr<Schema> {
        let names = Role::ALL.iter().map(|role| role.as_str());
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).into()
    }
}

impl ToSchema for RoleName {}

/// A new member of staff.
#[derive(Clone, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct StaffInput {
    /// May hold spaces; case does not matter.
    #[schema(example = "mona", max_length = 150)]
    pub username: String,
    /// What others see; the user name unless given.
    #[schema(example = "Mona Adel", max_length = 100)]
    pub display_name: Option<String>,
    /// Any spelling; a number without prefix is read in the clinic's region.
    #[schema(example = "+201001234567")]
    pub phone: Option<String>,
    #[schema(value_type = Vec<RoleName>, min_items = 1)]
    pub roles: Vec<Role>,
    /// Without one, an invitation is made: a link with which they choose their own.
    #[schema(example = "correct horse battery staple", min_length = 12, max_length = 256)]
    pub password: Option<String>,
    /// The language of the pages: en, fr, ar or he.
    #[schema(example = "ar")]
    pub locale: Option<String>,
}

impl StaffInput {
    /// `min_length` is of passwords, as the clinic has decided.
    pub fn parse(self, guest: &Guest, min_length: u16) -> Result<NewStaff, Vec<FieldError>> {
        let mut problems = Vec::new();
        let mut line = |field: &'static str, value: &str, max: usize| match text::one_line(value, max) {
            Ok(line) => line,
            Err(error) => {
                let problem = FieldError::new(field, text_code(&error));
                problems.push(problem.limit(i64::try_from(max).unwrap_or(i64::MAX)));
                String::new()
            }
        };
        let username = line("username", &self.username, 150);
        let display_name = line("display_name", self.display_name.as_deref().unwrap_or_default(), 100);
        let given = |value: &Option<String>| value.clone().filter(|text| !text.trim().is_empty());
        let number = given(&self.phone).map(|text| phone(&text, reading(guest).region));
        if number.as_ref().is_some_and(Option::is_none) {
            problems.push(FieldError::new("phone", "not_a_phone"));
        }
        let locale = given(&self.locale).map(|text| Locale::parse(&text));
        if locale.as_ref().is_some_and(Option::is_none) {
            problems.push(FieldError::new("locale", "unknown_choice"));
        }
        let mut roles = self.roles;
        roles.sort_unstable();
        roles.dedup();
        let new = NewStaff {
            display_name: if display_name.is_empty() { username.clone() } else { display_name },
            username,
            phone: number.flatten().map(|number| number.as_e164().to_owned()),
            roles,
            password: self.password.filter(|password| !password.is_empty()),
            locale: locale.flatten().map(|locale| locale.code().to_owned()),
        };
        // A field that is refused already needs no second message.
        let further =
            new.problems(min_length).into_iter().filter(|new| problems.iter().all(|known| known.field != new.field));
        let further: Vec<_> = further.collect();
        problems.extend(further);
        if problems.is_empty() { Ok(new) } else { Err(problems) }
    }
}

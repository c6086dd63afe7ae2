//! The Identity Service that the clinic trusts: connecting it, trying it out, who of the staff is who there, and
//! signing in there with a browser. What its tokens are worth, `web::identity_service` knows.

pub mod api;
mod input;
pub mod operations;
pub mod pages;
mod people_page;
pub mod sign_in;
mod view;

use vault::Field;

/// Who somebody is at the service.
pub const SUBJECT: Field = Field::clinic("staff_identity", "subject");

/// For the web kit, which asks whoever knows what staff are.
pub const ADMIT: web::identity_service::Admit =
    |tx, service, vouched| Box::pin(operations::admit(tx, service, vouched));

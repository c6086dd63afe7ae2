//! Addresses of somebody whose chart went into another one. A look goes on to the chart that remains, not for good, as a
//! merge may be taken back; what would change something is refused, as it was meant for the chart as it was.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, Method, StatusCode, header};
use tenancy::{Action, Conflict, Error, Result, Subject};
use uuid::Uuid;
use web::{Answer, Edge, Failure, Guest};

use crate::parties::naming::survivor_of;
use crate::shell::notice;

/// What stands before a patient's id in a path.
const BEFORE: &[&str] = &["patients", "contacts", "create-appointment", "patient-profile"];

/// Follows a patient who is not found under an id to where their chart is.
pub async fn follow(request: Request, next: Next) -> Response {
    let (method, guest) = (request.method().clone(), request.extensions().get::<Guest>().cloned());
    let response = next.run(request).await;
    let Some(guest) =
        guest.filter(|guest| response.status() == StatusCode::NOT_FOUND && guest.may(Action::ViewPatient))
    else {
        return response;
    };
    let Some(named) = named_in(guest.path()) else { return response };
    match survivor(&guest, named).await {
        Ok(Some(survivor)) => answer(&guest, &method, (named, survivor)),
        Ok(None) => response,
        Err(error) => Failure::from(error).into_response(),
    }
}

/// The patient whom a path names.
fn named_in(path: &str) -> Option<Uuid> {
    let mut parts = path.split('/');
    while let Some(part) = parts.next() {
        if BEFORE.contains(&part) {
            return parts.next().and_then(|id| id.parse().ok());
        }
    }
    None
}

async fn survivor(guest: &Guest, named: Uuid) -> Result<Option<Uuid>> {
    let action = Action::ViewPatient;
    let mut tx = guest.read().await?;
    let survivor = survivor_of(&mut tx, action, named).await?;
    match survivor {
        Some(_) => tx.record(action, Subject::patient(named)),
        // Nobody is there: nothing was seen that the record could name.
        None => return Ok(None),
    }
    tx.commit().await?;
    Ok(survivor)
}

fn answer(guest: &Guest, method: &Method, (named, survivor): (Uuid, Uuid)) -> Response {
    if !method.is_safe() {
        return Failure::from(Error::Conflict(Conflict::PatientMerged)).into_response();
    }
    let query = guest.query().map(|query| format!("?{query}")).unwrap_or_default();
    let location = format!("{}{query}", guest.path().replacen(&named.to_string(), &survivor.to_string(), 1));
    if guest.edge() == Edge::Page {
        return notice::leave(Answer::see_other(location).into_response(), "merges-moved-here");
    }
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn a_path_names_a_patient_after_a_few_words() {
        let id = uuid::Uuid::from_u128(7);
        for path in [
            format!("/patients/{id}"),
            format!("/patients/{id}/notes/"),
            format!("/api/v1/patients/{id}/"),
            format!("/business/contacts/{id}"),
            format!("/reception/create-appointment/{id}/"),
            format!("/patient/patient-profile/{id}/"),
        ] {
            assert_eq!(named_in(&path), Some(id), "{path}");
        }
        for path in ["/patients/new".to_owned(), format!("/notes/{id}/"), "/patients".to_owned(), "/".to_owned()] {
            assert_eq!(named_in(&path), None, "{path}");
        }
    }
}

//! Vitals and sensors at the desk of whoever looks after patients: what was measured last, how it went, what is watched
//! for, what was noticed, and the devices that send it.

mod alerts;
mod devices;
mod drawing;
mod one_type;
mod policy_page;
mod striking;
mod threshold_form;
mod vitals;

use web::routing::{Router, get, post};

pub fn routes() -> Router {
    Router::new()
        .route("/patients/{id}/readings", get(vitals::list).post(vitals::record))
        .route("/patients/{id}/readings/{sensor_type}", get(one_type::view))
        .route("/patients/{id}/readings/{sensor_type}/limits", get(threshold_form::form).post(threshold_form::save))
        .route("/patients/{id}/readings/{sensor_type}/limits/remove", post(threshold_form::remove))
        .route("/patients/{id}/readings/{sensor_type}/strike", get(striking::form).post(striking::strike))
        .route("/patients/{id}/readings/{sensor_type}/unstrike", post(striking::unstrike))
        .route("/alerts", get(alerts::list))
        .route("/alerts/{alert}/acknowledge", post(alerts::acknowledge))
        .route("/alerts/{alert}/resolve", post(alerts::resolve))
        .route("/devices", get(devices::list).post(devices::register))
        .route("/devices/{device}/revoke", post(devices::revoke))
        .route("/admin/readings", get(policy_page::form).post(policy_page::save))
}

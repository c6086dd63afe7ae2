//! Figures for the one who runs the house, under OpenTelemetry's names. No clinic and no person is a label.

use std::sync::OnceLock;
use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

const BUCKETS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

fn handle() -> Option<&'static PrometheusHandle> {
    let install = || PrometheusBuilder::new().set_buckets(BUCKETS).ok()?.install_recorder().ok();
    HANDLE.get_or_init(install).as_ref()
}

/// Everything counted so far, in Prometheus' text format.
pub fn metrics() -> String {
    handle().map(PrometheusHandle::render).unwrap_or_default()
}

pub(crate) fn count_request(method: &http::Method, route: &str, status: u16, took: Duration) {
    if handle().is_none() {
        return;
    }
    let labels = [
        ("http_request_method", method.as_str().to_owned()),
        ("http_route", route.to_owned()),
        ("http_response_status_code", status.to_string()),
    ];
    metrics::histogram!("http_server_request_duration_seconds", &labels).record(took.as_secs_f64());
}

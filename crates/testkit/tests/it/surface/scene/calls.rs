//! What it takes to call each route for real.

use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Call, Client, PASSWORD, Role, TestClinic};

use super::Scene;
use super::props::upload;
use crate::surface::routes::Operation;

impl Scene {
    /// A request that ought to work, by somebody who may.
    pub fn request(&self, client: &Client, operation: &Operation) -> Option<Call> {
        let path = self.path(&operation.path)? + &self.query(operation);
        let call = client.call(operation.method.clone(), &path);
        if operation.id == "upload_document" {
            return Some(call.body("application/octet-stream", "Be quiet after ten"));
        }
        if operation.id == "upload_import" {
            return Some(call.body("text/csv", "First name,Last name\nMona,Fawzy\n"));
        }
        Some(match self.body(operation) {
            Some(body) => call.json(&body),
            None => call,
        })
    }

    /// What a question has to say.
    fn query(&self, operation: &Operation) -> String {
        match operation.id.as_str() {
            "count_visits" | "list_thresholds" => format!("?patient={}", self.patient.id),
            "preview_merge" => format!("?other={}", self.twice.double.id),
            "view_reading_series" => format!("?patient={}&sensor_type=heart_rate", self.patient.id),
            "explain_slot" => format!("?provider={}&starts_at=2030-01-07T10:00", self.staff.id),
            _ => String::new(),
        }
    }

    /// What is sent where an example could not know the ids.
    fn body(&self, operation: &Operation) -> Option<Value> {
        let at = |starts_at: &str| json!({ "patient": self.patient.id, "kind": "consultation", "starts_at": starts_at, "provider": self.staff.id });
        Some(match operation.id.as_str() {
            "sign_in" => json!({ "username": self.staff.username, "password": PASSWORD }),
            "refresh_session" | "sign_out" => json!({ "refresh": self.refresh }),
            "delete_contacts" | "bulk_delete_contacts" => json!({ "ids": [self.contact.id] }),
            "bulk_tag_contacts" | "bulk_untag_contacts" => json!({ "ids": [self.contact.id], "tag": "Dental" }),
            "bulk_check_in_appointments"
            | "bulk_complete_appointments"
            | "bulk_mark_no_shows"
            | "bulk_cancel_appointments" => json!({ "ids": [self.appointment] }),
            "bulk_message_contacts" => json!({ "ids": [self.patient.id], "text": "We are closed on Monday" }),
            "bulk_restore_deleted" => json!({ "ids": [self.bulk.deleted] }),
            "book_appointment" | "create_business_appointment" => at("2030-01-07T15:00:00+02:00"),
            "update_appointment" | "update_business_appointment" => json!({ "kind": "procedure" }),
            "hold_slot" => at("2030-01-07T16:00:00+02:00"),
            "book_series" | "preview_series" => {
                json!({ "appointment": at("2030-04-01T09:00:00+02:00"), "rule": "FREQ=WEEKLY;COUNT=2" })
            }
            "change_series" => json!({ "days": 1 }),
            "add_waitlist_entry" => json!({ "patient": self.patient.id }),
            "merge_patients" => {
                json!({ "other": self.twice.double.id, "version": 1, "other_version": 1, "reason": "Registered twice" })
            }
            "change_waitlist_entry" => json!({ "note": "Any time" }),
            "offer_slot" | "book_waitlist_entry" => {
                json!({ "provider": self.staff.id, "starts_at": "2030-01-09T09:00" })
            }
            "cancel_series" => json!({ "reason": "Moves away" }),
            "backfill_visit" => at("2030-01-07T07:00:00+02:00"),
            "reschedule_appointment" => json!({ "starts_at": "2030-01-08T15:00:00+02:00" }),
            "change_password" => json!({ "current": PASSWORD, "password": "seven other quiet words" }),
            "reauthenticate" => json!({ "password": PASSWORD }),
            "link_identity" => json!({ "staff": self.staff.id, "subject": "somebody" }),
            "create_staff" => json!({ "username": "mona", "password": PASSWORD, "roles": ["reception"] }),
            _ => return self.chart_body(operation),
        })
    }

    /// As [`Self::body`], of what stands in a chart.
    fn chart_body(&self, operation: &Operation) -> Option<Value> {
        Some(match operation.id.as_str() {
            "write_history" => {
                json!({ "patient": self.patient.id, "kind": "condition", "name": "Type 2 diabetes" })
            }
            "revise_history" => json!({ "name": "Metformin", "dose": "500 mg" }),
            "write_assessment" => json!({ "patient": self.patient.id, "instrument": "phq-9", "answers": { "1": 1 } }),
            "write_plan" => json!({ "patient": self.patient.id, "title": "Shoulder" }),
            "write_goal" => json!({ "plan": self.care.plan, "text": "Reaches the shelf" }),
            "write_intervention" => json!({ "plan": self.care.plan, "text": "Heat" }),
            "write_exercise" => json!({ "plan": self.care.plan, "name": "Pendulum", "times_per_week": 3 }),
            "write_reassessment" => json!({ "plan": self.care.plan, "instrument": "gad-7", "every_weeks": 2 }),
            "write_progress_note" => json!({ "plan": self.care.plan, "text": "Sleeps through" }),
            "write_package" => json!({ "patient": self.patient.id, "label": "Six sessions", "visits": 6 }),
            "create_encounter" => json!({ "appointment": self.appointment }),
            "amend_note" => {
                json!({ "subjective": "Sore", "objective": "Swollen", "assessment": "A sprain", "plan": "Rest",
                    "reason": "Dictated later" })
            }
            "write_note" => json!({ "encounter": self.written.encounter, "plan": "Rest" }),
            "record_reading" => self.reading(),
            "record_readings" => json!({ "readings": [self.reading()] }),
            "strike_reading" => {
                let mut struck = self.noticed_reading();
                struck["reason"] = json!("Typed a nought too many");
                struck
            }
            "unstrike_reading" => self.noticed_reading(),
            "register_device" => json!({ "name": "Watch", "kind": "watch", "patients": [self.patient.id] }),
            "set_threshold" => json!({ "patient": self.patient.id, "sensor_type": "spo2", "low": "90" }),
            "run_duty" => json!({ "duty": "housekeeping" }),
            "retry_failed_jobs" => json!({ "queue": "messages" }),
            "discard_job" => json!({ "reason": "Told by phone" }),
            "map_import" => json!({ "columns": ["given_name", "family_name"] }),
            "commit_import" => json!({}),
            "request_export" => json!({ "kind": "appointments", "format": "xlsx" }),
            "create_document" => json!({ "title": "Letter", "kind": "report", "contact": self.patient.id }),
            "create_transaction" => json!({ "kind": "charge", "amount": "350.00", "contact": self.patient.id }),
            "draft_invoice" => {
                json!({ "contact": self.patient.id, "lines": [{ "description": "Splint", "price": "120.00" }] })
            }
            "change_invoice" => json!({ "lines": [{ "description": "Splint", "price": "130.00" }] }),
            "credit_invoice" => json!({ "note": "Billed twice" }),
            "set_price" => json!({ "service": self.offers.service, "amount": "350.00", "valid_from": "2035-01-01" }),
            "close_day" => json!({ "day": "2030-01-03" }),
            "set_fee_rule" => json!({ "occasion": "late_cancellation", "amount": "50.00" }),
            "waive_fee" => json!({ "reason": "Was in hospital" }),
            "change_invoicing" => json!({ "series": "RE", "payment_days": 30, "reminder_days": [7, 21] }),
            "end_price" => json!({ "on": "2033-01-01" }),
            "refund_transaction" => json!({ "amount": "10.00" }),
            "write_record" => json!({ "appointment": self.appointment, "kind": "prescription", "text": "Water" }),
            _ => return operation.sample(),
        })
    }

    fn reading(&self) -> Value {
        json!({ "patient": self.patient.id, "sensor_type": "glucometer", "value": "100.5", "unit": "mg/dL",
            "measured_at": "2030-01-07T05:00:00Z" })
    }

    /// The one that lay beyond the limits.
    fn noticed_reading(&self) -> Value {
        json!({ "patient": self.patient.id, "sensor_type": "heart_rate", "measured_at": "2030-01-07T06:00:00Z",
            "device": self.staff.id })
    }

    async fn finish_encounter(&self, by: &Client) {
        let path = format!("/api/encounters/{}/finish/", self.written.encounter);
        by.post(&path, &json!({})).await.expect(200);
    }

    async fn complete_assessment(&self, by: &Client) {
        let path = format!("/api/assessments/{}/complete/", self.assessment);
        by.post(&path, &json!({ "without_score": true })).await.expect(200);
    }

    async fn sign_note(&self, by: &Client) {
        let path = format!("/api/notes/{}/sign/", self.written.note);
        by.post(&path, &json!({ "incomplete": true })).await.expect(200);
    }

    async fn give_a_phone(&self, by: &Client) {
        let reachable = json!({ "given_name": "José", "family_name": "Gómez", "phone": "01001234567" });
        by.put(&self.patient.path(), &reachable).await.expect(200);
    }

    /// Brings the visit to where the request makes sense.
    pub async fn make_ready(&self, clinic: &TestClinic, chief: &Client, operation: &Operation) {
        let steps: &[&str] = match operation.id.as_str() {
            "start_visit" | "revert_status" => &["check-in"],
            "complete_appointment" | "bulk_complete_appointments" => &["check-in", "start"],
            _ => &[],
        };
        for step in steps {
            let path = format!("/api/appointments/{}/{step}/", self.appointment);
            chief.post(&path, &json!({})).await.expect(200);
        }
        match operation.id.as_str() {
            // Nobody is at two visits of one patient.
            "start_encounter" => self.finish_encounter(chief).await,
            "amend_assessment" | "release_assessment" | "withdraw_assessment" => self.complete_assessment(chief).await,
            "amend_note" | "strike_note" => self.sign_note(chief).await,
            "unstrike_reading" => {
                let mut struck = self.noticed_reading();
                struck["reason"] = json!("Typed a nought too many");
                chief.post("/api/readings/strike/", &struck).await.expect(200);
            }
            "undo_import" => {
                let path = format!("/api/imports/{}/commit/", self.bulk.import);
                chief.post(&path, &json!({})).await.expect(200);
                clinic.run_duty("work_imports").await;
            }
            "co_sign_note" => {
                self.sign_note(chief).await;
                // As if somebody else had, who answers for nothing.
                let other = clinic.hire(&[Role::Assistant]).await.id;
                let sql = format!("update {{room}}.note set waits_for_co_sign = true, signed_by = '{other}'");
                clinic.sql_as_superuser(&sql).await;
            }
            "bulk_message_contacts" => self.give_a_phone(chief).await,
            "remind_invoice" | "remind_overdue" => {
                self.give_a_phone(chief).await;
                clinic.advance(SignedDuration::from_hours(30 * 24));
                // As if they had begun to work here since: nobody does so for a month without a second factor.
                clinic.sql_as_superuser("update {room}.staff set created_at = created_at + interval '30 days'").await;
            }
            "co_sign_assessment" => self.complete_assessment(&clinic.sign_in(Role::Assistant).await).await,
            _ => {}
        }
        if operation.id == "delete_patient" {
            // Who is expected stays.
            chief.post(&format!("/api/appointments/{}/cancel/", self.appointment), &json!({})).await.expect(200);
        }
        if operation.id == "release_document" {
            chief.post(&format!("/business/documents/{}/approve", self.document), &json!({})).await.expect(200);
        }
        if operation.id == "submit_document" {
            upload(chief, self.document).await.expect(200);
        }
        if operation.id == "confirm_appointment" {
            clinic.sql_as_superuser("update {room}.appointment set status = 'proposed' where series_id is null").await;
        }
        if ["mark_no_show", "bulk_mark_no_shows"].contains(&operation.id.as_str()) {
            clinic.advance(SignedDuration::from_hours(2));
        }
    }
}

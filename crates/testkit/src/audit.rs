//! The record as a test reads it.

use std::fmt;

use uuid::Uuid;

use crate::clinic::TestClinic;

/// One row of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    pub action: String,
    pub outcome: String,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub patients: Vec<Uuid>,
}

impl Audited {
    pub(crate) async fn read(clinic: &TestClinic, which: &str) -> Vec<Self> {
        let sql = format!(
            "select action, outcome, actor_kind, actor_id, array_to_string(coalesce(patient_ids, array[patient_id]), ',')
             from {{room}}.audit_event where {which} order by seq"
        );
        let rows = clinic.sql_as_superuser(&sql).await;
        rows.into_iter()
            .map(|row| Self {
                action: row[0].clone(),
                outcome: row[1].clone(),
                actor: row[2].clone(),
                actor_id: row[3].parse().ok(),
                patients: row[4].split(',').filter_map(|id| id.parse().ok()).collect(),
            })
            .collect()
    }
}

/// `view_patient success staff`, and how many patients it names.
impl fmt::Display for Audited {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {} {}", self.action, self.outcome, self.actor)?;
        match self.patients.len() {
            0 => Ok(()),
            count => write!(out, " about {count}"),
        }
    }
}

//! Everything that is tested through the doors that people and programs use; one binary, so that it links once.
//!
//! Each is marked as a test, so that the lints know the functions beside the tests for what they are.

#[cfg(test)]
mod aborted;
#[cfg(test)]
mod access;
#[cfg(test)]
mod analytics;
#[cfg(test)]
mod appointments;
#[cfg(test)]
mod assessments;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod audit_search;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod booking_rules;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod chart;
#[cfg(test)]
mod day_closes;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod edges;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod fees;
#[cfg(test)]
mod financial_records;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod idempotency;
#[cfg(test)]
mod identity_service;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod invoices;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod live;
#[cfg(test)]
mod merges;
#[cfg(test)]
mod messaging;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod patient_access;
#[cfg(test)]
mod patients;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod policy;
#[cfg(test)]
mod provisioning;
#[cfg(test)]
mod records;
#[cfg(test)]
mod recycle_bin;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod rooms;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod sealing;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sensors;
#[cfg(test)]
mod series;
#[cfg(test)]
mod series_pages;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod staff;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod surface;
#[cfg(test)]
mod texts;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod waitlist;
#[cfg(test)]
mod walls;
#[cfg(test)]
mod webhooks;

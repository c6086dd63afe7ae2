//! Everything that is tested through the doors that people and programs use; one binary, so that it links once.

mod aborted;
mod audit;
mod bodies;
mod browser;
mod doors;
mod hosts;
mod idempotency;
mod lists;
mod migrations;
mod patients;
mod policy;
mod provisioning;
mod registry;
mod sealing;
mod search;
mod sign_in;
mod surface;
mod texts;
mod tidy;
mod walls;

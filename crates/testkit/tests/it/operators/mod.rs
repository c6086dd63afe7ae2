//! Those who host the clinics: getting in, what they do to clinics, and looking where they are let.

mod clinics;
mod door;
mod kit;
mod link;
mod support;
mod supporters;
mod walls;

//! Looking into the record of who did what.

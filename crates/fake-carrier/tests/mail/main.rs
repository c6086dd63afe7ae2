//! The fake mail server held against the client that speaks to real ones.

#[cfg(test)]
mod stories;

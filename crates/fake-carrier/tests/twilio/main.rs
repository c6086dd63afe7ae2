//! The fake carrier held against the client that speaks to the real one.

#[cfg(test)]
mod stories;

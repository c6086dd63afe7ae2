//! Where the world meets the program: connections, addresses, other sites, and everybody at once.

mod cors;
mod flood;
mod headers;
mod limits;
mod nodes;
mod origins;
mod tls;
mod together;
mod wire;

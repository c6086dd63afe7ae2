//! Tokens of our own making against rules of our own, and a service on this machine that counts who asks it.

mod attacks;
mod introspection;
mod keeping;
mod kit;
mod service;
mod sign_in;
mod trials;

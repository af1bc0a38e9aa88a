//! Tests through the public interface.

mod read;
mod store;

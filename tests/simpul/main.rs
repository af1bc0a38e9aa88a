//! Tests through the public interface.

mod exports;

//! (stage to come)

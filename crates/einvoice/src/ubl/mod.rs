//! UBL.

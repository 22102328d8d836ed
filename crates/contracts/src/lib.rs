//! What modules may know of each other: ids, cards (small read models), events and port traits. No logic.
//!
//! Direction of knowledge: identity ← customers ← vehicles ← {scheduling, inventory} ← workshop ← billing ← notifications ← reporting ← webhooks. A module calls
//! ports of modules to its left; everything backwards is an event. Ports take slices and return vectors, so N+1 cannot be
//! written, and are never called with a transaction open.

pub mod billing;
pub mod customers;
pub mod demo;
pub mod documents;
pub mod electronic_address;
pub mod identity;
pub mod inventory;
pub mod notifications;
pub mod reporting;
pub mod scheduling;
pub mod search;
pub mod subjects;
pub mod taxes;
pub mod vehicles;
pub mod webhooks;
pub mod workshop;

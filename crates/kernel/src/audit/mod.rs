//! The audit trail: who changed what, when, from where, before and after. Each module keeps its own, written in the
//! transaction of the change, append-only, and chained: every entry is sealed with the hash of the one before it.
//!
//! An entry is unsealed until the module's [`Sealer`] gives it a place, moments after its commit: sealing in the
//! transaction itself would make all writers wait for each other. A place once given is never given again, and the counter
//! of places tells when the tail was cut off. Particulars are in the chain by their digest, so that a person's data can be
//! erased and the chain still holds. [`verify`] finds an entry that was changed, removed, swapped or slipped in.
//!
//! Entries hold no secrets: what a use case hands in is what its API shows.

mod chain;
mod difference;
mod list;
mod record;
mod trail;

pub use chain::{Fault, Sealer, Verdict, seal, verify};
pub use difference::{Difference, differences};
pub use list::{Entry, Filter, list};
pub use record::{Change, record};
pub use trail::{OwnTrail, Trail};

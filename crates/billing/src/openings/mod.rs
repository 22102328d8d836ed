//! Opening entries: what customers owed, or had in credit, when the garage came to this system.
//!
//! An opening entry stands among the invoices, by the number of the earlier system's document, and is paid and handed back like one.
//! It has no number of ours, no lines and no VAT: the invoice was the earlier system's. What is open of it is the sum of its entries,
//! which are only added to (nothing is open of a document that was paid there and is kept for its own sake): one that enters it, ones that correct it, and the one by which an import that is undone takes it back.

pub mod import;
mod paper;
mod read;
pub mod store;
mod undo;

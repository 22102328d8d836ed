//! Electronic invoices: one semantic invoice after EN 16931, what is wrong with it, and how it is written.
//!
//! [`model::Invoice`] is filled by whoever issues; [`validate`] says what a format would refuse, each fault with the field it
//! concerns; [`cii`] writes the XML inside a Factur-X, [`ubl`] what Peppol carries and [`teif`] what Tunisia asks for, which
//! [`xades`] signs. Nothing here reads a disk or a network, only who signs is given a clock, and nothing is computed that the invoice does not
//! say: the figures are its own.
//!
//! Terms are named as the standard numbers them: BT-1 is a business term, BG-4 a group of them (EN 16931-1:2017).

pub mod cii;
mod decimal;
pub mod iban;
pub mod matricule;
pub mod model;
pub mod sign;
pub mod teif;
pub mod ubl;
mod validate;
pub mod xades;
mod xml;

pub use model::Invoice;
pub use sign::{SignError, Signer};
pub use validate::{Fault, Profile, Severity, is_sound, validate};

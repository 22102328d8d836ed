//! What is written and what is refused, over the samples that validators of others read too (`scripts/einvoice-check.sh`).

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

mod broken;
mod figures;
#[path = "../../examples/samples/invoices.rs"]
mod invoices;
mod random;
mod read;
mod structure;
#[path = "../../examples/samples/twins.rs"]
mod twins;

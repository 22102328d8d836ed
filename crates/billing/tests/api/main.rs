//! Billing over HTTP, with completed work told by a workshop that only speaks.

mod accounting;
mod chain;
mod cheques;
mod credit_notes;
mod deposits;
mod drafts;
mod drawer;
mod einvoices;
mod figures;
mod issue;
mod lists;
mod online;
mod openings;
mod pay;
mod payers;
mod print;
mod receipts;
mod records;
mod refund;
mod sending;
mod sign;
mod statements;
mod styles;
mod support;
mod thousand;

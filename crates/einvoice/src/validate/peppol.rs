//! Peppol BIS Billing 3: what it asks for beside EN 16931.

use super::{Found, is_missing};
use crate::model::Invoice;

pub fn check(invoice: &Invoice, found: &mut Found) {
    let referenced = !is_missing(invoice.buyer_reference.as_deref()) || !is_missing(invoice.order_reference.as_deref());
    let message = "Give the buyer's reference or order number: their system files the invoice by it.";
    found.must(referenced, "PEPPOL-EN16931-R003", "buyer_reference", message);
    let message = "Give the electronic address that the network knows them by.";
    found.must(invoice.seller.endpoint.is_some(), "PEPPOL-EN16931-R020", "seller.endpoint", message);
    found.must(invoice.buyer.endpoint.is_some(), "PEPPOL-EN16931-R010", "buyer.endpoint", message);
}

//! What a customer keeps back as tax of an invoice that a receipt pays. docs/decisions/0074-withholding.md.

use chrono::{DateTime, Utc};
use contracts::billing::PaymentId;
use garde::Validate;
use kernel::{Actor, Amount, BasisPoints, Clock, Problem, Tx, text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::entities::payments;
use crate::invoices::invoice::Invoice;
use crate::invoices::pay::record;
use crate::invoices::{PaymentKind, Tender};

/// A rate, and the certificate that the customer hands over.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withholding {
    #[garde(custom(withholding))]
    #[schema(value_type = i32, minimum = 1, maximum = 2500)]
    pub rate: BasisPoints,
    /// Its number.
    #[garde(custom(text::filled_line(100)))]
    #[schema(max_length = 100, format = "filled-line")]
    pub certificate: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "garde hands out references")]
pub fn withholding<C>(rate: &BasisPoints, _: &C) -> garde::Result {
    if (1..=2500).contains(&rate.0) { Ok(()) } else { Err(garde::Error::new("a rate is between 0.01 and 25 %")) }
}

/// Pays so much of an invoice, which is locked, by what is kept back of it. No money moves.
pub async fn withhold(
    tx: &mut Tx,
    invoice: &mut Invoice,
    (amount, certificate, at): (Amount, &str, DateTime<Utc>),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), Problem> {
    let before = invoice.snapshot();
    invoice.pay(amount)?;
    let payment = payments::Model {
        id: PaymentId::new(),
        invoice_id: invoice.id,
        kind: PaymentKind::Withheld,
        tender: Tender::Transfer,
        amount,
        reference: Some(certificate.trim().to_owned()),
        reason: None,
        by_name: actor.name.clone(),
        at,
    };
    record(tx, "payment.withhold", (&before, invoice), payment, (actor, clock)).await
}

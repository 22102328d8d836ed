//! POST /receipts/preview

use axum::Json as Answer;
use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::{InvoiceId, PAYMENT_TAKE};
use contracts::customers::CustomerId;
use contracts::identity;
use garde::Validate;
use kernel::http::{Caller, Json};
use kernel::{Amount, BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::allocate::{Allocation, Part, allocate, at_most, kept_back};
use super::owed::{Debtor, Owed, owed};
use super::withhold::withholding;
use crate::Billing;
use crate::invoices::pay::not_negative;

/// Money that may come in.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewReceipt {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub customer_id: CustomerId,
    /// In minor units of the site's currency.
    #[garde(custom(not_negative))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub amount: Amount,
    /// What it is for; the oldest invoices first when left out.
    #[serde(default)]
    #[garde(custom(at_most), dive)]
    #[schema(max_items = 500)]
    pub allocations: Option<Vec<Allocation>>,
    /// What the customer keeps back as tax of each invoice.
    #[serde(default)]
    #[garde(inner(custom(withholding)))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 2500)]
    pub withholding_rate: Option<BasisPoints>,
}

/// What it would pay, in minor units of the currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptPreview {
    pub currency: String,
    /// What the customer owes at the site.
    pub due: Amount,
    /// Every unpaid invoice, what fell due first before the rest; at most 500.
    pub invoices: Vec<PaidInvoice>,
    /// What no invoice needs.
    pub surplus: Amount,
    /// What of all that is due is to be paid in money.
    pub payable: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PaidInvoice {
    pub id: InvoiceId,
    /// Of the invoice, or of the earlier system's document.
    pub number: String,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub due: Amount,
    /// What it would be paid; zero where nothing is left for it.
    pub amount: Amount,
    /// What would be kept back of it as tax, where the money pays the rest.
    pub withheld: Amount,
    /// What would be due then.
    pub left: Amount,
}

/// What an amount would pay of all that a customer owes at a site. Nothing changes. Refused beside an allocation with `unknown`, `twice` and
/// `over-due`, and with `more-than-received`. Permission: `payment.take`.
#[utoipa::path(
    post, path = "/receipts/preview", operation_id = "preview_receipt", tag = "billing", security(("bearer" = [])),
    request_body = PreviewReceipt, responses((status = 200, body = ReceiptPreview))
)]
pub async fn preview_receipt(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Json(body): Json<PreviewReceipt>,
) -> Result<Answer<ReceiptPreview>, Problem> {
    actor.permit(PAYMENT_TAKE, body.site_id)?;
    let site = identity::site(billing.sites.as_ref(), body.site_id).await?;
    let debtor = Debtor { site: site.id, customer: body.customer_id, currency: site.currency };
    let owed = owed(billing.context.db.reader(), &debtor).await?;
    let rate = body.withholding_rate;
    let paid = allocate(&owed, body.amount, body.allocations.as_deref(), rate)?;
    let due: Amount = owed.iter().map(|owed| owed.due).sum();
    let payable = due - owed.iter().filter_map(|owed| Some(kept_back(owed, rate?))).sum();
    let surplus = body.amount - paid.iter().map(|part| part.amount).sum::<Amount>();
    let invoices = owed.into_iter().zip(paid).map(|(owed, part)| shown(owed, part)).collect();
    Ok(Answer(ReceiptPreview { currency: debtor.currency, due, invoices, surplus, payable }))
}

fn shown(owed: Owed, Part { amount, withheld }: Part) -> PaidInvoice {
    let Owed { id, number, document, issued_on, due_on, due, .. } = owed;
    let (number, left) = (number.or(document).unwrap_or_default(), due - amount - withheld);
    PaidInvoice { id, number, issued_on, due_on, due, amount, withheld, left }
}

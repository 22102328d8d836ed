//! `POST /invoices/together`

use axum::extract::State;
use axum::http::StatusCode;
use contracts::billing::{INVOICE_ISSUE, InvoiceDiscarded};
use contracts::customers::CustomerCard;
use contracts::identity::{self, SiteCard};
use kernel::files::attachments;
use kernel::http::{Caller, Created, IdempotencyKey, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Problem, Tx, outbox};

use super::order::together;
use super::read::{self, Drafts};
use super::store as orders;
use crate::error::Error;
use crate::invoices::invoice::Invoice;
use crate::invoices::issue::freeze;
use crate::invoices::view::{self, InvoiceView};
use crate::invoices::{settings, signatures, store};
use crate::once::{Begun, begin};
use crate::{Billing, MODULE};

type Made = Repeatable<Created<Versioned<InvoiceView>>>;

/// Issues drafts of one customer as one invoice: one number, one stamp duty, VAT rounded once over all of it. The drafts are gone. What was
/// deposited on their work orders is paid of it at once.
///
/// `Idempotency-Key` is required. Refused beside the draft, at `/invoice_ids/{place}`, with `not-together`, `twice`, `order-reopened` and
/// `signature-missing`; with `together-too-long` beyond 2,000 lines; and as one draft is with `e-invoice-refused`. Permission: `invoice.issue`.
#[utoipa::path(
    post, path = "/invoices/together", operation_id = "issue_together", tag = "billing", security(("bearer" = [])),
    params(("Idempotency-Key" = String, Header)), request_body = Drafts, responses((status = 201, body = InvoiceView))
)]
pub async fn issue_together(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    key: IdempotencyKey,
    Json(drafts): Json<Drafts>,
) -> Result<Made, Problem> {
    let (replayed, view) = issue(&billing, &actor, key.required()?, &drafts).await?;
    let location = format!("/api/v1/invoices/{}", view.id);
    Ok(Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Versioned(view.version, view) } })
}

async fn issue(billing: &Billing, actor: &Actor, key: IdempotencyKey, drafts: &Drafts) -> Result<(bool, InvoiceView), Problem> {
    let clock = billing.context.clock.as_ref();
    let owner = match read::owner(billing.context.db.reader(), actor, drafts).await {
        Ok(owner) => owner,
        // Issued already, the draft is gone: who asks again under the same key is answered the same.
        Err(gone) => return replay(billing, actor, &key, drafts).await?.map(|view| (true, view)).ok_or(gone),
    };
    let site = identity::site(billing.sites.as_ref(), owner.site_id).await?;
    let card = view::customer(billing, owner.customer_id).await?;
    let rights = (INVOICE_ISSUE, owner.site_id);
    let (mut tx, claim) = match begin(&billing.context, actor, "issue_together", rights, (key, drafts)).await? {
        Begun::Answered(view) => return Ok((true, view)),
        Begun::New { tx, claim } => (tx, claim),
    };
    let mut invoice = gather(&mut tx, billing, actor, drafts).await?;
    if invoice.customer.id != owner.customer_id {
        return Err(Error::NotTogether { at: 0 }.into());
    }
    let ahead = freeze(&mut tx, &mut invoice, whose(&site, card.as_ref()), actor, clock).await?;
    let view = view::view(actor, invoice, None, ahead, clock.now().date_naive());
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok((false, view))
}

fn whose<'a>(site: &'a SiteCard, card: Option<&'a CustomerCard>) -> (&'a SiteCard, Option<&'a CustomerCard>) {
    (site, card)
}

async fn replay(billing: &Billing, actor: &Actor, key: &IdempotencyKey, drafts: &Drafts) -> Result<Option<InvoiceView>, Problem> {
    let claim = Claim::new(actor, "issue_together", key.0.as_deref(), drafts)?;
    Claim::replay(claim.as_ref(), &billing.context.db, MODULE).await
}

/// A draft of them all in the place of the drafts.
async fn gather(tx: &mut Tx, billing: &Billing, actor: &Actor, drafts: &Drafts) -> Result<Invoice, Problem> {
    let clock = billing.context.clock.as_ref();
    let found = read::lock(tx, drafts).await?;
    let invoice = together(&found, clock.now())?;
    let is_signed = settings::required(&**tx, invoice.site_id).await?;
    for (at, draft) in found.iter().enumerate() {
        if is_signed && signatures::expect(tx, draft).await.is_err() {
            return Err(Error::TogetherUnsigned { at }.into());
        }
        store::discard_draft(tx, draft).await?;
        outbox::append(tx, MODULE, &InvoiceDiscarded(draft.snapshot()), actor, clock).await?;
    }
    let gathered: Vec<_> = found.iter().map(|draft| draft.id.0).collect();
    attachments::move_to(tx, MODULE, &gathered, invoice.id.0).await?;
    store::insert_draft(tx, &invoice).await?;
    orders::insert(tx, &invoice).await?;
    Ok(invoice)
}

//! POST /supplier-invoices

use std::collections::BTreeSet;

use axum::extract::State;
use chrono::NaiveDate;
use contracts::inventory::{PURCHASE_INVOICE, PurchaseLineId, SupplierId, SupplierInvoiceId, SupplierInvoiceLineId};
use garde::Validate;
use kernel::http::Json;
use kernel::text::{self, filled};
use kernel::{Amount, FieldError, Problem, Quantity, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::books::Books;
use super::invoice::{BilledLine, Bought, MAX_LINES, SupplierInvoice};
use super::state::InvoiceState;
use super::store;
use super::view::SupplierInvoiceView;
use crate::error::Error;
use crate::fields::{self, CODE, NAME};
use crate::papers::{self, Begun, NewAnswer, begin};
use crate::products::Unit;
use crate::purchases::command::Asked;
use crate::purchases::create::site_card;
use crate::purchases::input::{NOTES, day, units};
use crate::purchases::{PurchaseState, Purchasing, SupplierLabel};
use crate::suppliers::{self, Supplier};

/// What a supplier wants to be paid for.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplierInvoiceInput {
    #[garde(skip)]
    pub site_id: SiteId,
    #[garde(skip)]
    pub supplier_id: SupplierId,
    /// The supplier's; theirs once.
    #[garde(custom(text::filled_line(CODE)))]
    #[schema(max_length = 60, format = "filled-line")]
    pub number: String,
    #[garde(custom(day()))]
    pub dated_on: NaiveDate,
    /// The supplier's usual days when left out.
    #[serde(default)]
    #[garde(custom(day()))]
    pub due_on: Option<NaiveDate>,
    #[serde(default)]
    #[garde(custom(text::prose(NOTES)))]
    #[schema(max_length = 2000, format = "prose")]
    pub notes: Option<String>,
    #[garde(length(min = 1, max = MAX_LINES), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<BilledLineInput>,
}

#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SupplierInvoiceLineInput)]
pub struct BilledLineInput {
    /// The line of a purchase order that is billed; left out for a cost that was not ordered as a part.
    #[serde(default)]
    #[garde(skip)]
    pub purchase_line_id: Option<PurchaseLineId>,
    /// Of a cost; a part's is its own.
    #[serde(default)]
    #[garde(custom(text::line(NAME)))]
    #[schema(max_length = 200, format = "line")]
    pub description: Option<String>,
    /// How many of the supplier's packs, in thousandths.
    #[garde(custom(fields::quantity()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub packs: Quantity,
    /// Of one pack, net.
    #[garde(custom(fields::amount()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub pack_cost: Amount,
}

/// Writes down a supplier's invoice and matches it with what was ordered and what came. What agrees within one per cent is billed at once;
/// the match stops at what came, and what differs waits (`differs`). A number that the supplier used already is refused (`taken`).
/// Permission: `purchase.invoice`; costs are shown to who holds `stock.see_cost`.
#[utoipa::path(
    post, path = "/supplier-invoices", operation_id = "create_supplier_invoice", tag = "inventory", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header)), request_body = SupplierInvoiceInput,
    responses((status = 201, body = SupplierInvoiceView))
)]
pub async fn create_supplier_invoice(
    State(purchasing): State<Purchasing>,
    asked: Asked,
    Json(body): Json<SupplierInvoiceInput>,
) -> Result<NewAnswer<SupplierInvoice>, Problem> {
    asked.actor.permit(PURCHASE_INVOICE, body.site_id)?;
    let context = &purchasing.context;
    let begun = begin::<SupplierInvoiceView>(asked, context, ("supplier_invoice.create", body.site_id), &body).await?;
    let mut command = match begun {
        Begun::Already(view) => return Ok(papers::created::<SupplierInvoice>(view.clone(), &path(view.id), true)),
        Begun::Now(command) => command,
    };
    let site = site_card(&purchasing, body.site_id).await?;
    let supplier = suppliers::store::find_many(&*command.tx, &[body.supplier_id]).await?.pop().ok_or(Error::UnknownSupplier)?;
    let lines: BTreeSet<_> = body.lines.iter().filter_map(|line| line.purchase_line_id).collect();
    let orders = store::orders_of(&command.tx, &lines).await?;
    let books = Books::lock(&command.tx, site.id, &orders, &lines).await?;
    let mut invoice = invoice(&body, &supplier, &command.actor.name, context.clock.now());
    invoice.lines = billed(&body, &books)?;
    books.meet(&mut invoice);
    books.close(&mut command.tx, (None, &mut invoice), &command.actor.clone(), context.clock.as_ref()).await?;
    store::insert(&command.tx, &invoice).await?;
    command.close(&invoice, &path(invoice.id), context).await
}

fn path(id: SupplierInvoiceId) -> String {
    format!("/supplier-invoices/{id}")
}

/// Without lines.
fn invoice(body: &SupplierInvoiceInput, supplier: &Supplier, by: &str, now: chrono::DateTime<chrono::Utc>) -> SupplierInvoice {
    let usual = body.dated_on.checked_add_days(chrono::Days::new(u64::try_from(supplier.terms_days).unwrap_or_default()));
    SupplierInvoice {
        id: SupplierInvoiceId::new(),
        number: body.number.trim().to_owned(),
        site_id: body.site_id,
        supplier: SupplierLabel { id: supplier.id, name: supplier.name.clone() },
        state: InvoiceState::Differs,
        currency: supplier.currency.clone(),
        dated_on: body.dated_on,
        due_on: body.due_on.or(usual),
        notes: filled(body.notes.clone()),
        lines: vec![],
        approval: None,
        cancel_reason: None,
        created_at: now,
        created_by: by.to_owned(),
        version: 1,
    }
}

/// Every line is of an order of this supplier and site that was sent, told once; or a cost with its name.
fn billed(body: &SupplierInvoiceInput, books: &Books) -> Result<Vec<BilledLine>, Problem> {
    let (mut faults, mut lines) = (vec![], Vec::with_capacity(body.lines.len()));
    for (place, input) in body.lines.iter().enumerate() {
        let earlier = &body.lines[..place];
        let pointer = |field: &str| format!("/lines/{place}/{field}");
        match input.purchase_line_id {
            None => match filled(input.description.clone()) {
                Some(description) => lines.push(cost(input, description)),
                None => faults.push(FieldError::new(pointer("description"), "required", "a cost has a name")),
            },
            Some(id) if earlier.iter().any(|line| line.purchase_line_id == Some(id)) => {
                faults.push(FieldError::new(pointer("purchase_line_id"), "duplicate", "this line is told twice"));
            }
            Some(id) => match part(input, id, body, books)? {
                Some(line) => lines.push(line),
                None => faults.push(FieldError::new(pointer("purchase_line_id"), "unknown", "this supplier was sent no such line")),
            },
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(Problem::fields(faults)) }
}

fn cost(input: &BilledLineInput, description: String) -> BilledLine {
    BilledLine {
        id: SupplierInvoiceLineId::new(),
        of: None,
        description,
        article_number: None,
        unit: Unit::Each,
        pack_size: Quantity::whole(1),
        packs: input.packs,
        pack_cost: input.pack_cost,
        matched: Quantity::ZERO,
        expected_cost: Amount::ZERO,
        stock_cost: None,
    }
}

fn part(input: &BilledLineInput, id: PurchaseLineId, body: &SupplierInvoiceInput, books: &Books) -> Result<Option<BilledLine>, Problem> {
    let Some((order, line)) = books.line(id) else { return Ok(None) };
    let was_sent = !matches!(order.state, PurchaseState::Draft | PurchaseState::Cancelled);
    if order.site_id != body.site_id || order.supplier.id != body.supplier_id || !was_sent {
        return Ok(None);
    }
    units(input.packs, line.pack_size)?;
    Ok(Some(BilledLine {
        of: Some(Bought { line_id: id, order_id: order.id, order_number: order.number.clone(), product_id: line.product_id }),
        article_number: line.article_number.clone(),
        unit: line.unit,
        pack_size: line.pack_size,
        ..cost(input, line.description.clone())
    }))
}

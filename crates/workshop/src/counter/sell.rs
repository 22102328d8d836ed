//! Sells parts over the counter.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CustomerCard, CustomerId};
use contracts::identity::SiteCard;
use contracts::inventory::ProductId;
use contracts::workshop::{COUNTER_SELL, LineKind, WORK_ORDER_ALLOW_NEGATIVE_STOCK};
use garde::Validate;
use kernel::http::{Created, Json, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::site_settings::of;
use kernel::text::{filled, line, prose};
use kernel::{Actor, Amount, BasisPoints, Problem, Quantity, SiteId, Tx, merging};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::sale::{Sale, order_of};
use super::store::Model;
use crate::error::Error;
use crate::estimates::evidence::{self, Proof};
use crate::gate::rule::GateLevel;
use crate::merging::ORDERS;
use crate::pricing::Asking;
use crate::work_orders::command::{Asked, begin, keep};
use crate::work_orders::complete::shortages;
use crate::work_orders::discounts::beyond_in_lines;
use crate::work_orders::estimate::Word;
use crate::work_orders::fact::Fact;
use crate::work_orders::input::{Articles, LineInput, amounts, quantities, rates};
use crate::work_orders::line::Line;
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::store;
use crate::work_orders::view::{self, WorkOrderView};
use crate::work_orders::work_order::{Terms, WorkOrder};
use crate::{MODULE, Workshop, exemptions, gate};

/// What somebody takes with them.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SellAtCounter {
    #[garde(skip)]
    pub site_id: SiteId,
    /// Who buys; the site's walk-in customer when left out.
    #[garde(skip)]
    pub customer_id: Option<CustomerId>,
    #[garde(length(min = 1, max = 200), dive)]
    #[schema(min_items = 1, max_items = 200)]
    pub lines: Vec<CounterLine>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub notes: Option<String>,
    /// Sells although stock falls below zero; takes `work_order.allow_negative_stock`.
    #[serde(default)]
    #[garde(skip)]
    pub allow_negative_stock: bool,
}

/// An article at its price for this customer, unless another is said.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterLine {
    #[garde(skip)]
    pub product_id: ProductId,
    #[garde(custom(quantities()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    /// Net.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price: Option<Amount>,
    /// With VAT, and a levy where the article bears one: it is what the customer pays. Not together with `unit_price`.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price_with_tax: Option<Amount>,
    #[garde(inner(custom(rates())))]
    pub discount: Option<BasisPoints>,
    /// One of the article's packs, by its name: the quantity counts these, and the price is of one.
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub pack: Option<String>,
}

/// The sale, or the same sale again under the same key.
type Sold = Repeatable<Created<Versioned<WorkOrderView>>>;

/// Sells parts over the counter: a work order without a vehicle that is opened, approved and completed at once. Its parts leave stock, its
/// invoice is drafted, and when that is issued the sale is closed.
///
/// Refused with `stock-insufficient` as completing an order is. Permission: `counter.sell` at the site. A discount, and how far a price is
/// below the list's, is at most what the caller's role allows (`discount-over-limit`).
#[utoipa::path(
    post, path = "/counter-sales", tag = MODULE, operation_id = "sell_at_counter", security(("bearer" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Selling again under the same key answers the same")),
    request_body = SellAtCounter,
    responses((status = 201, body = WorkOrderView, description = "The completed order, with its number"))
)]
pub async fn sell_at_counter(
    State(workshop): State<Arc<Workshop>>,
    asked: Asked,
    Json(body): Json<SellAtCounter>,
) -> Result<Sold, Problem> {
    asked.actor.permit(COUNTER_SELL, body.site_id)?;
    if body.allow_negative_stock {
        asked.actor.permit(WORK_ORDER_ALLOW_NEGATIVE_STOCK, body.site_id)?;
    }
    let claim = asked.claim("sell_at_counter", &body)?;
    if let Some(view) = Claim::replay(claim.as_ref(), &workshop.context.db, MODULE).await? {
        return Ok(sold(true, view));
    }
    let (mut prepared, site) = prepare(&workshop, body, &asked.actor).await?;
    let mut tx = workshop.context.db.begin().await?;
    Claim::take(claim.as_ref(), &tx, MODULE, workshop.context.clock.as_ref()).await?;
    hand_out(&workshop, &mut tx, &mut prepared, &site, &asked.actor).await?;
    let view = view::whole(&prepared.order, &asked.actor);
    Claim::keep(claim.as_ref(), &tx, MODULE, &view).await?;
    tx.commit().await?;
    Ok(sold(false, view))
}

fn sold(replayed: bool, view: WorkOrderView) -> Sold {
    let location = format!("/api/v1/work-orders/{}", view.id);
    Repeatable { status: StatusCode::CREATED, replayed, body: Created { location, body: Versioned(view.version, view) } }
}

/// The order as it is approved, with the customer's word and what happened so far.
struct Prepared {
    order: WorkOrder,
    word: Word,
    facts: Vec<Fact>,
}

/// With what the other modules say of site, customer and stock.
async fn prepare(workshop: &Workshop, body: SellAtCounter, actor: &Actor) -> Result<(Prepared, SiteCard), Problem> {
    let site = workshop.open_site(body.site_id).await?;
    let customer = buyer(workshop, &body).await?;
    let terms = workshop.terms(&site).await?;
    let lines = priced(workshop, &body, (&customer, &terms), actor).await?;
    let (by, at) = (actor.name.clone(), workshop.now());
    let exemption = exemptions::today(&customer, &site, at);
    let sale = Sale { site_id: site.id, customer, terms, exemption, lines, notes: filled(body.notes), by, at };
    let (order, word, facts) = order_of(sale)?;
    check_stock(workshop, &order, body.allow_negative_stock).await?;
    Ok((Prepared { order, word, facts }, site))
}

/// The lines at what they cost this customer, or every fault.
pub async fn priced(
    workshop: &Workshop,
    body: &SellAtCounter,
    (customer, terms): (&CustomerCard, &Terms),
    actor: &Actor,
) -> Result<Vec<Line>, Problem> {
    let asking = Asking { site: body.site_id, customer: customer.id, vehicle: NO_VEHICLE, chosen: None, by: actor.name.clone() };
    let inputs: Vec<_> = body.lines.iter().map(input).collect();
    let articles = Articles::of(workshop, asking, inputs.iter()).await?;
    let (mut lines, mut faults) = (vec![], vec![]);
    for (place, input) in inputs.iter().enumerate() {
        match articles.line(input, terms, &format!("/lines/{place}")) {
            Ok(line) => lines.push(line),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        faults.extend(beyond_in_lines(actor.limits(body.site_id), &lines, terms.currency, "/lines"));
    }
    if faults.is_empty() { Ok(lines) } else { Err(Problem::fields(faults)) }
}

fn input(line: &CounterLine) -> LineInput {
    LineInput {
        kind: LineKind::Part,
        product_id: Some(line.product_id),
        description: None,
        quantity: line.quantity,
        unit_price: line.unit_price,
        unit_price_with_tax: line.unit_price_with_tax,
        discount: line.discount,
        vat_rate: None,
        pack: line.pack.clone(),
    }
}

/// Who buys: somebody named, or the site's walk-in customer.
pub async fn buyer(workshop: &Workshop, body: &SellAtCounter) -> Result<CustomerCard, Problem> {
    let chosen: Model = of(workshop.context.db.reader(), body.site_id).await?;
    let fault = |code, detail| Problem::field("/customer_id", code, detail);
    let id = body.customer_id.or(chosen.customer_id).ok_or_else(|| fault("missing", "the site has no walk-in customer"))?;
    let card = workshop.customers.cards(&[id]).await?.into_iter().next().ok_or_else(|| fault("unknown", "does not exist"))?;
    if card.archived { Err(fault("archived", "the customer is archived")) } else { Ok(card) }
}

/// Where parts block at the site's gate, nobody sells what is not there.
async fn check_stock(workshop: &Workshop, order: &WorkOrder, may_lack: bool) -> Result<(), Problem> {
    let levels = gate::levels(workshop.context.db.reader(), order.site_id).await?;
    if may_lack && levels.parts != GateLevel::Block {
        return Ok(());
    }
    let short = shortages(workshop, order).await?;
    if short.is_empty() { Ok(()) } else { Err(Error::StockInsufficient(short).into()) }
}

/// Writes the order and completes it.
async fn hand_out(workshop: &Workshop, tx: &mut Tx, prepared: &mut Prepared, site: &SiteCard, actor: &Actor) -> Result<(), Problem> {
    let (Prepared { order, word, facts }, clock) = (prepared, workshop.context.clock.as_ref());
    // The customer may have become another's part since they were asked for.
    order.customer.id = CustomerId(merging::arrive(tx, MODULE, ORDERS, order.id.0, order.customer.id.0).await?);
    begin(tx, order, site, actor, clock).await?;
    store::record(tx, order.id, facts, &actor.name, order.opened_at).await?;
    evidence::keep(tx, order, word, None, Proof::default()).await?;
    let before = order.clone();
    let completed = order.complete(None, order.opened_at)?;
    keep(tx, &before, order, &completed, actor, clock).await
}

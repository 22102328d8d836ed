//! `GET /purchase-orders/{id}/pdf`

use async_trait::async_trait;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore, Party, Pdf};
use contracts::identity;
use contracts::inventory::{PURCHASE_READ, PurchaseOrderId, PurchaseOrders, STOCK_SEE_COST};
use kernel::http::{Caller, Path, Query};
use kernel::pdf::{self, PdfFile};
use kernel::{Amount, Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use super::purchase_order::{PurchaseLine, PurchaseOrder};
use super::{Purchasing, store};
use crate::suppliers;
use crate::suppliers::Supplier;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PurchasePdfQuery {
    /// `fr`, `ar` or `en`; the site's own when left out.
    lang: Option<Language>,
}

/// A purchase order as PDF, for its supplier: their numbers, how many packs, and what they cost for who may see costs.
/// Permission: `purchase.read`; costs need `stock.see_cost`.
#[utoipa::path(
    get, path = "/purchase-orders/{purchase_order_id}/pdf", operation_id = "print_purchase_order", tag = "inventory",
    security(("bearer" = [])),
    params(("purchase_order_id" = PurchaseOrderId, Path), PurchasePdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_purchase_order(
    State(purchasing): State<Purchasing>,
    Caller(actor): Caller,
    Path(id): Path<PurchaseOrderId>,
    Query(asked): Query<PurchasePdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let order = store::find(purchasing.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(PURCHASE_READ, order.site_id)?;
    let with_costs = actor.may(STOCK_SEE_COST, order.site_id);
    let name = pdf::file_name(&order.number);
    let paper = compose(&purchasing, order, asked.lang, with_costs).await?;
    let renderer = purchasing.press.renderer.clone();
    pdf::answer(paper, name, &headers, move |paper| renderer.paper(paper)).await
}

/// What messages ask for.
pub struct Papers(pub Purchasing);

#[async_trait]
impl PurchaseOrders for Papers {
    async fn pdf(&self, id: PurchaseOrderId) -> Result<Pdf, Problem> {
        let order = store::find(self.0.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
        let file_name = pdf::file_name(&order.number);
        let paper = compose(&self.0, order, None, true).await?;
        let renderer = self.0.press.renderer.clone();
        Ok(Pdf { file_name, bytes: pdf::printed(move || renderer.paper(&paper)).await? })
    }
}

async fn compose(
    purchasing: &Purchasing,
    order: PurchaseOrder,
    language: Option<Language>,
    with_costs: bool,
) -> Result<PaperDocument, Problem> {
    let site = identity::site(purchasing.sites.as_ref(), order.site_id).await?;
    let supplier = suppliers::store::find(purchasing.context.db.reader(), order.supplier.id).await?;
    let language = language.unwrap_or(site.languages.default);
    let style = purchasing.press.styles.style(site.id, order.sent_at, language).await?;
    let total = order.total_cost();
    Ok(PaperDocument {
        kind: PaperKind::PurchaseOrder,
        language,
        on: store::today(&site, order.sent_at.unwrap_or(order.created_at)),
        seller: Party::seller(&site),
        buyer: of_supplier(supplier, &order.supplier.name),
        heading: None,
        facts: facts(&order, &site.address),
        text: None,
        columns: columns(with_costs),
        rows: order.lines.iter().map(|line| row(line, with_costs)).collect(),
        sums: if with_costs { vec![("total".to_owned(), total)] } else { vec![] },
        in_words: None,
        is_signed: false,
        more: PaperMore { notes: order.notes.into_iter().collect(), ..PaperMore::default() },
        number: Some(order.number),
        currency: order.currency,
        style,
    })
}

/// By the name on the order, whatever they are called by now.
fn of_supplier(supplier: Supplier, name: &str) -> Party {
    Party {
        name: name.to_owned(),
        phone: supplier.phone.unwrap_or_default(),
        email: supplier.email.unwrap_or_default(),
        ..Party::default()
    }
}

fn facts(order: &PurchaseOrder, address: &str) -> Vec<(String, PaperCell)> {
    let place = address.lines().collect::<Vec<_>>().join(", ");
    let facts = [
        ("expected_on", order.expected_on.map(PaperCell::Date)),
        ("by", Some(PaperCell::Text(order.created_by.clone()))),
        ("deliver_to", Some(PaperCell::Text(place)).filter(|_| !address.is_empty())),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn columns(with_costs: bool) -> Vec<String> {
    let all = ["your_number", "description", "packs", "pack_size", "pack_cost", "line_cost"];
    all.into_iter().take(if with_costs { 6 } else { 4 }).map(str::to_owned).collect()
}

/// With the supplier's number, or ours where they gave none.
fn row(line: &PurchaseLine, with_costs: bool) -> Vec<PaperCell> {
    let number = line.article_number.as_ref().unwrap_or(&line.sku);
    let mut cells = vec![
        PaperCell::Article(number.clone()),
        PaperCell::Text(line.description.clone()),
        PaperCell::Quantity(line.packs(line.quantity), String::new()),
        PaperCell::Quantity(line.pack_size, line.unit.as_str().into()),
    ];
    if with_costs {
        let costs: [Amount; 2] = [line.pack_cost, line.cost()];
        cells.extend(costs.map(PaperCell::Amount));
    }
    cells
}

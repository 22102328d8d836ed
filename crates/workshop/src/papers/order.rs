//! `GET /work-orders/{id}/pdf`

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contracts::documents::{Language, PaperCell, PaperDocument, PaperKind, PaperMore, PaperTable, Party, Style};
use contracts::identity::{self, SiteCard};
use contracts::vehicles::VehicleCard;
use contracts::workshop::{WORK_ORDER_READ, WorkOrderId};
use kernel::http::{Caller, Path, Query};
use kernel::pdf::PdfFile;
use kernel::{Problem, Quantity};
use serde::Deserialize;
use utoipa::IntoParams;

use super::rows::{Columns, PaperJob};
use super::{Local, answer, card_of};
use crate::estimates::document::line_of;
use crate::work_orders::job::Job;
use crate::work_orders::store;
use crate::work_orders::work_order::WorkOrder;
use crate::{MODULE, Workshop};

/// Lines for the technicians' hands.
const HAND_ROWS: usize = 6;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OrderPdfQuery {
    /// `fr`, `ar` or `en`; the site's own when left out.
    lang: Option<Language>,
    /// With prices, totals and the site's conditions; without when left out.
    prices: Option<bool>,
}

/// A work order as PDF, for the workshop: jobs and what belongs to them, the vehicle, lines to fill in by hand and a QR code that opens it.
/// Declined jobs are left out. Permission: `work_order.read`.
#[utoipa::path(
    get, path = "/work-orders/{work_order_id}/pdf", tag = MODULE, operation_id = "print_work_order", security(("bearer" = [])),
    params(("work_order_id" = WorkOrderId, Path), OrderPdfQuery),
    responses(
        (status = 200, body = PdfFile, content_type = "application/pdf"),
        (status = 304, description = "The copy named by If-None-Match is the present one")
    )
)]
pub async fn print_work_order(
    State(workshop): State<Arc<Workshop>>,
    Caller(actor): Caller,
    Path(id): Path<WorkOrderId>,
    Query(asked): Query<OrderPdfQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let order = store::find(workshop.context.db.reader(), id).await?.ok_or_else(Problem::not_found)?;
    actor.permit(WORK_ORDER_READ, order.site_id)?;
    let site = identity::site(workshop.sites.as_ref(), order.site_id).await?;
    let card = card_of(&workshop, &order.customer).await?;
    let vehicle = match order.vehicle.id {
        Some(id) => workshop.vehicles.cards(&[id]).await?.into_iter().next(),
        None => None,
    };
    let language = asked.lang.unwrap_or(site.languages.default);
    let style = workshop.press.styles.style(site.id, None, language).await?;
    let sheet = OrderSheet {
        code: format!("{}/work-orders/{}", workshop.public_url.trim_end_matches('/'), order.id),
        buyer: Party::buyer(card.as_ref(), &order.customer.name),
        with_prices: asked.prices == Some(true),
        order,
        vehicle,
    };
    let name = sheet.order.number.clone();
    answer(&workshop, sheet.printed(&site, language, style), &name, &headers).await
}

struct OrderSheet {
    order: WorkOrder,
    vehicle: Option<VehicleCard>,
    buyer: Party,
    code: String,
    with_prices: bool,
}

impl OrderSheet {
    fn printed(self, site: &SiteCard, language: Language, style: Style) -> PaperDocument {
        let (order, local) = (&self.order, Local::of(site));
        let jobs: Vec<_> = order.jobs.iter().filter(|job| !job.is_declined()).map(|job| job_of(job, order)).collect();
        let columns = Columns::of(&jobs, self.with_prices);
        PaperDocument {
            kind: PaperKind::WorkOrder,
            language,
            number: Some(order.number.clone()),
            on: local.day(order.opened_at),
            seller: Party::seller(site),
            facts: self.facts(local),
            currency: order.terms.currency.code().to_owned(),
            heading: None,
            text: Some(order.concern.clone()).filter(|concern| !concern.is_empty()),
            columns: columns.names(),
            rows: columns.rows(jobs),
            sums: vec![],
            in_words: None,
            is_signed: self.with_prices,
            more: PaperMore {
                totals: self.with_prices.then(|| order.totals()),
                notes: order.notes.iter().cloned().collect(),
                tables: vec![by_hand()],
                code: Some(self.code),
                has_terms: self.with_prices,
            },
            buyer: self.buyer,
            style,
        }
    }

    fn facts(&self, local: Local) -> Vec<(String, PaperCell)> {
        let order = &self.order;
        let text = |text: &str| Some(PaperCell::Text(text.to_owned())).filter(|_| !text.is_empty());
        let code = |text: String| PaperCell::Code(text);
        let facts = [
            ("plate", text(&order.vehicle.plate)),
            ("vehicle", text(&order.vehicle.label)),
            ("vin", self.vehicle.as_ref().and_then(|card| card.vin.clone()).map(code)),
            ("odometer", order.odometer_in.map(|km| PaperCell::Quantity(Quantity::whole(km), "km".into()))),
            ("promised", order.promised_at.map(|at| code(local.minute(at)))),
            ("technician", order.technician.as_ref().map(|technician| PaperCell::Text(technician.name.clone()))),
            ("key_tag", order.key_tag.as_deref().and_then(text)),
            ("po_number", order.po_number.clone().map(code)),
        ];
        facts.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

fn job_of(job: &Job, order: &WorkOrder) -> PaperJob {
    let notes = [("concern", &job.concern), ("cause", &job.cause), ("correction", &job.correction), ("option_group", &job.option_group)];
    PaperJob {
        title: job.title.clone(),
        mark: (!job.is_approved()).then_some("waiting"),
        notes: notes.into_iter().filter_map(|(key, text)| Some((key, text.clone().filter(|text| !text.is_empty())?))).collect(),
        lines: job.lines.iter().map(line_of).collect(),
        net: job.totals(order.terms.currency).net,
    }
}

fn by_hand() -> PaperTable {
    let columns = ["technician", "began", "ended", "done"].map(str::to_owned).into();
    PaperTable { title: "by_hand".into(), columns, rows: vec![vec![PaperCell::Empty; 4]; HAND_ROWS], is_form: true }
}

//! Estimates and work orders as PDF (PRODUCT 1.M, M11). docs/decisions/0087-estimates-and-orders-on-paper.md.
//!
//! Owns nothing: it reads orders and versions of estimates, and asks the port [`contracts::documents::Styles`] how documents look.

mod estimate;
mod order;
mod rows;

use std::sync::Arc;

use axum::http::HeaderMap;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use contracts::customers::CustomerCard;
use contracts::documents::PaperDocument;
use contracts::identity::SiteCard;
use kernel::{Problem, pdf};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Workshop;
use crate::work_orders::work_order::Customer;

pub fn router(workshop: Arc<Workshop>) -> OpenApiRouter {
    OpenApiRouter::new().routes(routes!(estimate::print_estimate)).routes(routes!(order::print_work_order)).with_state(workshop)
}

/// The paper as PDF, or nothing but its tag where the caller has it.
async fn answer(workshop: &Workshop, paper: PaperDocument, name: &str, asked: &HeaderMap) -> Result<Response, Problem> {
    let renderer = workshop.press.renderer.clone();
    pdf::answer(paper, pdf::file_name(name), asked, move |paper| renderer.paper(paper)).await
}

/// None of a caller without a record, and of a customer who is gone.
async fn card_of(workshop: &Workshop, customer: &Customer) -> Result<Option<CustomerCard>, Problem> {
    let Some(id) = customer.known() else { return Ok(None) };
    Ok(workshop.customers.cards(&[id]).await?.into_iter().next())
}

/// A moment as the clock at a site shows it.
#[derive(Clone, Copy)]
struct Local(Tz);

impl Local {
    fn of(site: &SiteCard) -> Self {
        Self(site.time_zone.parse().unwrap_or(Tz::UTC))
    }

    fn day(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.0).date_naive()
    }

    fn minute(self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.0).format("%d/%m/%Y %H:%M").to_string()
    }
}

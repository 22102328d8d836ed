//! `GET /feedback/customers/{customer}`

use std::sync::Arc;

use axum::extract::State;
use contracts::customers::CustomerId;
use contracts::identity::MESSAGE_READ;
use kernel::Problem;
use kernel::http::{Caller, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;

use super::figures::average;
use super::view::FeedbackView;
use super::{Asking, store};

/// More than anybody answers in a life as a customer.
const MOST: u64 = 100;

/// What a customer said of their visits, at the caller's sites.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerFeedback {
    pub answers: i64,
    /// Hundredths of a star; null before the first answer.
    pub average: Option<i64>,
    /// Who was asked last first; 100 at most.
    pub items: Vec<FeedbackView>,
}

/// What a customer said of their visits at the caller's sites, the last first. Permission: `message.read`.
#[utoipa::path(get, path = "/feedback/customers/{customer_id}", tag = "notifications", operation_id = "get_customer_feedback",
    params(("customer_id" = CustomerId, Path)), responses((status = 200, body = CustomerFeedback)), security(("bearer" = [])))]
pub async fn get_customer_feedback(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Path(id): Path<CustomerId>,
) -> Result<Json<CustomerFeedback>, Problem> {
    let sites = actor.visible_sites(None, MESSAGE_READ)?;
    let rows = store::of_customer(it.context.db.reader(), id, sites, MOST).await?;
    let answers = i64::try_from(rows.len()).unwrap_or_default();
    let sum = rows.iter().filter_map(|row| row.score).map(i64::from).sum();
    let items = rows.into_iter().map(|row| FeedbackView::new(row, &actor)).collect();
    Ok(Json(CustomerFeedback { answers, average: (answers > 0).then(|| average(answers, sum)), items }))
}

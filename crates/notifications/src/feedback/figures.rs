//! `GET /feedback/months`

use std::sync::Arc;

use axum::extract::State;
use chrono::Months;
use contracts::identity::{MESSAGE_READ, site};
use kernel::http::{Caller, Json, Query};
use kernel::{Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Asking, store};
use crate::sending::zone;

const SHOWN: Months = Months::new(11);

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MonthsQuery {
    /// Of this site.
    pub site: SiteId,
}

/// What was said in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FeedbackMonth {
    /// `2026-11`
    pub month: String,
    pub answers: i64,
    /// Hundredths of a star.
    pub average: i64,
}

impl From<store::Said> for FeedbackMonth {
    fn from(store::Said { month, answers, sum }: store::Said) -> Self {
        Self { month, answers, average: average(answers, sum) }
    }
}

/// Hundredths of a star, rounded.
pub fn average(answers: i64, sum: i64) -> i64 {
    (sum * 100 + answers / 2) / answers.max(1)
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedbackMonths {
    /// Of the last twelve those in which somebody answered, the oldest first.
    pub items: Vec<FeedbackMonth>,
}

/// How content the customers of a site were, by month. Permission: `message.read`.
#[utoipa::path(get, path = "/feedback/months", tag = "notifications", operation_id = "list_feedback_months", params(MonthsQuery),
    responses((status = 200, body = FeedbackMonths)), security(("bearer" = [])))]
pub async fn list_feedback_months(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Query(query): Query<MonthsQuery>,
) -> Result<Json<FeedbackMonths>, Problem> {
    actor.permit(MESSAGE_READ, query.site)?;
    let zone = zone(&site(it.sites.as_ref(), query.site).await?);
    let since = it.context.clock.now().with_timezone(&zone).date_naive() - SHOWN;
    let months = store::months(it.context.db.reader(), query.site, &since.format("%Y-%m").to_string()).await?;
    Ok(Json(FeedbackMonths { items: months.into_iter().map(FeedbackMonth::from).collect() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_to_hundredths() {
        let of = |answers, sum| FeedbackMonth::from(store::Said { month: "2026-11".into(), answers, sum }).average;
        assert_eq!((of(3, 14), of(3, 13), of(1, 5), of(0, 0)), (467, 433, 500, 0));
    }
}

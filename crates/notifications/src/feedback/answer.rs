//! `POST /public/feedback/{code}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::site;
use garde::Validate;
use kernel::http::{Json, Path};
use kernel::site_settings::of;
use kernel::text::prose;
use kernel::{Actor, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

use super::page::FeedbackPage;
use super::rule::{State as Standing, may_answer};
use super::settings::FeedbackSettings;
use super::{Asking, store};
use crate::Error;
use crate::news::{self, News};
use crate::sending::zone;

/// What a customer says of a visit.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerFeedback {
    #[garde(range(min = 1, max = 5))]
    #[schema(minimum = 1, maximum = 5)]
    pub score: i16,
    #[serde(default)]
    #[garde(custom(prose(1000)))]
    #[schema(max_length = 1000, format = "prose")]
    pub words: String,
}

/// Answers, or changes the answer for a day: `feedback-closed` afterwards. Answered the same again, nothing changes. Permission: none, the code
/// proves it; 404 for one that opens nothing.
#[utoipa::path(post, path = "/public/feedback/{code}", tag = "notifications", operation_id = "answer_feedback", security(()),
    params(("code" = String, Path, max_length = 32)), request_body = AnswerFeedback,
    responses((status = 200, body = FeedbackPage), (status = 429, description = "Too many")))]
pub async fn answer_feedback(
    State(it): State<Arc<Asking>>,
    Path(code): Path<String>,
    Json(body): Json<AnswerFeedback>,
) -> Result<Json<FeedbackPage>, Problem> {
    let id = it.opened(&code).await?.id;
    let (clock, now) = (it.context.clock.as_ref(), it.context.clock.now());
    let mut tx = it.context.db.begin().await?;
    let mut row = store::lock(&tx, id).await?;
    if !may_answer(row.answered_at, now) {
        return Err(Error::FeedbackClosed.into());
    }
    let words = body.words.trim();
    if (row.score, row.words.as_str()) != (Some(body.score), words) {
        let settings: FeedbackSettings = of(&*tx, row.site_id).await?;
        let zone = zone(&site(it.sites.as_ref(), row.site_id).await?);
        let state = row.state.answered(body.score <= settings.low_score);
        let is_news = state == Standing::Open && row.state != Standing::Open;
        row.answered_at = row.answered_at.or(Some(now));
        row.month = row.month.or_else(|| Some(now.with_timezone(&zone).format("%Y-%m").to_string()));
        (row.state, row.score, row.words) = (state, Some(body.score), words.to_owned());
        store::save(&mut tx, row.clone(), &Actor::system(), clock).await?;
        if is_news {
            news::tell(&mut tx, News::feedback(&row, now), clock).await?;
        }
    }
    tx.commit().await?;
    it.page(row).await.map(Json)
}

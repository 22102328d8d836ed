//! `GET /public/feedback/{code}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::{SiteCard, site};
use kernel::Problem;
use kernel::http::{Json, Path};
use kernel::site_settings::of;
use serde::Serialize;
use utoipa::ToSchema;

use super::Asking;
use super::row::Feedback;
use super::rule::{is_readable, may_answer};
use super::settings::FeedbackSettings;
use super::store;

/// A code is 22 letters long.
const LONGEST: usize = 32;

/// The garage, as its customer sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedbackSite {
    pub code: String,
    pub name: String,
    pub address: String,
    /// E.164.
    pub phone: String,
    /// IANA name.
    pub time_zone: String,
    pub languages: Vec<Language>,
    pub default_language: Language,
}

impl From<SiteCard> for FeedbackSite {
    fn from(card: SiteCard) -> Self {
        Self {
            code: card.code,
            name: card.name,
            address: card.address,
            phone: card.phone,
            time_zone: card.time_zone,
            languages: card.languages.offered,
            default_language: card.languages.default,
        }
    }
}

/// What a customer is asked of a visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedbackPage {
    pub site: FeedbackSite,
    pub plate: String,
    pub vehicle: String,
    /// 1 to 5; null before it was answered.
    pub score: Option<i16>,
    pub words: String,
    /// It can be answered, or changed.
    pub may_answer: bool,
    /// They are content.
    pub is_good: bool,
    /// Where a review may be written: of who is content, where the garage named one.
    pub review_url: Option<String>,
}

impl Asking {
    /// What a code opens. Whatever is wrong with it, the same 404.
    pub(super) async fn opened(&self, code: &str) -> Result<Feedback, Problem> {
        let now = self.context.clock.now();
        self.gateways.strangers.knock(now).await?;
        let code = Some(code).filter(|code| code.len() <= LONGEST).ok_or_else(Problem::not_found)?;
        let row = store::by_code(self.context.db.reader(), code).await?.filter(|row| is_readable(row.asked_at, now));
        let row = row.ok_or_else(Problem::not_found)?;
        self.gateways.strangers.was_right().await;
        Ok(row)
    }

    pub(super) async fn page(&self, row: Feedback) -> Result<FeedbackPage, Problem> {
        let settings: FeedbackSettings = of(self.context.db.reader(), row.site_id).await?;
        let is_good = row.score.is_some_and(|score| score > settings.low_score);
        Ok(FeedbackPage {
            site: site(self.sites.as_ref(), row.site_id).await?.into(),
            plate: row.plate,
            vehicle: row.vehicle,
            score: row.score,
            words: row.words,
            may_answer: may_answer(row.answered_at, self.context.clock.now()),
            is_good,
            review_url: settings.review_url.filter(|_| is_good),
        })
    }
}

/// What a customer is asked of a visit, and what they answered. Permission: none, the code proves it; 404 for one that opens nothing.
#[utoipa::path(get, path = "/public/feedback/{code}", tag = "notifications", operation_id = "read_feedback_page", security(()),
    params(("code" = String, Path, max_length = 32)),
    responses((status = 200, body = FeedbackPage), (status = 429, description = "Too many")))]
pub async fn read_feedback_page(State(it): State<Arc<Asking>>, Path(code): Path<String>) -> Result<Json<FeedbackPage>, Problem> {
    let row = it.opened(&code).await?;
    it.page(row).await.map(Json)
}

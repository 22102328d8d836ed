//! What a site chose about feedback, and `GET /feedback-settings/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{MESSAGE_READ, SITE_UPDATE};
use kernel::http::{Caller, Path, Versioned};
use kernel::site_settings::{SiteSettings, of};
use kernel::{Actor, Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::Asking;

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_feedback_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    pub enabled: bool,
    /// After the keys went back.
    pub after_hours: i16,
    /// Nobody is asked twice within so many days.
    pub every_days: i16,
    /// This and less is a task for the desk.
    pub low_score: i16,
    /// Where a review may be written; https.
    pub review_url: Option<String>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as FeedbackSettings;

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, enabled: false, after_hours: 24, every_days: 90, low_score: 3, review_url: None, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

/// Whether and when a site asks for feedback.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FeedbackSettings)]
pub struct SettingsView {
    pub site_id: SiteId,
    pub enabled: bool,
    /// After the keys went back.
    pub after_hours: i16,
    /// Nobody is asked twice within so many days.
    pub every_days: i16,
    /// This and less is a task for the desk.
    pub low_score: i16,
    /// Where who is content may write a review.
    pub review_url: Option<String>,
    /// `set`.
    pub actions: Vec<&'static str>,
    /// For `If-Match`; 0 while nothing was chosen.
    pub version: i64,
}

impl SettingsView {
    pub fn of(row: FeedbackSettings, actor: &Actor) -> Versioned<Self> {
        let FeedbackSettings { site_id, enabled, after_hours, every_days, low_score, review_url, version } = row;
        let actions = actor.allowed(site_id, &[("set", SITE_UPDATE)]);
        Versioned(version, Self { site_id, enabled, after_hours, every_days, low_score, review_url, actions, version })
    }
}

/// Whether and when a site asks for feedback. Permission: `message.read`.
#[utoipa::path(get, path = "/feedback-settings/{site_id}", tag = "notifications", operation_id = "get_feedback_settings",
    params(("site_id" = SiteId, Path)), responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn get_feedback_settings(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Path(site): Path<SiteId>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(MESSAGE_READ, site)?;
    let row: FeedbackSettings = of(it.context.db.reader(), site).await?;
    Ok(SettingsView::of(row, &actor))
}

//! `PUT /feedback-settings/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::identity::{SITE_UPDATE, site};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, IfMatch, Json, Path, Versioned};
use kernel::site_settings::{lock, save};
use kernel::text::{filled, line};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use url::Url;
use utoipa::ToSchema;

use super::Asking;
use super::settings::{FeedbackSettings, SettingsView};
use crate::MODULE;

/// Whether and when a site is to ask for feedback.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetFeedbackSettings {
    #[garde(skip)]
    pub enabled: bool,
    /// After the keys went back.
    #[garde(range(min = 1, max = 336))]
    #[schema(minimum = 1, maximum = 336, example = 24)]
    pub after_hours: i16,
    /// Nobody is asked twice within so many days.
    #[garde(range(min = 7, max = 730))]
    #[schema(minimum = 7, maximum = 730, example = 90)]
    pub every_days: i16,
    /// This and less is a task for the desk.
    #[garde(range(min = 1, max = 4))]
    #[schema(minimum = 1, maximum = 4, example = 3)]
    pub low_score: i16,
    /// Where who is content may write a review: an https address.
    #[garde(custom(line(300)))]
    #[schema(max_length = 300, format = "line")]
    pub review_url: Option<String>,
}

/// Says whether and when a site asks for feedback. Refused with `address-refused` beside an address that is none, or not over https. Permission:
/// `site.update`.
#[utoipa::path(put, path = "/feedback-settings/{site_id}", tag = "notifications", operation_id = "set_feedback_settings",
    params(("site_id" = SiteId, Path), ("If-Match" = Option<String>, Header)), request_body = SetFeedbackSettings,
    responses((status = 200, body = SettingsView)), security(("bearer" = [])))]
pub async fn set_feedback_settings(
    State(it): State<Arc<Asking>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    if_match: IfMatch,
    Json(body): Json<SetFeedbackSettings>,
) -> Result<Versioned<SettingsView>, Problem> {
    actor.permit(SITE_UPDATE, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let SetFeedbackSettings { enabled, after_hours, every_days, low_score, review_url } = body;
    let review_url = filled(review_url);
    if !review_url.as_deref().is_none_or(is_safe) {
        return Err(Problem::field("/review_url", "address-refused", "it is no https address"));
    }
    let (tx, clock) = (it.context.db.begin().await?, it.context.clock.as_ref());
    let before: FeedbackSettings = lock(&tx, id).await?;
    if_match.check(before.version)?;
    let mut row = FeedbackSettings { enabled, after_hours, every_days, low_score, review_url, ..before.clone() };
    if row != before {
        save(&tx, &mut row).await?;
        let change = Change { action: "feedback_settings.set", entity: "feedback_settings", id: id.0, label: &card.name, site: Some(id) };
        audit::record(&tx, MODULE, change, (Some(&before), Some(&row)), &actor, clock).await?;
    }
    tx.commit().await?;
    Ok(SettingsView::of(row, &actor))
}

/// Customers may be sent there.
fn is_safe(address: &str) -> bool {
    address.parse::<Url>().is_ok_and(|url| url.scheme() == "https" && url.domain().is_some() && url.username().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_are_sent_to_https_alone() {
        assert!(is_safe("https://g.page/r/garage-du-lac/review"));
        for address in ["http://g.page/r", "javascript:alert(1)", "https://", "g.page", "https://10.0.0.1/", "https://me@g.page/"] {
            assert!(!is_safe(address), "{address}");
        }
    }
}

//! `POST /campaign-previews/{site}`

use std::sync::Arc;

use axum::extract::State;
use contracts::documents::Language;
use contracts::identity::{MESSAGE_READ, site};
use garde::Validate;
use kernel::http::{Caller, Json, Path};
use kernel::{Problem, SiteId, text};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Campaigns;
use super::campaign::CampaignText;
use crate::messages::MessageEvent;
use crate::texts::{
    self, LONGEST_MAIL, LONGEST_SUBJECT, MessageTextPreview, Place, TextChannel, faults, measured, promotion_example, samples,
};

/// Words of a campaign to look at.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewCampaign {
    #[garde(skip)]
    pub language: Language,
    #[garde(skip)]
    pub channel: TextChannel,
    /// Of a mail.
    #[serde(default)]
    #[garde(custom(text::line(LONGEST_SUBJECT)))]
    #[schema(max_length = 200, format = "line")]
    pub subject: Option<String>,
    #[garde(custom(text::prose(LONGEST_MAIL)))]
    #[schema(max_length = 5000, format = "prose")]
    pub body: String,
}

/// Shows what words of a campaign come to, with the facts of an example and how one stops it; nothing is kept, and its links open nothing. Refused
/// as they would be when they were kept. Permission: `message.read`.
#[utoipa::path(post, path = "/campaign-previews/{site_id}", tag = "notifications", operation_id = "preview_campaign",
    request_body = PreviewCampaign, params(("site_id" = SiteId, Path)), responses((status = 200, body = MessageTextPreview)),
    security(("bearer" = [])))]
pub async fn preview_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Json(body): Json<PreviewCampaign>,
) -> Result<Json<MessageTextPreview>, Problem> {
    actor.permit(MESSAGE_READ, id)?;
    let card = site(it.sites.as_ref(), id).await?;
    let PreviewCampaign { language, channel, subject, body } = body;
    let place = Place { site: None, event: MessageEvent::Promotion, channel, language };
    let faults = faults(place, subject.as_deref(), &body);
    if !faults.is_empty() {
        return Err(Problem::fields(faults));
    }
    let text = CampaignText { subject: subject.unwrap_or_default(), short: body.clone(), body };
    let (params, person) = (promotion_example(text, language), samples::person(language));
    let links = samples::links(place.event, &it.public_url);
    let facts = texts::Facts { event: place.event, params: &params, person: &person, site: &card, links: &links };
    Ok(Json(measured(channel, texts::promoted(channel, &facts).map_err(|error| Problem::internal(&error))?)))
}

//! `POST /campaigns/{id}/trial`

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use contracts::customers::{CustomerCard, WrittenBy};
use contracts::documents::Language;
use contracts::identity::{CAMPAIGN_MANAGE, UserId};
use garde::Validate;
use kernel::audit::{self, Change};
use kernel::http::{Caller, Json, Path};
use kernel::{Actor, Problem, SiteId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::audience::{Ask, Member};
use super::campaign::{Campaign, CampaignText};
use super::draft::{Promotion, Trial};
use super::{Campaigns, store};
use crate::MODULE;
use crate::messages::{Draft, MessageEvent, Params, queue};
use crate::sending::templates::Links;
use crate::texts::{promotion_example, samples};

/// So many of the audience are looked at for an example.
const LOOKED_AT: u64 = 50;

/// In which language somebody wants to see a campaign.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryCampaign {
    /// Another where the campaign says nothing in this one.
    #[garde(skip)]
    pub language: Language,
}

/// Writes what a campaign says to the caller's own e-mail address, filled in as for one of those whom it means, or for an example where it means
/// nobody. Under the mail stands what a telephone shows. Nobody counts as reached, and its links lead to no customer's page.
/// Permission: `campaign.manage`.
#[utoipa::path(post, path = "/campaigns/{campaign_id}/trial", tag = "notifications", operation_id = "try_campaign",
    params(("campaign_id" = Uuid, Path)), request_body = TryCampaign, responses((status = 204)), security(("bearer" = [])))]
pub async fn try_campaign(
    State(it): State<Arc<Campaigns>>,
    Caller(actor): Caller,
    Path(id): Path<Uuid>,
    Json(TryCampaign { language }): Json<TryCampaign>,
) -> Result<StatusCode, Problem> {
    let row = store::find(it.context.db.reader(), id).await?;
    actor.permit(CAMPAIGN_MANAGE, row.site_id)?;
    let promotion = it.on_trial(&row, language).await?.ok_or_else(Problem::not_found)?;
    let clock = it.context.clock.as_ref();
    let mut tx = it.context.db.begin().await?;
    queue(&mut tx, trial(&row, &actor, promotion), it.mail, clock).await?;
    let change = Change { action: "campaign.try", entity: "campaign", id: row.id, label: &row.name, site: Some(row.site_id) };
    audit::record::<()>(&tx, MODULE, change, (None, None), &actor, clock).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The message to queue; each is an occasion of its own.
fn trial(campaign: &Campaign, actor: &Actor, promotion: Promotion) -> Draft {
    Draft {
        key: format!("trial:{}", Uuid::now_v7()),
        event: MessageEvent::Promotion,
        site_id: campaign.site_id,
        customer_id: None,
        user_id: Some(UserId(actor.id)),
        work_order_id: None,
        invoice_id: None,
        params: Params::Promotion { promotion: Box::new(promotion) },
    }
}

impl Campaigns {
    /// As the first of the audience would have it. None where the campaign says nothing.
    async fn on_trial(&self, campaign: &Campaign, language: Language) -> Result<Option<Promotion>, Problem> {
        let Some((language, text)) = campaign.text(language) else { return Ok(None) };
        let found = match self.example(campaign).await? {
            Some((member, card)) => Promotion::of(campaign, &member, language, String::new()).map(|promotion| (promotion, card.name)),
            None => None,
        };
        let invented = || match promotion_example(text.clone(), language) {
            Params::Promotion { promotion } => Some((*promotion, samples::person(language).name)),
            _ => None,
        };
        let Some((promotion, name)) = found.or_else(invented) else { return Ok(None) };
        let text = both(text, campaign);
        Ok(Some(Promotion { text, channels: vec![WrittenBy::Email], campaign_id: campaign.id, trial: Some(Trial { name }), ..promotion }))
    }

    async fn example(&self, campaign: &Campaign) -> Result<Option<(Member, CustomerCard)>, Problem> {
        let (segment, is_first) = (campaign.segment()?, self.is_first(campaign.site_id).await?);
        let ask = Ask { now: self.context.clock.now(), among: None, after: None, limit: LOOKED_AT, is_first };
        let (members, _) = self.page(campaign, &segment, &ask).await?;
        let members: Vec<_> = members.into_iter().filter(|member| !member.is_sold).collect();
        let ids: Vec<_> = members.iter().map(|member| member.id).collect();
        let cards = if ids.is_empty() { vec![] } else { self.customers.cards(&ids).await? };
        let card = |member: &Member| cards.iter().find(|card| card.id == member.id && !card.archived).cloned();
        Ok(members.into_iter().find_map(|member| card(&member).map(|card| (member, card))))
    }

    /// Where the site takes bookings; what is a customer's own opens nothing.
    pub async fn links_on_trial(&self, site: SiteId, promotion: &Promotion) -> Result<Links, Problem> {
        let page = self.arrivals.booking_page(site).await?;
        let example = samples::links(MessageEvent::Promotion, &self.public_url);
        let secret = example.secret.filter(|_| !promotion.jobs.is_empty());
        Ok(Links { secret, book_again: page, ..example })
    }
}

/// The mail, and below it what goes to telephones; alone where the campaign says nothing by mail.
fn both(text: CampaignText, campaign: &Campaign) -> CampaignText {
    let CampaignText { subject, body, short } = text;
    let subject = if subject.is_empty() { campaign.name.clone() } else { subject };
    let parts: Vec<_> = [body, short.clone()].into_iter().filter(|part| !part.is_empty()).collect();
    CampaignText { subject, body: parts.join("\n\n· · ·\n\n"), short }
}

#[cfg(test)]
mod tests {
    use super::super::campaign::tests::campaign;
    use super::*;

    #[test]
    fn what_goes_to_telephones_stands_below_the_mail_or_alone() {
        let text =
            |subject: &str, body: &str, short: &str| CampaignText { subject: subject.into(), body: body.into(), short: short.into() };
        let of = |subject: &str, body: &str, short: &str| both(text(subject, body, short), &campaign());
        assert_eq!(of("s", "b", "c"), text("s", "b\n\n· · ·\n\nc", "c"));
        assert_eq!(of("", "", "c"), text("Freins", "c", "c"));
    }
}

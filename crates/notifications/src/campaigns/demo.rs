//! Demonstration data: a campaign that is over, with what went out and what it brought, and one that is a draft. No message goes out for them.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::{CustomerCard, WrittenBy};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::scheduling::AppointmentId;
use contracts::workshop::{DeferredJobId, WorkOrderId};
use kernel::{Problem, Tx, db};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::audience::{Ask, Member};
use super::batch::PAGE;
use super::campaign::{Campaign, CampaignState};
use super::draft::{PromotedJob, Promotion, draft};
use super::holdout::is_held;
use super::input::{CampaignInput, CampaignTextInput};
use super::recipient::{COUNTS_FOR, Recipient};
use super::segment::{Segment, SegmentKind};
use super::{Campaigns, store};
use crate::messages::demo::{self as messages, id_of};
use crate::messages::store::Letter;
use crate::messages::{Channel, Draft, MessageEvent, Params, code_of};
use crate::sending::templates::Links;
use crate::sending::{HIDDEN, Person};
use crate::texts::{Facts, TextChannel, promoted, samples};

/// So many heard of it, or were to hear nothing.
const MOST: usize = 80;
/// One of so many booked, of those who heard and of those who did not.
const BOOKED: [usize; 2] = [5, 11];

/// What somebody paid then, net and with VAT, in thousandths of a dinar.
const PAID: [(i64, i64); 4] = [(184_000, 218_960), (96_500, 114_835), (412_000, 490_280), (58_000, 69_020)];

/// Writes a site's campaigns: one of six weeks ago that is over, and one that nobody started.
pub async fn load(campaigns: &Campaigns, site: &SiteCard, author: &str) -> Result<(), Problem> {
    let now = campaigns.context.clock.now();
    let (over, draft) = (campaign(site, author, now - TimeDelta::days(50), &brakes())?, campaign(site, author, now, &tyres())?);
    let over = Campaign { state: CampaignState::Ended, ..over };
    let (told, sent) = campaigns.told(&over, (site, now - TimeDelta::days(45))).await?;
    let tx = campaigns.context.db.begin().await?;
    for row in [&over, &draft] {
        store::insert(&tx, row).await?;
    }
    for (place, row) in told.iter().enumerate().filter(|(_, row)| row.booked_id.is_some()) {
        paid(&tx, site, row, PAID[place % PAID.len()]).await?;
    }
    for (at, Sent { message, channel, letter }) in told.iter().filter(|row| !row.is_held).map(|row| row.at).zip(sent) {
        messages::sent(&tx, message, (channel, letter), at).await?;
    }
    store::reach(&tx, told).await?;
    Ok(tx.commit().await?)
}

/// What somebody was sent.
struct Sent {
    message: (Uuid, Draft),
    channel: Channel,
    letter: Letter,
}

impl Campaigns {
    /// Whom it reached at that time, and what those were sent who heard of it.
    async fn told(&self, campaign: &Campaign, (site, at): (&SiteCard, DateTime<Utc>)) -> Result<(Vec<Recipient>, Vec<Sent>), Problem> {
        let ask = Ask { now: at, among: None, after: None, limit: PAGE, is_first: true };
        let all = Segment { kind: SegmentKind::All, min_days: None, max_days: None, word: None, months: None, tag_id: None };
        let (mut members, _) = self.page(campaign, &all, &ask).await?;
        members.retain(|member| member.vehicle.is_some());
        members.truncate(MOST);
        members.sort_by_key(|member| member.id);
        let ids: Vec<_> = members.iter().map(|member| member.id).collect();
        let cards = if ids.is_empty() { vec![] } else { self.customers.cards(&ids).await? };
        let (mut seen, mut rows, mut sent) = ([0; 2], vec![], vec![]);
        for member in members {
            let Some(card) = cards.iter().find(|card| card.id == member.id) else { continue };
            let held = is_held(campaign.id, card.id, campaign.holdout);
            let group = usize::from(held);
            let booked = seen[group] % BOOKED[group] == 3;
            seen[group] += 1;
            let message = (!held).then(|| id_of(card.id.0, at));
            if let Some(id) = message {
                sent.extend(self.written(campaign, site, (member, card), id)?);
            }
            rows.push(reached(campaign, card, (at, booked), message));
        }
        Ok((rows, sent))
    }

    /// As it went to them: by text message to who has a telephone.
    fn written(
        &self,
        campaign: &Campaign,
        site: &SiteCard,
        (member, card): (Member, &CustomerCard),
        id: Uuid,
    ) -> Result<Option<Sent>, Problem> {
        let job = PromotedJob { id: DeferredJobId(card.id.0), title: "Freins avant".into() };
        let member = Member { jobs: vec![job], ..member };
        let language = Language::from_code(&card.language);
        let Some(promotion) = Promotion::of(campaign, &member, language, code_of(id)) else { return Ok(None) };
        let draft = draft(campaign.site_id, card.id, promotion.clone());
        let (channel, of) = if card.phone.is_some() { (Channel::Sms, TextChannel::Sms) } else { (Channel::Email, TextChannel::Email) };
        let person = Person {
            name: card.name.clone(),
            email: card.email.clone(),
            phone: card.phone.clone(),
            language: promotion.language,
            prefers: None,
        };
        let links = Links { secret: Some(HIDDEN.into()), ..samples::links(MessageEvent::Promotion, &self.public_url) };
        let params = Params::Promotion { promotion: Box::new(promotion) };
        let facts = Facts { event: MessageEvent::Promotion, params: &params, person: &person, site, links: &links };
        let letter = promoted(of, &facts).map_err(|error| Problem::internal(&error))?;
        Ok(Some(Sent { message: (id, draft), channel, letter }))
    }
}

fn reached(campaign: &Campaign, card: &CustomerCard, (at, booked): (DateTime<Utc>, bool), message: Option<Uuid>) -> Recipient {
    let led = booked && message.is_some();
    Recipient {
        id: Uuid::now_v7(),
        campaign_id: campaign.id,
        site_id: campaign.site_id,
        told_to: card.id,
        customer_id: card.id,
        customer: card.name.clone(),
        is_held: message.is_none(),
        at,
        until: at + COUNTS_FOR,
        message_id: message,
        code: message.map(code_of),
        appointment_id: led.then(AppointmentId::new),
        work_order_id: led.then(WorkOrderId::new),
        booked_id: booked.then(AppointmentId::new),
    }
}

async fn paid(tx: &Tx, site: &SiteCard, row: &Recipient, (net, gross): (i64, i64)) -> Result<(), Problem> {
    let sql = "insert into notifications_worth (invoice_id, site_id, work_order_id, customer_id, currency, net, gross, at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let order = row.work_order_id.unwrap_or_else(WorkOrderId::new);
    let values = [
        Uuid::now_v7().into(),
        site.id.into(),
        order.into(),
        row.customer_id.into(),
        site.currency.clone().into(),
        net.into(),
        gross.into(),
        (row.at + TimeDelta::days(9)).into(),
    ];
    db::execute(&**tx, sql, values).await?;
    Ok(())
}

fn campaign(site: &SiteCard, author: &str, at: DateTime<Utc>, input: &CampaignInput) -> Result<Campaign, Problem> {
    // The same in each demonstration.
    let digest = Sha256::new().chain_update(&site.code).chain_update(&input.name).finalize();
    let blank = Campaign {
        id: Uuid::from_bytes(digest.first_chunk().copied().unwrap_or_default()),
        site_id: site.id,
        name: String::new(),
        state: CampaignState::Draft,
        segment: String::new(),
        texts: String::new(),
        channels: String::new(),
        holdout: 0,
        starts_on: None,
        ends_on: None,
        by_hand: false,
        created_by: author.to_owned(),
        created_at: at,
        version: 1,
    };
    input.write(&blank)
}

fn brakes() -> CampaignInput {
    let segment = Segment {
        kind: SegmentKind::Deferred,
        min_days: Some(60),
        max_days: Some(365),
        word: Some("frein".into()),
        months: None,
        tag_id: None,
    };
    let text = CampaignTextInput {
        language: Some(Language::Fr),
        subject: Some("{vehicle} : vos freins vous attendent".into()),
        body: Some("Bonjour {customer},\n\n{jobs} reste à faire sur votre {vehicle} ({plate}).\n{book}\n\nÀ bientôt,\n{garage}".into()),
        short: Some("{garage} : {jobs} reste à faire sur {plate}. Photo, prix du jour et rendez-vous : {book}".into()),
    };
    input("Freins remis à plus tard", segment, text)
}

fn tyres() -> CampaignInput {
    let segment = Segment { kind: SegmentKind::All, min_days: None, max_days: None, word: None, months: None, tag_id: None };
    let text = CampaignTextInput {
        language: Some(Language::Fr),
        subject: Some("Pneus d’hiver : prenez de l’avance".into()),
        body: Some(
            "Bonjour {customer},\n\nMontage et équilibrage des pneus d’hiver, sans attendre.\n{book}\n\nÀ bientôt,\n{garage}".into(),
        ),
        short: Some("{garage} : pneus d'hiver, montage sans attendre. Rendez-vous : {book}".into()),
    };
    input("Pneus d’hiver", segment, text)
}

fn input(name: &str, segment: Segment, text: CampaignTextInput) -> CampaignInput {
    CampaignInput {
        name: name.into(),
        segment,
        texts: vec![text],
        channels: vec![WrittenBy::Sms, WrittenBy::Email],
        holdout: 20,
        starts_on: None,
        ends_on: None,
        by_hand: false,
    }
}

//! Demonstration data: a campaign that is over, with what it brought, and one that is a draft. No message goes out for them.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::customers::{CustomerCard, WrittenBy};
use contracts::documents::Language;
use contracts::identity::SiteCard;
use contracts::scheduling::AppointmentId;
use contracts::workshop::WorkOrderId;
use kernel::{Problem, Tx, db};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::audience::Ask;
use super::batch::PAGE;
use super::campaign::{Campaign, CampaignState};
use super::holdout::is_held;
use super::input::{CampaignInput, CampaignTextInput};
use super::recipient::{COUNTS_FOR, Recipient};
use super::segment::{Segment, SegmentKind};
use super::{Campaigns, store};

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
    let told = campaigns.told(&over, now - TimeDelta::days(45)).await?;
    let tx = campaigns.context.db.begin().await?;
    for row in [&over, &draft] {
        store::insert(&tx, row).await?;
    }
    for (place, row) in told.iter().enumerate().filter(|(_, row)| row.booked_id.is_some()) {
        paid(&tx, site, row, PAID[place % PAID.len()]).await?;
    }
    store::reach(&tx, told).await?;
    Ok(tx.commit().await?)
}

impl Campaigns {
    /// Whom it reached at that time.
    async fn told(&self, campaign: &Campaign, at: DateTime<Utc>) -> Result<Vec<Recipient>, Problem> {
        let ask = Ask { now: at, among: None, after: None, limit: PAGE, is_first: true };
        let all = Segment { kind: SegmentKind::All, min_days: None, max_days: None, word: None, months: None, tag_id: None };
        let (members, _) = self.page(campaign, &all, &ask).await?;
        let ids: Vec<_> = members.iter().map(|member| member.id).take(MOST).collect();
        let mut cards = if ids.is_empty() { vec![] } else { self.customers.cards(&ids).await? };
        cards.sort_by_key(|card| card.id);
        let mut seen = [0; 2];
        let row = |card: CustomerCard| {
            let held = is_held(campaign.id, card.id, campaign.holdout);
            let group = usize::from(held);
            let booked = seen[group] % BOOKED[group] == 3;
            seen[group] += 1;
            Recipient {
                id: Uuid::now_v7(),
                campaign_id: campaign.id,
                site_id: campaign.site_id,
                told_to: card.id,
                customer_id: card.id,
                customer: card.name,
                is_held: held,
                at,
                until: at + COUNTS_FOR,
                message_id: None,
                code: None,
                appointment_id: (booked && !held).then(AppointmentId::new),
                work_order_id: (booked && !held).then(WorkOrderId::new),
                booked_id: booked.then(AppointmentId::new),
            }
        };
        Ok(cards.into_iter().map(row).collect())
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

//! A batch of a run: a page of people, all questions about them at once, and one transaction with the place that was reached.

use std::collections::{HashMap, HashSet};

use chrono::TimeDelta;
use contracts::customers::{Channel as Consented, CustomerCard, CustomerId, Purpose, WrittenBy};
use contracts::documents::Language;
use contracts::scheduling::Expected;
use contracts::vehicles::VehicleId;
use kernel::{Actor, Problem, SiteId, Tx, outbox};
use uuid::Uuid;

use super::audience::{Ask, Member};
use super::campaign::{Campaign, CampaignChanged};
use super::draft::{Promotion, draft};
use super::holdout::is_held;
use super::judge::{Known, Pass, Rules};
use super::recipient::{COUNTS_FOR, Recipient};
use super::run::{Figures, Place, Run};
use super::segment::Segment;
use super::settings::CampaignSettings;
use super::{Campaigns, store};
use crate::MODULE;
use crate::messages::{Draft, code_of, queue_many};
use crate::walks;

/// People of a batch.
pub const PAGE: u64 = 500;

/// All ways to write to somebody.
const WAYS: [(WrittenBy, Consented); 3] =
    [(WrittenBy::Sms, Consented::Sms), (WrittenBy::Whatsapp, Consented::Whatsapp), (WrittenBy::Email, Consented::Email)];

/// What holds for all batches of a run.
pub struct Walk<'a> {
    pub campaign: &'a Campaign,
    pub segment: &'a Segment,
    pub rules: Rules<'a>,
    pub settings: &'a CampaignSettings,
    pub is_first: bool,
}

/// What is known about a page of people.
struct Facts {
    cards: HashMap<CustomerId, CustomerCard>,
    agrees: HashMap<CustomerId, Vec<WrittenBy>>,
    expected: HashMap<VehicleId, Expected>,
    told: HashSet<CustomerId>,
    recent: HashMap<CustomerId, i64>,
}

/// What is to happen with a page of people.
#[derive(Default)]
pub struct Verdicts {
    pub tell: Vec<(Member, CustomerCard)>,
    pub hold: Vec<(Member, CustomerCard)>,
    pub figures: Figures,
}

impl Campaigns {
    /// Works on the next page of a run. None when another holds it by now; else the figures, and the place where there is more.
    pub(super) async fn batch(&self, run: &Run, walk: &Walk<'_>, place: Place) -> Result<Option<(Option<Place>, Figures)>, Problem> {
        let (verdicts, next) = self.verdicts(walk, run.figures(), place.after).await?;
        let next = next.map(|after| Place { after: Some(after) });
        let (clock, mut figures) = (self.context.clock.as_ref(), verdicts.figures);
        let mut tx = self.context.db.begin().await?;
        let told = self.reach(&tx, walk, verdicts.tell, verdicts.hold, &mut figures).await?;
        queue_many(&tx, told, self.mail, clock.now()).await?;
        if !walks::advance(&tx, store::RUNS, (run.id, run.holder), &next.unwrap_or(place), &figures, clock.now()).await? {
            return Ok(None);
        }
        if figures.found > run.figures().found {
            let changed = CampaignChanged { id: run.campaign_id, site_id: run.site_id };
            outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
        }
        tx.commit().await?;
        Ok(Some((next, figures)))
    }

    /// What a page comes to, added to the figures, and where the next begins.
    pub(super) async fn verdicts(
        &self,
        walk: &Walk<'_>,
        figures: Figures,
        after: Option<CustomerId>,
    ) -> Result<(Verdicts, Option<CustomerId>), Problem> {
        let ask = Ask { now: self.context.clock.now(), among: None, after, limit: PAGE, is_first: walk.is_first };
        let (members, next) = self.page(walk.campaign, walk.segment, &ask).await?;
        let facts = self.facts(walk, &members).await?;
        let mut verdicts = Verdicts { figures, ..Verdicts::default() };
        for member in members {
            verdicts.figures.found += 1;
            let why = walk.rules.judge(facts.of(&member));
            match (why, facts.cards.get(&member.id).cloned()) {
                (Some(why), _) => verdicts.figures.pass(why),
                (None, None) => verdicts.figures.pass(Pass::CustomerGone),
                (None, Some(card)) if is_held(walk.campaign.id, member.id, walk.campaign.holdout) => verdicts.hold.push((member, card)),
                (None, Some(card)) => verdicts.tell.push((member, card)),
            }
        }
        Ok((verdicts, next))
    }

    async fn facts(&self, walk: &Walk<'_>, members: &[Member]) -> Result<Facts, Problem> {
        let ids: Vec<_> = members.iter().map(|member| member.id).collect();
        let plates: Vec<_> =
            members.iter().flat_map(|member| member.vehicles.iter().map(|vehicle| (vehicle.id, vehicle.plate.clone()))).collect();
        let (reader, since) = (self.context.db.reader(), self.context.clock.now() - TimeDelta::days(walk.settings.cap_days.into()));
        let site: SiteId = walk.campaign.site_id;
        let expected = if plates.is_empty() { vec![] } else { self.arrivals.expected(site, &plates).await? };
        let cards = if ids.is_empty() { vec![] } else { self.customers.cards(&ids).await? };
        Ok(Facts {
            cards: cards.into_iter().map(|card| (card.id, card)).collect(),
            agrees: self.agrees(&ids).await?,
            expected: expected.into_iter().collect(),
            told: store::reached(reader, walk.campaign.id, &ids).await?,
            recent: store::recent(reader, &ids, since).await?,
        })
    }

    /// By what each of them agrees to offers.
    pub(super) async fn agrees(&self, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Vec<WrittenBy>>, Problem> {
        let asked: Vec<_> = customers.iter().flat_map(|id| WAYS.map(|(_, way)| (*id, way, Purpose::Marketing))).collect();
        let may = if asked.is_empty() { vec![] } else { self.consents.may_contact(&asked).await? };
        let of =
            |(id, may): (&CustomerId, &[bool])| (*id, WAYS.iter().zip(may).filter(|(_, may)| **may).map(|((way, _), _)| *way).collect());
        Ok(customers.iter().zip(may.chunks(WAYS.len())).map(of).collect())
    }

    /// Writes down whom it reaches and who hears nothing; the messages of those who are told. Whom another run reached meanwhile, or who has had
    /// enough by now, is not told.
    async fn reach(
        &self,
        tx: &Tx,
        walk: &Walk<'_>,
        tell: Vec<(Member, CustomerCard)>,
        silent: Vec<(Member, CustomerCard)>,
        figures: &mut Figures,
    ) -> Result<Vec<(Uuid, Draft)>, Problem> {
        let (now, campaign) = (self.context.clock.now(), walk.campaign);
        let mut drafts = HashMap::new();
        let mut rows: Vec<_> = silent.iter().map(|(member, card)| recipient(campaign, member, card, None, now)).collect();
        for (member, card) in &tell {
            let message = Uuid::now_v7();
            let language = Language::from_code(&card.language);
            let Some(promotion) = Promotion::of(campaign, member, language, code_of(message)) else { continue };
            drafts.insert(member.id, (message, draft(campaign.site_id, member.id, promotion)));
            rows.push(recipient(campaign, member, card, Some(message), now));
        }
        let new = store::reach(tx, rows).await?;
        let (told, held): (Vec<_>, Vec<_>) = tell_or_hold(&new, &drafts);
        figures.held += i64::try_from(held.len()).unwrap_or_default();
        let known = silent.len() + drafts.len() - new.len();
        figures.pass_many(Pass::Told, known);
        let allowed = store::take_slots(tx, &told, walk.settings, now).await?;
        let refused: Vec<_> = told.into_iter().filter(|id| !allowed.contains(id)).collect();
        store::forget(tx, campaign.id, &refused).await?;
        figures.pass_many(Pass::Capped, refused.len());
        figures.queued += i64::try_from(allowed.len()).unwrap_or_default();
        Ok(allowed.iter().filter_map(|id| drafts.remove(id)).collect())
    }
}

/// Of those who are new.
fn tell_or_hold(new: &[CustomerId], drafts: &HashMap<CustomerId, (Uuid, Draft)>) -> (Vec<CustomerId>, Vec<CustomerId>) {
    new.iter().copied().partition(|id| drafts.contains_key(id))
}

fn recipient(
    campaign: &Campaign,
    member: &Member,
    card: &CustomerCard,
    message: Option<Uuid>,
    now: chrono::DateTime<chrono::Utc>,
) -> Recipient {
    Recipient {
        id: Uuid::now_v7(),
        campaign_id: campaign.id,
        site_id: campaign.site_id,
        told_to: member.id,
        customer_id: card.id,
        customer: card.name.clone(),
        is_held: message.is_none(),
        at: now,
        until: now + COUNTS_FOR,
        message_id: message,
        code: message.map(code_of),
        appointment_id: None,
        work_order_id: None,
        booked_id: None,
    }
}

impl Facts {
    fn of<'a>(&'a self, member: &Member) -> Known<'a> {
        let expected = |vehicle: VehicleId| self.expected.get(&vehicle).copied();
        let all: Vec<_> = member.vehicles.iter().filter_map(|vehicle| expected(vehicle.id)).collect();
        let inside = all.contains(&Expected::Inside).then_some(Expected::Inside);
        Known {
            card: self.cards.get(&member.id),
            agrees: self.agrees.get(&member.id).map_or(&[], Vec::as_slice),
            is_told: self.told.contains(&member.id),
            is_sold: member.is_sold,
            expected: inside.or(all.first().copied()),
            recent: self.recent.get(&member.id).copied().unwrap_or_default(),
        }
    }
}

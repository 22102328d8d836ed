//! Sends what is due: a worker claims messages for some minutes, asks for their recipients all at once, and sends a few at a time.

mod deliver;
mod directory;
mod enclosed;
mod gateway;
mod mail;
mod meta;
mod outlet;
mod plain;
mod pushed;
mod reported;
mod rest;
pub mod route;
pub mod segments;
mod short;
pub mod templates;
mod tokens;
mod twilio;
mod words;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use futures::StreamExt;
use kernel::module::Worker;
use kernel::{Actor, Context, SiteId, outbox};
use sea_orm::DbErr;

use crate::MODULE;
use crate::callbacks::answers;
use crate::gateways::{self, Gateways, Line};
use crate::messages::store::{self, Claimed, Queue};
use crate::messages::tries::{self, Try};
use crate::messages::{Channel, MessageChanged, after};
use crate::push::subscription::Subscription;
use crate::push::{self, Push};
use crate::settings::MessageSettings;
use crate::settings::row::of_sites;
use crate::texts::OwnTexts;

use self::deliver::Delivery;
use self::rest::Rests;
pub use deliver::{HIDDEN, is_first, zone};
pub use directory::{Directory, People, Person};
pub use gateway::{Answer, Filled, Gateway, Short, heard, is_passing, said};
pub use meta::Meta;
pub use outlet::Outlet;
pub use plain::Plain;
pub use route::order;
pub use tokens::Tokens;
pub use twilio::Twilio;

const AT_ONCE: usize = 4;

/// The worker.
pub struct Sender {
    context: Context,
    directory: Arc<Directory>,
    outlet: Outlet,
    gateways: Arc<Gateways>,
    push: Arc<Push>,
    /// Gateways that take nothing at the moment.
    rests: Rests<(SiteId, Channel)>,
}

/// What a turn knows of all its messages.
struct Turn {
    people: Result<People, String>,
    /// The ways that are switched on.
    lines: HashMap<(SiteId, Channel), Line>,
    /// The browsers that customers have told.
    devices: HashMap<CustomerId, Vec<Subscription>>,
    /// When people wrote to a site by WhatsApp last, where that is still fresh.
    wrote: HashSet<(SiteId, String)>,
    /// Tries that somebody began and told nothing of.
    open: HashMap<uuid::Uuid, Try>,
    /// How many calls a gateway answered, and how many it had no ear for.
    answered: AtomicUsize,
    busy: AtomicUsize,
    settings: HashMap<SiteId, MessageSettings>,
    texts: OwnTexts,
}

#[async_trait]
impl Worker for Sender {
    async fn turn(&self) -> Result<bool, DbErr> {
        let (reader, now) = (self.context.db.reader(), self.context.clock.now());
        let lines = gateways::store::all(reader).await?;
        let mut may_be_more = self.queue(Queue::Mail, store::BATCH, &lines, now).await?;
        // Where a gateway was switched off, what waited for it goes another way.
        for line in lines.iter().filter(|line| !line.is_paused() && !self.rests.is_resting(&(line.site(), line.channel()), now)) {
            let most = gateways::store::room(reader, line, now).await?.min(store::BATCH);
            if most > 0 {
                may_be_more |= self.queue(Queue::Line(line.site(), line.channel()), most, &lines, now).await?;
            }
        }
        Ok(may_be_more)
    }
}

impl Sender {
    pub fn new(context: Context, directory: Arc<Directory>, outlet: Outlet, (gateways, push): (Arc<Gateways>, Arc<Push>)) -> Self {
        Self { context, directory, outlet, gateways, push, rests: Rests::default() }
    }

    /// A batch of a queue; whether there may be more.
    async fn queue(&self, queue: Queue, most: usize, lines: &[Line], now: DateTime<Utc>) -> Result<bool, DbErr> {
        if !store::is_due(self.context.db.reader(), queue, now).await? {
            return Ok(false);
        }
        let claimed = self.claim(queue, most, now).await?;
        // Another way may be open at once to what did not go this one.
        let may_be_more = !claimed.is_empty();
        let turn = self.turn_of(&claimed, lines, now).await?;
        let all = futures::stream::iter(claimed).for_each_concurrent(AT_ONCE, |message| {
            let turn = &turn;
            async move {
                let delivery = self.deliver(&message, turn).await;
                // The lease runs out, and the message is tried again.
                if let Err(error) = self.record(&message, delivery).await {
                    tracing::warn!(message.id = %message.id, %error, "a try to send could not be written down");
                }
            }
        });
        all.await;
        if let Queue::Line(site, channel) = queue {
            let (busy, answered) = (turn.busy.load(Ordering::Relaxed), turn.answered.load(Ordering::Relaxed));
            self.rests.heard((site, channel), busy, answered, now);
        }
        Ok(may_be_more)
    }

    async fn turn_of(&self, claimed: &[Claimed], lines: &[Line], now: DateTime<Utc>) -> Result<Turn, DbErr> {
        let reader = self.context.db.reader();
        let ids: Vec<_> = claimed.iter().map(|message| message.id).collect();
        let sites: BTreeSet<_> = claimed.iter().map(|message| message.site_id).collect();
        let events: BTreeSet<_> = claimed.iter().map(|message| message.event).collect();
        let sites = Vec::from_iter(sites);
        let lines: HashMap<_, _> =
            lines.iter().filter(|line| line.is_enabled()).map(|line| ((line.site(), line.channel()), line.clone())).collect();
        let people = self.directory.people_of(claimed).await.map_err(|problem| problem.title);
        let asked = people.as_ref().ok().filter(|_| lines.keys().any(|(_, channel)| *channel == Channel::Whatsapp));
        let customers: BTreeSet<_> = claimed.iter().filter_map(|message| message.customer_id).collect();
        let mut devices: HashMap<_, Vec<_>> = HashMap::new();
        for device in push::store::of_customers(reader, &Vec::from_iter(customers)).await? {
            if let Some(customer) = device.customer_id {
                devices.entry(customer).or_default().push(device);
            }
        }
        Ok(Turn {
            devices,
            wrote: answers::fresh(reader, asked.map(People::phones).unwrap_or_default(), now).await?,
            people,
            lines,
            answered: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
            open: tries::open(reader, &ids).await?,
            settings: of_sites(reader, &sites).await?,
            texts: OwnTexts::of(reader, &sites, &Vec::from_iter(events)).await?,
        })
    }

    async fn claim(&self, queue: Queue, most: usize, now: DateTime<Utc>) -> Result<Vec<Claimed>, DbErr> {
        let tx = self.context.db.begin().await?;
        let claimed = store::claim(&tx, queue, now, most).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn record(&self, message: &Claimed, delivery: Delivery) -> Result<(), DbErr> {
        let clock = self.context.clock.as_ref();
        let now = clock.now();
        let Delivery { letter, outcome, channel, tried, ends } = delivery;
        let progress = after(outcome, message.attempts, now);
        let mut tx = self.context.db.begin().await?;
        if store::record(&tx, message, channel, letter.as_ref(), &progress).await? {
            if let Some(tried) = tried {
                tries::insert(&tx, tried).await?;
            }
            if let Some(end) = ends {
                tries::end(&tx, end.id, end.outcome, end.said, end.reference, now).await?;
            }
            let changed = MessageChanged { id: message.id, site_id: message.site_id };
            outbox::append(&mut tx, MODULE, &changed, &Actor::system(), clock).await?;
            if let Some(messaged) = message.messaged(progress.state, &letter.map_or_else(String::new, |letter| letter.title())) {
                outbox::append(&mut tx, MODULE, &messaged, &Actor::system(), clock).await?;
            }
            if let Some(reported) = message.reported(&progress) {
                outbox::append(&mut tx, MODULE, &reported, &Actor::system(), clock).await?;
            }
        }
        tx.commit().await
    }
}

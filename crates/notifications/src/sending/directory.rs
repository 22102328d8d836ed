//! Whom messages go to and what is attached, from the modules that know.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use contracts::billing::{Invoices, Pdf};
use contracts::customers::{Approver, Channel, Consents, CustomerCard, CustomerId, Customers, Purpose, WrittenBy};
use contracts::documents::Language;
use contracts::identity::{AccountLinks, SiteCard, Sites, Staff, UserId};
use contracts::inventory::PurchaseOrders;
use contracts::scheduling::{AppointmentEnclosure, AppointmentLinks, AppointmentNotice};
use contracts::workshop::{EstimateLinks, InspectionLinks, OrderPapers};
use kernel::{Problem, SiteId};

use crate::campaigns::Campaigns;
use crate::gateways::is_e164;
use crate::messages::store::Claimed;
use crate::messages::{MessageEvent, Params};
use crate::reminders::Reminders;

/// The ports that the worker asks.
pub struct Directory {
    pub sites: Arc<dyn Sites>,
    pub staff: Arc<dyn Staff>,
    pub customers: Arc<dyn Customers>,
    pub consents: Arc<dyn Consents>,
    pub invoices: Arc<dyn Invoices>,
    pub purchase_orders: Arc<dyn PurchaseOrders>,
    pub links: Arc<dyn AccountLinks>,
    pub appointments: Arc<dyn AppointmentLinks>,
    pub inspections: Arc<dyn InspectionLinks>,
    pub estimates: Arc<dyn EstimateLinks>,
    pub papers: Arc<dyn OrderPapers>,
    pub reminders: Arc<Reminders>,
    pub campaigns: Arc<Campaigns>,
}

/// Somebody to write to.
#[derive(Clone, Debug)]
pub struct Person {
    pub name: String,
    pub email: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    pub language: Language,
    /// What they would rather be written by.
    pub prefers: Option<WrittenBy>,
}

/// Everybody a batch of messages is about.
pub struct People {
    customers: HashMap<CustomerId, Person>,
    staff: HashMap<UserId, Person>,
    sites: HashMap<SiteId, SiteCard>,
    /// By which channels customers want nothing about their own visits; of mails, where nothing hangs on them.
    refused: HashSet<(CustomerId, Channel)>,
    /// By which they did not agree to offers; of those to whom some go.
    no_offers: HashSet<(CustomerId, Channel)>,
}

impl Directory {
    /// Some questions for a whole batch.
    pub async fn people_of(&self, messages: &[Claimed]) -> Result<People, Problem> {
        let customers: BTreeSet<_> = messages.iter().filter_map(|message| message.customer_id).collect();
        let staff: BTreeSet<_> = messages.iter().filter_map(|message| message.user_id).collect();
        let sites: BTreeSet<_> = messages.iter().map(|message| message.site_id).collect();
        let reminded = messages.iter().filter(|message| message.event.may_be_refused());
        let reminded = reminded.filter_map(|message| message.customer_id).collect();
        let offered = messages.iter().filter(|message| message.event == MessageEvent::Promotion);
        let no_offers = self.no_offers(offered.filter_map(|message| message.customer_id).collect()).await?;
        let refused = self.refused(&customers, &reminded).await?;
        let customers = self.customers_of(Vec::from_iter(customers)).await?;
        let staff = self.staff_of(Vec::from_iter(staff)).await?;
        // An empty question would be answered with every site.
        let cards = if sites.is_empty() { vec![] } else { self.sites.cards(&Vec::from_iter(sites)).await? };
        Ok(People { customers, staff, sites: cards.into_iter().map(|card| (card.id, card)).collect(), refused, no_offers })
    }

    /// The document that goes with the message.
    pub async fn pdf_of(&self, message: &Claimed, params: &Params) -> Result<Option<Pdf>, Problem> {
        match (message.event, message.invoice_id, params) {
            (MessageEvent::InvoiceIssued, Some(invoice), _) => self.invoices.pdf(invoice).await.map(Some),
            (MessageEvent::Statement, _, Params::Statement { asked }) => self.invoices.statement(asked).await.map(Some),
            (MessageEvent::Dunning, _, Params::Dunning { letter }) => self.invoices.letter(letter.id).await.map(Some),
            (MessageEvent::PurchaseOrder, _, Params::Purchase { order }) => self.purchase_orders.pdf(order.id).await.map(Some),
            _ => Ok(None),
        }
    }

    /// The secret link that the message carries; none when its request is not open any more.
    pub async fn link_of(&self, params: &Params) -> Result<Option<String>, Problem> {
        match params {
            Params::AccountLink { request_id, .. } => self.links.issue(*request_id).await,
            Params::Inspection { inspection_id, .. } => self.inspections.issue(*inspection_id).await,
            Params::Estimate { estimate_id, to, .. } => self.estimates.issue(*estimate_id, to.as_ref().map(|to| to.id)).await,
            Params::Answer { estimate_id, .. } => self.estimates.issue(*estimate_id, None).await,
            _ => Ok(None),
        }
    }

    /// The secret link and the calendar file of an appointment; none when the message is not wanted any more.
    pub async fn enclosure_of(&self, params: &Params) -> Result<Option<AppointmentEnclosure>, Problem> {
        let Params::Appointment { notice, reminder } = params else { return Ok(None) };
        self.appointments.enclose(notice.id, reminder.as_ref().map(|_| notice.start)).await
    }

    async fn refused(
        &self,
        customers: &BTreeSet<CustomerId>,
        reminded: &BTreeSet<CustomerId>,
    ) -> Result<HashSet<(CustomerId, Channel)>, Problem> {
        let short = customers.iter().flat_map(|id| [Channel::Sms, Channel::Whatsapp, Channel::Push].map(|channel| (*id, channel)));
        let mails = reminded.iter().map(|id| (*id, Channel::Email));
        self.refusing(short.chain(mails).map(|(id, channel)| (id, channel, Purpose::Service)).collect()).await
    }

    async fn no_offers(&self, offered: BTreeSet<CustomerId>) -> Result<HashSet<(CustomerId, Channel)>, Problem> {
        let ways = [Channel::Sms, Channel::Whatsapp, Channel::Email];
        self.refusing(offered.iter().flat_map(|id| ways.map(|channel| (*id, channel, Purpose::Marketing))).collect()).await
    }

    /// Of these, what may not be.
    async fn refusing(&self, asked: Vec<(CustomerId, Channel, Purpose)>) -> Result<HashSet<(CustomerId, Channel)>, Problem> {
        let may = if asked.is_empty() { vec![] } else { self.consents.may_contact(&asked).await? };
        Ok(asked.into_iter().zip(may).filter(|(_, may)| !may).map(|((id, channel, _), _)| (id, channel)).collect())
    }

    async fn customers_of(&self, ids: Vec<CustomerId>) -> Result<HashMap<CustomerId, Person>, Problem> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let cards = self.customers.cards(&ids).await?;
        let person = |card: CustomerCard| {
            let prefers = card.prefers;
            (card.id, Person { prefers, ..Person::new(card.name, card.email, card.phone, &card.language) })
        };
        Ok(cards.into_iter().map(person).collect())
    }

    async fn staff_of(&self, ids: Vec<UserId>) -> Result<HashMap<UserId, Person>, Problem> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let cards = self.staff.cards(&ids).await?;
        Ok(cards.into_iter().map(|card| (card.id, Person::new(card.name, card.email, None, &card.language))).collect())
    }
}

impl People {
    pub fn refuse(&self, message: &Claimed, channel: Channel) -> bool {
        let refused = if message.event == MessageEvent::Promotion { &self.no_offers } else { &self.refused };
        message.customer_id.is_some_and(|id| refused.contains(&(id, channel)))
    }

    /// The telephones of the customers.
    pub fn phones(&self) -> Vec<String> {
        self.customers.values().filter_map(|person| person.phone.clone()).collect()
    }

    pub fn refuses_mail(&self, message: &Claimed) -> bool {
        message.event.may_be_refused() && self.refuse(message, Channel::Email)
    }

    /// Whom the message goes to, and the site it comes from.
    pub fn recipient(&self, message: &Claimed, params: &Params) -> Option<(Person, &SiteCard)> {
        let site = self.sites.get(&message.site_id)?;
        let customer = message.customer_id.and_then(|id| self.customers.get(&id));
        let known = customer.or_else(|| message.user_id.and_then(|id| self.staff.get(&id))).cloned();
        let stranger = || match params {
            // Who is no customer yet gave an address with the booking.
            Params::Appointment { notice, .. } if message.customer_id.is_none() => Some(Person::of(notice, site)),
            Params::Purchase { order } => {
                Some(Person::new(order.supplier.clone(), Some(order.email.clone()), None, site.languages.default.code()))
            }
            _ => None,
        };
        let person = known.or_else(stranger)?;
        let person = match params {
            Params::Estimate { to: Some(to), .. } => person.in_place(to),
            Params::Promotion { promotion } => promotion.trial.as_ref().map_or(person.clone(), |trial| person.named(&trial.name)),
            _ => person,
        };
        Some((person, site))
    }
}

impl Person {
    /// The person at another address.
    pub fn at(&self, email: &str) -> Self {
        Self { email: Some(email.to_owned()), phone: None, ..self.clone() }
    }

    /// The person under another name.
    fn named(&self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self.clone() }
    }

    /// Whom the customer has decide, in their language where they have none of their own.
    fn in_place(self, to: &Approver) -> Self {
        let language = to.language.as_deref().map_or(self.language, Language::from_code);
        Self { language, ..Self::new(to.name.clone(), to.email.clone(), None, language.code()) }
    }

    fn of(notice: &AppointmentNotice, site: &SiteCard) -> Self {
        let language = notice.language.as_deref().unwrap_or(site.languages.default.code());
        Self::new(notice.name.clone(), notice.email.clone(), notice.phone.clone(), language)
    }

    fn new(name: String, email: Option<String>, phone: Option<String>, language: &str) -> Self {
        let email = email.filter(|email| !email.trim().is_empty());
        let (phone, language) = (phone.filter(|phone| is_e164(phone)), Language::from_code(language));
        Self { name, email, phone, language, prefers: None }
    }
}

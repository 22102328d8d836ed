//! The modules wired together: which needs whom, in the direction of knowledge. What runs in this process is called directly, what
//! runs in another through a [`Peer`].

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use contracts::billing::Invoices;
use contracts::customers::{Audiences, Consents, Credit, Customers};
use contracts::documents::{Press, Renderer, Styles};
use contracts::identity::{AccountLinks, OpenWork, Sites, Staff};
use contracts::inventory::{Catalogue, PurchaseOrders};
use contracts::scheduling::{AppointmentLinks, Appointments, Arrivals, BookingPages};
use contracts::subjects::SubjectData;
use contracts::vehicles::{DueVehicles, OwnedVehicles, Vehicles};
use contracts::workshop::{DeferredWork, EstimateLinks, InspectionLinks, OfferLinks, OrderPapers, WorkOrders};
use kernel::actor::Authenticator;
use kernel::feed::Feed;
use kernel::limits::{self, Counter, Redis};
use kernel::relay::Listener;
use kernel::{Context, Module, Vault};
use remote::{Callers, Peer};

use crate::apart::Topology;
use crate::config::Config;
use crate::program::KEEP_SECRETS;
use crate::secret;

/// In the direction of knowledge.
pub const MODULES: [&str; 10] = [
    identity::MODULE,
    customers::MODULE,
    vehicles::MODULE,
    scheduling::MODULE,
    inventory::MODULE,
    workshop::MODULE,
    billing::MODULE,
    notifications::MODULE,
    reporting::MODULE,
    webhooks::MODULE,
];

/// Those that keep something of customers.
pub const SUBJECTS: [&str; 5] = [vehicles::MODULE, scheduling::MODULE, workshop::MODULE, billing::MODULE, notifications::MODULE];

/// Makes the modules of this process, and the ports that they ask.
pub struct Wiring<'a> {
    pub config: &'a Config,
    pub context: &'a Context,
    pub topology: &'a Topology,
    /// None where no module runs that keeps secrets.
    vault: Option<Vault>,
    /// Where tries are counted, and what strangers ask for.
    counter: Arc<dyn Counter>,
}

impl<'a> Wiring<'a> {
    pub fn new(config: &'a Config, context: &'a Context, topology: &'a Topology) -> anyhow::Result<Self> {
        let keeps_secrets = KEEP_SECRETS.iter().any(|module| topology.runs(module));
        let vault = keeps_secrets.then(|| secret::vault(config)).transpose()?;
        let redis = config.redis_url.as_deref().map(Redis::at).transpose().context("the address of Redis is not right")?;
        Ok(Self { config, context, topology, vault, counter: limits::counter(redis) })
    }

    /// For looking at: with a key that seals nothing.
    pub fn on_paper(config: &'a Config, context: &'a Context, topology: &'a Topology, vault: Vault) -> Self {
        Self { config, context, topology, vault: Some(vault), counter: limits::counter(None) }
    }

    /// The modules that run here.
    pub fn modules(&self) -> anyhow::Result<Vec<Module>> {
        self.topology.here().iter().map(|name| self.module(name)).collect()
    }

    fn module(&self, name: &'static str) -> anyhow::Result<Module> {
        let context = self.context.clone();
        Ok(match name {
            identity::MODULE => {
                identity::module(context, self.vault()?, access(self.config, self.counter.clone()), vec![self.open_work(name)?])
            }
            customers::MODULE => {
                let (sites, staff) = (self.sites(name)?, self.staff(name)?);
                customers::module(context, customers::Around { sites, staff, subjects: self.subjects(name)? })
            }
            vehicles::MODULE => vehicles::module(context, self.sites(name)?, self.customers(name)?, self.press(name)?),
            scheduling::MODULE => {
                let (sites, staff, customers) = (self.sites(name)?, self.staff(name)?, self.customers(name)?);
                scheduling::module(context, sites, staff, customers, self.vehicles(name)?, self.counter.clone())
            }
            inventory::MODULE => inventory::module(context, self.sites(name)?, self.press(name)?),
            workshop::MODULE => {
                let (sites, staff, customers) = (self.sites(name)?, self.staff(name)?, self.customers(name)?);
                let (vehicles, catalogue, appointments) = (self.vehicles(name)?, self.catalogue(name)?, self.appointments(name)?);
                let credit = self.credit(name)?;
                let (press, public_url) = (self.press(name)?, self.config.public_url.clone());
                let around = workshop::Around { sites, staff, customers, credit, vehicles, catalogue, appointments, press, public_url };
                workshop::module(context, around, self.counter.clone())
            }
            billing::MODULE => {
                let (sites, customers, work_orders) = (self.sites(name)?, self.customers(name)?, self.work_orders(name)?);
                billing::module(context, sites, customers, work_orders, renderer(), self.paying()?, self.sending()?)
            }
            reporting::MODULE => reporting::module(context, self.staff(name)?),
            webhooks::MODULE => webhooks::module(context, webhooks::Settings { vault: self.vault()?, hosts: self.hosts() }),
            _ => {
                let (sites, staff, customers) = (self.sites(name)?, self.staff(name)?, self.customers(name)?);
                let (account, appointment) = (self.account_links(name)?, self.appointment_links(name)?);
                let links = (account, appointment, self.inspection_links(name)?, self.estimate_links(name)?);
                let readers = (customers, self.consents(name)?, self.due_vehicles(name)?, self.arrivals(name)?);
                let papers = (self.invoices(name)?, self.purchase_orders(name)?, self.work_orders(name)?, self.order_papers(name)?);
                let audience = notifications::Audience {
                    customers: self.audiences(name)?,
                    vehicles: self.owned_vehicles(name)?,
                    deferred: self.deferred_work(name)?,
                    offers: self.offer_links(name)?,
                };
                notifications::module(context, sites, staff, (readers, audience), papers, links, self.messages()?)
            }
        })
    }

    /// Knows the callers of the API.
    pub fn authenticator(&self) -> anyhow::Result<Arc<dyn Authenticator>> {
        if self.topology.runs(identity::MODULE) {
            return Ok(identity::authenticator(self.context, &self.vault()?));
        }
        let peer = self.topology.peer(identity::MODULE, "who calls")?;
        Ok(Arc::new(Callers::new(peer, self.context.clock.clone())))
    }

    /// Knows them for other processes.
    pub fn authenticator_for_services(&self) -> anyhow::Result<Arc<dyn Authenticator>> {
        Ok(identity::authenticator_for_services(self.context, &self.vault()?))
    }

    /// The feeds that the listeners of this process follow because their producers run elsewhere.
    pub fn feeds(&self, listeners: &[Arc<dyn Listener>]) -> anyhow::Result<BTreeMap<&'static str, Arc<dyn Feed>>> {
        let mut feeds: BTreeMap<_, Arc<dyn Feed>> = BTreeMap::new();
        for listener in listeners.iter().filter(|listener| !self.topology.runs(listener.hears())) {
            feeds.insert(listener.hears(), Arc::new(self.topology.peer(listener.hears(), listener.module())?));
        }
        Ok(feeds)
    }

    pub fn sites(&self, asker: &str) -> anyhow::Result<Arc<dyn Sites>> {
        Ok(match self.elsewhere(identity::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => identity::ports(self.context),
        })
    }

    pub fn staff(&self, asker: &str) -> anyhow::Result<Arc<dyn Staff>> {
        Ok(match self.elsewhere(identity::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => identity::ports(self.context),
        })
    }

    pub fn account_links(&self, asker: &str) -> anyhow::Result<Arc<dyn AccountLinks>> {
        Ok(match self.elsewhere(identity::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => identity::account_links(self.context, &self.config.public_url),
        })
    }

    pub fn customers(&self, asker: &str) -> anyhow::Result<Arc<dyn Customers>> {
        Ok(match self.elsewhere(customers::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => customers::ports(self.context),
        })
    }

    pub fn consents(&self, asker: &str) -> anyhow::Result<Arc<dyn Consents>> {
        Ok(match self.elsewhere(customers::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => customers::ports(self.context),
        })
    }

    /// The modules that keep something of customers, in the direction of knowledge.
    fn subjects(&self, asker: &str) -> anyhow::Result<Vec<Arc<dyn SubjectData>>> {
        SUBJECTS.into_iter().map(|module| self.subject(module, asker)).collect()
    }

    pub fn subject(&self, module: &'static str, asker: &str) -> anyhow::Result<Arc<dyn SubjectData>> {
        if let Some(peer) = self.elsewhere(module, asker)? {
            return Ok(Arc::new(peer));
        }
        Ok(match module {
            vehicles::MODULE => vehicles::ports(self.context),
            scheduling::MODULE => scheduling::ports(self.context),
            workshop::MODULE => workshop::ports(self.context),
            billing::MODULE => self.billing()?,
            _ => notifications::subjects(self.context),
        })
    }

    pub fn audiences(&self, asker: &str) -> anyhow::Result<Arc<dyn Audiences>> {
        Ok(match self.elsewhere(customers::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => customers::ports(self.context),
        })
    }

    pub fn credit(&self, asker: &str) -> anyhow::Result<Arc<dyn Credit>> {
        Ok(match self.elsewhere(customers::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => customers::ports(self.context),
        })
    }

    pub fn vehicles(&self, asker: &str) -> anyhow::Result<Arc<dyn Vehicles>> {
        Ok(match self.elsewhere(vehicles::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => vehicles::ports(self.context),
        })
    }

    pub fn due_vehicles(&self, asker: &str) -> anyhow::Result<Arc<dyn DueVehicles>> {
        Ok(match self.elsewhere(vehicles::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => vehicles::ports(self.context),
        })
    }

    pub fn owned_vehicles(&self, asker: &str) -> anyhow::Result<Arc<dyn OwnedVehicles>> {
        Ok(match self.elsewhere(vehicles::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => vehicles::ports(self.context),
        })
    }

    pub fn arrivals(&self, asker: &str) -> anyhow::Result<Arc<dyn Arrivals>> {
        Ok(match self.elsewhere(scheduling::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => scheduling::arrivals(self.context, self.sites(scheduling::MODULE)?, &self.config.public_url),
        })
    }

    pub fn appointments(&self, asker: &str) -> anyhow::Result<Arc<dyn Appointments>> {
        Ok(match self.elsewhere(scheduling::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => scheduling::ports(self.context),
        })
    }

    pub fn appointment_links(&self, asker: &str) -> anyhow::Result<Arc<dyn AppointmentLinks>> {
        Ok(match self.elsewhere(scheduling::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => scheduling::links(self.context, self.sites(scheduling::MODULE)?, &self.config.public_url),
        })
    }

    pub fn booking_pages(&self, asker: &str) -> anyhow::Result<Arc<dyn BookingPages>> {
        Ok(match self.elsewhere(scheduling::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => scheduling::booking_pages(self.context, self.sites(scheduling::MODULE)?),
        })
    }

    pub fn inspection_links(&self, asker: &str) -> anyhow::Result<Arc<dyn InspectionLinks>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::inspection_links(self.context, &self.config.public_url),
        })
    }

    pub fn estimate_links(&self, asker: &str) -> anyhow::Result<Arc<dyn EstimateLinks>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::estimate_links(self.context, &self.config.public_url),
        })
    }

    pub fn offer_links(&self, asker: &str) -> anyhow::Result<Arc<dyn OfferLinks>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::offer_links(self.context, &self.config.public_url),
        })
    }

    pub fn deferred_work(&self, asker: &str) -> anyhow::Result<Arc<dyn DeferredWork>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::ports(self.context),
        })
    }

    pub fn order_papers(&self, asker: &str) -> anyhow::Result<Arc<dyn OrderPapers>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::order_papers(self.context, &self.config.public_url),
        })
    }

    pub fn catalogue(&self, asker: &str) -> anyhow::Result<Arc<dyn Catalogue>> {
        Ok(match self.elsewhere(inventory::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => inventory::ports(self.context),
        })
    }

    pub fn open_work(&self, asker: &str) -> anyhow::Result<Arc<dyn OpenWork>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::ports(self.context),
        })
    }

    pub fn work_orders(&self, asker: &str) -> anyhow::Result<Arc<dyn WorkOrders>> {
        Ok(match self.elsewhere(workshop::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => workshop::ports(self.context),
        })
    }

    pub fn invoices(&self, asker: &str) -> anyhow::Result<Arc<dyn Invoices>> {
        Ok(match self.elsewhere(billing::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => self.billing()?,
        })
    }

    pub fn styles(&self, asker: &str) -> anyhow::Result<Arc<dyn Styles>> {
        Ok(match self.elsewhere(billing::MODULE, asker)? {
            Some(peer) => Arc::new(peer),
            None => billing::styles(self.context),
        })
    }

    pub fn purchase_orders(&self, asker: &str) -> anyhow::Result<Arc<dyn PurchaseOrders>> {
        if let Some(peer) = self.elsewhere(inventory::MODULE, asker)? {
            return Ok(Arc::new(peer));
        }
        let sites = self.sites(inventory::MODULE)?;
        Ok(inventory::purchase_orders(self.context, sites, self.press(inventory::MODULE)?))
    }

    /// What prints, and how it looks.
    fn press(&self, asker: &str) -> anyhow::Result<Press> {
        Ok(Press { renderer: renderer(), styles: self.styles(asker)? })
    }

    /// What billing offers, where it runs.
    pub fn billing(&self) -> anyhow::Result<Arc<billing::Ports>> {
        let (sites, customers) = (self.sites(billing::MODULE)?, self.customers(billing::MODULE)?);
        Ok(billing::ports(self.context, sites, customers, renderer()))
    }

    fn elsewhere(&self, module: &'static str, asker: &str) -> anyhow::Result<Option<Peer>> {
        if self.topology.runs(module) { Ok(None) } else { self.topology.peer(module, asker).map(Some) }
    }

    /// What billing is told of paying online.
    fn paying(&self) -> anyhow::Result<billing::OnlineSettings> {
        let (config, usual) = (self.config, billing::Addresses::default());
        let addresses = billing::Addresses {
            stripe: config.stripe_url.clone().unwrap_or(usual.stripe),
            konnect_test: config.konnect_url.clone().unwrap_or(usual.konnect_test),
            konnect: config.konnect_url.clone().unwrap_or(usual.konnect),
            flouci: config.flouci_url.clone().unwrap_or(usual.flouci),
        };
        Ok(billing::OnlineSettings {
            vault: self.vault()?,
            counter: self.counter.clone(),
            public_url: config.public_url.clone(),
            addresses,
        })
    }

    /// What billing is told of electronic documents.
    fn sending(&self) -> anyhow::Result<billing::EInvoiceSettings> {
        let (config, usual) = (self.config, billing::PlatformAddresses::default());
        let addresses = billing::PlatformAddresses {
            ttn_test: config.ttn_url.clone().unwrap_or(usual.ttn_test),
            ttn: config.ttn_url.clone().unwrap_or(usual.ttn),
            peppyrus_test: config.peppyrus_url.clone().unwrap_or(usual.peppyrus_test),
            peppyrus: config.peppyrus_url.clone().unwrap_or(usual.peppyrus),
        };
        let (key, command) = (config.einvoice_key.as_deref(), config.einvoice_signer.as_deref());
        let signer = billing::signer(key, command, &self.context.clock).context("electronic documents cannot be signed")?;
        Ok(billing::EInvoiceSettings { vault: self.vault()?, signer, addresses })
    }

    /// What notifications is told of mail servers and gateways.
    fn messages(&self) -> anyhow::Result<notifications::Settings> {
        let config = self.config;
        let twilio = config.twilio_url.clone().unwrap_or_else(|| notifications::SmsSettings::TWILIO.to_owned());
        let meta = config.meta_url.clone().unwrap_or_else(|| notifications::SmsSettings::META.to_owned());
        let sms = notifications::SmsSettings {
            vault: self.vault()?,
            public_url: config.public_url.clone(),
            twilio: twilio.trim_end_matches('/').to_owned(),
            meta: meta.trim_end_matches('/').to_owned(),
            hosts: self.hosts(),
            counter: self.counter.clone(),
        };
        Ok(notifications::Settings { smtp_url: config.smtp_url.clone(), from: config.mail_from.clone(), sms })
    }

    /// Machines of the house that people may name.
    fn hosts(&self) -> Vec<String> {
        self.config.gateway_hosts.split(',').map(str::trim).filter(|host| !host.is_empty()).map(str::to_owned).collect()
    }

    fn vault(&self) -> anyhow::Result<Vault> {
        self.vault.clone().context("secrets are kept where identity, billing, notifications and webhooks run")
    }
}

fn renderer() -> Arc<dyn Renderer> {
    Arc::new(documents::Printer)
}

fn access(config: &Config, counter: Arc<dyn Counter>) -> identity::Settings {
    identity::Settings {
        secure_cookies: config.secure_cookies,
        public_url: config.public_url.clone(),
        has_mail: config.smtp_url.is_some(),
        customer_registration: config.customer_registration,
        oidc: oidc(config),
        counter,
    }
}

fn oidc(config: &Config) -> Option<identity::Oidc> {
    let (issuer, client_id) = (config.oidc_issuer.clone()?, config.oidc_client_id.clone()?);
    Some(identity::Oidc { issuer, client_id, client_secret: config.oidc_client_secret.clone(), name: config.oidc_name.clone() })
}

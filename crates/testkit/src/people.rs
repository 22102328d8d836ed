//! The people of the tests, and ports that answer for identity where it is not under test.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::identity::{Languages, Numbering, OpeningHours, Role, SiteCard, Sites, Staff, StaffCard, UserId};
use kernel::actor::{Authenticator, Refusal};
use kernel::{Actor, Amount, BasisPoints, Problem, SiteId, Via};

/// Two sites; an owner, an advisor and a technician at the first, and an owner of the second.
pub struct People {
    pub site: SiteId,
    pub other_site: SiteId,
    pub owner: UserId,
    pub advisor: UserId,
    pub technician: UserId,
    pub outsider: UserId,
    others: OnceLock<Arc<dyn Authenticator>>,
    /// What the first site chose since: its numbering, and whether it closed.
    settings: Mutex<(Numbering, Option<DateTime<Utc>>)>,
    in_belgium: AtomicBool,
    /// Of the second site; the first's where it has none of its own.
    other_zone: Mutex<Option<&'static str>>,
}

impl Default for People {
    fn default() -> Self {
        Self {
            site: SiteId::new(),
            other_site: SiteId::new(),
            owner: UserId::new(),
            advisor: UserId::new(),
            technician: UserId::new(),
            outsider: UserId::new(),
            others: OnceLock::new(),
            settings: Mutex::default(),
            in_belgium: AtomicBool::new(false),
            other_zone: Mutex::new(None),
        }
    }
}

impl People {
    pub const OWNER: &str = "owner";
    pub const ADVISOR: &str = "advisor";
    pub const TECHNICIAN: &str = "technician";
    pub const OUTSIDER: &str = "outsider";

    pub fn actor(&self, token: &str) -> Option<Actor> {
        let (id, name, site, role) = match token {
            Self::OWNER => (self.owner, "Hela", self.site, Role::Owner),
            Self::ADVISOR => (self.advisor, "Nadia", self.site, Role::Advisor),
            Self::TECHNICIAN => (self.technician, "Amine", self.site, Role::Technician),
            Self::OUTSIDER => (self.outsider, "Omar", self.other_site, Role::Owner),
            _ => return None,
        };
        let sites = BTreeMap::from([(site, Arc::new(role.rights()))]);
        Some(Actor { id: id.0, name: name.into(), via: Via::Session(id.0), sites })
    }

    /// Lets real access tokens in beside the four people: for tests of signing in.
    pub fn believe(&self, authenticator: Arc<dyn Authenticator>) {
        let _ = self.others.set(authenticator);
    }

    /// The first site numbers its documents like this from now on.
    pub fn number_by(&self, numbering: Numbering) {
        self.settings.lock().expect("no test panicked with it").0 = numbering;
    }

    /// The first site closes.
    pub fn close_site(&self, at: DateTime<Utc>) {
        self.settings.lock().expect("no test panicked with it").1 = Some(at);
    }

    /// The second site lives by the time of another place.
    pub fn move_other_site(&self, time_zone: &'static str) {
        *self.other_zone.lock().expect("no test panicked with it") = Some(time_zone);
    }

    /// The sites are Belgian from now on: euro, a VAT number, no stamp duty.
    pub fn move_to_belgium(&self) {
        self.in_belgium.store(true, Ordering::Relaxed);
    }

    /// The site of the fixture in PRODUCT.md 3: Lac, TND, VAT 19 %, stamp duty 1.000, labour 60.000 an hour.
    pub fn site_card(&self, id: SiteId) -> Option<SiteCard> {
        let (code, name) = match id {
            _ if id == self.site => ("LAC", "Garage du Lac"),
            _ if id == self.other_site => ("SFX", "Garage de Sfax"),
            _ => return None,
        };
        let (numbering, closed_at) =
            if id == self.site { self.settings.lock().expect("no test panicked with it").clone() } else { Default::default() };
        let moved = self.other_zone.lock().expect("no test panicked with it").filter(|_| id == self.other_site);
        let time_zone = moved.unwrap_or("Africa/Tunis");
        let in_belgium = self.in_belgium.load(Ordering::Relaxed);
        let (country, currency, tax_id, duty) =
            if in_belgium { ("BE", "EUR", "BE0123456749", 0) } else { ("TN", "TND", "0736202XAM000", 1000) };
        Some(SiteCard {
            id,
            code: code.into(),
            name: name.into(),
            legal_name: format!("{name} SARL"),
            address: "Rue du Lac Léman, 1053 Tunis".into(),
            phone: "+21671123456".into(),
            email: "contact@garage.example".into(),
            tax_id: tax_id.into(),
            country: country.into(),
            currency: currency.into(),
            vat_rate: BasisPoints(1900),
            stamp_duty: Amount(duty),
            labour_rate: Amount(60_000),
            time_zone: time_zone.into(),
            payment_terms_days: 0,
            bank_account: "07040005810111129653".into(),
            numbering,
            languages: Languages::default(),
            hours: OpeningHours::default(),
            closed_at,
        })
    }
}

#[async_trait]
impl Authenticator for People {
    async fn authenticate(&self, bearer: &str) -> Result<Arc<Actor>, Problem> {
        if let Some(actor) = self.actor(bearer) {
            return Ok(Arc::new(actor));
        }
        match self.others.get() {
            Some(others) => others.authenticate(bearer).await,
            None => Err(Problem::unauthorized("Who is this?")),
        }
    }

    async fn refused(&self, refusal: Refusal) {
        if let Some(others) = self.others.get() {
            others.refused(refusal).await;
        }
    }
}

/// Answers for the two sites.
pub struct FakeSites(pub Arc<People>);

#[async_trait]
impl Sites for FakeSites {
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        let all = [self.0.site, self.0.other_site];
        let asked = if ids.is_empty() { &all[..] } else { ids };
        Ok(asked.iter().filter_map(|id| self.0.site_card(*id)).collect())
    }
}

/// Answers for the four people.
pub struct FakeStaff(pub Arc<People>);

#[async_trait]
impl Staff for FakeStaff {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem> {
        let people = &self.0;
        let all = [
            (people.owner, "Hela", people.site),
            (people.advisor, "Nadia", people.site),
            (people.technician, "Amine", people.site),
            (people.outsider, "Omar", people.other_site),
        ];
        let known = all.into_iter().filter(|(id, ..)| ids.contains(id));
        Ok(known
            .map(|(id, name, site)| StaffCard {
                id,
                name: name.into(),
                email: Some(format!("{}@garage.example", name.to_lowercase())),
                language: "fr".into(),
                sites: vec![site],
            })
            .collect())
    }

    async fn who_may(&self, permission: &str, site: SiteId, of: &[UserId]) -> Result<Vec<UserId>, Problem> {
        Ok(self.all_who_may(permission, site).await?.into_iter().filter(|id| of.contains(id)).collect())
    }

    async fn all_who_may(&self, permission: &str, site: SiteId) -> Result<Vec<UserId>, Problem> {
        let tokens = [People::OWNER, People::ADVISOR, People::TECHNICIAN, People::OUTSIDER];
        let all = tokens.into_iter().filter_map(|token| self.0.actor(token));
        let may = all.filter(|actor| actor.sites.get(&site).is_some_and(|held| held.permissions.contains(permission)));
        Ok(may.map(|actor| UserId(actor.id)).collect())
    }
}

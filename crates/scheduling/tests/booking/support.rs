//! The site of PRODUCT.md 3: three bays, one with an alignment rack, and two technicians; open from 8 to 12 and from 14 to 18.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::customers::{CustomerCard, CustomerId, Customers};
use contracts::identity::{OpeningHours, SiteCard, Sites, Span, Staff, StaffCard, UserId};
use contracts::scheduling::{AppointmentEnclosure, AppointmentId};
use contracts::vehicles::{VehicleCard, VehicleId, Vehicles};
use futures::future::BoxFuture;
use kernel::limits::counter;
use kernel::outbox::{self, Event};
use kernel::schema::{create_module_tables, migrate};
use kernel::{Actor, Module, Problem, SiteId};
use sea_orm::{DatabaseConnection, DbErr};
use sea_orm_migration::SchemaManager;
use serde_json::{Value, json};
use testkit::{FakeSites, Kit, People, Reply};
use utoipa_axum::router::OpenApiRouter;

/// Monday 23 November 2026, the first working day after the tests' morning; Tunis is an hour before UTC.
pub const MONDAY: &str = "2026-11-23";

pub struct Shop {
    pub kit: Kit,
    pub leila: CustomerId,
    pub archived: CustomerId,
    pub peugeot: VehicleId,
    pub sami: UserId,
}

struct World {
    people: Arc<People>,
    sami: UserId,
    customers: Vec<CustomerCard>,
    vehicle: VehicleCard,
}

fn span(from: &str, until: &str) -> Span {
    Span { from: from.parse().unwrap(), until: until.parse().unwrap() }
}

pub fn hours() -> OpeningHours {
    let mut week = vec![vec![span("08:00", "12:00"), span("14:00", "18:00")]; 6];
    week.push(vec![]);
    OpeningHours { week, exceptions: vec![] }
}

#[async_trait]
impl Sites for World {
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem> {
        let cards = FakeSites(self.people.clone()).cards(ids).await?;
        Ok(cards.into_iter().map(|card| SiteCard { hours: hours(), ..card }).collect())
    }
}

#[async_trait]
impl Staff for World {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem> {
        let all = [(self.people.technician, "Amine"), (self.sami, "Sami")];
        let known = all.into_iter().filter(|(id, _)| ids.contains(id));
        let card = |(id, name): (UserId, &str)| StaffCard {
            id,
            name: name.into(),
            email: Some(format!("{}@garage.example", name.to_lowercase())),
            language: "fr".into(),
            sites: vec![self.people.site],
        };
        Ok(known.map(card).collect())
    }

    async fn who_may(&self, _: &str, _: SiteId, of: &[UserId]) -> Result<Vec<UserId>, Problem> {
        Ok(of.to_vec())
    }

    async fn all_who_may(&self, _: &str, _: SiteId) -> Result<Vec<UserId>, Problem> {
        Ok(vec![self.people.technician, self.sami])
    }
}

#[async_trait]
impl Customers for World {
    async fn cards(&self, ids: &[CustomerId]) -> Result<Vec<CustomerCard>, Problem> {
        Ok(self.customers.iter().filter(|card| ids.contains(&card.id)).cloned().collect())
    }

    async fn find_by_keys(&self, _: &[String]) -> Result<Vec<(String, CustomerId)>, Problem> {
        Ok(vec![])
    }
}

#[async_trait]
impl Vehicles for World {
    async fn cards(&self, ids: &[VehicleId]) -> Result<Vec<VehicleCard>, Problem> {
        Ok([&self.vehicle].into_iter().filter(|card| ids.contains(&card.id)).cloned().collect())
    }
}

fn customer(name: &str, archived: bool) -> CustomerCard {
    CustomerCard {
        phone: Some("+21698123456".into()),
        email: Some("leila@mail.example".into()),
        archived,
        ..CustomerCard::named(CustomerId::new(), name)
    }
}

fn feed<'a>(connection: &'a DatabaseConnection, module: &'static str) -> BoxFuture<'a, Result<(), DbErr>> {
    Box::pin(async move { create_module_tables(&SchemaManager::new(connection), module).await })
}

impl Shop {
    pub async fn open() -> Self {
        let sami = UserId::new();
        let customers = vec![customer("Leïla Chebbi", false), customer("Gone Away", true)];
        let vehicle = VehicleCard {
            id: VehicleId::new(),
            owner_id: Some(customers[0].id),
            plate: "215 TU 4821".into(),
            label: "Peugeot 208 2019".into(),
            odometer_km: Some(84_000),
            vin: None,
        };
        let (leila, archived, peugeot) = (customers[0].id, customers[1].id, vehicle.id);
        let kit = Kit::start(
            |context, people| async move {
                let world = Arc::new(World { people, sami, customers, vehicle });
                let scheduling = scheduling::module(context, world.clone(), world.clone(), world.clone(), world, counter(None));
                let speakers = ["customers", "vehicles", "workshop"].map(|name| Module::new(name, OpenApiRouter::new()));
                [scheduling].into_iter().chain(speakers).collect()
            },
            &[
                migrate::<scheduling::Migrator>,
                |connection| feed(connection, "customers"),
                |connection| feed(connection, "vehicles"),
                |connection| feed(connection, "workshop"),
            ],
        )
        .await;
        Self { kit, leila, archived, peugeot, sami }
    }

    async fn made(&self, path: &str, body: Value) -> String {
        self.kit.owner().post(path, body).await.expect(201).string("id")
    }

    pub async fn bay(&self, name: &str, codes: &[&str]) -> String {
        self.made("/resources", json!({ "site_id": self.kit.site, "kind": "bay", "name": name, "codes": codes })).await
    }

    pub async fn technician(&self, user: UserId, skills: &[&str]) -> String {
        self.made("/resources", json!({ "site_id": self.kit.site, "kind": "technician", "user_id": user, "codes": skills })).await
    }

    pub async fn service(&self, name: &str, minutes: i32, skill: Option<&str>, capability: Option<&str>) -> String {
        let body = json!({
            "site_id": self.kit.site, "names": { "fr": name }, "minutes": minutes, "skill": skill, "capability": capability, "online": true,
        });
        self.made("/services", body).await
    }

    /// Three bays, Amine and Sami, and what can be booked.
    pub async fn furnished(&self) -> Furniture {
        Furniture {
            bay_1: self.bay("Baie 1", &[]).await,
            bay_2: self.bay("Baie 2", &[]).await,
            rack: self.bay("Baie 3", &["alignment_rack"]).await,
            amine: self.technician(self.kit.people.technician, &["brakes", "diagnosis", "service"]).await,
            sami: self.technician(self.sami, &["service"]).await,
            oil: self.service("Vidange", 60, Some("service"), None).await,
            brakes: self.service("Bruit de freins", 60, Some("brakes"), None).await,
            alignment: self.service("Géométrie", 60, Some("service"), Some("alignment_rack")).await,
        }
    }

    /// A body that books at a time of the Monday, in UTC.
    pub fn booking(&self, services: &[&str], time: &str) -> Value {
        json!({
            "site_id": self.kit.site, "customer_id": self.leila, "vehicle_id": self.peugeot, "service_ids": services,
            "concern": "Bruit au freinage", "start": format!("{MONDAY}T{time}:00Z"),
        })
    }

    /// Lets strangers book, from now on.
    pub async fn go_online(&self) {
        let settings = format!("/schedules/{}/settings", self.kit.site);
        let _ = self.kit.owner().patch(&settings, json!({ "online": true, "online_text": "Merci de venir à l’heure." })).await.expect(200);
    }

    pub async fn book_online(&self, body: Value) -> Reply {
        self.kit.anonymous().post("/public/booking/lac", body).await
    }

    pub async fn book_from(&self, address: [u8; 4], body: Value) -> Reply {
        self.kit.anonymous().at(address).post("/public/booking/lac", body).await
    }

    /// The one appointment whose state is this.
    pub async fn only(&self, state: &str) -> Value {
        let page = self.kit.advisor().get(&format!("/appointments?state={state}")).await.expect(200).json();
        assert_eq!(page["items"].as_array().unwrap().len(), 1, "{page}");
        page["items"][0].clone()
    }

    /// What a mail about the appointment carries.
    pub async fn enclosed(&self, appointment: &Value) -> AppointmentEnclosure {
        let id = AppointmentId(appointment["id"].as_str().unwrap().parse().unwrap());
        let sites = Arc::new(FakeSites(self.kit.people.clone()));
        let links = scheduling::links(&self.kit.context, sites, "https://garage.example/");
        links.enclose(id, None).await.unwrap().unwrap()
    }

    /// The path of the appointment for who has the link of a mail.
    pub async fn link_to(&self, appointment: &Value) -> String {
        let link = self.enclosed(appointment).await.link;
        format!("/public/appointments/{}", link.strip_prefix("https://garage.example/a/").unwrap())
    }

    pub async fn book(&self, body: Value) -> Reply {
        self.kit.advisor().post("/appointments", body).await
    }

    /// Tells of something another module did.
    pub async fn happens<E: Event>(&self, module: &str, event: &E) {
        let mut tx = self.kit.db().begin().await.unwrap();
        outbox::append(&mut tx, module, event, &Actor::system(), self.kit.clock.as_ref()).await.unwrap();
        tx.commit().await.unwrap();
        self.kit.settle().await;
    }

    /// The events of a kind that scheduling told, oldest first.
    pub async fn told(&self, kind: &str) -> Vec<Value> {
        self.kit.settle().await;
        let events = outbox::read(self.kit.db(), "scheduling", 0, 1000).await.unwrap();
        events.iter().filter(|event| event.kind == kind).map(|event| serde_json::from_str(&event.payload).unwrap()).collect()
    }
}

pub struct Furniture {
    pub bay_1: String,
    pub bay_2: String,
    pub rack: String,
    pub amine: String,
    pub sami: String,
    pub oil: String,
    pub brakes: String,
    pub alignment: String,
}

/// What a stranger sends for a time of the Monday, in UTC.
pub fn online_booking(services: &[&str], time: &str) -> Value {
    json!({
        "service_ids": services, "start": format!("{MONDAY}T{time}:00Z"), "name": "Sonia Trabelsi", "phone": "22 333 444",
        "email": "sonia@mail.example", "plate": "198 TU 77", "concern": "Bruit au freinage", "language": "ar", "may_contact": true,
    })
}

pub fn path(appointment: &Value) -> String {
    format!("/appointments/{}", appointment["id"].as_str().unwrap())
}

/// The names of those whose time an appointment takes.
pub fn taken(appointment: &Value) -> Vec<&str> {
    appointment["allocations"].as_array().unwrap().iter().map(|one| one["resource_name"].as_str().unwrap()).collect()
}

/// What a refusal says of each clash: its code and the resource.
pub fn clashes(reply: &Reply) -> Vec<(String, String)> {
    let json = reply.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    json["errors"].as_array().unwrap().iter().map(|one| (text(&one["code"]), text(&one["values"]["resource"]))).collect()
}

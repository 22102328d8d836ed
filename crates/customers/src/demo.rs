//! Demonstration data, in bulk and without events.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use contracts::billing::InvoiceState;
use contracts::customers::{Channel, CustomerId, Purpose, TagId};
use contracts::demo::{DemoAppointment, DemoCustomer, DemoState, DemoVisit, FLEET_MANAGER};
use contracts::scheduling::AppointmentState;
use kernel::{Actor, Amount, Context, Db, Problem, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use crate::consents::consent::{Decision, Source};
use crate::contacts::{Contact, Role};
use crate::customers::customer::{Change, Customer};
use crate::customers::record::{Kind, Language};
use crate::customers::store;
use crate::erasures::{Erasures, erase, outlook};
use crate::exemptions::Certificate;
use crate::standing::{Money, leads, store as standing};
use crate::tags::tag::{Colour, Tag, TagInput};
use crate::timeline::entry::{Entry, Kind as Happened, Note};
use crate::{Around, Phone, consents, contacts, exemptions, tags, timeline};

const ROWS_PER_COMMIT: usize = 5_000;
/// Who noted the demonstration's consents and holds.
const RECEPTION: &str = "ECAR";
const DRIVERS: [&str; 4] = ["Karim Jaziri", "Mourad Gharbi", "Slim Ayari", "Hédi Mansour"];
/// The garage's own words; the last is in use no more.
const TAGS: [(&str, Colour); 5] = [
    ("Flotte", Colour::Blue),
    ("VIP", Colour::Violet),
    ("Fidèle", Colour::Green),
    ("À rappeler", Colour::Amber),
    ("Ancien tarif", Colour::Grey),
];
/// Of so many customers one is on credit hold.
const HELD: usize = 80;
/// Among so many of the newest customers two are looked for who may be forgotten.
const LOOKED_AT: usize = 300;

pub async fn load(db: &Db, customers: &[DemoCustomer]) -> Result<(), Problem> {
    let tags = own_words(db).await?;
    let places: Vec<_> = customers.iter().enumerate().collect();
    for part in places.chunks(ROWS_PER_COMMIT) {
        let rows: Vec<_> = part.iter().map(|(place, demo)| row(*place, demo, &tags)).collect::<Result<_, _>>()?;
        let tx = db.begin().await?;
        // Contacts first: their customers are found by them.
        contacts::store::insert(&tx, part.iter().flat_map(|(place, demo)| contacts(*place, demo)).collect()).await?;
        consents::store::insert(&tx, part.iter().flat_map(|(place, demo)| consents(*place, demo)).collect()).await?;
        timeline::store::insert(&tx, part.iter().filter_map(|(place, demo)| noted(*place, demo)).collect()).await?;
        store::put_many(&tx, &rows).await?;
        exemptions::store::insert(&tx, part.iter().flat_map(|(_, demo)| certificates(demo)).collect()).await?;
        let tagged: Vec<_> = rows.iter().flat_map(|row| row.tags().into_iter().map(|tag| (row.id, tag))).collect();
        tags::store::put_many(&tx, &tagged).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Newest {
    id: CustomerId,
}

/// Two are forgotten: the newest of whom nothing is kept, and of whom a law keeps documents. As anybody would be: who hears of it comes after.
pub async fn forget(context: &Context, Around { sites, staff, subjects }: Around, by: &str) -> Result<(), Problem> {
    let erasures = Erasures { context: context.clone(), sites, staff, subjects };
    let actor = Actor { id: Uuid::now_v7(), name: by.to_owned(), ..Actor::system() };
    let sql = format!(
        "select id from customers_customers where kind = 'person' and merged_into is null and not archived order by id desc limit {LOOKED_AT}"
    );
    let newest: Vec<Newest> = db::all(context.db.reader(), sql, []).await?;
    let (mut kept, mut done) = (false, false);
    for Newest { id } in newest {
        let outlook = outlook(&erasures, id).await?;
        let wanted = if outlook.hold.is_some() { &mut kept } else { &mut done };
        if outlook.open.is_empty() && !*wanted {
            erase(&erasures, id, &actor).await?;
            *wanted = true;
        }
        if kept && done {
            break;
        }
    }
    Ok(())
}

/// The demonstration's tags, in the order of [`TAGS`].
async fn own_words(db: &Db) -> Result<Vec<TagId>, Problem> {
    let tx = db.begin().await?;
    let there = tags::store::all(&*tx).await?;
    let mut ids = vec![];
    for (place, (name, colour)) in TAGS.into_iter().enumerate() {
        let mut tag = Tag::new(&TagInput { name: name.to_owned(), colour });
        tag.retired = place + 1 == TAGS.len();
        if let Some(known) = there.iter().find(|one| one.name_key == tag.name_key) {
            ids.push(known.id);
            continue;
        }
        ids.push(tag.id);
        tags::store::insert(&tx, tag).await?;
    }
    tx.commit().await?;
    Ok(ids)
}

/// Firms are a fleet; of the others a few are this or that.
fn tags_of(place: usize, demo: &DemoCustomer, tags: &[TagId]) -> Vec<TagId> {
    let has = [demo.is_business, place % 29 == 4, place % 7 == 2, place % 31 == 5, place % 97 == 3];
    let mut tags: Vec<_> = tags.iter().zip(has).filter_map(|(tag, has)| has.then_some(*tag)).collect();
    tags.sort();
    tags
}

fn row(place: usize, demo: &DemoCustomer, tags: &[TagId]) -> Result<Customer, Problem> {
    let card = demo.card.clone();
    let change = Change {
        kind: Some(if demo.is_business { Kind::Business } else { Kind::Person }),
        name: Some(card.name),
        phone: Some(card.phone.map(|e164| Phone::from_e164(&e164)).transpose()?),
        email: Some(card.email),
        language: Some(match card.language.as_str() {
            "ar" => Language::Ar,
            "en" => Language::En,
            _ => Language::Fr,
        }),
        tax_id: Some(card.tax_id),
        electronic_address: Some(card.electronic_address),
        prefers: Some(card.prefers),
        address: Some(card.address),
        invoices_together: Some(card.invoices_together),
        ..Change::default()
    };
    let mut customer = Customer::open(change, demo.created_at);
    customer.id = card.id;
    if demo.is_business {
        customer.limit_credit(Some(Money { amount: Amount(2_000_000), currency: "TND".into() }))?;
    }
    if place % HELD == HELD / 2 {
        customer.hold("Chèque impayé".into(), RECEPTION.into(), demo.created_at)?;
    }
    customer.tags = tags::store::json(&tags_of(place, demo, tags))?;
    customer.archived = card.archived;
    Ok(customer)
}

/// Keeps what billing told of issued invoices. Call it with some thousands at a time, and [`finish`] after the last.
pub async fn load_invoices(db: &Db, told: &[(InvoiceState, DateTime<Utc>)]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    standing::put_invoices(&tx, told).await?;
    let issued = |(invoice, at): &(InvoiceState, DateTime<Utc>)| {
        let entry = Entry::new(invoice.customer_id, Happened::Invoice, "issued", *at, RECEPTION).worth(invoice.total, &invoice.currency);
        entry.about(invoice.site_id, invoice.id.0, invoice.number.as_deref())
    };
    timeline::store::insert(&tx, told.iter().map(issued).collect()).await?;
    tx.commit().await
}

/// Keeps when customers were here. Call it with some thousands of visits at a time.
pub async fn load_visits(db: &Db, visits: &[DemoVisit]) -> Result<(), DbErr> {
    let completed = visits.iter().filter(|visit| visit.state != DemoState::Cancelled);
    let rows: Vec<_> = completed.filter_map(|visit| Some((visit.id, visit.customer.id, visit.completed_at?))).collect();
    let tx = db.begin().await?;
    standing::put_visits(&tx, &rows).await?;
    let opened = visits.iter().filter(|visit| visit.state != DemoState::Cancelled);
    let sourced = opened.filter_map(|visit| Some((visit.id, visit.customer.id, visit.lead_source()?, visit.opened_at)));
    leads::put_many(&tx, &sourced.collect::<Vec<_>>()).await?;
    timeline::store::insert(&tx, visits.iter().flat_map(happened).collect()).await?;
    tx.commit().await
}

/// What became of appointments, on their customers' timelines.
pub async fn load_appointments(db: &Db, appointments: &[DemoAppointment]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    timeline::store::insert(&tx, appointments.iter().flat_map(booked).collect()).await?;
    tx.commit().await
}

/// Of a visit: that it began and ended, and what was paid.
fn happened(visit: &DemoVisit) -> Vec<Entry> {
    let order = |action: &str, at| {
        Entry::new(visit.customer.id, Happened::Visit, action, at, RECEPTION).about(visit.site.id, visit.id.0, Some(&visit.number))
    };
    let titles: Vec<_> = visit.jobs.iter().filter(|job| job.approved).map(|job| job.title.as_str()).collect();
    let completed = visit.completed_at.filter(|_| visit.state != DemoState::Cancelled);
    let completed = completed.map(|at| Entry { text: Some(titles.join(", ")), ..order("completed", at) });
    let cancelled = (visit.state == DemoState::Cancelled).then(|| order("cancelled", visit.opened_at));
    let paid = visit.invoice.iter().flat_map(|invoice| invoice.payments.iter().map(move |payment| (invoice, payment)));
    let paid = paid.map(|(invoice, payment)| {
        let action = if payment.refund_reason.is_some() { "refunded" } else { "paid" };
        let entry = Entry::new(visit.customer.id, Happened::Payment, action, payment.at, RECEPTION);
        entry.worth(payment.amount, &visit.site.currency).about(visit.site.id, invoice.id.0, invoice.number.as_deref())
    });
    [order("opened", visit.opened_at)].into_iter().chain(completed).chain(cancelled).chain(paid).collect()
}

fn booked(demo: &DemoAppointment) -> Vec<Entry> {
    let became = match demo.state {
        AppointmentState::Cancelled => Some(("cancelled", demo.created_at)),
        AppointmentState::NoShow => Some(("no_show", demo.end)),
        _ => None,
    };
    let entry = |(action, at): (&str, DateTime<Utc>)| {
        let entry = Entry::new(demo.customer.id, Happened::Appointment, action, at, RECEPTION);
        Entry { due_at: Some(demo.start), ..entry.about(demo.site_id, demo.id.0, Some(&demo.number)) }
    };
    let first = if demo.state == AppointmentState::Requested { "requested" } else { "confirmed" };
    [Some((first, demo.created_at)), became].into_iter().flatten().map(entry).collect()
}

/// Some called, and a few complained.
fn noted(place: usize, demo: &DemoCustomer) -> Option<Entry> {
    let (note, text) = match place % 40 {
        1 | 21 => (Note::Call, "Demande un devis pour la révision"),
        9 => (Note::Complaint, "Bruit au freinage après la visite"),
        15 => (Note::Remark, "Préfère être appelé le matin"),
        _ => return None,
    };
    let entry = Entry::new(demo.card.id, Happened::Note, note.action(), demo.created_at, RECEPTION);
    Some(Entry { text: Some(text.into()), ..entry })
}

/// Adds up what everybody owes, and when they were here last.
pub async fn finish(db: &Db) -> Result<(), DbErr> {
    let owing: BTreeSet<_> = standing::dues(db).await?.into_iter().map(|(customer, ..)| customer).collect();
    let tx = db.begin().await?;
    standing::catch_up_visits(&tx).await?;
    leads::catch_up(&tx).await?;
    for customer in owing {
        standing::add_up(&tx, CustomerId(customer)).await?;
    }
    tx.commit().await
}

/// Which of the customers is the first firm.
const FIRST_FIRM: usize = 5;

/// A firm has a driver and somebody who gets the invoices; the first one somebody who watches over its vehicles.
fn contacts(place: usize, demo: &DemoCustomer) -> Vec<Contact> {
    if !demo.is_business {
        return vec![];
    }
    let contact = |name: &str, role: Role, number: usize| {
        let phone = Phone::from_e164(&format!("+2169{:07}", (place * 6_007 + number * 1_000_003) % 10_000_000)).ok();
        let (phone_e164, phone_display) = phone.map(|phone| (phone.e164, phone.display)).unzip();
        Contact {
            id: Uuid::now_v7(),
            customer_id: demo.card.id,
            name: name.to_owned(),
            role,
            phone_e164,
            phone_display,
            email: match role {
                Role::Billing => Some(format!("compta{place}@mail.example")),
                Role::Approver => Some(FLEET_MANAGER.to_owned()),
                _ => None,
            },
            language: None,
            notes: None,
            sees_fleet: role == Role::Approver,
            approves_up_to: None,
        }
    };
    let driver = DRIVERS[place % DRIVERS.len()];
    let mut contacts = vec![contact(driver, Role::Driver, 1), contact("Service comptabilité", Role::Billing, 2)];
    if place == FIRST_FIRM {
        // He approves up to 400.000, his director anything.
        contacts.push(Contact { approves_up_to: Some(Amount(400_000)), ..contact("Omar", Role::Approver, 3) });
        let email = Some("direction@mail.example".to_owned());
        contacts.push(Contact { email, sees_fleet: false, ..contact("Sonia", Role::Approver, 4) });
    }
    contacts
}

fn certificates(demo: &DemoCustomer) -> impl Iterator<Item = Certificate> {
    let of = demo.card.id;
    demo.card.exemptions.clone().into_iter().map(move |told| Certificate {
        id: told.id,
        customer_id: of,
        number: told.number,
        reason: told.reason,
        valid_from: told.valid_from,
        valid_until: told.valid_until,
    })
}

/// Every third agreed to offers by e-mail, and every tenth of these thought again.
fn consents(place: usize, demo: &DemoCustomer) -> Vec<Decision> {
    let decision = |granted| Decision {
        id: Uuid::now_v7(),
        customer_id: demo.card.id,
        channel: Channel::Email,
        purpose: Purpose::Marketing,
        granted,
        source: if granted { Source::InPerson } else { Source::Phone },
        note: None,
        by_name: RECEPTION.to_owned(),
        at: demo.created_at,
    };
    match place {
        _ if !place.is_multiple_of(3) => vec![],
        _ if place % 30 == 15 => vec![decision(true), decision(false)],
        _ => vec![decision(true)],
    }
}

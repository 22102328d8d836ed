//! Demonstration data, in bulk and without events.

use std::collections::BTreeMap;

use chrono::{Datelike, TimeDelta};
use contracts::demo::{DemoAppointment, DemoResource, DemoService, DemoState, DemoVisit};
use contracts::identity::SiteCard;
use contracts::scheduling::{AllocationId, AppointmentChanged, AppointmentState};
use kernel::{Actor, Context, Db, counters, outbox, search};
use sea_orm::{ActiveEnum, DbErr, EntityTrait, IntoActiveModel};

use crate::appointments::appointment::Fact;
use crate::appointments::events::notice;
use crate::appointments::record::{self, By, Source, allocation, history};
use crate::appointments::store;
use crate::appointments::{Booked, SERIES_LENGTH};
use crate::resources::Kind;
use crate::resources::record::{self as resources, json};
use crate::schedule::standing;
use crate::services::record as services;
use crate::time::hours::zone_of;
use crate::{MODULE, TERMS};

const ROWS_AT_ONCE: usize = 400;

/// What can be booked, and with whom.
pub async fn load_places(db: &Db, places: &[DemoResource], offered: &[DemoService]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    let rows = places.iter().map(|demo| resource(demo).into_active_model());
    resources::Entity::insert_many(rows).exec_without_returning(&*tx).await?;
    let rows = offered.iter().map(|demo| service(demo).into_active_model());
    services::Entity::insert_many(rows).exec_without_returning(&*tx).await?;
    tx.commit().await
}

/// Appointments with their time and a line of history, which figures are told of; then numbers go on from there.
pub async fn load(context: &Context, sites: &[SiteCard], appointments: &[DemoAppointment]) -> Result<(), DbErr> {
    for part in appointments.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = part.iter().map(appointment).collect();
        let terms = rows.iter().flat_map(|row| store::terms(row).map(|term| (row.id.0, term)));
        let mut tx = context.db.begin().await?;
        search::insert(&tx, TERMS, terms.collect()).await?;
        let told: Vec<_> = rows.iter().map(|row| AppointmentChanged(notice(row))).collect();
        outbox::append_many(&mut tx, MODULE, &told, &Actor::system(), context.clock.as_ref()).await?;
        record::Entity::insert_many(rows.into_iter().map(IntoActiveModel::into_active_model)).exec_without_returning(&*tx).await?;
        let slices: Vec<_> = part.iter().flat_map(slices).collect();
        if !slices.is_empty() {
            store::insert_allocations(&tx, slices).await?;
        }
        let entries = part.iter().map(|demo| entry(demo).into_active_model());
        history::Entity::insert_many(entries).exec_without_returning(&*tx).await?;
        tx.commit().await?;
    }
    raise_series(&context.db, sites, appointments).await
}

/// What the days of the last weeks could take, and what was booked of them.
pub async fn tell_capacity(context: &Context, sites: &[SiteCard]) -> Result<(), DbErr> {
    const WEEKS: u64 = 8;
    for site in sites {
        let days = standing::days(context.db.reader(), site.clone(), (WEEKS * 7, 7), context.clock.now()).await?;
        let mut tx = context.db.begin().await?;
        standing::tell(&mut tx, &days, context.clock.as_ref()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The orders that are still open, as the workshop would have told of them.
pub async fn load_orders(db: &Db, visits: &[DemoVisit]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    let is_open = |visit: &&DemoVisit| {
        matches!(visit.state, DemoState::Estimate | DemoState::Approved | DemoState::InProgress | DemoState::OnHoldForParts)
    };
    for visit in visits.iter().filter(is_open) {
        let (number, promised) = (visit.number.clone(), Some(visit.promised_at.timestamp()));
        let label = store::OrderLabel { id: visit.id, number, site_id: visit.site.id, promised, is_open: true };
        store::keep_order(&tx, &label, visit.vehicle_id).await?;
    }
    tx.commit().await
}

async fn raise_series(db: &Db, sites: &[SiteCard], appointments: &[DemoAppointment]) -> Result<(), DbErr> {
    let mut highest = BTreeMap::<String, i64>::new();
    for demo in appointments {
        let Some(site) = sites.iter().find(|site| site.id == demo.site_id) else { continue };
        let year = demo.created_at.with_timezone(&zone_of(site)).year();
        let sequence = demo.number.get(demo.number.len().saturating_sub(SERIES_LENGTH)..).and_then(|text| text.parse().ok());
        let value = highest.entry(store::series(site.id, year)).or_default();
        *value = sequence.unwrap_or(0).max(*value);
    }
    let tx = db.begin().await?;
    for (series, sequence) in highest {
        counters::raise(&tx, MODULE, &series, sequence).await?;
    }
    tx.commit().await
}

fn resource(demo: &DemoResource) -> resources::Model {
    let kind = match demo.kind.as_str() {
        "bay" => Kind::Bay,
        "equipment" => Kind::Equipment,
        _ => Kind::Technician,
    };
    resources::Model {
        id: demo.id,
        site_id: demo.site_id,
        kind,
        name: demo.name.clone(),
        user_id: demo.user_id,
        codes: json(&demo.codes),
        week: None,
        efficiency: demo.efficiency.0,
        active: true,
        created_at: demo.created_at,
        version: 1,
    }
}

fn service(demo: &DemoService) -> services::Model {
    services::Model {
        id: demo.id,
        site_id: demo.site_id,
        name_fr: demo.names.fr.clone(),
        name_ar: demo.names.ar.clone(),
        name_en: demo.names.en.clone(),
        minutes: demo.minutes,
        skill: demo.skill.clone(),
        capability: demo.capability.clone(),
        online: demo.online,
        deposit: demo.deposit,
        active: true,
        created_at: demo.created_at,
        version: 1,
    }
}

fn appointment(demo: &DemoAppointment) -> record::Model {
    let booked = Booked {
        id: demo.service.id,
        names: demo.service.names.clone(),
        minutes: demo.service.minutes,
        skill: demo.service.skill.clone(),
        capability: demo.service.capability.clone(),
    };
    let is_cancelled = demo.state == AppointmentState::Cancelled;
    record::Model {
        id: demo.id,
        number: demo.number.clone(),
        site_id: demo.site_id,
        state: demo.state,
        customer_id: Some(demo.customer.id),
        customer_name: demo.customer.name.clone(),
        phone: demo.customer.phone.clone(),
        email: demo.customer.email.clone(),
        vehicle_id: Some(demo.vehicle_id),
        plate: Some(demo.vehicle_plate.clone()),
        vehicle_label: Some(demo.vehicle_label.clone()),
        services: json(&[booked]),
        concern: demo.concern.clone(),
        notes: None,
        is_waiter: demo.is_waiter,
        source: Source::try_from_value(&demo.source).unwrap_or(Source::Desk),
        starts: demo.start.timestamp(),
        ends: demo.end.timestamp(),
        minutes: demo.service.minutes,
        // Nobody is told the very minute.
        promised_at: Some(demo.end + TimeDelta::hours(3)),
        technician_id: demo.technician_id,
        series_id: None,
        work_order_id: demo.work_order.as_ref().map(|(id, _)| *id),
        work_order_number: demo.work_order.as_ref().map(|(_, number)| number.clone()),
        cancelled_by: is_cancelled.then_some(By::Customer),
        cancel_reason: None,
        is_late: false,
        language: None,
        consent_at: None,
        deposit_asked: None,
        deposit_received: None,
        reminder: None,
        created_at: demo.created_at,
        version: 1,
    }
}

fn slices(demo: &DemoAppointment) -> impl Iterator<Item = allocation::Model> + '_ {
    demo.resources.iter().map(|resource| allocation::Model {
        id: AllocationId::new(),
        site_id: demo.site_id,
        appointment_id: Some(demo.id),
        work_order_id: demo.work_order.as_ref().map(|(id, _)| *id),
        resource_id: *resource,
        starts: demo.start.timestamp(),
        ends: demo.end.timestamp(),
    })
}

fn entry(demo: &DemoAppointment) -> history::Model {
    let fact = if demo.state == AppointmentState::Requested { Fact::Requested } else { Fact::Booked };
    history::Model {
        id: demo.history_id,
        appointment_id: demo.id,
        at: demo.created_at,
        by_name: "Nadia".to_owned(),
        event: fact.name().to_owned(),
        detail: None,
    }
}

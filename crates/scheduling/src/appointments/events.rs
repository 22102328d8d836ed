//! What a command tells the other modules, in the transaction that makes it true.

use chrono::{DateTime, Utc};
use contracts::scheduling::{
    AppointmentArrived, AppointmentCancelled, AppointmentChanged, AppointmentConfirmed, AppointmentDepositReceived, AppointmentNoShow,
    AppointmentNotice, AppointmentRequested, AppointmentRescheduled,
};
use kernel::{Actor, Clock, Tx, outbox};
use sea_orm::{ActiveEnum, DbErr};

use super::appointment::Fact;
use super::record::Model;
use crate::MODULE;
use crate::time::at;

/// One event, by the fact that names it.
pub async fn announce(
    tx: &mut Tx,
    appointment: &Model,
    (fact, old_start): (Fact, Option<DateTime<Utc>>),
    actor: &Actor,
    clock: &dyn Clock,
) -> Result<(), DbErr> {
    let notice = AppointmentNotice { old_start, ..notice(appointment) };
    match fact {
        Fact::Requested => outbox::append(tx, MODULE, &AppointmentRequested(notice), actor, clock).await,
        Fact::Booked | Fact::Confirmed => outbox::append(tx, MODULE, &AppointmentConfirmed(notice), actor, clock).await,
        Fact::Rescheduled => outbox::append(tx, MODULE, &AppointmentRescheduled(notice), actor, clock).await,
        Fact::Arrived => outbox::append(tx, MODULE, &AppointmentArrived(notice), actor, clock).await,
        Fact::Cancelled => outbox::append(tx, MODULE, &AppointmentCancelled(notice), actor, clock).await,
        Fact::NoShow => outbox::append(tx, MODULE, &AppointmentNoShow(notice), actor, clock).await,
        Fact::DepositReceived => outbox::append(tx, MODULE, &received(appointment, notice), actor, clock).await,
        Fact::Updated | Fact::Moved | Fact::Converted => outbox::append(tx, MODULE, &AppointmentChanged(notice), actor, clock).await,
    }
}

fn received(appointment: &Model, notice: AppointmentNotice) -> AppointmentDepositReceived {
    let of = appointment.received();
    AppointmentDepositReceived {
        appointment: notice,
        amount: of.as_ref().map(|of| of.amount).unwrap_or_default(),
        currency: of.as_ref().map(|of| of.currency.clone()).unwrap_or_default(),
        tender: of.as_ref().map(|of| of.tender.code().to_owned()).unwrap_or_default(),
        reference: of.and_then(|of| of.reference),
    }
}

pub fn notice(appointment: &Model) -> AppointmentNotice {
    AppointmentNotice {
        id: appointment.id,
        number: appointment.number.clone(),
        site_id: appointment.site_id,
        state: appointment.state,
        customer_id: appointment.customer_id,
        name: appointment.customer_name.clone(),
        phone: appointment.phone.clone(),
        email: appointment.email.clone(),
        vehicle_id: appointment.vehicle_id,
        plate: appointment.plate.clone(),
        start: at(appointment.starts),
        end: at(appointment.ends),
        promised_at: appointment.promised_at,
        services: appointment.services().into_iter().map(|service| service.names).collect(),
        is_waiter: appointment.is_waiter,
        source: appointment.source.to_value(),
        technician_id: appointment.technician_id,
        old_start: None,
        cancelled_by: appointment.cancelled_by.map(|by| by.to_value()),
        is_late: appointment.is_late,
        language: appointment.language.clone(),
        deposit_due: appointment.deposit_asked.filter(|_| appointment.received().is_none()),
        reminder: appointment.reminder.clone(),
    }
}

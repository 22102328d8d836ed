//! Taking time. Whoever takes a resource's time locks the resources first, in the order of their ids, then looks whether the time is
//! free, then writes: on both databases no two slices of one resource overlap.

use contracts::scheduling::{AllocationId, AppointmentId, ResourceId};
use contracts::workshop::WorkOrderId;
use kernel::{Problem, SiteId, Tx, site_settings};

use super::record::allocation;
use super::store;
use crate::resources::store as resources;
use crate::settings::Settings;
use crate::shop::{Choice, Clash, Conflict, Shop, Slice, Wish, refuse};
use crate::time::Interval;

/// Whose the time becomes.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    pub site: SiteId,
    pub appointment: Option<AppointmentId>,
    pub work_order: Option<WorkOrderId>,
}

/// How strictly.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// Absences do not count.
    pub overbook: bool,
    /// We chose some of the resources: when they were taken meanwhile, the request is run again and chooses others.
    pub by_choice: bool,
}

/// Every named resource works at the site; 422 at the first that does not.
pub fn known(shop: &Shop, named: &[ResourceId], pointer: &str) -> Result<(), Problem> {
    match named.iter().position(|id| shop.resource(*id).is_none_or(|resource| !resource.active)) {
        Some(place) => Err(Problem::field(format!("{pointer}/{place}"), "unknown", "nothing that works at the site has this id")),
        None => Ok(()),
    }
}

/// Who and where, or a 409 that names what stands in the way.
pub fn chosen(shop: &Shop, wish: &Wish, start: i64) -> Result<Choice, Problem> {
    known(shop, &wish.named, "/resource_ids")?;
    shop.choose(wish, start).map_err(|clashes| refuse(&clashes))
}

/// Writes the slices, if nothing stands in the way now that the resources are locked.
pub async fn take(tx: &Tx, owner: Owner, slices: &[Slice], manner: Manner) -> Result<(), Problem> {
    let mut ids: Vec<_> = slices.iter().map(|(id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let locked = resources::lock_many(tx, &ids).await?;
    if locked.len() != ids.len() || locked.iter().any(|one| one.site_id != owner.site) {
        return Err(Problem::not_found());
    }
    let time = Interval::new(
        slices.iter().map(|(_, time)| time.from).min().unwrap_or_default(),
        slices.iter().map(|(_, time)| time.until).max().unwrap_or_default(),
    );
    let mut clashes = vec![];
    for one in store::allocated_of(tx, &ids, time).await? {
        let slice = Interval::new(one.starts, one.ends);
        if slices.iter().any(|(id, time)| *id == one.resource_id && time.overlaps(slice)) {
            let (label, appointment) = (one.label(), one.appointment_id);
            clashes.push(clash(&locked, Conflict::Taken, one.resource_id, slice, label, appointment));
        }
    }
    if !manner.overbook {
        for absence in resources::absences_at(&**tx, owner.site, time).await? {
            let (away, id) = (absence.interval(), absence.resource_id);
            if slices.iter().any(|(taken, time)| *taken == id && time.overlaps(away)) {
                clashes.push(clash(&locked, Conflict::Absence, id, away, absence.reason, None));
            }
        }
    }
    if !clashes.is_empty() {
        return Err(Problem { transient: manner.by_choice, ..refuse(&clashes) });
    }
    let row = |(resource_id, time): &Slice| allocation::Model {
        id: AllocationId::new(),
        site_id: owner.site,
        appointment_id: owner.appointment,
        work_order_id: owner.work_order,
        resource_id: *resource_id,
        starts: time.from,
        ends: time.until,
    };
    Ok(store::insert_allocations(tx, slices.iter().map(row).collect()).await?)
}

fn clash(
    locked: &[crate::resources::record::Model],
    conflict: Conflict,
    id: ResourceId,
    time: Interval,
    label: String,
    appointment: Option<AppointmentId>,
) -> Clash {
    let name = locked.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
    Clash { conflict, resource: Some((id, name)), time, appointment, label }
}

/// Once the settings are locked: that there is room for one more who waits.
pub async fn room_to_wait(tx: &Tx, shop: &Shop, start: i64, without: Option<AppointmentId>) -> Result<(), Problem> {
    let settings: Settings = site_settings::lock(tx, shop.site.id).await?;
    let Some(most) = settings.most_waiters else { return Ok(()) };
    let slot = shop.slot_of(start);
    let there = store::waiters(&**tx, shop.site.id, slot, without).await?.len();
    if there < usize::try_from(most).unwrap_or_default() {
        return Ok(());
    }
    let clash = Clash { conflict: Conflict::Waiters, resource: None, time: slot, appointment: None, label: there.to_string() };
    Err(refuse(&[clash]))
}

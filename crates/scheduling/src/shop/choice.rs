//! Who does it, and where.

use std::borrow::Cow;

use contracts::scheduling::ResourceId;

use super::{Clash, Conflict, Day, LONGEST_BREAK, Resource, Shop, Taken};
use crate::resources::Kind;
use crate::time::Interval;
use crate::time::interval::taken_from;

/// What is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Of work.
    pub seconds: i64,
    pub skills: Vec<String>,
    /// What the bay and the equipment must be able to together.
    pub capabilities: Vec<String>,
    /// It must be these; of which kinds none is named, one is chosen.
    pub named: Vec<ResourceId>,
    /// Taken when they are free.
    pub preferred: Vec<ResourceId>,
    pub is_waiter: bool,
    /// Hours, absences and locked days do not count.
    pub overbook: bool,
}

/// A slice of a resource's time.
pub type Slice = (ResourceId, Interval);

/// Who and where, with the time that each is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub technician: ResourceId,
    pub bay: ResourceId,
    pub equipment: Vec<ResourceId>,
    /// From the first to the last of the work.
    pub time: Interval,
    pub slices: Vec<Slice>,
}

/// A start that fits.
pub type Slot = Choice;

/// One day's candidates, the best first.
struct Candidates<'a> {
    technicians: Vec<&'a Resource>,
    bays: Vec<&'a Resource>,
    equipment: Vec<&'a Resource>,
}

/// What stands in the way, not yet told: most are looked past.
#[derive(Clone, Debug)]
struct Block<'a> {
    conflict: Conflict,
    /// None when it is the site's.
    resource: Option<&'a Resource>,
    time: Interval,
    taken: Option<&'a Taken>,
    label: Cow<'a, str>,
}

impl Shop {
    /// The starts that fit, from `now` on.
    pub fn slots(&self, wish: &Wish, now: i64) -> Vec<Slot> {
        let mut slots = vec![];
        for day in self.days.iter().filter(|day| day.locked.is_none()) {
            let candidates = self.candidates(wish, day);
            for open in self.hours.iter().filter_map(|open| open.common(day.time)) {
                let step = usize::try_from(self.settings.slot_seconds().max(60)).unwrap_or(900);
                let starts = (open.from..open.until).step_by(step).filter(|start| *start >= now);
                slots.extend(starts.filter_map(|start| self.choose_of(&candidates, wish, day, start).ok()));
            }
        }
        slots
    }

    /// Who does it from `start` on, or what stands in the way.
    pub fn choose(&self, wish: &Wish, start: i64) -> Result<Choice, Vec<Clash>> {
        let Some(day) = self.day(start) else {
            let time = Interval::new(start, start + wish.seconds);
            return Err(vec![Clash { conflict: Conflict::Closed, resource: None, time, appointment: None, label: String::new() }]);
        };
        let chosen = self.choose_of(&self.candidates(wish, day), wish, day, start);
        chosen.map_err(|blocks| each_once(blocks).into_iter().map(Block::told).collect())
    }

    fn candidates(&self, wish: &Wish, day: &Day) -> Candidates<'_> {
        let of = |kind| {
            let is_named = self.of_kind(kind).any(|one| wish.named.contains(&one.id));
            let mut those: Vec<_> = self.of_kind(kind).filter(|one| !is_named || wish.named.contains(&one.id)).collect();
            let excess = |one: &Resource| one.codes.iter().filter(|code| !wish.capabilities.contains(code)).count();
            those.sort_by_cached_key(|one| {
                let excess = if kind == Kind::Technician { 0 } else { excess(one) };
                // Who may overbook may take somebody without the skills, but nobody is taken for want of looking.
                let lacks = kind == Kind::Technician && !one.has_all(&wish.skills);
                (!wish.preferred.contains(&one.id), lacks, excess, one.load(day.time), one.name.clone(), one.id)
            });
            those
        };
        Candidates { technicians: of(Kind::Technician), bays: of(Kind::Bay), equipment: of(Kind::Equipment) }
    }

    fn choose_of<'a>(&self, candidates: &Candidates<'a>, wish: &'a Wish, day: &'a Day, start: i64) -> Result<Choice, Vec<Block<'a>>> {
        let asked = Interval::new(start, start + wish.seconds);
        let mut blocks = self.site_blocks(wish, day, asked);
        if !blocks.is_empty() {
            return Err(blocks);
        }
        for technician in &candidates.technicians {
            match pieces(technician, wish, start) {
                Ok(pieces) => {
                    let time = Interval::new(start, pieces.last().map_or(asked.until, |piece| piece.until));
                    match places(candidates, wish, time) {
                        Ok((bay, equipment)) => return Ok(choice(technician, bay, &equipment, &pieces, time)),
                        Err(more) => blocks.extend(more),
                    }
                }
                Err(block) => blocks.push(block),
            }
        }
        if candidates.technicians.is_empty() {
            blocks.push(nobody("technician", asked));
        }
        // Nobody can: that there is no place either is told at once.
        blocks.extend(places(candidates, wish, asked).err().into_iter().flatten());
        Err(blocks)
    }

    /// What of the site itself stands in the way.
    fn site_blocks<'a>(&self, wish: &Wish, day: &'a Day, time: Interval) -> Vec<Block<'a>> {
        if wish.overbook {
            return vec![];
        }
        let of_site = |conflict, label: Cow<'a, str>| Block { conflict, resource: None, time, taken: None, label };
        let locked = day.locked.as_deref().map(|reason| of_site(Conflict::LockedDay, reason.into()));
        let waiters = if wish.is_waiter { self.waiters_at(time.from) } else { None };
        locked.into_iter().chain(waiters.map(|count| of_site(Conflict::Waiters, count.to_string().into()))).collect()
    }

    /// How many wait in the slot of an instant, when it is as many as the site wants.
    pub fn waiters_at(&self, start: i64) -> Option<usize> {
        let most = usize::try_from(self.settings.most_waiters?).unwrap_or_default();
        let slot = self.slot_of(start);
        let count = self.waiters.partition_point(|at| *at < slot.until) - self.waiters.partition_point(|at| *at < slot.from);
        (count >= most).then_some(count)
    }

    /// The slot that an instant is in: slots are counted from midnight.
    pub fn slot_of(&self, instant: i64) -> Interval {
        let (step, midnight) = (self.settings.slot_seconds().max(60), self.day(instant).map_or(0, |day| day.time.from));
        let from = instant - (instant - midnight).rem_euclid(step);
        Interval::new(from, from + step)
    }
}

/// A bay that is taken is in every technician's way.
fn each_once(blocks: Vec<Block<'_>>) -> Vec<Block<'_>> {
    let mut once: Vec<Block<'_>> = vec![];
    for block in blocks {
        if !once.iter().any(|other| other.is_same(&block)) {
            once.push(block);
        }
    }
    once
}

/// When a technician does it, or why not.
fn pieces<'a>(technician: &'a Resource, wish: &Wish, start: i64) -> Result<Vec<Interval>, Block<'a>> {
    let asked = Interval::new(start, start + wish.seconds);
    if !wish.overbook && !technician.has_all(&wish.skills) {
        return Err(block(technician, Conflict::Unable, asked, wish.skills.join(", ")));
    }
    let pieces = taken_from(&technician.hours, start, wish.seconds, LONGEST_BREAK);
    let pieces = match pieces {
        Some(pieces) => pieces,
        None if wish.overbook => vec![asked],
        None => return Err(block(technician, Conflict::Closed, asked, "")),
    };
    match pieces.iter().find_map(|piece| in_the_way(technician, *piece, wish.overbook)) {
        Some(block) => Err(block),
        None => Ok(pieces),
    }
}

/// A bay and the equipment for what it cannot do itself.
fn places<'a>(candidates: &Candidates<'a>, wish: &'a Wish, time: Interval) -> Result<Place<'a>, Vec<Block<'a>>> {
    let mut blocks = vec![];
    for bay in candidates.bays.iter().copied() {
        if let Some(block) = in_the_way(bay, time, wish.overbook) {
            blocks.push(block);
            continue;
        }
        match equipment(candidates, wish, bay, time) {
            Ok(equipment) => return Ok((bay, equipment)),
            Err(more) => blocks.extend(more),
        }
    }
    if candidates.bays.is_empty() {
        blocks.push(nobody("bay", time));
    }
    Err(blocks)
}

type Place<'a> = (&'a Resource, Vec<&'a Resource>);

/// What is named is taken; beyond that, the first free one for each thing that the bay cannot do.
fn equipment<'a>(
    candidates: &Candidates<'a>,
    wish: &'a Wish,
    bay: &'a Resource,
    time: Interval,
) -> Result<Vec<&'a Resource>, Vec<Block<'a>>> {
    let mut chosen: Vec<&Resource> = candidates.equipment.iter().filter(|one| wish.named.contains(&one.id)).copied().collect();
    let blocks: Vec<_> = chosen.iter().filter_map(|one| in_the_way(one, time, wish.overbook)).collect();
    if !blocks.is_empty() {
        return Err(blocks);
    }
    for needed in wish.capabilities.iter().filter(|needed| !bay.codes.contains(needed)) {
        if chosen.iter().any(|one| one.codes.contains(needed)) {
            continue;
        }
        let able: Vec<_> = candidates.equipment.iter().filter(|one| one.codes.contains(needed)).collect();
        match able.iter().find(|one| in_the_way(one, time, wish.overbook).is_none()) {
            Some(free) => chosen.push(free),
            None if wish.overbook && able.is_empty() => {}
            None if able.is_empty() => return Err(vec![block(bay, Conflict::Unable, time, needed)]),
            None => return Err(able.iter().filter_map(|one| in_the_way(one, time, wish.overbook)).collect()),
        }
    }
    Ok(chosen)
}

/// What the resource has at the time, or why it is away.
fn in_the_way(resource: &Resource, time: Interval, overbook: bool) -> Option<Block<'_>> {
    if let Some(taken) = resource.taken_in(time) {
        return Some(Block { taken: Some(taken), ..block(resource, Conflict::Taken, taken.time, taken.label.as_str()) });
    }
    let away = resource.away_in(time).filter(|_| !overbook)?;
    Some(block(resource, Conflict::Absence, away.time, away.reason.as_str()))
}

fn block<'a>(resource: &'a Resource, conflict: Conflict, time: Interval, label: impl Into<Cow<'a, str>>) -> Block<'a> {
    Block { conflict, resource: Some(resource), time, taken: None, label: label.into() }
}

fn nobody(kind: &str, time: Interval) -> Block<'_> {
    Block { conflict: Conflict::Nobody, resource: None, time, taken: None, label: kind.into() }
}

impl Block<'_> {
    fn told(self) -> Clash {
        Clash {
            conflict: self.conflict,
            resource: self.resource.map(|resource| (resource.id, resource.name.clone())),
            time: self.time,
            appointment: self.taken.and_then(|taken| taken.appointment),
            label: self.label.into_owned(),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let id = |block: &Self| block.resource.map(|resource| resource.id);
        (self.conflict, self.time, &self.label) == (other.conflict, other.time, &other.label) && id(self) == id(other)
    }
}

fn choice(technician: &Resource, bay: &Resource, equipment: &[&Resource], pieces: &[Interval], time: Interval) -> Choice {
    let mut slices: Vec<_> = pieces.iter().map(|piece| (technician.id, *piece)).collect();
    slices.push((bay.id, time));
    slices.extend(equipment.iter().map(|one| (one.id, time)));
    Choice { technician: technician.id, bay: bay.id, equipment: equipment.iter().map(|one| one.id).collect(), time, slices }
}

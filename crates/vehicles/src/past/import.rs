//! Importing past visits from a file.
//!
//! A row means a vehicle that is there, by its VIN, else its plate, else a plate that it had before. A visit is known by its day, its
//! words, its document and its garage: the same row again changes nothing, and one that differs only in its odometer or amount
//! tells those anew; empty cells leave what is there. The rows of a document with several lines are as many visits.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use contracts::identity;
use contracts::vehicles::{VEHICLE_IMPORT, VehicleId};
use kernel::import::{self, Field, Importer, Kept, Options, Outcome, Row, RowError, Versions, differences};
use kernel::problem::is_transient;
use kernel::{Currency, Problem, SiteId, Tx, counters, outbox};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use super::log::{Logbook, Rewritten};
use super::read::{FIELDS, SHOWN, Told, read};
use super::record::{identity, noon};
use super::{PastVisit, store, undo};
use crate::vehicles::store as vehicles;
use crate::vehicles::vehicle::{Reading, Vehicle};
use crate::{App, MODULE, plate};

const TRIES: usize = 3;

pub struct VisitImporter {
    app: App,
}

impl VisitImporter {
    pub fn new(app: App) -> Self {
        Self { app }
    }

    async fn try_batch(
        &self,
        rows: &[Result<Told, RowError>],
        site: SiteId,
        currency: Currency,
        options: &Options,
    ) -> Result<Vec<Result<Outcome, RowError>>, DbErr> {
        let context = &self.app.context;
        let by_name = &options.actor.name;
        if options.dry_run {
            let reader = context.db.reader();
            let meant = Meant::find(reader, rows).await?;
            let there = vehicles::find_many(reader, &meant.vehicles()).await?;
            let mut book = Book::open(reader, there, meant, rows, site, currency).await?;
            return Ok(book.take_all(rows, by_name));
        }
        let mut tx = context.db.begin().await?;
        // One import at a time, as of vehicles.
        counters::raise(&tx, MODULE, "import", 0).await?;
        let meant = Meant::find(&*tx, rows).await?;
        let there = store::lock_vehicles(&tx, &meant.vehicles()).await?;
        let mut book = Book::open(&*tx, there, meant, rows, site, currency).await?;
        let outcomes = book.take_all(rows, by_name);
        let Changes { visits, written, vehicles, kept } = book.into_changes();
        store::put(&tx, &visits).await?;
        store::drop_readings(&tx, &written.gone).await?;
        vehicles::insert_readings(&tx, &written.readings).await?;
        for vehicle in &vehicles {
            store::save_odometer(&tx, vehicle).await?;
        }
        let events: Vec<_> = vehicles.iter().map(Vehicle::saved).collect();
        outbox::append_many(&mut tx, MODULE, &events, &options.actor, context.clock.as_ref()).await?;
        import::keep(&tx, MODULE, options.import, kept).await?;
        tx.commit().await?;
        Ok(outcomes)
    }
}

#[async_trait]
impl Importer for VisitImporter {
    fn kind(&self) -> &'static str {
        "visits"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn needs_site(&self) -> bool {
        true
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        match options.site {
            Some(site) => options.actor.permit(VEHICLE_IMPORT, site),
            None => options.actor.permit_anywhere(VEHICLE_IMPORT),
        }
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let site = options.site.ok_or_else(Problem::not_found)?;
        let card = identity::site(self.app.sites.as_ref(), site).await?;
        let currency = Currency::from_code(&card.currency).unwrap_or(Currency::TND);
        let today = self.app.context.clock.now().date_naive();
        let rows: Vec<_> = rows.iter().map(|row| read(row, currency.decimals, today)).collect();
        let mut tries = 1;
        loop {
            match self.try_batch(&rows, site, currency, options).await {
                Err(error) if tries < TRIES && is_transient(&error) => tries += 1,
                outcome => return outcome.map_err(Problem::from),
            }
        }
    }

    async fn undo(&self, tx: &mut Tx, kept: &[Kept], options: &Options) -> Result<Vec<Vec<RowError>>, Problem> {
        counters::raise(tx, MODULE, "import", 0).await?;
        let mut left = vec![];
        for kept in kept {
            left.push(undo::undo(tx, kept, &options.actor, self.app.context.clock.as_ref()).await?);
        }
        Ok(left)
    }
}

/// Which vehicles the plates and VINs of a batch mean.
struct Meant {
    by_vin: HashMap<String, VehicleId>,
    by_plate: HashMap<String, VehicleId>,
}

impl Meant {
    /// With a query for each of the three ways.
    async fn find<C: ConnectionTrait>(conn: &C, rows: &[Result<Told, RowError>]) -> Result<Self, DbErr> {
        let vins: BTreeSet<_> = rows.iter().flatten().filter_map(|row| row.vin.as_deref()).collect();
        let norms: BTreeSet<_> = rows.iter().flatten().filter_map(|row| Some(row.plate.as_ref()?.norm.as_str())).collect();
        let (vins, norms): (Vec<_>, Vec<_>) = (vins.into_iter().collect(), norms.into_iter().collect());
        let mut meant = Self { by_vin: HashMap::new(), by_plate: HashMap::new() };
        for vehicle in vehicles::with_vins(conn, &vins).await? {
            meant.by_vin.extend(vehicle.vin.map(|vin| (vin, vehicle.id)));
        }
        for vehicle in vehicles::with_plates(conn, "", plate::HOME, &norms).await? {
            meant.by_plate.entry(vehicle.plate_norm).or_insert(vehicle.id);
        }
        for old in store::with_old_plates(conn, plate::HOME, &norms).await? {
            meant.by_plate.entry(old.norm).or_insert(old.vehicle_id);
        }
        Ok(meant)
    }

    fn vehicles(&self) -> Vec<VehicleId> {
        let ids: BTreeSet<_> = self.by_vin.values().chain(self.by_plate.values()).copied().collect();
        ids.into_iter().collect()
    }

    fn of(&self, row: &Told) -> Result<VehicleId, RowError> {
        let by_vin = row.vin.as_ref().and_then(|vin| self.by_vin.get(vin));
        let found = by_vin.or_else(|| self.by_plate.get(&row.plate.as_ref()?.norm));
        let field = if row.plate.is_some() { "plate" } else { "vin" };
        found.copied().ok_or_else(|| RowError::unknown(field, "No vehicle is known by it: import vehicles first"))
    }
}

/// The vehicles of a batch with their logs, and what its rows make of them.
struct Book {
    site: SiteId,
    currency: Currency,
    meant: Meant,
    vehicles: HashMap<VehicleId, Page>,
    visits: HashMap<Uuid, Entry>,
}

struct Page {
    vehicle: Vehicle,
    log: Logbook,
    is_changed: bool,
}

struct Entry {
    /// The last row that meant it.
    line: u64,
    visit: PastVisit,
    /// As the database has it; none for a new one.
    stored: Option<PastVisit>,
}

/// What a batch changes.
#[derive(Default)]
struct Changes {
    visits: Vec<PastVisit>,
    written: Rewritten,
    vehicles: Vec<Vehicle>,
    kept: Vec<Kept>,
}

impl Book {
    async fn open<C: ConnectionTrait>(
        conn: &C,
        there: Vec<Vehicle>,
        meant: Meant,
        rows: &[Result<Told, RowError>],
        site: SiteId,
        currency: Currency,
    ) -> Result<Self, DbErr> {
        let ids: Vec<_> = there.iter().map(|vehicle| vehicle.id).collect();
        let mut readings: HashMap<VehicleId, Vec<Reading>> = HashMap::new();
        for reading in store::readings(conn, &ids).await? {
            readings.entry(reading.vehicle_id).or_default().push(reading);
        }
        let page = |vehicle: Vehicle| {
            let log = Logbook::new(readings.remove(&vehicle.id).unwrap_or_default());
            (vehicle.id, Page { vehicle, log, is_changed: false })
        };
        let vehicles = there.into_iter().map(page).collect();
        let known: BTreeSet<_> = rows.iter().flatten().filter_map(|row| Some(id_of(row, meant.of(row).ok()?, site))).collect();
        let stored = store::with_ids(conn, &known.into_iter().collect::<Vec<_>>()).await?;
        let entry = |visit: PastVisit| (visit.id, Entry { line: 0, stored: Some(visit.clone()), visit });
        Ok(Self { site, currency, meant, vehicles, visits: stored.into_iter().map(entry).collect() })
    }

    fn take_all(&mut self, rows: &[Result<Told, RowError>], by_name: &str) -> Vec<Result<Outcome, RowError>> {
        rows.iter().map(|row| row.as_ref().map_err(RowError::clone).and_then(|row| self.take(row, by_name))).collect()
    }

    fn take(&mut self, row: &Told, by_name: &str) -> Result<Outcome, RowError> {
        let vehicle = self.meant.of(row)?;
        let id = id_of(row, vehicle, self.site);
        let told = self.told(row, vehicle, id);
        let before = self.visits.get(&id).map(|entry| entry.visit.clone());
        let visit = before.as_ref().map_or_else(|| told.clone(), |before| retold(before, &told));
        if before.as_ref() == Some(&visit) {
            return Ok(Outcome::Unchanged);
        }
        let differs = before.as_ref().map(|before| differences(before, &visit, &SHOWN));
        let entry = self.visits.entry(id).or_insert_with(|| Entry { line: 0, visit: told, stored: None });
        entry.line = row.line;
        if let Some(page) = self.vehicles.get_mut(&vehicle) {
            page.is_changed = true;
            if before.is_none_or(|before| before.odometer_km != visit.odometer_km) {
                page.log.tell(id, visit.reading(by_name));
            }
        }
        entry.visit = visit;
        Ok(differs.map_or(Outcome::Created, Outcome::Updated))
    }

    fn told(&self, row: &Told, vehicle_id: VehicleId, id: Uuid) -> PastVisit {
        PastVisit {
            id,
            vehicle_id,
            site_id: self.site,
            at: noon(row.day),
            summary: row.summary.clone(),
            number: row.number.clone(),
            garage: row.garage.clone(),
            odometer_km: row.odometer_km,
            total: row.total,
            currency: self.currency.code().to_owned(),
            version: 1,
        }
    }

    fn into_changes(self) -> Changes {
        let mut save = Changes::default();
        for Entry { line, mut visit, stored } in self.visits.into_values() {
            if stored.as_ref() == Some(&visit) {
                continue;
            }
            if let Some(stored) = &stored {
                visit.version = stored.version + 1;
            }
            let versions = Versions(stored.as_ref().map_or(0, |stored| stored.version), visit.version);
            let plate = self.vehicles.get(&visit.vehicle_id).map(|page| page.vehicle.plate_text.as_str()).unwrap_or_default();
            save.kept.push(Kept::of(visit.id, line, &visit.label(plate), versions, (stored.as_ref(), &visit)));
            save.visits.push(visit);
        }
        for Page { mut vehicle, log, .. } in self.vehicles.into_values().filter(|page| page.is_changed) {
            let written = log.settle(&mut vehicle);
            save.written.gone.extend(written.gone);
            save.written.readings.extend(written.readings);
            save.vehicles.push(vehicle);
        }
        // As they are locked.
        save.vehicles.sort_by_key(|vehicle| vehicle.id);
        save
    }
}

fn id_of(row: &Told, vehicle: VehicleId, site: SiteId) -> Uuid {
    let words = [row.number.as_deref().unwrap_or_default(), row.garage.as_deref().unwrap_or_default(), &row.summary];
    identity(vehicle, site, row.day, words)
}

/// What is there, with what the row tells of it.
fn retold(before: &PastVisit, told: &PastVisit) -> PastVisit {
    let (total, currency) = match told.total {
        Some(total) => (Some(total), told.currency.clone()),
        None => (before.total, before.currency.clone()),
    };
    PastVisit { odometer_km: told.odometer_km.or(before.odometer_km), total, currency, ..before.clone() }
}

//! Importing vehicles from a file.
//!
//! A row means the vehicle with its plate; where a plate was issued again, the newest vehicle with it. The owner is found
//! by external reference, else by telephone number; a row whose owner is not found fails. Empty cells leave what is there,
//! and a lower odometer reading is left alone: the file is older than what is known. When two rows of a file have the same
//! plate, the later one updates what the earlier one made.

mod undo;

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::{VEHICLE_IMPORT, VehicleId};
use kernel::import::{self, Field, Importer, Kept, Options, Outcome, Row, RowError, Versions, differences};
use kernel::problem::is_transient;
use kernel::text::{line, prose};
use kernel::{Problem, Tx, counters, outbox, search};
use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::vehicles::record::{Fuel, Shares, Source};
use crate::vehicles::store;
use crate::vehicles::vehicle::{Change, MAX_KM, Owner, Ownership, Reading, Taken, Vehicle};
use crate::{App, MODULE, Plate, plate, vin};

const TRIES: usize = 3;

/// What a report says of a vehicle.
const SHOWN: [(&str, &str); 10] = [
    ("plate_text", "plate"),
    ("make", "make"),
    ("model", "model"),
    ("year", "year"),
    ("vin", "vin"),
    ("fuel", "fuel"),
    ("colour", "colour"),
    ("odometer_km", "odometer_km"),
    ("owner_name", "owner_name"),
    ("archived_at", "archived"),
];

const FIELDS: [Field; 11] = [
    Field {
        name: "plate",
        required: true,
        also: &[
            "immatriculation",
            "matricule",
            "plaque",
            "numero d immatriculation",
            "n immatriculation",
            "registration",
            "registration number",
            "license plate",
            "number plate",
            "vrn",
            "رقم التسجيل",
            "اللوحه",
            "لوحه",
            "رقم اللوحه",
            "الترقيم",
        ],
    },
    Field {
        name: "make", required: true, also: &["marque", "brand", "manufacturer", "constructeur", "العلامه", "الماركه", "الصانع"]
    },
    Field { name: "model", required: true, also: &["modele", "الطراز", "النوع", "الموديل"] },
    Field {
        name: "year", required: false, also: &["annee", "annee modele", "model year", "mise en circulation", "السنه", "سنه الصنع"]
    },
    Field {
        name: "vin",
        required: false,
        also: &["chassis", "numero de chassis", "n chassis", "numero de serie", "chassis number", "رقم الهيكل", "الشاسي"],
    },
    Field { name: "fuel", required: false, also: &["carburant", "energie", "fuel type", "الوقود", "نوع الوقود"] },
    Field { name: "colour", required: false, also: &["couleur", "color", "اللون"] },
    Field {
        name: "odometer_km",
        required: false,
        also: &["odometer", "kilometrage", "km", "compteur", "mileage", "odometer km", "العداد", "عدد الكيلومترات", "المسافه"],
    },
    Field {
        name: "owner_phone",
        required: false,
        also: &[
            "owner phone",
            "telephone",
            "tel",
            "telephone client",
            "telephone proprietaire",
            "customer phone",
            "phone",
            "gsm",
            "هاتف المالك",
            "الهاتف",
            "رقم الهاتف",
        ],
    },
    Field {
        name: "owner_ref",
        required: false,
        also: &[
            "owner ref",
            "code client",
            "ref client",
            "reference client",
            "numero client",
            "customer id",
            "customer number",
            "owner reference",
            "رمز الحريف",
            "مرجع المالك",
        ],
    },
    // Shown in the mapping so that the column is known; owners are not matched by name.
    Field {
        name: "owner_name",
        required: false,
        also: &[
            "owner name",
            "owner",
            "proprietaire",
            "client",
            "nom client",
            "customer",
            "customer name",
            "المالك",
            "الحريف",
            "اسم المالك",
        ],
    },
];

pub struct VehicleImporter {
    app: App,
}

/// A row of the file, read; its owner found.
#[derive(Clone, Debug)]
struct Entered {
    line: u64,
    plate: Plate,
    change: Change,
    odometer_km: Option<i64>,
    owner: Option<Owner>,
}

impl Entered {
    fn vin(&self) -> Option<&str> {
        self.change.vin.as_ref()?.as_deref()
    }
}

impl VehicleImporter {
    pub fn new(app: App) -> Self {
        Self { app }
    }

    /// Reads the rows and finds their owners, with two calls for all of them.
    async fn read_all(&self, rows: &[Row]) -> Result<Vec<Result<Entered, RowError>>, Problem> {
        let keys: BTreeSet<_> = rows.iter().flat_map(owner_keys).map(|(_, key)| key.to_owned()).collect();
        if keys.is_empty() {
            return Ok(rows.iter().map(|row| read(row, &HashMap::new())).collect());
        }
        let found = self.app.customers.find_by_keys(&keys.into_iter().collect::<Vec<_>>()).await?;
        let ids: BTreeSet<_> = found.iter().map(|(_, id)| *id).collect();
        let cards = self.app.customers.cards(&ids.into_iter().collect::<Vec<_>>()).await?;
        let owners: HashMap<CustomerId, Owner> = cards.iter().map(|card| (card.id, Owner::from(card))).collect();
        let by_key = found.into_iter().filter_map(|(key, id)| Some((key, owners.get(&id)?.clone()))).collect();
        Ok(rows.iter().map(|row| read(row, &by_key)).collect())
    }

    async fn try_batch(&self, rows: &[Result<Entered, RowError>], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, DbErr> {
        let context = &self.app.context;
        let norms: BTreeSet<_> = rows.iter().flatten().map(|row| row.plate.norm.as_str()).collect();
        let norms: Vec<_> = norms.into_iter().collect();
        let now = context.clock.now();
        let vins: BTreeSet<_> = rows.iter().flatten().filter_map(Entered::vin).collect();
        let vins: Vec<_> = vins.into_iter().collect();
        if options.dry_run {
            let reader = context.db.reader();
            let known = store::with_plates(reader, "", plate::HOME, &norms).await?;
            let holders = store::with_vins(reader, &vins).await?;
            let undone = undone(reader, &known).await?;
            return Ok(Book::new(known, holders, undone).take_all(rows, now));
        }
        let mut tx = context.db.begin().await?;
        // One import at a time: no index keeps two of them from making the same vehicle.
        counters::raise(&tx, MODULE, "import", 0).await?;
        let known = store::with_plates(&*tx, tx.lock_clause(), plate::HOME, &norms).await?;
        let undone = undone(&*tx, &known).await?;
        let mut book = Book::new(known, store::with_vins(&*tx, &vins).await?, undone);
        let outcomes = book.take_all(rows, now);
        let Changes { vehicles, there, transferred, links, readings, kept } = book.into_changes(now, &options.actor.name);
        store::drop_terms(&tx, &there).await?;
        store::put_many(&tx, &vehicles).await?;
        store::end_ownerships(&tx, &transferred, now).await?;
        store::insert_ownerships(&tx, &links).await?;
        store::insert_readings(&tx, &readings).await?;
        let events: Vec<_> = vehicles.iter().map(Vehicle::saved).collect();
        outbox::append_many(&mut tx, MODULE, &events, &options.actor, context.clock.as_ref()).await?;
        import::keep(&tx, MODULE, options.import, kept).await?;
        tx.commit().await?;
        Ok(outcomes)
    }
}

#[async_trait]
impl Importer for VehicleImporter {
    fn kind(&self) -> &'static str {
        "vehicles"
    }

    fn module(&self) -> &'static str {
        MODULE
    }

    fn fields(&self) -> &'static [Field] {
        &FIELDS
    }

    fn permit(&self, options: &Options) -> Result<(), Problem> {
        options.actor.permit_anywhere(VEHICLE_IMPORT)
    }

    async fn apply(&self, rows: &[Row], options: &Options) -> Result<Vec<Result<Outcome, RowError>>, Problem> {
        let rows = self.read_all(rows).await?;
        let mut tries = 1;
        loop {
            match self.try_batch(&rows, options).await {
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

/// Which of the archived ones among these an undone import had made.
async fn undone<C: ConnectionTrait>(conn: &C, known: &[Vehicle]) -> Result<BTreeSet<Uuid>, DbErr> {
    let archived: Vec<_> = known.iter().filter(|vehicle| vehicle.archived_at.is_some()).map(|vehicle| vehicle.id.0).collect();
    import::made_and_undone(conn, MODULE, &archived).await
}

/// What the owner may be found by, best first.
fn owner_keys(row: &Row) -> impl Iterator<Item = (&'static str, &str)> {
    ["owner_ref", "owner_phone"].into_iter().filter_map(|field| Some((field, row.get(field)?)))
}

fn read(row: &Row, owners: &HashMap<String, Owner>) -> Result<Entered, RowError> {
    let required = |field, value: Option<String>| value.ok_or_else(|| RowError::new(field, "It is missing"));
    let typed = required("plate", text(row, "plate", line(30))?)?;
    let plate = Plate::parse(None, &typed).map_err(|error| RowError::new("plate", error.to_string()))?;
    let vin = row.get("vin").map(|typed| vin::parse(typed).map_err(|error| RowError::new("vin", error.to_string()))).transpose()?;
    let change = Change {
        plate: Some(plate.clone()),
        vin: vin.map(Some),
        make: Some(required("make", text(row, "make", line(60))?)?),
        model: Some(required("model", text(row, "model", line(60))?)?),
        year: row.get("year").map(year).transpose()?.map(Some),
        fuel: row.get("fuel").map(fuel).transpose()?.map(Some),
        colour: text(row, "colour", line(60))?.map(Some),
        ..Change::default()
    };
    let odometer_km = row.get("odometer_km").map(odometer).transpose()?;
    text(row, "owner_name", prose(500))?;
    let mut keys = owner_keys(row).peekable();
    let owner = match keys.peek().copied() {
        None => None,
        Some((field, _)) => {
            let found = keys.find_map(|(_, key)| owners.get(key));
            Some(found.cloned().ok_or_else(|| RowError::unknown(field, "No customer is known by it: import customers first"))?)
        }
    };
    Ok(Entered { line: row.line, plate, change, odometer_km, owner })
}

pub fn text(row: &Row, field: &'static str, rule: impl Fn(&String, &()) -> garde::Result) -> Result<Option<String>, RowError> {
    let Some(text) = row.get(field).map(str::to_owned) else { return Ok(None) };
    rule(&text, &()).map_err(|error| RowError::new(field, error.message()))?;
    Ok(Some(text))
}

/// `2019`, or a date that begins or ends with the year.
fn year(text: &str) -> Result<i32, RowError> {
    let normal = search::normalise(text);
    let year = normal.split(' ').find(|part| part.len() == 4).and_then(|part| part.parse().ok());
    year.filter(|year| (1900..=2100).contains(year)).ok_or_else(|| RowError::new("year", "It is not a year"))
}

/// `84300`, `84 300 km`, `84.300`: separators stand between thousands, so that tenths are not taken for kilometres.
pub fn odometer(text: &str) -> Result<i64, RowError> {
    let normal = search::normalise(text);
    let digits = normal.trim_end_matches("km").trim_end();
    let in_thousands = digits.split(' ').skip(1).all(|part| part.len() == 3) && !text.starts_with('-');
    let km = digits.replace(' ', "").parse().ok().filter(|_| in_thousands);
    km.filter(|km| (0..=MAX_KM).contains(km)).ok_or_else(|| RowError::new("odometer_km", "It is not a number of kilometres"))
}

fn fuel(text: &str) -> Result<Fuel, RowError> {
    match search::normalise(text).as_str() {
        "petrol" | "gasoline" | "gas" | "essence" | "sans plomb" | "بنزين" => Ok(Fuel::Petrol),
        "diesel" | "gasoil" | "gazole" | "mazout" | "ديزل" | "مازوط" => Ok(Fuel::Diesel),
        "lpg" | "gpl" | "غاز" => Ok(Fuel::Lpg),
        "hybrid" | "hybride" | "هجين" => Ok(Fuel::Hybrid),
        "electric" | "electrique" | "ev" | "كهرباء" | "كهرباييه" => Ok(Fuel::Electric),
        "other" | "autre" | "اخر" => Ok(Fuel::Other),
        _ => Err(RowError::new("fuel", "It is not petrol, diesel, lpg, hybrid, electric or other")),
    }
}

/// The vehicles of a batch: those already there, and what its rows make of them.
struct Book {
    /// The plate, as compared and as shown, of the vehicle with a VIN.
    by_vin: HashMap<String, (String, String)>,
    entries: Vec<Entry>,
    by_plate: HashMap<String, usize>,
    /// Those that an undone import had made: a row that means them brings them back.
    undone: BTreeSet<Uuid>,
}

struct Entry {
    /// The last row that meant it.
    line: u64,
    vehicle: Vehicle,
    /// As the database has it; none for a new one.
    stored: Option<Vehicle>,
}

/// What a batch changes.
#[derive(Default)]
struct Changes {
    vehicles: Vec<Vehicle>,
    /// Those of them that were there.
    there: Vec<VehicleId>,
    /// Those whose owner changed.
    transferred: Vec<VehicleId>,
    links: Vec<Ownership>,
    readings: Vec<Reading>,
    kept: Vec<Kept>,
}

impl Book {
    /// Of vehicles with the same plate the first counts.
    fn new(known: Vec<Vehicle>, holders: Vec<Vehicle>, undone: BTreeSet<Uuid>) -> Self {
        let by_vin = holders.into_iter().filter_map(|vehicle| Some((vehicle.vin?, (vehicle.plate_norm, vehicle.plate_text)))).collect();
        let mut book = Self { entries: vec![], by_plate: HashMap::new(), by_vin, undone };
        for vehicle in known {
            book.add(Entry { line: 0, stored: Some(vehicle.clone()), vehicle });
        }
        book
    }

    fn add(&mut self, entry: Entry) {
        self.by_plate.entry(entry.vehicle.plate_norm.clone()).or_insert(self.entries.len());
        self.entries.push(entry);
    }

    fn take_all(&mut self, rows: &[Result<Entered, RowError>], now: DateTime<Utc>) -> Vec<Result<Outcome, RowError>> {
        let take = |row: &Result<Entered, RowError>| {
            let row = row.as_ref().map_err(RowError::clone)?;
            self.refuse_known_vin(row)?;
            Ok(self.take(row, now))
        };
        rows.iter().map(take).collect()
    }

    /// One VIN is one vehicle: the row is a mistake, or the vehicle has another plate now, which is a person's to say.
    fn refuse_known_vin(&mut self, row: &Entered) -> Result<(), RowError> {
        let Some(vin) = row.vin() else { return Ok(()) };
        match self.by_vin.get(vin) {
            Some((norm, text)) if *norm != row.plate.norm => Err(RowError::new("vin", format!("{text} has this VIN"))),
            Some(_) => Ok(()),
            None => {
                self.by_vin.insert(vin.to_owned(), (row.plate.norm.clone(), row.plate.text.clone()));
                Ok(())
            }
        }
    }

    fn take(&mut self, row: &Entered, now: DateTime<Utc>) -> Outcome {
        let Some(place) = self.by_plate.get(&row.plate.norm) else {
            let mut vehicle = Vehicle::open(row.change.clone(), now);
            apply(&mut vehicle, row, now);
            self.add(Entry { line: row.line, vehicle, stored: None });
            return Outcome::Created;
        };
        let Entry { vehicle, line, .. } = &mut self.entries[*place];
        *line = row.line;
        let before = vehicle.clone();
        if self.undone.contains(&vehicle.id.0) {
            vehicle.archived_at = None;
        }
        vehicle.change(row.change.clone());
        apply(vehicle, row, now);
        if *vehicle == before { Outcome::Unchanged } else { Outcome::Updated(differences(&before, vehicle, &SHOWN)) }
    }

    fn into_changes(self, now: DateTime<Utc>, by_name: &str) -> Changes {
        let mut save = Changes::default();
        for Entry { mut vehicle, stored, line } in self.entries {
            if stored.as_ref() == Some(&vehicle) {
                continue;
            }
            if let Some(stored) = &stored {
                vehicle.version += 1;
                save.there.push(vehicle.id);
                if stored.owner_id.is_some() && stored.owner_id != vehicle.owner_id {
                    save.transferred.push(vehicle.id);
                }
            }
            let versions = Versions(stored.as_ref().map_or(0, |stored| stored.version), vehicle.version);
            save.kept.push(Kept::of(vehicle.id.0, line, &vehicle.plate_text, versions, (stored.as_ref(), &vehicle)));
            let (owner, km) = stored.map_or((None, None), |stored| (stored.owner_id, stored.odometer_km));
            if let Some(customer_id) = vehicle.owner_id.filter(|id| Some(*id) != owner) {
                save.links.push(Ownership {
                    id: uuid::Uuid::now_v7(),
                    vehicle_id: vehicle.id,
                    customer_id,
                    since: now,
                    until: None,
                    shares: Shares::Vehicle,
                    undone_at: None,
                    by_name: by_name.to_owned(),
                });
            }
            if let Some(read) = vehicle.odometer_km.filter(|read| Some(*read) != km) {
                let taken = Taken { at: now, source: Source::Import, work_order_id: None, by_name: by_name.to_owned() };
                save.readings.push(taken.reading(vehicle.id, read, None));
            }
            // Reckoned afterwards, some at a time.
            vehicle.planned = 0;
            save.vehicles.push(vehicle);
        }
        save
    }
}

/// The owner, and a reading that is higher than the last.
fn apply(vehicle: &mut Vehicle, row: &Entered, now: DateTime<Utc>) {
    if let Some(owner) = row.owner.clone().filter(|owner| Some(owner.id) != vehicle.owner_id) {
        vehicle.owner_id = Some(owner.id);
        vehicle.owner_name = Some(owner.name);
    }
    if let Some(km) = row.odometer_km.filter(|km| vehicle.odometer_km.is_none_or(|last| *km > last)) {
        vehicle.odometer_km = Some(km);
        vehicle.odometer_at = Some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_listed_as_they_are_compared() {
        for field in FIELDS {
            for heading in field.also {
                assert_eq!(search::normalise(heading), *heading, "{}", field.name);
            }
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(odometer("84 300 km"), Ok(84_300));
        assert_eq!(odometer("84.300"), Ok(84_300));
        assert_eq!(odometer("٨٤٣٠٠"), Ok(84_300));
        assert_eq!(odometer("84300km"), Ok(84_300));
        assert!(odometer("84300.5").is_err() && odometer("-5").is_err());
        assert!(odometer("many").is_err() && odometer("99999999999999999999").is_err());
        assert_eq!(year("2019"), Ok(2019));
        assert_eq!(year("01/06/2019"), Ok(2019));
        assert!(year("19").is_err() && year("3019").is_err());
    }
}

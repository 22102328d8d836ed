//! Owners who are handed what is kept of them, and who are forgotten. Plate and VIN are the car's and stay with it.

use async_trait::async_trait;
use contracts::customers::CustomerId;
use contracts::subjects::{CustomerErased, SubjectData, SubjectPart};
use kernel::outbox::Envelope;
use kernel::personal::{forget_particulars, ids as placed, rows};
use kernel::{Problem, Tx, db};

use crate::vehicles::store;
use crate::vehicles::vehicle::Vehicle;
use crate::{MODULE, Ports};

const VEHICLES: &[&str] =
    &["plate=plate_text", "vin", "make", "model", "year", "fuel", "colour", "odometer_km", "notes", "first_registered_on", "unit_number"];
const OWNERSHIPS: &[&str] = &["plate=v.plate_text", "since=o.since", "until=o.until"];
const VISITS: &[&str] = &["number", "completed_at", "odometer_km", "summary", "total", "currency"];

#[async_trait]
impl SubjectData for Ports {
    async fn gather(&self, ids: &[CustomerId]) -> Result<Vec<SubjectPart>, Problem> {
        let (places, values) = placed(ids);
        let kinds: [(&str, &[&str], String); 3] = [
            ("vehicles", VEHICLES, format!("vehicles_vehicles where owner_id in ({places}) order by id")),
            (
                "ownerships",
                OWNERSHIPS,
                format!(
                    "vehicles_ownerships o join vehicles_vehicles v on v.id = o.vehicle_id where o.customer_id in ({places}) order by o.id"
                ),
            ),
            ("visits", VISITS, format!("vehicles_visits where customer_id in ({places}) order by completed_at")),
        ];
        let mut parts = vec![];
        for (name, columns, from) in kinds {
            parts.push(SubjectPart { name: name.to_owned(), rows: rows(self.reader(), columns, &from, values.clone()).await? });
        }
        Ok(parts)
    }
}

/// A car of who is forgotten has no owner any more; what is written of it goes.
pub async fn hear(tx: &Tx, event: &Envelope) -> Result<(), Problem> {
    let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
    let (places, values) = placed(&told.ids);
    let owned = format!("select vehicle_id from vehicles_ownerships where customer_id in ({places})");
    forget_particulars(tx, MODULE, &owned, &values).await?;
    let part = format!(
        "update vehicles_vehicles set owner_id = null, owner_name = null, notes = null, version = version + 1 \
         where owner_id in ({places}) returning *"
    );
    let left: Vec<Vehicle> = db::all(&**tx, part, values).await?;
    let ids: Vec<_> = left.iter().map(|vehicle| vehicle.id).collect();
    store::end_ownerships(tx, &ids, event.at).await?;
    Ok(store::reindex(tx, &left).await?)
}

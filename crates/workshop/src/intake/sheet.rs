//! What an intake sheet says, and how it is signed. While it is open it is written over; signed, it never changes, and a correction is
//! another sheet.

use chrono::{DateTime, Utc};
use garde::Validate;
use kernel::text::{line, prose};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::error::Error;
use super::tables::sheet;

const MAX_KILOMETRES: i64 = 9_999_999;

/// How a vehicle came in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IntakeContent)]
pub struct Content {
    /// Kilometres.
    #[garde(inner(range(min = 0, max = MAX_KILOMETRES)))]
    #[schema(minimum = 0, maximum = 9_999_999)]
    pub odometer: Option<i64>,
    /// Eighths of a tank.
    #[garde(inner(range(min = 0, max = 8)))]
    #[schema(minimum = 0, maximum = 8)]
    pub fuel: Option<i32>,
    #[garde(custom(line(40)))]
    #[schema(max_length = 40, format = "line")]
    pub key_tag: Option<String>,
    /// What the customer leaves in the vehicle.
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub belongings: Option<String>,
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub note: Option<String>,
    /// Those that are lit.
    #[garde(length(max = 12))]
    #[schema(max_items = 12)]
    pub lamps: Vec<Lamp>,
    #[garde(length(max = 60), dive)]
    #[schema(max_items = 60)]
    pub damages: Vec<Damage>,
}

/// A warning lamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WarningLamp)]
pub enum Lamp {
    Engine,
    Oil,
    Battery,
    Temperature,
    Brakes,
    Abs,
    Airbag,
    Tyres,
    Steering,
    Service,
}

/// A damage that the vehicle came with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IntakeDamage)]
pub struct Damage {
    #[garde(skip)]
    pub kind: DamageKind,
    /// On the sketch, in ten-thousandths of its width from the left.
    #[garde(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub x: i32,
    /// And of its height from the top.
    #[garde(range(min = 0, max = 10_000))]
    #[schema(minimum = 0, maximum = 10_000)]
    pub y: i32,
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DamageKind {
    Scratch,
    Dent,
    Crack,
    Rust,
    Missing,
}

impl sheet::Model {
    pub fn is_signed(&self) -> bool {
        self.signed_at.is_some()
    }

    pub fn expect_open(&self) -> Result<(), Error> {
        if self.is_signed() { Err(Error::Signed) } else { Ok(()) }
    }

    /// As it is kept; what cannot be read is nothing.
    pub fn content(&self) -> Content {
        serde_json::from_str(&self.content).unwrap_or_default()
    }

    /// The customer agrees to what it says.
    pub fn sign(&mut self, by_name: String, signature: Option<Uuid>, now: DateTime<Utc>) -> Result<(), Error> {
        self.expect_open()?;
        if self.content().odometer.is_none() {
            return Err(Error::OdometerMissing);
        }
        self.signed_by = Some(by_name);
        self.signature_id = signature;
        self.signed_at = Some(now);
        self.version += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use contracts::workshop::{IntakeId, WorkOrderId};
    use kernel::SiteId;

    use super::*;

    fn open(odometer: Option<i64>) -> sheet::Model {
        let content = Content { odometer, fuel: Some(3), ..Content::default() };
        sheet::Model {
            id: IntakeId::new(),
            order_id: WorkOrderId::new(),
            site_id: SiteId::new(),
            number: 1,
            content: serde_json::to_string(&content).unwrap(),
            begun_at: now(),
            begun_by: "Nadia".into(),
            signed_at: None,
            signed_by: None,
            signature_id: None,
            version: 1,
        }
    }

    fn now() -> DateTime<Utc> {
        "2026-11-20T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_sheet_is_signed_once_and_not_without_the_odometer() {
        assert_eq!(open(None).sign("Leïla".into(), None, now()), Err(Error::OdometerMissing));
        let mut sheet = open(Some(84_300));
        sheet.sign("Leïla".into(), None, now()).unwrap();
        let signed = sheet.clone();
        assert_eq!(sheet.sign("Ali".into(), None, now()), Err(Error::Signed));
        assert_eq!((sheet.expect_open(), &sheet), (Err(Error::Signed), &signed));
    }

    #[test]
    fn what_is_kept_is_read_again() {
        assert_eq!(open(Some(1)).content().fuel, Some(3));
    }
}

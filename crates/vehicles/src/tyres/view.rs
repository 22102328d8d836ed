//! Tyres as the API shows them.

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = TyrePosition)]
pub enum Position {
    FrontLeft,
    FrontRight,
    RearLeft,
    RearRight,
    RearLeftInner,
    RearRightInner,
    Spare,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = TyreSeason)]
pub enum Season {
    Summer,
    Winter,
    All,
}

/// A tyre as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromQueryResult)]
#[schema(as = Tyre)]
pub struct Tyre {
    pub id: Uuid,
    pub position: Position,
    /// `205/55 R16 91V`
    pub size: String,
    /// Week and year of make: `2219`.
    pub dot: Option<String>,
    /// Tenths of a millimetre.
    pub tread: Option<i32>,
    pub season: Season,
    pub at: DateTime<Utc>,
    pub by_name: String,
}

/// A set of tyres that the garage keeps, or kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromQueryResult)]
#[schema(as = StoredTyres)]
pub struct StoredSet {
    pub id: Uuid,
    /// The label of its place: `B3-12`.
    pub location: String,
    pub description: String,
    pub stored_at: DateTime<Utc>,
    /// Null while they are here.
    pub returned_at: Option<DateTime<Utc>>,
    pub by_name: String,
}

/// The tyres of a vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VehicleTyres {
    /// What was last found at each position.
    pub present: Vec<Tyre>,
    /// What was found before, newest first, at most 60.
    pub before: Vec<Tyre>,
    /// Newest first.
    pub stored: Vec<StoredSet>,
}

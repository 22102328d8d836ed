//! `ecar demo`: a believable garage with three sites, three years of visits, stock, invoices and payments.
//! The same size gives the same garage on the same day; only the passwords are new each time.

mod catalogue;
mod desk;
mod names;
mod people;
mod visits;

pub use catalogue::products;
pub use desk::{Bookings, desk};
pub use people::{crew, customers, sites, vehicles, walk_in};
pub use visits::Visits;

use chrono::{DateTime, Utc};
use clap::ValueEnum;
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use uuid::Uuid;

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// 200 work orders.
    Small,
    /// 20,000 work orders.
    Shop,
    /// 100,000 work orders.
    Chain,
}

impl Size {
    pub fn work_orders(self) -> usize {
        match self {
            Self::Small => 200,
            Self::Shop => 20_000,
            Self::Chain => 100_000,
        }
    }
}

/// People who bring that many cars in three years.
pub fn customers_for(work_orders: usize) -> usize {
    (work_orders / 4).max(1)
}

pub fn vehicles_for(work_orders: usize) -> usize {
    (work_orders * 32 / 100).max(1)
}

/// Chance that is the same every time, and ids that look as if they were made at a given instant.
pub struct Dice {
    pub rng: StdRng,
}

impl Dice {
    pub fn new(purpose: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(0xECA2_0000 + purpose) }
    }

    pub fn id(&mut self, at: DateTime<Utc>) -> Uuid {
        let mut random = [0_u8; 10];
        self.rng.fill_bytes(&mut random);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

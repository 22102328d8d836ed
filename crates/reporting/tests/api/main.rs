//! What owners are told, played as events of the modules that tell.

mod fixture;
mod garage;
mod hearing;
mod reading;

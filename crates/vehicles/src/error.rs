//! The rules of this module, by what breaks them.

use contracts::vehicles::VehicleId;
use kernel::Problem;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("A plate has letters or digits")]
    InvalidPlate,
    #[error("A country is two letters, as in ISO 3166")]
    InvalidCountry,
    #[error("A VIN has 17 letters and digits, without I, O and Q")]
    InvalidVin,
    #[error("Nobody is known by this id")]
    UnknownOwner { field: &'static str },
    #[error("This customer is archived: restore them first")]
    ArchivedOwner { field: &'static str },
    #[error("Another vehicle has this plate; send allow_duplicate_plate if it was issued again")]
    PlateExists(VehicleId),
    #[error("The last reading is higher: say why, typo, cluster_replaced or unit_mixup")]
    OdometerRollback,
    #[error("The customer owns this vehicle already")]
    AlreadyOwner,
    #[error("Nobody owned this vehicle before")]
    NothingToUndo,
    #[error("The vehicle was worked on since: transfer it instead")]
    TransferUsed,
    #[error("A vehicle has at most 200 photos and documents")]
    TooManyFiles,
    #[error("These tyres were given back already")]
    TyresReturned,
    #[error("It cannot have been done after today")]
    NotYetDone,
    #[error("Send km, or shown in the vehicle's own unit")]
    OneReading,
    #[error("The instrument counts something else once it was read: change it before the first reading")]
    UnitInUse,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::InvalidPlate => Self::field("/plate", "invalid-plate", text),
            Error::InvalidCountry => Self::field("/country", "invalid-country", text),
            Error::InvalidVin => Self::field("/vin", "invalid-vin", text),
            Error::UnknownOwner { field } => Self::field(format!("/{field}"), "unknown", text),
            Error::ArchivedOwner { field } => Self::field(format!("/{field}"), "archived", text),
            // The id alone, so that a screen can offer to open that vehicle.
            Error::PlateExists(other) => Self::conflict("plate-exists", text).detail(other.to_string()),
            Error::OdometerRollback => Self::conflict("odometer-rollback", text),
            Error::NothingToUndo => Self::conflict("nothing-to-undo", text),
            Error::TransferUsed => Self::conflict("transfer-used", text),
            Error::TooManyFiles => Self::conflict("too-many-files", text),
            Error::TyresReturned => Self::conflict("tyres-returned", text),
            Error::NotYetDone => Self::field("/done_on", "in-future", text),
            Error::OneReading => Self::field("/km", "required", text),
            Error::UnitInUse => Self::field("/odometer_unit", "in-use", text),
            Error::AlreadyOwner => Self::conflict("already-owner", text),
        }
    }
}

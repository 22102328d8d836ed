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
    #[error("The last reading is higher: say why, typo or cluster_replaced")]
    OdometerRollback,
    #[error("The customer owns this vehicle already")]
    AlreadyOwner,
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
            Error::AlreadyOwner => Self::conflict("already-owner", text),
        }
    }
}

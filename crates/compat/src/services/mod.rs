//! The six services' endpoints, at the root and without a last slash. They had no sign-in; here a token is needed. A customer's key was
//! an identity card's number, a vehicle's its VIN: both are found by either that or ECAR's id.

mod billing;
mod customers;
mod schedules;
mod vehicles;

use crate::plumbing::Route;

pub fn routes() -> Vec<Route> {
    [customers::routes(), vehicles::routes(), schedules::routes(), billing::routes()].concat()
}

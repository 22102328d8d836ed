//! The API's document, made from the handlers. What holds for every operation alike is said here once: how it is refused, which
//! headers come along, what a text may hold, and that an answer's fields are always there.

mod answers;
mod fields;
mod parameters;

use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder, PathItem};

const ABOUT: &str = "Runs a vehicle garage. Amounts are integers in minor units of the document's currency (TND has three decimals: \
    553100 is 553.100), quantities are integers in thousandths, rates are basis points (1900 is 19 %), odometers are kilometres, \
    instants are RFC 3339 in UTC. Lists are read on with `after`. Errors are RFC 9457 problems with a stable `code`.";

/// The document of what the handlers declare, whole.
pub fn describe(handlers: OpenApi) -> OpenApi {
    let info = InfoBuilder::new().title("ECAR").version(env!("CARGO_PKG_VERSION")).description(Some(ABOUT));
    let mut document = OpenApiBuilder::from(handlers).info(info.build()).build();
    document.servers = None;
    document.paths.paths =
        std::mem::take(&mut document.paths.paths).into_iter().map(|(path, item)| (format!("/api/v1{path}"), item)).collect();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let components = document.components.get_or_insert_default();
    components.security_schemes.insert("bearer".into(), bearer.into());
    fields::complete(&mut document);
    parameters::share(&mut document);
    answers::share(&mut document);
    document
}

/// Every operation with its method and path.
fn operations(document: &mut OpenApi) -> impl Iterator<Item = (&'static str, &str, &mut Operation)> {
    document
        .paths
        .paths
        .iter_mut()
        .flat_map(|(path, item)| methods(item).map(move |(method, operation)| (method, path.as_str(), operation)))
}

fn methods(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    let named = [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ];
    named.into_iter().filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

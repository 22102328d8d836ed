//! Headers that many operations read, declared once.

use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{ObjectBuilder, OpenApi, Ref, RefOr, Required, Type};

use super::operations;

const KEY: &str =
    "Makes a repeat answer as the first did, with `Idempotent-Replayed: true`. Take a new one for each thing that is meant to be done.";
const VERSION: &str = "The `ETag` that was read: a change by somebody else in between is a 412 instead of a loss.";

/// Has operations name the shared headers, whatever their handlers wrote about them.
pub fn share(document: &mut OpenApi) {
    for (_, _, operation) in operations(document) {
        for parameter in operation.parameters.iter_mut().flatten() {
            let RefOr::T(declared) = &*parameter else { continue };
            if let Some(name) = shared_name(declared) {
                *parameter = RefOr::Ref(Ref::new(format!("#/components/parameters/{name}")));
            }
        }
    }
    let components = document.components.get_or_insert_default();
    let shared = [
        ("IdempotencyKey", header("Idempotency-Key", Required::False, "^[!-~]{1,255}$", KEY)),
        ("RequiredIdempotencyKey", header("Idempotency-Key", Required::True, "^[!-~]{1,255}$", KEY)),
        ("IfMatch", header("If-Match", Required::False, r#"^(\*|(W/)?"[0-9]{1,18}(\.[0-9a-f]{16})?")$"#, VERSION)),
    ];
    components.parameters.extend(shared.map(|(name, parameter)| (name.to_owned(), RefOr::T(parameter))));
}

fn shared_name(declared: &Parameter) -> Option<&'static str> {
    match (declared.name.as_str(), &declared.required) {
        ("Idempotency-Key", Required::True) => Some("RequiredIdempotencyKey"),
        ("Idempotency-Key", Required::False) => Some("IdempotencyKey"),
        ("If-Match", _) => Some("IfMatch"),
        _ => None,
    }
}

fn header(name: &str, required: Required, pattern: &str, meaning: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern)).build();
    let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Header).required(required);
    parameter.description(Some(meaning)).schema(Some(text)).build()
}

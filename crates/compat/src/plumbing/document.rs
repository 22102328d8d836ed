//! The endpoints as OpenAPI: a document of their own, beside that of ECAR's operations.

use std::collections::BTreeSet;

use axum::http::Method;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathsBuilder};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, RefOr, Required, ResponseBuilder,
};

use super::{Family, Route};

impl Family {
    fn title(self) -> &'static str {
        match self {
            Self::Manager => "Workshop manager",
            Self::Office => "Garage back office",
            Self::Services => "Six services",
        }
    }
}

fn tag(route: &Route) -> String {
    format!("{}: {}", route.family.title(), route.about)
}

pub fn document(routes: &[Route]) -> OpenApi {
    let mut paths = PathsBuilder::new();
    for route in routes {
        paths = paths.path(route.path, PathItem::new(method(&route.method), operation(route)));
    }
    let tags: BTreeSet<_> = routes.iter().map(tag).collect();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let about = "What clients of the systems that ECAR replaces know, translated to ECAR's own operations. Ids are ECAR's; what ECAR \
                 refuses is refused here too. `ECAR_COMPAT=off` leaves all of it out.";
    OpenApiBuilder::new()
        .info(InfoBuilder::new().title("ECAR: endpoints that existing clients know").version("1").description(Some(about)).build())
        .paths(paths.build())
        .components(Some(ComponentsBuilder::new().security_scheme("bearer", bearer).build()))
        .tags(Some(tags.into_iter().map(|name| TagBuilder::new().name(name).build())))
        .build()
}

fn method(method: &Method) -> HttpMethod {
    match method.as_str() {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

fn operation(route: &Route) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(format!("compat_{}_{}", route.method.as_str().to_lowercase(), slug(route.path))))
        .tag(tag(route))
        .summary(Some(route.summary));
    for part in route.path.split('/').filter_map(|part| part.strip_prefix('{').and_then(|part| part.strip_suffix('}'))) {
        operation = operation.parameter(
            ParameterBuilder::new().name(part).parameter_in(ParameterIn::Path).required(Required::True).schema(Some(any_text())),
        );
    }
    for name in route.asks {
        operation = operation.parameter(ParameterBuilder::new().name(*name).parameter_in(ParameterIn::Query).schema(Some(any_text())));
    }
    if !route.takes.is_empty() {
        let mut body = ObjectBuilder::new();
        for field in route.takes {
            let name = field.trim_end_matches('*');
            body = body.property(name, anything());
            if field.ends_with('*') {
                body = body.required(name);
            }
        }
        let content = ContentBuilder::new().schema(Some(RefOr::T(body.build().into()))).build();
        operation = operation.request_body(Some(RequestBodyBuilder::new().content("application/json", content).build()));
    }
    if !route.is_open {
        operation = operation.security(SecurityRequirement::new("bearer", Vec::<String>::new()));
    }
    let done = ContentBuilder::new().schema(Some(anything())).build();
    operation.response("2XX", ResponseBuilder::new().description("Done").content("application/json", done).build()).build()
}

fn slug(path: &str) -> String {
    path.trim_matches('/').replace(['/', '-'], "_").replace(['{', '}', '.'], "")
}

fn any_text() -> RefOr<utoipa::openapi::Schema> {
    RefOr::T(ObjectBuilder::new().schema_type(Type::String).build().into())
}

fn anything() -> RefOr<utoipa::openapi::Schema> {
    RefOr::T(ObjectBuilder::new().schema_type(SchemaType::AnyValue).build().into())
}

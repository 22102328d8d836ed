//! How every operation may refuse, derived from its shape: what has a body may be refused for its body. And the headers of answers.

use kernel::Problem;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, Header, HeaderBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::operations;

/// Status, name and meaning of the refusals; each is a problem.
const REFUSALS: [(&str, &str, &str); 13] = [
    ("400", "Unreadable", "The body cannot be read, or a header is missing or malformed"),
    ("401", "NotSignedIn", "The access token is missing or has ended; of a sign-in, that nobody was recognised"),
    ("403", "Forbidden", "The permission is missing; `detail` names it"),
    ("404", "NotFound", "It does not exist, or belongs to a site where the caller does not work"),
    ("408", "TooSlow", "The body did not arrive in time"),
    ("409", "Refused", "A rule forbids it in the present state; `code` names the rule"),
    ("412", "Stale", "It was changed since the version in `If-Match`"),
    ("413", "TooLarge", "The body is too large"),
    ("415", "WrongMediaType", "The body is of another media type"),
    ("422", "Invalid", "Fields are not valid; `errors` points at each"),
    ("429", "TooMany", "Too many tries: wait as long as `Retry-After` says"),
    ("503", "Busy", "Too much is being worked on: try again after `Retry-After` seconds"),
    ("507", "DiskFull", "There is no room left on the server's disk: nothing was kept"),
];

/// Declares the refusals once and has every operation name those that apply to it.
pub fn share(document: &mut OpenApi) {
    for (method, path, operation) in operations(document) {
        let shape = Shape::of(method, path, operation);
        let answers = &mut operation.responses.responses;
        // What a handler says about a refusal it has beside its shape.
        let declared: Vec<_> = answers.keys().cloned().collect();
        answers.retain(|status, _| !status.starts_with(['4', '5']));
        for (status, name, _) in
            REFUSALS.iter().filter(|(status, _, _)| shape.may_answer(status) || declared.iter().any(|one| one == status))
        {
            answers.insert((*status).into(), RefOr::Ref(Ref::from_response_name(*name)));
        }
        if let Some(RefOr::T(created)) = answers.get_mut("201") {
            created.headers.insert("Location".into(), header("Where it is, when it has an address of its own").into());
        }
    }
    let components = document.components.get_or_insert_default();
    let mut parts = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut parts);
    components.schemas.extend(parts);
    components.responses.extend(REFUSALS.map(|(status, name, meaning)| (name.to_owned(), refusal(status, meaning).into())));
}

/// What of an operation tells how it may refuse.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about an operation")]
struct Shape {
    changes: bool,
    has_body: bool,
    has_path: bool,
    has_query: bool,
    has_key: bool,
    has_version: bool,
    is_sign_in: bool,
    is_identity: bool,
    needs_token: bool,
}

impl Shape {
    fn of(method: &str, path: &str, operation: &Operation) -> Self {
        let parameters: Vec<_> = operation.parameters.iter().flatten().collect();
        let stands_in = |place: &ParameterIn| {
            parameters.iter().any(|one| matches!(one, RefOr::T(Parameter { parameter_in, .. }) if parameter_in == place))
        };
        let shares = |name: &str| parameters.iter().any(|one| matches!(one, RefOr::Ref(shared) if shared.ref_location.ends_with(name)));
        Self {
            changes: method != "GET",
            has_body: operation.request_body.is_some(),
            has_path: stands_in(&ParameterIn::Path),
            has_query: stands_in(&ParameterIn::Query),
            has_key: shares("IdempotencyKey"),
            has_version: shares("IfMatch"),
            is_sign_in: path.starts_with("/api/v1/auth/"),
            is_identity: operation.tags.iter().flatten().any(|tag| tag == "identity"),
            needs_token: operation.security.iter().flatten().any(|one| *one != SecurityRequirement::default()),
        }
    }

    fn may_answer(&self, status: &str) -> bool {
        match status {
            "400" => self.has_body || self.has_key,
            "403" => self.needs_token || self.is_sign_in,
            "404" => self.has_path || self.has_query || self.has_body || self.is_sign_in,
            "409" => self.changes || self.is_sign_in,
            "412" => self.has_version,
            "408" | "413" | "507" => self.changes,
            "415" => self.has_body,
            "422" => self.has_query || self.has_body || self.has_key,
            "429" => self.is_sign_in || (self.is_identity && self.changes),
            // A bad token is refused everywhere, also where none is needed; and everything is shed under load.
            _ => true,
        }
    }
}

fn refusal(status: &str, meaning: &str) -> Response {
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let answer = ResponseBuilder::new().description(meaning).content("application/problem+json", problem);
    match status {
        "401" => answer.header("WWW-Authenticate", header("`Bearer`")),
        "429" | "503" => answer.header("Retry-After", header("Seconds")),
        _ => answer,
    }
    .build()
}

fn header(meaning: &str) -> Header {
    HeaderBuilder::new().schema(Header::default().schema).description(Some(meaning)).build()
}

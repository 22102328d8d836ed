//! How commands and reads answer, for the API's description.

use kernel::Problem;
use utoipa::IntoResponses;

use super::view::WorkOrderView;

#[derive(IntoResponses)]
#[expect(dead_code, clippy::large_enum_variant, reason = "describes answers, is never made")]
pub enum CommandAnswers {
    /// The order whole; its version is the `ETag`
    #[response(status = 200)]
    Done(#[to_schema] WorkOrderView),
    /// The permission is missing at the order's site
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// No such order, or another site's
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// A rule forbids it now; `code` names the rule
    #[response(status = 409, content_type = "application/problem+json")]
    Refused(#[to_schema] Problem),
    /// It was changed since the version in `If-Match`
    #[response(status = 412, content_type = "application/problem+json")]
    Stale(#[to_schema] Problem),
    /// Some fields are not valid
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] Problem),
}

#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes answers, is never made")]
pub enum ReadRefusals {
    /// The permission is missing
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// No such order, or another site's
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
}

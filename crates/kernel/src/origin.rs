//! Where the request being worked on came from, for the audit trail.

use std::net::IpAddr;

tokio::task_local! {
    static ORIGIN: IpAddr;
}

/// The client's address; none outside a request.
pub fn origin() -> Option<IpAddr> {
    ORIGIN.try_with(|origin| *origin).ok()
}

/// Works on a request that came from an address.
pub async fn with_origin<F: Future>(origin: IpAddr, work: F) -> F::Output {
    ORIGIN.scope(origin, work).await
}

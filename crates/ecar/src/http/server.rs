//! The listening socket. Headers must arrive in time, answers must be taken, and a stop lets requests in flight finish.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

const HEADERS_WITHIN: Duration = Duration::from_secs(10);
/// How long a client may leave an answer lying without taking any of it. Every byte that is taken begins it anew, so two of these
/// pass before the last of those who take nothing is gone: what the system buffers counts as taken.
const TAKEN_WITHIN: Duration = Duration::from_secs(5);
const FINISH_WITHIN: Duration = Duration::from_secs(10);

/// Serves until told to stop, then waits for requests in flight, at most ten seconds.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => take(stream, address, &router, &connections),
                // Out of file descriptors, most likely: let some go first.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(FINISH_WITHIN, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests were still running at the end");
    }
}

fn take(stream: TcpStream, address: SocketAddr, router: &Router, connections: &GracefulShutdown) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(TAKEN_WITHIN));
    let router = router.clone();
    let service = hyper::service::service_fn(move |request| answer(router.clone(), address, request));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        // A client that goes away or sends rubbish is no fault of ours.
        let _ = connection.await;
    });
}

async fn answer(router: Router, address: SocketAddr, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(address));
    router.oneshot(request).await
}

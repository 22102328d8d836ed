//! A lean HTTP client: one connection, one request at a time.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

pub struct Client {
    address: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
    token: Option<String>,
}

impl Client {
    pub async fn connect(address: SocketAddr, token: Option<String>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { address, sender, token })
    }

    /// Signs in and returns the access token.
    pub async fn login(address: SocketAddr, email: &str, password: &str) -> anyhow::Result<String> {
        let mut client = Self::connect(address, None).await?;
        let session = client.post("/auth/login", None, &json!({ "email": email, "password": password })).await?;
        session["access_token"].as_str().map(str::to_owned).context("no token")
    }

    /// Status and body of any request; `path` is under `/api/v1`.
    pub async fn send(&mut self, method: &str, path: &str, key: Option<&str>, body: Bytes) -> anyhow::Result<(u16, Bytes)> {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}")).header("host", self.address.to_string());
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request = request.header("content-type", "application/json").body(Full::new(body))?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    pub async fn get(&mut self, path: &str) -> anyhow::Result<Value> {
        let (status, body) = self.send("GET", path, None, Bytes::new()).await?;
        Self::parsed(status, &body, path)
    }

    pub async fn post(&mut self, path: &str, key: Option<&str>, body: &Value) -> anyhow::Result<Value> {
        let (status, answer) = self.send("POST", path, key, Bytes::from(body.to_string())).await?;
        Self::parsed(status, &answer, path)
    }

    fn parsed(status: u16, body: &[u8], path: &str) -> anyhow::Result<Value> {
        if !(200..300).contains(&status) {
            bail!("{path}: {status} {}", String::from_utf8_lossy(body));
        }
        Ok(serde_json::from_slice(body).unwrap_or(Value::Null))
    }
}

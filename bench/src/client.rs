//! A lean HTTP client: one connection, one request at a time.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

/// The owner of the demonstration garage, who may do everything.
pub const OWNER: &str = "hela@garage.example";

pub struct Client {
    address: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
    token: Option<String>,
    /// Sent with every request.
    pub headers: Vec<(String, String)>,
    /// Sent so far.
    pub requests: usize,
    /// What every path is under: `/api/v1`, or nothing for addresses at the root.
    pub under: &'static str,
}

impl Client {
    pub async fn connect(address: SocketAddr, token: Option<String>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { address, sender, token, headers: vec![], requests: 0, under: "/api/v1" })
    }

    /// Signs in and returns the access token.
    pub async fn login(address: SocketAddr, email: &str, password: &str) -> anyhow::Result<String> {
        let mut client = Self::connect(address, None).await?;
        let session = client.post("/auth/login", None, &json!({ "email": email, "password": password })).await?;
        session["access_token"].as_str().map(str::to_owned).context("no token")
    }

    /// Signs in; what tells the device from then on, as it is sent back.
    pub async fn signed_in_cookie(&mut self, email: &str, password: &str) -> anyhow::Result<String> {
        let body = Bytes::from(json!({ "email": email, "password": password }).to_string());
        let response = self.answer("POST", "/auth/login", None, body).await?;
        let set = response.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let known = set.filter_map(|value| value.split(';').next()).find(|pair| pair.starts_with("ecar_known="));
        known.map(str::to_owned).context("no cookie tells the device")
    }

    /// Status and body of any request; `path` is under `/api/v1`.
    pub async fn send(&mut self, method: &str, path: &str, key: Option<&str>, body: Bytes) -> anyhow::Result<(u16, Bytes)> {
        let response = self.answer(method, path, key, body).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    /// A body of another kind than JSON.
    pub async fn send_as(&mut self, kind: &str, path: &str, body: Bytes) -> anyhow::Result<(u16, Bytes)> {
        let response = self.request("POST", path, kind, None, body).await?;
        let status = response.status().as_u16();
        Ok((status, response.into_body().collect().await?.to_bytes()))
    }

    /// An answer that has no end.
    pub async fn open(&mut self, path: &str) -> anyhow::Result<Response<Incoming>> {
        self.answer("GET", path, None, Bytes::new()).await
    }

    async fn answer(&mut self, method: &str, path: &str, key: Option<&str>, body: Bytes) -> anyhow::Result<Response<Incoming>> {
        self.request(method, path, "application/json", key, body).await
    }

    async fn request(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        key: Option<&str>,
        body: Bytes,
    ) -> anyhow::Result<Response<Incoming>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.under)).header("host", self.address.to_string());
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let request = request.header("content-type", kind).body(Full::new(body))?;
        self.requests += 1;
        self.sender.ready().await?;
        Ok(self.sender.send_request(request).await?)
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

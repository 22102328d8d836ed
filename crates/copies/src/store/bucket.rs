//! A bucket that speaks S3: each request is an address that is signed for a while (`rusty-s3`), asked with our own client.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use kernel::calls;
use reqwest::header::{CONTENT_LENGTH, ETAG};
use reqwest::{Client, Method, RequestBuilder, Response, Url};
use rusty_s3::actions::{CreateMultipartUpload, ListObjectsV2};
use rusty_s3::{Credentials, S3Action, UrlStyle};

const SIGNED_FOR: Duration = Duration::from_hours(1);
/// Files go in parts of this size, of which one is in memory; there may be 10,000 of them.
const PART: usize = 16 << 20;
const LARGEST_ANSWER: usize = 4 << 20;

/// What the program's settings say of it.
#[derive(Clone, Default)]
pub struct BucketSettings {
    /// `https://s3.eu-west-3.amazonaws.com`, or another's.
    pub endpoint: Option<String>,
    pub region: String,
    pub access_key: Option<String>,
    pub secret_key: Option<String>,
}

pub struct Bucket {
    at: rusty_s3::Bucket,
    credentials: Credentials,
    /// Before each name; empty or with a slash at its end.
    prefix: String,
    client: Client,
}

impl Bucket {
    /// `place` is `bucket/prefix`.
    pub fn of(place: &str, settings: BucketSettings) -> anyhow::Result<Self> {
        let (name, prefix) = place.split_once('/').unwrap_or((place, ""));
        let endpoint = settings.endpoint.unwrap_or_else(|| format!("https://s3.{}.amazonaws.com", settings.region));
        let endpoint: Url = calls::safe(&endpoint).context("backup_s3_endpoint is not right")?;
        let bucket =
            rusty_s3::Bucket::new(endpoint, UrlStyle::Path, name.to_owned(), settings.region).context("backup_to names no bucket")?;
        let (Some(key), Some(secret)) = (settings.access_key, settings.secret_key) else {
            bail!("a bucket takes backup_s3_access_key and backup_s3_secret_key")
        };
        let prefix = prefix.trim_matches('/');
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        // Only the first in a process counts; that one is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().connect_timeout(Duration::from_secs(10)).read_timeout(Duration::from_mins(1));
        let client = client.redirect(reqwest::redirect::Policy::none()).user_agent("ECAR").build().context("nobody can be called")?;
        Ok(Self { at: bucket, credentials: Credentials::new(key, secret), prefix, client })
    }

    pub fn described(&self) -> String {
        format!("s3://{}/{}", self.at.name(), self.prefix)
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url)
    }

    /// Whole or not at all: what is in parts appears when it is completed, and is given up when a part fails.
    pub async fn put(&self, name: &str, path: &Path) -> anyhow::Result<()> {
        let key = self.key(name);
        let mut file = File::open(path)?;
        if file.metadata()?.len() <= PART as u64 {
            let mut body = vec![];
            file.read_to_end(&mut body)?;
            let url = self.at.put_object(Some(&self.credentials), &key).sign(SIGNED_FOR);
            return self.send(Method::PUT, url, body).await.map(drop);
        }
        let url = self.at.create_multipart_upload(Some(&self.credentials), &key).sign(SIGNED_FOR);
        let answer = text(self.send(Method::POST, url, vec![]).await?).await?;
        let upload = CreateMultipartUpload::parse_response(&answer).context("the bucket's answer cannot be read")?;
        let done = self.put_parts(&key, upload.upload_id(), &mut file).await;
        if done.is_err() {
            let url = self.at.abort_multipart_upload(Some(&self.credentials), &key, upload.upload_id()).sign(SIGNED_FOR);
            let _ = self.send(Method::DELETE, url, vec![]).await;
        }
        done
    }

    async fn put_parts(&self, key: &str, upload: &str, file: &mut File) -> anyhow::Result<()> {
        let mut tags = vec![];
        for number in 1_u16.. {
            let mut part = vec![];
            Read::by_ref(file).take(PART as u64).read_to_end(&mut part)?;
            if part.is_empty() {
                break;
            }
            let url = self.at.upload_part(Some(&self.credentials), key, number, upload).sign(SIGNED_FOR);
            let answer = self.send(Method::PUT, url, part).await?;
            let tag = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok()).context("the bucket names no part")?;
            tags.push(tag.to_owned());
        }
        let action = self.at.complete_multipart_upload(Some(&self.credentials), key, upload, tags.iter().map(String::as_str));
        let (url, body) = (action.sign(SIGNED_FOR), action.body());
        let answer = text(self.send(Method::POST, url, body.into_bytes()).await?).await?;
        // It may say so after it said 200.
        if answer.contains("<Error>") {
            bail!("the bucket did not put the parts together");
        }
        Ok(())
    }

    pub async fn get(&self, name: &str, to: &Path) -> anyhow::Result<()> {
        let key = self.key(name);
        let url = self.at.get_object(Some(&self.credentials), &key).sign(SIGNED_FOR);
        let mut answer = self.send(Method::GET, url, vec![]).await?;
        let mut file = File::create(to)?;
        while let Some(chunk) = answer.chunk().await? {
            file.write_all(&chunk)?;
        }
        Ok(file.sync_all()?)
    }

    pub async fn list(&self) -> anyhow::Result<Vec<String>> {
        let (mut names, mut after) = (vec![], None);
        loop {
            let mut action = self.at.list_objects_v2(Some(&self.credentials));
            action.with_prefix(self.prefix.clone());
            if let Some(token) = after.take() {
                let token: String = token;
                action.with_continuation_token(token);
            }
            let answer = text(self.send(Method::GET, action.sign(SIGNED_FOR), vec![]).await?).await?;
            let page = ListObjectsV2::parse_response(&answer).context("the bucket's list cannot be read")?;
            names.extend(page.contents.into_iter().filter_map(|found| found.key.strip_prefix(&self.prefix).map(str::to_owned)));
            after = page.next_continuation_token;
            if after.is_none() {
                return Ok(names);
            }
        }
    }

    pub async fn delete(&self, name: &str) -> anyhow::Result<()> {
        let url = self.at.delete_object(Some(&self.credentials), &self.key(name)).sign(SIGNED_FOR);
        self.send(Method::DELETE, url, vec![]).await.map(drop)
    }

    async fn send(&self, method: Method, url: Url, body: Vec<u8>) -> anyhow::Result<Response> {
        let has_body = method == Method::PUT || method == Method::POST;
        let mut request = self.request(method, url);
        if has_body {
            request = request.header(CONTENT_LENGTH, body.len()).body(body);
        }
        // The address has the signature in it: it goes into no log.
        let answer = request.send().await.map_err(reqwest::Error::without_url)?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer);
        }
        let said = text(answer).await.unwrap_or_default();
        let code = said.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code.to_owned());
        bail!("the bucket answered {status}{}", code.map(|code| format!(" ({code})")).unwrap_or_default())
    }
}

async fn text(mut answer: Response) -> anyhow::Result<String> {
    let mut body = vec![];
    while let Some(chunk) = answer.chunk().await.map_err(reqwest::Error::without_url)? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_ANSWER {
            bail!("the bucket's answer is endless");
        }
    }
    Ok(String::from_utf8(body)?)
}

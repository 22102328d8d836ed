//! Backups in a bucket, at a program of the test that answers as S3 does.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up must fail")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use copies::{BucketSettings, Store};

type Kept = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Objects by their path; parts wait beside them until they are put together.
async fn answer(
    State(kept): State<Kept>,
    method: Method,
    uri: Uri,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !query.contains_key("X-Amz-Signature") || !query["X-Amz-Credential"].starts_with("key/") {
        return (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    }
    let (mut kept, path) = (kept.lock().unwrap(), uri.path().to_owned());
    match (method.as_str(), query.get("partNumber"), query.contains_key("uploads"), query.contains_key("uploadId")) {
        ("PUT", Some(part), ..) => {
            assert_eq!(headers["content-length"].to_str().unwrap(), body.len().to_string());
            kept.insert(format!("{path}#{part:0>5}"), body.to_vec());
            ([("etag", format!("\"{part}\""))], "").into_response()
        }
        ("PUT", None, ..) => {
            kept.insert(path, body.to_vec());
            StatusCode::OK.into_response()
        }
        ("POST", _, true, _) => "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>garage</Bucket><Key>k</Key><UploadId>7</UploadId>\
             </InitiateMultipartUploadResult>"
            .into_response(),
        ("POST", _, _, true) => {
            let parts: Vec<_> = kept.keys().filter(|key| key.starts_with(&format!("{path}#"))).cloned().collect();
            let whole = parts.iter().flat_map(|part| kept.remove(part).unwrap()).collect();
            kept.insert(path, whole);
            "<CompleteMultipartUploadResult/>".into_response()
        }
        ("DELETE", ..) => {
            kept.remove(&path);
            StatusCode::NO_CONTENT.into_response()
        }
        _ if query.contains_key("list-type") => {
            let keys = kept.keys().filter_map(|key| key.strip_prefix("/garage/"));
            let contents: Vec<_> = keys.map(|key| format!("<Contents><Key>{key}</Key><Size>1</Size></Contents>")).collect();
            let contents = contents.concat();
            format!("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{contents}</ListBucketResult>").into_response()
        }
        _ => kept.get(&path).map_or_else(|| StatusCode::NOT_FOUND.into_response(), |bytes| bytes.clone().into_response()),
    }
}

async fn bucket(key: &str) -> (Store, Kept) {
    let kept = Kept::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().fallback(answer).layer(axum::extract::DefaultBodyLimit::disable()).with_state(kept.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let settings = BucketSettings {
        endpoint: Some(endpoint),
        region: "eu-west-3".into(),
        access_key: Some(key.into()),
        secret_key: Some("secret".into()),
    };
    (Store::of("s3://garage/ecar/one", settings).unwrap(), kept)
}

#[tokio::test]
async fn what_is_kept_in_a_bucket_is_listed_read_again_and_removed() {
    let (store, kept) = bucket("key").await;
    let folder = tempfile::tempdir().unwrap();
    let [small, large, back] = ["small", "large", "back"].map(|name| folder.path().join(name));
    let many: Vec<u8> = (0..40_u32 << 20).map(|place| u8::try_from(place % 251).unwrap()).collect();
    std::fs::write(&small, b"little").unwrap();
    std::fs::write(&large, &many).unwrap();
    store.put("a.zip", &small).await.unwrap();
    store.put("b.zip", &large).await.unwrap();
    assert_eq!(store.list().await.unwrap(), ["a.zip", "b.zip"]);
    assert!(kept.lock().unwrap().keys().all(|key| key.starts_with("/garage/ecar/one/")));
    store.get("b.zip", &back).await.unwrap();
    assert!(std::fs::read(&back).unwrap() == many, "three parts are one file again");
    store.delete("a.zip").await.unwrap();
    assert_eq!(store.list().await.unwrap(), ["b.zip"]);
    assert!(store.get("a.zip", &back).await.is_err());
}

#[tokio::test]
async fn a_bucket_that_refuses_is_told_by_its_code_and_without_the_address() {
    let (store, _) = bucket("another").await;
    let error = format!("{:#}", store.put("a.zip", std::path::Path::new("/etc/hostname")).await.unwrap_err());
    assert!(error.contains("AccessDenied") && !error.contains("Signature"), "{error}");
    let unsafe_place = BucketSettings { endpoint: Some("http://s3.example".into()), ..BucketSettings::default() };
    assert!(Store::of("s3://garage", unsafe_place).is_err(), "backups go by https");
}

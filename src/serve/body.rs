//! The body of a request → its bytes, if they are not too many and do not come too slowly.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use hyper::body::Body as _;

use super::fault::Fault;

/// How much of a body is taken, and how long one may take to come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Allowance {
    pub(super) bytes: usize,
    pub(super) time: Duration,
}

/// Reads a body whole.
pub(super) async fn read(body: Body, allowed: Allowance) -> Result<Bytes, Fault> {
    let too_large = || {
        let limit = allowed.bytes;
        let message = format!("the body is larger than the {limit} bytes that are allowed");
        Fault::new(StatusCode::PAYLOAD_TOO_LARGE, message)
    };
    if body.size_hint().lower() > allowed.bytes as u64 {
        return Err(too_large());
    }
    let reading = axum::body::to_bytes(body, allowed.bytes);
    match tokio::time::timeout(allowed.time, reading).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if is_limit(&error) => Err(too_large()),
        Ok(Err(_)) => {
            let message = "the body broke off or is not well formed";
            Err(Fault::new(StatusCode::BAD_REQUEST, message))
        }
        Err(_) => {
            let message = "the body did not come in time";
            Err(Fault::new(StatusCode::REQUEST_TIMEOUT, message))
        }
    }
}

fn is_limit(error: &axum::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains("length limit exceeded") {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The media type of a request's body, in lower case, without parameters; empty where none is told.
pub(super) fn media_type(request: &Request) -> String {
    let told = request.headers().get(header::CONTENT_TYPE);
    let text = told
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let bare = text.split(';').next().unwrap_or_default();
    bare.trim().to_ascii_lowercase()
}

//! What a browser cannot say or show itself: a format as a parameter, since a link has no `Accept`, and faults as pages.
//!
//! Programs see neither: without `format` their `Accept` stays as it is, and only who likes HTML best gets a page.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::ask::Ask;
use super::layout::Page;
use super::sparql;
use super::text::visible;
use crate::rdf::AnswerFormat;
use crate::serve::accept::choose;

/// Bytes of a fault that become a page.
const MESSAGE: usize = 64 << 10;

/// Passes a request on with the format that its address asks for; dresses a fault for who prefers pages.
pub(in crate::serve) async fn for_browsers(mut request: Request, next: Next) -> Response {
    let ask = Ask::new(
        request.uri().path(),
        request.uri().query(),
        request.headers(),
    );
    let is_query = ask.path == "/sparql";
    let format = ask.get("format").and_then(AnswerFormat::from_name);
    let wants_page = likes_pages(request.headers());
    if is_query && let Some(format) = format {
        let accept = HeaderValue::from_static(format.media_type());
        request.headers_mut().insert(header::ACCEPT, accept);
        return as_file(next.run(request).await, format);
    }
    let response = next.run(request).await;
    if !wants_page || !is_plain_fault(&response) {
        return response;
    }
    dressed(&ask, is_query, response).await
}

fn likes_pages(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    let offers = [("text/plain", false), ("text/html", true)];
    choose(accept, &offers).unwrap_or(false)
}

fn is_plain_fault(response: &Response) -> bool {
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    (status.is_client_error() || status.is_server_error())
        && content_type.is_some_and(|name| name.starts_with("text/plain"))
}

/// A fault as a page with the headers that it had.
async fn dressed(ask: &Ask, is_query: bool, response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(message) = to_bytes(body, MESSAGE).await else {
        return (parts.status, Body::empty()).into_response();
    };
    let message = String::from_utf8_lossy(&message);
    let message = message.trim();
    let mut page = if is_query {
        sparql::refused(ask, parts.status, message)
    } else {
        let title = ask.lang.t("fault.title");
        let body = html! {
            h1 { (title) }
            p.fault role="alert" { (visible(message)) }
        };
        let page = Page {
            status: parts.status,
            ..Page::new(title, body)
        };
        page.answer(ask)
    };
    for (name, value) in &parts.headers {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            page.headers_mut()
                .entry(name)
                .or_insert_with(|| value.clone());
        }
    }
    page
}

/// An answer that the browser saves under a name; a fault stays what it is.
fn as_file(mut response: Response, format: AnswerFormat) -> Response {
    let extension = match format.name() {
        "turtle" => "ttl",
        "ntriples" => "nt",
        "rdfxml" => "rdf",
        "table" => "txt",
        other => other,
    };
    let name = format!("attachment; filename=\"simpul.{extension}\"");
    if response.status().is_success()
        && let Ok(name) = HeaderValue::try_from(name)
    {
        response
            .headers_mut()
            .insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

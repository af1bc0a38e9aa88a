//! The style sheet and the script, compiled in; nothing else is fetched by any page.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Name, type, content. A name becomes part of a page's head, so it changes no more.
const ASSETS: &[(&str, &str, &str)] = &[
    (
        "style.css",
        "text/css; charset=utf-8",
        concat!(
            include_str!("../assets/style.css"),
            include_str!("../assets/views.css")
        ),
    ),
    (
        "app.js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/app.js"),
    ),
    (
        "view.js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/view.js"),
    ),
    (
        "sparql.js",
        "text/javascript; charset=utf-8",
        include_str!("../assets/sparql.js"),
    ),
    (
        "mark.svg",
        "image/svg+xml",
        include_str!("../assets/mark.svg"),
    ),
    (
        "land.svg",
        "image/svg+xml",
        include_str!("../assets/land.svg"),
    ),
];

/// Answers `/assets/{name}`.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    let found = ASSETS.iter().find(|(known, _, _)| *known == name);
    let Some((_, content_type, content)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, *content_type),
        (header::CACHE_CONTROL, "max-age=3600"),
    ];
    (headers, *content).into_response()
}

//! What went wrong → a response that says so: a status, and one line of plain text.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::rdf::RdfError;

/// Seconds after which a client that was turned away may try again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) status: StatusCode,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { status, message }
    }

    /// The request is not one that the protocol knows.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// Nothing stands at the address.
    pub(super) fn absent(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// There is no room now; later there may be.
    pub(super) fn busy(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    /// A task broke off, which none should.
    pub(super) fn broken() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "the work broke off")
    }
}

impl From<RdfError> for Fault {
    fn from(error: RdfError) -> Self {
        let status = match &error {
            RdfError::Syntax { .. }
            | RdfError::GraphName(_)
            | RdfError::TooComplex { .. }
            | RdfError::UsingTwice
            | RdfError::Payload(_) => StatusCode::BAD_REQUEST,
            RdfError::Service | RdfError::Load | RdfError::Derived(_) => StatusCode::FORBIDDEN,
            RdfError::NoGraph(_) => StatusCode::NOT_FOUND,
            RdfError::GraphExists(_) => StatusCode::CONFLICT,
            RdfError::TooLarge { .. } | RdfError::ChangeTooLarge { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            RdfError::Cancelled => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let mut response = (self.status, plain, format!("{}\n", self.message)).into_response();
        let headers = response.headers_mut();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer realm=\"simpul\"");
            headers.insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

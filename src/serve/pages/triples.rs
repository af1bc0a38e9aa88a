//! RDF for people: triples as a table, an IRI that has no page of its own.

use axum::response::Response;
use maud::{Markup, html};
use oxigraph::model::{NamedNode, Quad, Term};

use super::ask::Ask;
use super::layout::Page;
use super::text::{is_web, visible};
use super::words::Lang;
use crate::rdf::Dataset;

/// One IRI with all triples that it stands in.
pub(in crate::serve) fn description(
    ask: &Ask,
    iri: &NamedNode,
    quads: &[Quad],
    data: &Dataset,
) -> Response {
    let local = iri.as_str().strip_prefix(data.base().as_str());
    let local = local.unwrap_or(iri.as_str());
    let body = html! {
        h1 { code { (visible(local)) } }
        (triples(ask.lang, quads, data))
    };
    Page::new(local, body).answer(ask)
}

pub(super) fn triples(lang: Lang, quads: &[Quad], data: &Dataset) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(lang.t("sparql.triples")) {
            table {
                thead {
                    tr {
                        th scope="col" { (lang.t("rdf.subject")) }
                        th scope="col" { (lang.t("rdf.predicate")) }
                        th scope="col" { (lang.t("rdf.object")) }
                    }
                }
                tbody {
                    @for quad in quads {
                        tr {
                            td { (term(&quad.subject.clone().into(), data)) }
                            td { (term(&quad.predicate.clone().into(), data)) }
                            td dir="auto" { (term(&quad.object, data)) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn term(term: &Term, data: &Dataset) -> Markup {
    match term {
        Term::NamedNode(node) => link(node.as_str(), data.base().as_str()),
        Term::Literal(literal) => html! { (visible(literal.value())) },
        other => html! { (visible(&other.to_string())) },
    }
}

/// An IRI of the store's own base links to its page here, one of the web to the web, any other nowhere.
fn link(iri: &str, base: &str) -> Markup {
    if let Some(local) = iri.strip_prefix(base) {
        return html! { a href={ "/id/" (local) } { (local) } };
    }
    let last = iri.rsplit(['/', '#']).next().filter(|s| !s.is_empty());
    if is_web(iri) {
        html! { a href=(iri) rel="noreferrer external" title=(visible(iri)) { (visible(last.unwrap_or(iri))) } }
    } else {
        html! { (visible(iri)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_iris_link_here_and_odd_schemes_nowhere() {
        let base = "https://simpul.dev/id/";
        let shown = |iri| link(iri, base).into_string();
        assert_eq!(
            shown("https://simpul.dev/id/state-russia"),
            "<a href=\"/id/state-russia\">state-russia</a>"
        );
        assert!(shown("https://example.org/a#b").contains(">b</a>"));
        assert_eq!(shown("javascript:alert(1)"), "javascript:alert(1)");
    }
}

//! A document → its page: the text with names, speech and claims marked, each claim as a note below.
//!
//! `?refusals=1` also marks the words that promised a claim and gave none, with the reason.

use maud::{Markup, html};

use super::claims::is_tag;
use super::layout::Page;
use super::marked::{Mark, Marked, Span};
use super::text::{is_web, isolated, visible};
use super::view::{Said, View, dot, title};
use crate::graph::{Claim, Document};
use crate::record::{EntityType, Refusal};
use crate::serve::site::{Article, Site};

pub(super) fn page<'a>(view: View<'a>, document: &'a Document) -> Page {
    let article = view.site.articles.get(&document.name);
    let with_refusals = view.ask.get("refusals") == Some("1");
    let mut claims: Vec<&Claim> = view
        .site
        .index
        .document_claims(&document.name)
        .iter()
        .filter_map(|&at| view.graph().claims.get(at))
        .collect();
    claims.sort_by_key(|claim| (claim.trigger.start, claim.evidence.start));
    let body = html! {
        p.over { (view.t("article")) }
        h1 dir="auto" { (visible(title(document))) }
        (facts(view, document))
        @if let Some(article) = &article { (legend(view, article, with_refusals)) }
        div.reading {
            @match &article {
                Some(article) => (text(view, document, article, &claims, with_refusals)),
                None => p { (view.t("article.without")) },
            }
            (notes(view, &claims, article.is_some()))
        }
        @if let Some(article) = &article { @if with_refusals { (refusals(view, &article.refusals)) } }
        (view.iri(&document.id))
    };
    Page::new(title(document), body)
}

fn facts(view: View<'_>, document: &Document) -> Markup {
    let details = &document.details;
    html! {
        dl.facts {
            @if let Some(outlet) = &document.outlet { div { dt { (view.t("outlet")) } dd { (isolated(outlet)) } } }
            div { dt { (view.t("published")) } dd { (view.day(document.published.as_deref())) } }
            @if !details.authors.is_empty() {
                div { dt { (view.t("authors")) } dd { (isolated(&details.authors.join(", "))) } }
            }
            @if let Some(place) = &details.dateline { div { dt { (view.t("dateline")) } dd { (isolated(place)) } } }
            @if let Some(url) = &document.url {
                div {
                    dt { (view.t("address")) }
                    dd {
                        @if is_web(url) { a href=(url) rel="noreferrer external" { (isolated(url)) } }
                        @else { (isolated(url)) }
                    }
                }
            }
            @if document.title.is_some() { div { dt { (view.t("file")) } dd { (isolated(&document.name)) } } }
            @if let Some(first) = &document.copy_of { div { dt { (view.t("copy")) } dd { (view.document(first)) } } }
        }
    }
}

fn text(
    view: View<'_>,
    document: &Document,
    article: &Article,
    claims: &[&Claim],
    with_refusals: bool,
) -> Markup {
    let numbers: Vec<usize> = (1..=claims.len()).collect();
    let mut spans = names(view, document);
    for speech in &document.speech {
        let content = speech.content;
        spans.push(Span {
            start: content.start,
            end: content.end,
            mark: Mark::Speech,
        });
    }
    for (claim, at) in claims.iter().zip(0..) {
        let evidence = &claim.evidence;
        spans.push(Span {
            start: evidence.start,
            end: evidence.end,
            mark: Mark::Evidence,
        });
        let number = numbers.get(at..=at).unwrap_or_default();
        spans.push(Span {
            start: claim.trigger.start,
            end: claim.trigger.end,
            mark: Mark::Trigger(number),
        });
    }
    let refused = article.refusals.iter().filter(|_| with_refusals);
    spans.extend(refused.map(|refusal| Span {
        start: refusal.trigger.start,
        end: refusal.trigger.end,
        mark: Mark::Refused(&refusal.reason),
    }));
    let marked = Marked {
        text: &article.text,
        offset: 0,
        spans: &spans,
    };
    html! {
        article.text lang=[Some(document.language.as_str()).filter(|tag| is_tag(tag))] { (marked.paragraphs(view)) }
    }
}

/// Where the document names what; by place, so that the order is fixed.
fn names<'a>(view: View<'a>, document: &Document) -> Vec<Span<'a>> {
    let named = view.site.index.document_entities(&document.name);
    let named = named.iter().filter_map(|id| view.graph().entities.get(id));
    let mut spans: Vec<Span<'_>> = named
        .flat_map(|entity| {
            let mentions = entity.mentions.get(&document.name);
            mentions.into_iter().flatten().map(|m| Span {
                start: m.start,
                end: m.end,
                mark: Mark::Name(&entity.id),
            })
        })
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

fn legend(view: View<'_>, article: &Article, with_refusals: bool) -> Markup {
    html! {
        div.legend {
            span { (view.t("legend")) ": " }
            ul {
                @for kind in EntityType::ALL { li { (dot(kind)) (view.lang.term(kind.name())) } }
                li { span.said { (view.t("legend.said")) } }
                li { span.evidence { (view.t("legend.evidence")) } }
                li { span.trigger { (view.t("legend.trigger")) } }
                @if with_refusals { li { span.refused { (view.t("legend.refused")) } } }
            }
            p {
                @if with_refusals {
                    a href=(view.ask.path) { (view.t("refusals.hide")) }
                } @else if !article.refusals.is_empty() {
                    a href="?refusals=1" { (view.t("refusals.show")) " (" (view.lang.number(article.refusals.len())) ")" }
                }
            }
        }
    }
}

/// The claims by number, each with the way back to its word in the text.
fn notes(view: View<'_>, claims: &[&Claim], with_text: bool) -> Markup {
    html! {
        section aria-labelledby="claims" {
            h2 #claims { (view.t("claims")) " (" (view.lang.number(claims.len())) ")" }
            @if claims.is_empty() { p { (view.t("claims.none")) } }
            ol.notes {
                @for (claim, n) in claims.iter().zip(1..) {
                    li id={ "c" (n) } {
                        span #(claim.id) {}
                        (view.sentence(&Said::from(*claim)))
                        @if let Some(time) = &claim.time { " " span.when { (view.day(Some(time))) } }
                        span.meta {
                            " · " (view.voice(claim))
                            " · " a href=(Site::path(&claim.id)) { (view.t("claim.card")) }
                            @if with_text { " · " a href={ "#t" (n) } { (view.t("claim.back")) } }
                        }
                    }
                }
            }
        }
    }
}

fn refusals(view: View<'_>, refusals: &[Refusal]) -> Markup {
    html! {
        section aria-labelledby="refusals" {
            h2 #refusals { (view.t("refusals")) " (" (view.lang.number(refusals.len())) ")" }
            p.faint { (view.t("refusals.about")) }
            div.wide {
                table {
                    caption.unseen { (view.t("refusals")) }
                    thead {
                        tr {
                            th scope="col" { (view.t("refusals.word")) }
                            th scope="col" { (view.t("refusals.promised")) }
                            th scope="col" { (view.t("refusals.reason")) }
                        }
                    }
                    tbody {
                        @for refusal in refusals {
                            tr {
                                th scope="row" { (isolated(&refusal.trigger.text)) }
                                td { (view.lang.term(&refusal.predicate)) }
                                td { (reason(view, &refusal.reason)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a reason code means; the code itself where there are no words for it.
fn reason(view: View<'_>, code: &str) -> Markup {
    let words = view.lang.find(&format!("reason.{code}"));
    html! { @match words { Some(words) => (words), None => code { (visible(code)) } } }
}

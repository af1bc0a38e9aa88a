//! An entity → its page: names, posts, whom it met, fought and supplied, what it says, its claims with their sentences.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::layout::Page;
use super::relations::{Group, Row, groups};
use super::text::isolated;
use super::view::View;
use super::{chronology, claims, ego};
use crate::graph::{Entity, Proposition};
use crate::serve::index::About;
use crate::serve::protocol::encode;
use crate::serve::site::Site;

/// Other ends of one group, and claims, on a page.
const ROWS: usize = 12;
const CLAIMS: usize = 20;
/// What tells of posts.
const POSTS: [&str; 3] = ["hasRole", "appointed", "leftPost"];

pub(super) fn page<'a>(view: View<'a>, entity: &'a Entity) -> Page {
    let none = About::default();
    let about = view.site.index.about(&entity.id).unwrap_or(&none);
    let groups = groups(view.graph(), &entity.id, about, is_post);
    let name = view.name(&entity.id);
    let title = format!("{}: {name}", view.t("entity.chronology"));
    let body = html! {
        p.over { (view.kind(entity.kind)) }
        h1 { (isolated(name)) }
        (names(view, entity))
        (numbers(view, entity, about))
        (posts(view, entity, about))
        @if !groups.is_empty() {
            section aria-labelledby="relations" {
                h2 #relations { (view.t("entity.relations")) }
                p.faint { (view.t("entity.relations.about")) }
                div.groups { @for group in &groups { (relations(view, group)) } }
            }
        }
        @if let Some(picture) = chronology::picture(view, &about.propositions, &title) {
            section aria-labelledby="chronology" {
                h2 #chronology { (view.t("entity.chronology")) }
                p.faint { (view.t("entity.chronology.about")) }
                (picture)
                p { a href={ "/timeline?entity=" (encode(&entity.id)) } { (view.t("entity.timeline")) } }
            }
        }
        @if let Some(picture) = ego::picture(view, entity) {
            section aria-labelledby="ego" {
                h2 #ego { (view.t("ego.title")) }
                (picture)
                p { a href={ "/graph?entity=" (encode(&entity.id)) } { (view.t("entity.network")) } }
            }
        }
        (listed(view, about, entity))
        (articles(view, entity, about))
        (view.iri(&entity.id))
    };
    Page::new(name, body)
}

fn is_post(said: &Proposition) -> bool {
    POSTS.contains(&said.predicate.as_str())
}

/// The other names that articles use, the most frequent first, and what it is called elsewhere.
fn names(view: View<'_>, entity: &Entity) -> Markup {
    /// Names on the page.
    const MOST: usize = 12;
    let shown = view.name(&entity.id);
    let preferred = [Some(&entity.name), entity.english.as_ref()];
    let preferred = preferred
        .into_iter()
        .flatten()
        .filter(|name| *name != shown);
    let mut forms: Vec<_> = entity
        .forms
        .iter()
        .filter(|(form, _)| *form != shown && preferred.clone().all(|name| name != *form))
        .collect();
    forms.sort_by_key(|(form, count)| (Reverse(**count), *form));
    html! {
        @if preferred.clone().next().is_some() || !forms.is_empty() || entity.wikidata.as_deref().is_some_and(is_item) {
            p.names {
                span.faint { (view.t("entity.also")) " " }
                @for name in preferred { strong { (isolated(name)) } " " }
                @for (form, count) in forms.iter().take(MOST) {
                    span.form { (isolated(form)) " " span.faint { (view.lang.number(**count)) } } " "
                }
                @if let Some(id) = entity.wikidata.as_deref().filter(|id| is_item(id)) {
                    a href={ "https://www.wikidata.org/wiki/" (id) } rel="noreferrer external" { "Wikidata " (id) }
                }
            }
        }
    }
}

/// `Q884`, and nothing else that could become part of an address.
fn is_item(id: &str) -> bool {
    let digits = id.strip_prefix('Q');
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn numbers(view: View<'_>, entity: &Entity, about: &About) -> Markup {
    let numbers = [
        (view.t("articles"), entity.mentions.len()),
        (view.t("claims"), about.claims.len()),
        (view.t("entity.vouches"), about.vouches.len()),
        (view.t("entity.neighbours"), about.neighbours),
    ];
    html! {
        dl.tiles.small {
            @for (words, number) in numbers { div { dt { (words) } dd { (view.lang.number(number)) } } }
        }
    }
}

/// Posts that it had or that were filled at it, in order of time.
fn posts(view: View<'_>, entity: &Entity, about: &About) -> Markup {
    let graph = view.graph();
    let said = about
        .propositions
        .iter()
        .filter_map(|&at| graph.propositions.get(at));
    let mut posts: Vec<&Proposition> = said.filter(|said| is_post(said)).collect();
    posts.sort_by_key(|said| {
        (
            said.time.is_none(),
            &said.time,
            Reverse(said.weight),
            &said.id,
        )
    });
    html! {
        @if !posts.is_empty() {
            section aria-labelledby="posts" {
                h2 #posts { (view.t("entity.posts")) }
                div.wide {
                    table {
                        caption.unseen { (view.t("entity.posts")) }
                        thead {
                            tr {
                                th scope="col" { (view.t("when")) }
                                th scope="col" { (view.t("who")) }
                                th scope="col" { (view.t("post")) }
                                th scope="col" { (view.t("body")) }
                                th.number scope="col" { (view.t("sources")) }
                            }
                        }
                        tbody { @for said in posts.iter().take(3 * ROWS) { (post(view, said, entity)) } }
                    }
                }
            }
        }
    }
}

/// A post stands on whoever holds it; of an appointment that is the object.
fn post(view: View<'_>, said: &Proposition, entity: &Entity) -> Markup {
    let first = said
        .claims
        .first()
        .and_then(|&at| view.graph().claims.get(at));
    let role = first.and_then(|claim| claim.role.as_deref());
    let (holder, body) = if said.predicate == "appointed" {
        (&said.object, &said.subject)
    } else {
        (&said.subject, &said.object)
    };
    let named = |id: &Option<String>| match id {
        Some(id) if *id == entity.id => isolated(view.name(id)),
        Some(id) => view.entity(id),
        None => html! { span.faint { "–" } },
    };
    html! {
        tr {
            td { (view.day(said.time.as_deref())) }
            td { (named(holder)) }
            td {
                a href=(Site::path(&said.id)) { @match role { Some(role) => (isolated(role)), None => (view.lang.term(&said.predicate)) } }
                @if said.predicate != "hasRole" { " " span.badge { (view.lang.term(&said.predicate)) } }
                (view.standing(said.polarity, said.modality))
            }
            td { (named(body)) }
            td.number { (view.lang.number(said.weight)) }
        }
    }
}

/// One predicate in one direction.
fn relations(view: View<'_>, group: &Group<'_>) -> Markup {
    let predicate = group.side.predicate;
    let words = view.lang.term(predicate);
    let passive = view.lang.find(&format!("by.{predicate}"));
    let heading = match (group.side.passive, passive) {
        (false, _) => words,
        (true, Some(passive)) => passive.to_owned(),
        (true, None) => format!("← {words}"),
    };
    let (shown, more) = group.rows.split_at(group.rows.len().min(ROWS));
    html! {
        section.group {
            h3 { (heading) }
            ul { @for row in shown { li { (relation(view, row)) } } }
            @if !more.is_empty() {
                details {
                    summary { (view.lang.number(more.len())) " " (view.t("more")) }
                    ul { @for row in more.iter().take(10 * ROWS) { li { (relation(view, row)) } } }
                }
            }
        }
    }
}

fn relation(view: View<'_>, row: &Row<'_>) -> Markup {
    let sources = row.sources(view.graph());
    let (first, last) = (row.times.first(), row.times.last());
    html! {
        span.end {
            @match row.other { Some(id) => (view.entity(id)), None => span.faint { (view.t("nobody.else")) } }
            (view.standing(row.polarity, row.modality))
        }
        " " span.when {
            @if let Some(first) = first { (view.day(Some(first))) }
            @if last != first { " … " (view.day(last.copied())) }
        }
        @if let Some(id) = row.best(view.graph()) { " " a.count href=(Site::path(id)) { (view.sources(sources)) } }
    }
}

/// Its claims, newest first, a part at a time; those that it vouches for by `?says=1`.
fn listed(view: View<'_>, about: &About, entity: &Entity) -> Markup {
    let says = view.ask.get("says") == Some("1");
    let all = if says { &about.vouches } else { &about.claims };
    let page = view
        .ask
        .get("page")
        .and_then(|text| text.parse::<usize>().ok());
    let pages = all.len().div_ceil(CLAIMS).max(1);
    let page = page.unwrap_or(1).clamp(1, pages);
    let shown = all.chunks(CLAIMS).nth(page - 1).unwrap_or_default();
    let tabs = [
        (false, view.t("entity.claims"), about.claims.len()),
        (true, view.t("entity.says"), about.vouches.len()),
    ];
    html! {
        section aria-labelledby="claims" {
            h2 #claims { (view.t("claims")) }
            ul.tabs {
                @for (is_says, words, count) in tabs {
                    li {
                        a href=(format!("{}{}#claims", view.ask.path, if is_says { "?says=1" } else { "" })) aria-current=[(is_says == says).then_some("true")] {
                            (words) " (" (view.lang.number(count)) ")"
                        }
                    }
                }
            }
            @if all.is_empty() { p.faint { (view.t("claims.none")) } }
            (claims::list(view, shown, Some(&entity.id)))
            @if pages > 1 { (pager(view, page, pages)) }
        }
    }
}

fn pager(view: View<'_>, page: usize, pages: usize) -> Markup {
    let to = |page: usize| format!("{}#claims", view.ask.with("page", &page.to_string()));
    html! {
        nav.pager aria-label=(view.t("pages")) {
            @if page > 1 { a href=(to(page - 1)) rel="prev" { "← " (view.t("pages.before")) } }
            span { (view.lang.number(page)) " / " (view.lang.number(pages)) }
            @if page < pages { a href=(to(page + 1)) rel="next" { (view.t("pages.after")) " →" } }
        }
    }
}

/// Articles that name it, newest first.
fn articles(view: View<'_>, entity: &Entity, about: &About) -> Markup {
    let more = entity.mentions.len().saturating_sub(about.articles.len());
    let named = about
        .articles
        .iter()
        .filter_map(|name| view.graph().documents.get(name));
    html! {
        section aria-labelledby="articles" {
            h2 #articles { (view.t("entity.articles")) }
            ul.plain {
                @for document in named {
                    @let count = entity.mentions.get(&document.name).map_or(0, Vec::len);
                    li {
                        (view.document(&document.name))
                        " " span.faint { (view.outlet_and_day(document)) " · " (view.lang.number(count)) " " (view.t("mentions")) }
                    }
                }
            }
            @if more > 0 { p.faint { (view.lang.number(more)) " " (view.t("more")) } }
        }
    }
}

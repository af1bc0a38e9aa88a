//! Dated propositions of an entity → SVG: one row a predicate, one mark an event, along the days.
//!
//! A day is a dot, a longer stretch a bar; each is a link to the card with its claims. The table of relations tells the
//! same in words.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::text::visible;
use super::view::{Said, View};
use crate::export::text_width;
use crate::graph::{Period, Proposition};
use crate::record::{Modality, Polarity};
use crate::serve::site::Site;

/// Rows and marks in the picture.
const ROWS: usize = 12;
const MARKS: usize = 300;
const ROW: f64 = 26.0;
const HEAD: f64 = 26.0;
const PLOT: f64 = 820.0;
const LETTERS: f64 = 13.0;

/// What happened when.
struct Event<'g> {
    said: &'g Proposition,
    period: Period,
}

/// The picture; `None` where fewer than two events have a closed time.
pub(super) fn picture<'a>(
    view: View<'a>,
    propositions: &'a [usize],
    title: &str,
) -> Option<Markup> {
    let mut events = events(view, propositions);
    if events.len() < 2 {
        return None;
    }
    events.truncate(MARKS);
    let mut rows: BTreeMap<&str, Vec<&Event<'_>>> = BTreeMap::new();
    for event in &events {
        rows.entry(&event.said.predicate).or_default().push(event);
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(predicate, events)| (Reverse(events.len()), *predicate));
    rows.truncate(ROWS);
    let labels: Vec<String> = rows
        .iter()
        .map(|(predicate, _)| view.lang.term(predicate))
        .collect();
    let left = labels
        .iter()
        .map(|label| text_width(label, LETTERS))
        .fold(0.0, f64::max)
        + 16.0;
    let shown = rows
        .iter()
        .flat_map(|(_, events)| events)
        .map(|event| event.period);
    let scale = Scale::of(shown, left)?;
    let (wide, high) = (left + PLOT + 24.0, HEAD + ROW * rows.len() as f64 + 8.0);
    Some(html! {
        figure.chronology {
            div.wide tabindex="0" role="region" aria-label=(visible(title)) {
                svg viewBox=(format!("0 0 {wide:.0} {high:.0}")) width=(format!("{wide:.0}")) height=(format!("{high:.0}")) role="group" aria-label=(visible(title)) {
                    (scale.axis(high))
                    @for (at, ((_, events), label)) in rows.iter().zip(&labels).enumerate() {
                        @let middle = HEAD + ROW * (at as f64 + 0.5);
                        text x="0" y=(format!("{:.1}", middle + LETTERS * 0.35)) { (label) }
                        path.rail d=(format!("M{left:.1} {middle:.1}h{PLOT}")) {}
                        @for event in events { (mark(view, event, &scale, middle)) }
                    }
                }
            }
        }
    })
}

/// Dated propositions, the best sourced first.
fn events<'a>(view: View<'a>, propositions: &'a [usize]) -> Vec<Event<'a>> {
    let said = propositions
        .iter()
        .filter_map(|&at| view.graph().propositions.get(at));
    let mut events: Vec<Event<'_>> = said
        .filter_map(|said| {
            let period = Period::parse(said.time.as_deref()?)?;
            let closed = period.first != Date::MIN && period.last != Date::MAX;
            closed.then_some(Event { said, period })
        })
        .collect();
    events.sort_by_key(|event| (Reverse(event.said.weight), event.period.first));
    events
}

fn mark(view: View<'_>, event: &Event<'_>, scale: &Scale, middle: f64) -> Markup {
    let (from, to) = (scale.x(event.period.first), scale.x(event.period.last));
    let said = Said::of(view.graph(), event.said);
    let told = format!(
        "{} · {}",
        event.said.time.as_deref().unwrap_or_default(),
        view.plain(&said)
    );
    let told = visible(&told);
    let class = if event.said.polarity == Polarity::Denied {
        "denied"
    } else if event.said.modality == Modality::Actual {
        "actual"
    } else {
        "other"
    };
    let radius = (4.0 + (event.said.weight as f64).sqrt()).min(9.0);
    html! {
        a href=(Site::path(&event.said.id)) aria-label=(told) {
            title { (told) }
            @if to - from < 4.0 {
                circle class=(class) cx=(format!("{:.1}", f64::midpoint(from, to))) cy=(format!("{middle:.1}")) r=(format!("{radius:.1}")) {}
            } @else {
                rect class=(class) x=(format!("{from:.1}")) y=(format!("{:.1}", middle - 4.0)) width=(format!("{:.1}", to - from)) height="8" rx="3" {}
            }
        }
    }
}

/// Days → places along the picture.
struct Scale {
    first: Date,
    last: Date,
    days: f64,
    left: f64,
}

impl Scale {
    fn of(periods: impl Iterator<Item = Period> + Clone, left: f64) -> Option<Self> {
        let first = periods.clone().map(|period| period.first).min()?;
        let last = periods.map(|period| period.last).max()?;
        let days = f64::from((last - first).get_days()).max(1.0);
        Some(Self {
            first,
            last,
            days,
            left,
        })
    }

    fn x(&self, day: Date) -> f64 {
        self.left + 8.0 + (PLOT - 16.0) * f64::from((day - self.first).get_days()) / self.days
    }

    /// Lines at the beginnings of years, or of months where the time is short.
    fn axis(&self, high: f64) -> Markup {
        let months = if self.days > 3650.0 {
            60
        } else if self.days > 730.0 {
            12
        } else if self.days > 240.0 {
            3
        } else {
            1
        };
        html! {
            @for day in self.ticks(months) {
                @let x = self.x(day);
                path.grid d=(format!("M{x:.1} {HEAD}V{high:.1}")) {}
                text.tick x=(format!("{x:.1}")) y="16" text-anchor="middle" {
                    @if months >= 12 { (day.year()) } @else { (format!("{}-{:02}", day.year(), day.month())) }
                }
            }
        }
    }

    fn ticks(&self, months: i8) -> Vec<Date> {
        /// More lines than fit beside each other are none.
        const MOST: usize = 12;
        let mut day = self.first.first_of_year();
        let mut ticks = Vec::new();
        while day <= self.last {
            if day >= self.first {
                ticks.push(day);
            }
            let next = day.saturating_add(jiff::Span::new().months(months));
            if next <= day {
                break;
            }
            day = next;
        }
        let every = ticks.len().div_ceil(MOST).max(1);
        ticks.into_iter().step_by(every).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(first: &str, last: &str) -> Scale {
        let periods = [first, last].map(|day| Period::parse(day).unwrap());
        Scale::of(periods.into_iter(), 0.0).unwrap()
    }

    #[test]
    fn days_stand_in_order_on_the_page() {
        let scale = scale("2024-06-01", "2024-11-30");
        let x = |day: &str| scale.x(day.parse().unwrap());
        assert!(x("2024-06-01") >= 0.0 && x("2024-06-01") < x("2024-09-01"));
        assert!(x("2024-11-30") <= PLOT);
    }

    #[test]
    fn lines_stand_at_months_or_years_and_never_crowd() {
        let months = scale("2024-06-01", "2024-11-30").ticks(1);
        assert_eq!(months.len(), 6);
        let long = scale("0001", "2024").ticks(60);
        assert!(long.len() <= 12, "{}", long.len());
    }
}

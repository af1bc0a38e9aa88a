//! Tokens → what was found there, by halving: articles are long, and every step asks for places.
//!
//! Not obvious: it rests on the order of the lists, which follow the text.

use std::ops::Range;

use super::{DateMention, Mention, Mentions, QuantityMention};

/// Titles with the position in [`Seeds::roles`](crate::seeds::Seeds::roles).
type Role = (Range<usize>, usize);

impl Mentions<'_> {
    /// The mentions that begin in a token range, with their positions.
    pub(crate) fn beginning(
        &self,
        tokens: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Mention)> {
        let from = self
            .mentions
            .partition_point(|m| m.tokens.start < tokens.start);
        let found = begun(&self.mentions, &tokens, |m| m.tokens.start);
        found.iter().enumerate().map(move |(n, m)| (from + n, m))
    }

    /// The mentions that end before token `end` begins, outermost first, with their positions.
    pub(crate) fn ending(&self, end: usize) -> impl Iterator<Item = (usize, &Mention)> {
        let begun = self.mentions.partition_point(|m| m.tokens.start < end);
        let last = begun.checked_sub(1).and_then(|i| self.mentions.get(i));
        // None reaches over the end of its sentence.
        let near = last.into_iter().flat_map(|m| self.in_sentence(m.sentence));
        near.filter(move |(_, m)| m.tokens.end == end)
    }

    /// The title that begins at a token.
    pub(crate) fn role_at(&self, token: usize) -> Option<&Role> {
        self.roles_in(token..token + 1).first()
    }

    /// The title that ends before token `end` begins.
    pub(crate) fn role_before(&self, end: usize) -> Option<&Role> {
        let at = self.roles.partition_point(|(t, _)| t.end < end);
        self.roles.get(at).filter(|(t, _)| t.end == end)
    }

    /// The titles that begin in a token range.
    pub(crate) fn roles_in(&self, tokens: Range<usize>) -> &[Role] {
        begun(&self.roles, &tokens, |(t, _)| t.start)
    }

    /// The dates that begin in a token range.
    pub(crate) fn dates_in(&self, tokens: Range<usize>) -> &[DateMention] {
        begun(&self.dates, &tokens, |d| d.tokens.start)
    }

    /// The quantities that begin in a token range.
    pub(crate) fn quantities_in(&self, tokens: Range<usize>) -> &[QuantityMention] {
        begun(&self.quantities, &tokens, |q| q.tokens.start)
    }
}

/// Those of a list in order that begin in a token range.
fn begun<'l, T>(list: &'l [T], tokens: &Range<usize>, start: impl Fn(&T) -> usize) -> &'l [T] {
    let from = list.partition_point(|item| start(item) < tokens.start);
    let to = list.partition_point(|item| start(item) < tokens.end);
    list.get(from..to).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::mention::fixtures::with_mentions;

    #[test]
    fn places_are_found_as_a_walk_over_all_would_find_them() {
        let text = "Menteri Pertahanan Jepang Hana Wibawa mengirim 40 kapal ke Filipina pada 3 Maret. \
                    Presiden Filipina menerima 20 tentara Jepang pada Senin.";
        with_mentions(text, |text, found| {
            assert!(found.roles.len() > 1 && found.dates.len() > 1 && found.quantities.len() > 1);
            for from in 0..text.tokens.len() {
                let all = || found.mentions.iter().enumerate();
                let ending: Vec<_> = all().filter(|(_, m)| m.tokens.end == from).collect();
                assert_eq!(found.ending(from).collect::<Vec<_>>(), ending);
                let role = found.roles.iter().find(|(t, _)| t.end == from);
                assert_eq!(found.role_before(from), role);
                let role = found.roles.iter().find(|(t, _)| t.start == from);
                assert_eq!(found.role_at(from), role);
                for to in from..text.tokens.len() {
                    let inside = |at: usize| (from..to).contains(&at);
                    let begun: Vec<_> = all().filter(|(_, m)| inside(m.tokens.start)).collect();
                    assert_eq!(found.beginning(from..to).collect::<Vec<_>>(), begun);
                    let dates = found.dates.iter().filter(|d| inside(d.tokens.start));
                    assert!(found.dates_in(from..to).iter().eq(dates));
                    let counts = found.quantities.iter().filter(|q| inside(q.tokens.start));
                    assert!(found.quantities_in(from..to).iter().eq(counts));
                }
            }
        });
    }
}

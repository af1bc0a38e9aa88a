//! Whose deed a verb without a subject of its own is: of `untuk …`, and of clauses before the main one.
//!
//! Who is asked or appointed does what they are asked for; `keputusan Inggris untuk …` is of Inggris; all else has the
//! subject of its governor. A clause in front borrows from the main clause behind it.

use super::chunk::ChunkKind;
use super::clause::{Parse, Parser};
use crate::record::EntityType;
use crate::seeds::{Entry, Voice};

impl Parser<'_> {
    /// Who does what `untuk …` says: the object of asking and appointing, the subject of all else.
    pub(super) fn controller(&self, verb: usize) -> Option<usize> {
        let subject = self.parse.subject.get(verb).copied().flatten();
        let chunk = self.parse.chunks.get(verb)?;
        let lookup = &self.context.mentions.lookup;
        let object = self.addressee(verb);
        let terms: &[&str] = if object.is_some_and(|o| self.is_force(o)) {
            &["requested", "appointed", "deployedTo"]
        } else {
            &["requested", "appointed"]
        };
        let is_one = |ix: usize| {
            let frame = lookup.seeds.frames.get(ix);
            frame.is_some_and(|f| terms.contains(&lookup.seeds.term(f.predicate)))
        };
        let frames = lookup.frames(chunk.tokens.start);
        let asks = frames
            .iter()
            .any(|(ix, voice, _)| *voice == Voice::Active && is_one(*ix));
        if asks { object.or(subject) } else { subject }
    }

    /// The object right behind a verb, or behind `kepada`.
    fn addressee(&self, verb: usize) -> Option<usize> {
        let behind = verb + 1;
        let to = self.kind(behind) == Some(ChunkKind::Preposition)
            && self.parse.chunks.get(behind).is_some_and(|c| {
                ["kepada", "pada"].contains(&self.context.text.lower(c.tokens.start))
            });
        let object = if to { behind + 1 } else { behind };
        Some(object).filter(|o| self.kind(*o) == Some(ChunkKind::Noun))
    }

    /// `keputusan Inggris untuk …`: the phrase before `untuk` that names a plan and whose it is.
    pub(super) fn planner(&self, purpose: usize) -> Option<usize> {
        let noun = purpose.checked_sub(1)?;
        let tokens = self.parse.chunks.get(noun)?.tokens.clone();
        let mentions = self.context.mentions;
        let plans = mentions
            .lookup
            .longest(tokens.start, |e| *e == Entry::Plan)
            .is_some();
        let mut named = mentions.within(tokens);
        let owned = named.any(|(_, m)| m.kind.is_actor());
        (self.kind(noun) == Some(ChunkKind::Noun) && plans && owned).then_some(noun)
    }

    /// Whether a noun phrase is about troops: those who are sent do what they are sent for.
    fn is_force(&self, i: usize) -> bool {
        let tokens = self.parse.chunks.get(i).map_or(0..0, |c| c.tokens.clone());
        let mut mentions = self.context.mentions.beginning(tokens);
        mentions.any(|(_, m)| m.kind == EntityType::Force)
    }
}

/// `Setelah meninggalkan Doha, Prabowo …`: verbs before the first subject behind a comma have that subject.
pub(super) fn lend_to_fronted(parse: &mut Parse) {
    let count = parse.chunks.len();
    let subject_of = |verb: usize| parse.subject.get(verb).copied().flatten();
    let first = (0..count).find(|i| parse.kind(*i) != Some(ChunkKind::Adverb));
    let opens = first.is_some_and(|i| {
        matches!(
            parse.kind(i),
            Some(ChunkKind::Verb | ChunkKind::Subordinator | ChunkKind::Preposition)
        )
    });
    let main = (1..count).find(|i| {
        parse.kind(*i) == Some(ChunkKind::Noun)
            && parse.kind(i - 1) == Some(ChunkKind::Comma)
            && (*i..count).any(|verb| subject_of(verb) == Some(*i))
    });
    let Some(main) = main.filter(|_| opens) else {
        return;
    };
    let plain = (0..main).all(|i| {
        !matches!(
            parse.kind(i),
            Some(ChunkKind::Quote | ChunkKind::Colon | ChunkKind::That)
        )
    });
    // Only the clause that opens the sentence, up to its own first noun with a verb.
    let fronted: Vec<usize> = (0..main)
        .take_while(|i| parse.kind(*i) != Some(ChunkKind::Relative))
        .filter(|i| parse.kind(*i) == Some(ChunkKind::Verb) && subject_of(*i).is_none())
        .collect();
    for verb in fronted.into_iter().filter(|_| plain) {
        if let Some(slot) = parse.subject.get_mut(verb) {
            *slot = Some(main);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::fixtures::statements;

    #[test]
    fn a_clause_in_front_has_the_subject_of_the_main_clause() {
        assert_eq!(
            statements(
                "Menuduh Filipina melanggar perbatasan, Jepang mengatakan akan mengirim kapal.",
                "accused"
            ),
            ["Jepang > Filipina"]
        );
    }

    #[test]
    fn a_plan_is_of_whose_it_is() {
        assert_eq!(
            statements(
                "Jepang mengecam keputusan Inggris untuk mengakui Palestina.",
                "supported"
            ),
            ["Inggris > Palestina"]
        );
    }

    #[test]
    fn who_is_asked_does_what_is_asked() {
        assert_eq!(
            statements(
                "Jepang menyerukan kepada Filipina untuk menghentikan serangan terhadap Vietnam.",
                "attacked"
            ),
            ["Filipina > Vietnam"]
        );
    }
}

//! Frames over clauses → claims: each word that a frame knows looks for what the frame asks for.
//!
//! Passive voice and nouns turn the slots of the active verb: in `di-` the grammatical subject is the
//! object and `oleh` the subject; the bare possessor of a `peN-an` noun is its object, of other nouns its subject.

use std::ops::Range;

use super::Context;
use super::Found;
use super::chunk::ChunkKind;
use super::claim::{Claim, Refused};
use super::clause::Parse;
use super::loss;
use super::noun_phrase::{Filler, filler, fitting, list};
use crate::link::{Entities, EntityIx};
use crate::record::{Modality, Polarity, Quantity};
use crate::seeds::{Act, Entry, Frame, Function, Slot, Source, Target, TypeSet, Voice};

/// The arguments that the text around a trigger offers.
#[derive(Default)]
struct Arguments {
    subject: Vec<Filler>,
    object: Vec<Filler>,
    possessor: Vec<Filler>,
    prepositions: Vec<(String, Vec<Filler>)>,
    patient_noun: bool,
    is_noun: bool,
}

/// Tries every trigger of a sentence.
pub(crate) fn claims(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    found: &mut Found,
) {
    for chunk in 0..parse.chunks.len() {
        let Some(c) = parse.chunks.get(chunk) else {
            continue;
        };
        match c.kind {
            ChunkKind::Verb => verb(context, entities, parse, chunk, found),
            ChunkKind::Noun => {
                for token in c.tokens.clone() {
                    noun(context, entities, parse, chunk, token, found);
                }
            }
            _ => {}
        }
    }
}

fn verb(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    chunk: usize,
    found: &mut Found,
) {
    let Some(tokens) = parse.chunks.get(chunk).map(|c| c.tokens.clone()) else {
        return;
    };
    let frames = context.mentions.lookup.frames(tokens.start);
    let denies = |term: &str| {
        term == "rejected"
            && context
                .mentions
                .lookup
                .report(tokens.start)
                .is_some_and(|(r, _, _)| matches!(r.act, Act::Denied | Act::NotDenied))
    };
    let term = |ix: usize| {
        context
            .seeds
            .frames
            .get(ix)
            .and_then(|f| context.seeds.predicates.get(f.predicate))
            .map_or("", |p| p.term.as_str())
    };
    let report = context
        .mentions
        .lookup
        .report(tokens.start)
        .map_or(0, |(_, _, len)| len);
    let frames: Vec<_> = frames
        .into_iter()
        .filter(|(ix, voice, len)| !voice.is_noun() && *len >= report && !denies(term(*ix)))
        .collect();
    let Some((_, voice, _)) = frames.first().copied() else {
        return;
    };
    if second_loss(context, parse, chunk) {
        return;
    }
    let arguments = verb_arguments(context, entities, parse, chunk, voice);
    settle(
        context, entities, parse, &frames, &arguments, tokens, chunk, found,
    );
}

/// The unit of loss that a verb gives, `tewas` → killed.
fn loss<'a>(context: &Context<'a>, parse: &Parse, chunk: usize) -> Option<&'a str> {
    let token = parse
        .chunks
        .get(chunk)
        .filter(|c| c.kind == ChunkKind::Verb)?
        .tokens
        .start;
    context
        .mentions
        .lookup
        .frames(token)
        .iter()
        .find_map(|(ix, _, _)| context.seeds.frames.get(*ix)?.unit.as_deref())
}

/// `tewas atau terluka`: the second verb of a pair that shares one number; the first stands for both.
fn second_loss(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    chunk >= 2
        && parse.kind(chunk - 1) == Some(ChunkKind::And)
        && loss(context, parse, chunk).is_some()
        && loss(context, parse, chunk - 2).is_some()
}

fn first_loss(context: &Context<'_>, parse: &Parse, chunk: usize) -> bool {
    second_loss(context, parse, chunk + 2)
}

/// The subject of a verb; of `delegasi yang dipimpin oleh X` it is X.
fn subject_of(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<Filler> {
    let Some(subject) = parse.subject.get(chunk).copied().flatten() else {
        return Vec::new();
    };
    let found = list(context, entities, parse, subject);
    if found.iter().any(|f| !f.entities.is_empty()) {
        return found;
    }
    // "Phyo Zeya Thaw, pria 41 tahun yang bersekutu dengan …": the noun describes the name before it.
    let apposed = subject >= 2
        && parse.kind(subject - 1) == Some(ChunkKind::Comma)
        && parse.kind(subject - 2) == Some(ChunkKind::Noun);
    if apposed && parse.kind(subject + 1) == Some(ChunkKind::Relative) {
        return list(context, entities, parse, subject - 2).into_iter().take(1).collect();
    }
    let leads = |i: usize| {
        parse.chunks.get(i).is_some_and(|c| {
            ["dipimpin", "diketuai", "dikepalai"].contains(&context.text.word(c.tokens.start))
        })
    };
    let leader = (subject + 1..chunk)
        .find(|i| leads(*i))
        .and_then(|i| (i + 1..chunk).find(|n| parse.kind(*n) == Some(ChunkKind::Noun)));
    leader.map_or(found, |n| list(context, entities, parse, n))
}

fn verb_arguments(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    voice: Voice,
) -> Arguments {
    let subject = subject_of(context, entities, parse, chunk);
    let next = parse
        .after(chunk)
        .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun));
    let direct = next
        .map(|n| list(context, entities, parse, n))
        .unwrap_or_default();
    let prepositions = prepositions(context, entities, parse, chunk);
    if voice == Voice::Passive {
        let by = prepositions
            .iter()
            .find(|(p, _)| p == "oleh")
            .map(|(_, f)| f.clone());
        Arguments {
            subject: by.unwrap_or(direct),
            object: subject,
            prepositions,
            ..Arguments::default()
        }
    } else {
        Arguments {
            subject,
            object: direct,
            prepositions,
            ..Arguments::default()
        }
    }
}

/// `Kursk, tempat pasukan Ukraina melancarkan serangan`: the place that the clause is about.
fn place_of_clause(context: &Context<'_>, entities: &Entities, parse: &Parse, chunk: usize) -> Option<Filler> {
    let opener = (0..chunk).rev().find(|i| parse.kind(*i) == Some(ChunkKind::Subordinator))?;
    let at = parse.chunks.get(opener)?.tokens.clone();
    let word = context.text.words(at.clone()).to_lowercase();
    if !["tempat", "di mana", "dimana"].contains(&word.as_str()) {
        return None;
    }
    let before = context.mentions.mentions.iter().enumerate().rev().filter(|(_, m)| m.sentence == parse.sentence && m.tokens.end <= at.start);
    let place = before.filter_map(|(ix, m)| Some((entities.one(ix)?, m.tokens.clone()))).find(|(e, _)| entities.kind(*e) == Some(crate::record::EntityType::Place))?;
    Some(Filler { entities: vec![place.0], tokens: place.1, ..Filler::default() })
}

/// The prepositional phrases that follow a chunk inside its clause.
fn prepositions(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
) -> Vec<(String, Vec<Filler>)> {
    let mut out = Vec::new();
    let mut at = chunk + 1;
    let mut in_relative = false;
    while let Some(c) = parse.chunks.get(at) {
        match c.kind {
            ChunkKind::Preposition => {
                if let Some(noun) = parse
                    .after(at)
                    .filter(|n| parse.kind(*n) == Some(ChunkKind::Noun))
                {
                    let word = context.text.words(c.tokens.clone()).to_lowercase();
                    if !in_relative {
                        out.push((word, list(context, entities, parse, noun)));
                    }
                }
            }
            // "teguran yang keras kepada Moskow": without a verb it is no clause.
            ChunkKind::Relative => {
                in_relative = matches!(
                    parse.after(at).and_then(|n| parse.kind(n)),
                    Some(ChunkKind::Verb)
                )
            }
            ChunkKind::Verb if !in_relative => break,
            ChunkKind::That | ChunkKind::But | ChunkKind::According | ChunkKind::Colon => break,
            ChunkKind::Subordinator if at > chunk + 1 => break,
            ChunkKind::Comma if in_relative => in_relative = false,
            _ => {}
        }
        at += 1;
    }
    if let Some(place) = place_of_clause(context, entities, parse, chunk) {
        out.push(("di".to_owned(), vec![place]));
    }
    out
}

/// An event noun inside a noun phrase.
fn noun(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    chunk: usize,
    token: usize,
    found: &mut Found,
) {
    let lookup = &context.mentions.lookup;
    let frames: Vec<_> = lookup
        .frames(token)
        .into_iter()
        .filter(|(_, voice, _)| voice.is_noun())
        .collect();
    let Some((_, voice, len)) = frames.first().copied() else {
        return;
    };
    let covered = context
        .mentions
        .covering(token)
        .and_then(|m| context.mentions.mentions.get(m))
        .is_some_and(|m| {
            m.tokens.start < token || matches!(m.what, crate::mention::What::Known(_))
        });
    let Some(tokens) = parse.chunks.get(chunk).map(|c| c.tokens.clone()) else {
        return;
    };
    if covered || token + len > tokens.end {
        return;
    }
    let mut arguments = Arguments {
        is_noun: true,
        patient_noun: voice == Voice::PatientNoun,
        ..Arguments::default()
    };
    let rest = token + len..tokens.end;
    if !rest.is_empty() {
        let mut possessor = possessors(context, entities, rest);
        possessor.extend(list(context, entities, parse, chunk).into_iter().skip(1));
        arguments.possessor = possessor;
    }
    arguments.prepositions = prepositions(context, entities, parse, chunk);
    if let Some(light) =
        light_verb(context, parse, chunk).filter(|_| head_token(context, tokens.clone()) == token)
    {
        lend(context, entities, parse, light, &mut arguments);
    }
    if arguments.subject.is_empty() && is_subjectless(context, parse, chunk, token) {
        if let Some(verb) = governing_verb(parse, chunk) {
            lend(context, entities, parse, (verb, false), &mut arguments);
        }
    }
    settle(
        context,
        entities,
        parse,
        &frames,
        &arguments,
        token..token + len,
        chunk,
        found,
    );
}

/// `setelah pertemuan dengan …`, `dalam pertemuannya dengan …`: the event has the subject of its sentence.
fn is_subjectless(context: &Context<'_>, parse: &Parse, chunk: usize, token: usize) -> bool {
    let own = context
        .text
        .tokens
        .get(token)
        .is_some_and(|t| t.clitic == Some(crate::text::Clitic::Nya));
    let after = (0..chunk).next_back().and_then(|i| parse.kind(i)) == Some(ChunkKind::Subordinator);
    let alone = parse
        .chunks
        .get(chunk)
        .is_some_and(|c| c.tokens.end == token + 1);
    own || after && alone
}

/// The nearest verb before a chunk that has a subject, else the nearest after it.
fn governing_verb(parse: &Parse, chunk: usize) -> Option<usize> {
    let has = |i: &usize| {
        parse.kind(*i) == Some(ChunkKind::Verb)
            && parse.subject.get(*i).copied().flatten().is_some()
    };
    (0..chunk)
        .rev()
        .find(has)
        .or_else(|| (chunk..parse.chunks.len()).find(has))
}

/// The things named in what follows an event noun, in order (`serangan rudal Rusia` → missile, Russia).
fn possessors(context: &Context<'_>, entities: &Entities, tokens: Range<usize>) -> Vec<Filler> {
    let whole = filler(context, entities, tokens.clone());
    let mut out = vec![whole];
    for (ix, m) in context.mentions.mentions.iter().enumerate() {
        if m.tokens.start > tokens.start && m.tokens.end <= tokens.end {
            let entities = entities.of.get(ix).cloned().unwrap_or_default();
            out.push(Filler {
                entities,
                tokens: m.tokens.clone(),
                ..Filler::default()
            });
        }
    }
    out
}

/// The first token of a phrase after its articles.
fn head_token(context: &Context<'_>, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while let Some(len) = context.mentions.lookup.longest(at, |e| {
        matches!(
            e,
            Entry::Function(Function::Article) | Entry::Number(_) | Entry::Comparator(_)
        )
    }) {
        if at + len >= tokens.end {
            break;
        }
        at += len;
    }
    at
}

/// The light verb whose object a chunk is, and whether it receives.
fn light_verb(context: &Context<'_>, parse: &Parse, chunk: usize) -> Option<(usize, bool)> {
    let before = (0..chunk)
        .rev()
        .find(|i| parse.kind(*i) != Some(ChunkKind::Adverb))?;
    let verb = parse
        .chunks
        .get(before)
        .filter(|c| c.kind == ChunkKind::Verb)?;
    context
        .mentions
        .lookup
        .at(verb.tokens.start)
        .iter()
        .find_map(|h| match h.entry {
            Entry::Light(reverse) => Some((before, *reverse)),
            _ => None,
        })
}

/// A light verb lends its subject to the event noun; one that receives lends it as the object.
fn lend(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    (verb, reverse): (usize, bool),
    arguments: &mut Arguments,
) {
    let Some(subject) = parse.subject.get(verb).copied().flatten() else {
        return;
    };
    let fillers = list(context, entities, parse, subject);
    if reverse {
        arguments.object = fillers;
        if let Some((_, from)) = arguments.prepositions.iter().find(|(p, _)| p == "dari") {
            arguments.subject.clone_from(from);
        }
    } else {
        arguments.subject = fillers;
    }
}

/// Gives the claims of the first frames that are filled; else the refusal of the first.
#[expect(
    clippy::too_many_arguments,
    reason = "the trigger in its sentence; a struct would only rename the list"
)]
fn settle(
    context: &Context<'_>,
    entities: &mut Entities,
    parse: &Parse,
    frames: &[(usize, Voice, usize)],
    arguments: &Arguments,
    trigger: Range<usize>,
    chunk: usize,
    found: &mut Found,
) {
    let reality = reality(context, parse, &trigger, chunk);
    let mut reason = None;
    let mut best: Option<(usize, &Frame, Filled)> = None;
    for (ix, _, _) in frames {
        let Some(frame) = context.seeds.frames.get(*ix) else {
            continue;
        };
        match fill(context, entities, frame, arguments) {
            Ok(filled) => {
                let score = filled.score(frame);
                if best.as_ref().is_none_or(|(s, _, _)| score > *s) {
                    best = Some((score, frame, filled));
                }
            }
            Err(why) => reason = reason.or(Some((frame.predicate, why))),
        }
    }
    if let Some((_, frame, filled)) = best {
        let when = time(context, parse, chunk);
        let place = place(context, entities, parse, chunk, &filled);
        let mut claims = claims_of(
            frame,
            filled,
            reality,
            parse.sentence,
            &trigger,
            when,
            place,
        );
        if frame.unit.is_some() {
            loss::name_the_killer(
                context,
                entities,
                arguments.prepositions.as_slice(),
                &found.claims,
                &mut claims,
            );
        }
        if first_loss(context, parse, chunk) {
            claims
                .iter_mut()
                .filter_map(|c| c.quantity.as_mut())
                .for_each(|q| "casualties".clone_into(&mut q.unit));
        }
        found.claims.extend(claims);
    } else if let Some((predicate, reason)) = reason {
        found.refusals.push(Refused {
            trigger,
            predicate,
            reason,
        });
    }
}

/// A frame with its slots filled.
struct Filled {
    subjects: Vec<EntityIx>,
    objects: Vec<EntityIx>,
    item: Option<EntityIx>,
    about: Option<EntityIx>,
    role: Option<Range<usize>>,
    quantity: Option<Quantity>,
}

impl Filled {
    /// How much of the sense the sentence bears out: of several senses the fullest is meant.
    fn score(&self, frame: &Frame) -> usize {
        let demands = frame.slots.iter().filter(|s| !s.needs.is_any()).count();
        3 * usize::from(!self.objects.is_empty())
            + 2 * usize::from(!self.subjects.is_empty())
            + demands
            + usize::from(self.item.is_some())
    }
}

fn fill(
    context: &Context<'_>,
    entities: &mut Entities,
    frame: &Frame,
    arguments: &Arguments,
) -> Result<Filled, &'static str> {
    let predicate = context
        .seeds
        .predicates
        .get(frame.predicate)
        .ok_or("no-predicate")?;
    let theme = match frame.slot(Target::Theme) {
        Some(slot) => {
            let fillers = sources(slot, arguments)
                .find(|f| suits(entities, f, slot.needs))
                .unwrap_or_default();
            if fillers.is_empty() && !slot.optional {
                return Err("wrong-type");
            }
            fillers
        }
        None => Vec::new(),
    };
    let item = match frame.slot(Target::Item) {
        Some(slot) => {
            let fillers = sources(slot, arguments)
                .find(|f| suits(entities, f, slot.needs))
                .unwrap_or_default();
            if fillers.is_empty() && !slot.optional && !slot.needs.is_any() {
                return Err("wrong-type");
            }
            fillers
        }
        None => Vec::new(),
    };
    let mut subject_fillers = Vec::new();
    let mut subjects = slot_entities(
        context,
        entities,
        frame.slot(Target::Subject),
        arguments,
        predicate.subject,
        &mut subject_fillers,
    );
    let mut object_fillers = Vec::new();
    let mut objects = if predicate.intransitive {
        Vec::new()
    } else {
        slot_entities(
            context,
            entities,
            frame.slot(Target::Object),
            arguments,
            predicate.object,
            &mut object_fillers,
        )
    };
    objects.retain(|o| !subjects.contains(o) || subjects.len() > 1);
    if subjects.is_empty() {
        let moved = fitting(
            context,
            entities,
            &theme,
            [predicate.subject, TypeSet::default()],
        );
        subjects = moved
            .into_iter()
            .map(|e| entities.entities.get(e).and_then(|l| l.owner).unwrap_or(e))
            .collect();
    }
    if predicate.symmetric && subjects.len() > 1 && objects.len() == 2 {
        // "Kim dan Putin memperkuat hubungan kedua negara": the pair is in the object.
        subjects = objects.split_off(1);
    } else if predicate.symmetric && subjects.len() > 1 && objects.is_empty() {
        objects = subjects.split_off(1);
    } else if predicate.symmetric && objects.len() > 1 && subjects.is_empty() {
        subjects = objects.split_off(1);
    }
    let pool: Vec<&Filler> = theme
        .iter()
        .chain(&item)
        .chain(&subject_fillers)
        .chain(&object_fillers)
        .collect();
    let quantity = quantity_of(frame, &pool).filter(|_| predicate.counts);
    let loose = subject_fillers
        .iter()
        .chain(&object_fillers)
        .any(|f| f.unresolved);
    let counted_loss = predicate.intransitive && frame.unit.is_some() && quantity.is_some();
    if subjects.is_empty() && !counted_loss && !(predicate.subject_optional && !objects.is_empty())
    {
        return Err(if loose {
            "unresolved-pronoun"
        } else {
            "no-subject"
        });
    }
    let needs_object = !predicate.object_optional;
    if objects.is_empty()
        && !counted_loss
        && (needs_object || predicate.subject_optional && subjects.is_empty())
    {
        return Err(if loose {
            "unresolved-pronoun"
        } else {
            "no-object"
        });
    }
    if objects.is_empty() && item.is_empty() && frame.slot(Target::Item).is_some() {
        return Err("no-object");
    }
    let weapon = item
        .iter()
        .flat_map(|f| f.entities.iter().copied())
        .find(|e| entities.kind(*e) == Some(crate::record::EntityType::Weapon));
    let about = theme
        .iter()
        .chain(&subject_fillers)
        .chain(&object_fillers)
        .filter(|f| f.quantity.is_some())
        .flat_map(|f| f.entities.iter().copied())
        .next();
    let role = frame
        .slot(Target::Role)
        .and_then(|slot| sources(slot, arguments).next())
        .and_then(|f| f.first().map(|f| f.tokens.clone()));
    Ok(Filled {
        subjects,
        objects,
        item: weapon,
        about,
        role,
        quantity,
    })
}

/// The lists of fillers that a slot's sources name, in order.
fn sources<'a>(slot: &'a Slot, arguments: &'a Arguments) -> impl Iterator<Item = Vec<Filler>> + 'a {
    let by = |word: &str| {
        arguments
            .prepositions
            .iter()
            .filter(|(p, _)| p == word)
            .flat_map(|(_, f)| f.clone())
            .collect::<Vec<_>>()
    };
    slot.sources.iter().flat_map(move |source| {
        let mut lists: Vec<Vec<Filler>> = Vec::new();
        match source {
            Source::Subject => {
                lists.push(arguments.subject.clone());
                if arguments.is_noun {
                    lists.push(by("oleh"));
                    if !arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                        lists.push(by("dari"));
                    }
                }
            }
            Source::Object => {
                lists.push(arguments.object.clone());
                if arguments.is_noun {
                    if arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                    }
                    lists.extend(["terhadap", "atas", "kepada", "ke", "di", "untuk"].map(by));
                    if !arguments.subject.is_empty() && !arguments.patient_noun {
                        lists.push(arguments.possessor.clone());
                    }
                }
            }
            Source::Possessor => lists.push(arguments.possessor.clone()),
            Source::Complement => {}
            Source::Preposition(word) => lists.push(by(word)),
        }
        lists.into_iter().filter(|l| !l.is_empty())
    })
}

/// Whether a list holds a filler of the kind a slot demands; troops and weapons need no name.
fn suits(entities: &Entities, fillers: &[Filler], needs: TypeSet) -> bool {
    use crate::record::EntityType::{Force, Weapon};
    fillers.iter().any(|f| {
        needs.is_any()
            || f.entities
                .iter()
                .any(|e| entities.kind(*e).is_some_and(|k| needs.allows(k)))
            || f.troops && needs.allows(Force)
            || f.weapons && needs.allows(Weapon)
    })
}

fn slot_entities(
    context: &Context<'_>,
    entities: &mut Entities,
    slot: Option<&Slot>,
    arguments: &Arguments,
    kinds: TypeSet,
    used: &mut Vec<Filler>,
) -> Vec<EntityIx> {
    let Some(slot) = slot else { return Vec::new() };
    let lists: Vec<Vec<Filler>> = sources(slot, arguments).collect();
    for fillers in lists {
        let found = fitting(context, entities, &fillers, [slot.needs, kinds]);
        let counted = fillers.iter().any(|f| f.quantity.is_some());
        if used.is_empty() && (counted || !found.is_empty()) {
            used.clone_from(&fillers);
        }
        if !found.is_empty() {
            *used = fillers;
            return found;
        }
        if used.is_empty() && fillers.iter().any(|f| f.unresolved) {
            *used = fillers;
        }
    }
    Vec::new()
}

/// The number of what is moved, lost or killed, in the unit that the verb gives.
fn quantity_of(frame: &Frame, pool: &[&Filler]) -> Option<Quantity> {
    let mut quantity = pool.iter().find_map(|f| f.quantity.clone())?;
    if let Some(unit) = &frame.unit {
        if matches!(
            quantity.unit.as_str(),
            "people" | "troops" | "" | "count" | "casualties"
        ) {
            quantity.unit.clone_from(unit);
        }
    }
    (!quantity.unit.is_empty()).then_some(quantity)
}

fn claims_of(
    frame: &Frame,
    filled: Filled,
    (polarity, modality): (Polarity, Modality),
    sentence: usize,
    trigger: &Range<usize>,
    time: Option<String>,
    place: Option<EntityIx>,
) -> Vec<Claim> {
    let mut out = Vec::new();
    let subjects: Vec<Option<EntityIx>> = if filled.subjects.is_empty() {
        vec![None]
    } else {
        filled.subjects.into_iter().map(Some).collect()
    };
    let objects: Vec<Option<EntityIx>> = if filled.objects.is_empty() {
        vec![None]
    } else {
        filled.objects.into_iter().map(Some).collect()
    };
    for subject in &subjects {
        for object in objects.iter().filter(|o| o.is_none() || *o != subject) {
            let mut claim = Claim::new(frame.predicate, sentence, trigger.clone());
            claim.subject = *subject;
            claim.object = *object;
            claim.item = filled.item;
            claim.about = filled.about;
            claim.role.clone_from(&filled.role);
            claim.quantity.clone_from(&filled.quantity);
            claim.place = place.filter(|p| Some(*p) != *object && Some(*p) != *subject);
            claim.time.clone_from(&time);
            claim.polarity = if frame.denied {
                flip(polarity)
            } else {
                polarity
            };
            claim.modality = if modality == Modality::Actual {
                frame.modality.unwrap_or(modality)
            } else {
                modality
            };
            claim.confidence = if object.is_some() { 0.8 } else { 0.6 };
            out.push(claim);
        }
    }
    out
}

/// The other polarity.
pub(crate) fn flip(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Affirmed => Polarity::Denied,
        Polarity::Denied => Polarity::Affirmed,
    }
}

/// Polarity and modality from the words before a trigger, back to the noun phrase or verb that they belong to.
fn reality(
    context: &Context<'_>,
    parse: &Parse,
    trigger: &Range<usize>,
    chunk: usize,
) -> (Polarity, Modality) {
    let lookup = &context.mentions.lookup;
    let (mut polarity, mut modality) = (Polarity::Affirmed, Modality::Actual);
    let mut apply = |token: usize| {
        for hit in lookup.at(token) {
            match hit.entry {
                Entry::Negation => polarity = Polarity::Denied,
                Entry::Modal(m) if modality == Modality::Actual => modality = *m,
                _ => {}
            }
        }
    };
    for token in parse
        .chunks
        .get(chunk)
        .map_or(trigger.start, |c| c.tokens.start)..trigger.start
    {
        apply(token);
    }
    for i in (0..chunk).rev() {
        let Some(c) = parse.chunks.get(i) else { break };
        let modal = lookup
            .longest(c.tokens.start, |e| {
                matches!(e, Entry::Modal(_) | Entry::Negation)
            })
            .is_some();
        match c.kind {
            ChunkKind::Adverb => c.tokens.clone().for_each(&mut apply),
            ChunkKind::Verb | ChunkKind::Noun if modal => c.tokens.clone().for_each(&mut apply),
            ChunkKind::Verb
                if lookup
                    .longest(c.tokens.start, |e| matches!(e, Entry::Light(_)))
                    .is_some() => {}
            ChunkKind::Date | ChunkKind::Purpose => {}
            _ => break,
        }
    }
    (polarity, modality)
}

/// The first date of the trigger's clause.
fn time(context: &Context<'_>, parse: &Parse, chunk: usize) -> Option<String> {
    let (from, to) = clause_tokens(parse, chunk)?;
    let nearest = |d: &&crate::mention::DateMention| {
        d.tokens
            .start
            .abs_diff(parse.chunks.get(chunk).map_or(0, |c| c.tokens.start))
    };
    let since = |d: &&crate::mention::DateMention| {
        d.tokens.start.checked_sub(1).is_some_and(|i| {
            ["sejak", "semenjak", "hingga"].contains(&context.text.word(i).to_lowercase().as_str())
        })
    };
    context
        .mentions
        .dates
        .iter()
        .filter(|d| d.tokens.start >= from && d.tokens.end <= to && !since(d))
        .min_by_key(nearest)
        .map(|d| d.edtf.clone())
}

/// First and last token of the stretch of chunks around `chunk` that belong to its clause.
fn clause_tokens(parse: &Parse, chunk: usize) -> Option<(usize, usize)> {
    let id = *parse.clause.get(chunk)?;
    let same =
        |i: &usize| parse.clause.get(*i) == Some(&id) || parse.kind(*i) == Some(ChunkKind::Comma);
    let breaks = |i: &usize| matches!(parse.kind(*i), Some(ChunkKind::That | ChunkKind::Colon));
    let first = (0..=chunk)
        .rev()
        .take_while(|i| same(i) && !breaks(i))
        .last()?;
    let last = (chunk..parse.chunks.len())
        .take_while(|i| *i == chunk || same(i) && !breaks(i))
        .last()?;
    Some((
        parse.chunks.get(first)?.tokens.start,
        parse.chunks.get(last)?.tokens.end,
    ))
}

/// A place of the clause after `di`, that is no argument.
fn place(
    context: &Context<'_>,
    entities: &Entities,
    parse: &Parse,
    chunk: usize,
    filled: &Filled,
) -> Option<EntityIx> {
    prepositions(context, entities, parse, chunk)
        .into_iter()
        .filter(|(p, _)| p == "di" || p.starts_with("di "))
        .flat_map(|(_, fillers)| fillers)
        .flat_map(|f| f.entities)
        .find(|e| {
            entities.kind(*e).is_some_and(|k| {
                matches!(
                    k,
                    crate::record::EntityType::Place | crate::record::EntityType::State
                )
            }) && !filled.objects.contains(e)
                && !filled.subjects.contains(e)
        })
}

//! Correcting a name: what it is not, what it is instead, and taking that back.
//!
//! Knows nothing of files: what is chosen goes out as an effect and counts when the library says so.
//!
//! *Invariant:* the pop-up stays, with what was typed, until the correction is written: an error loses nothing.
//! *Invariant:* dates and amounts can only be denied, for grammars read them.

use std::collections::BTreeMap;

use super::App;
use super::command::Command;
use super::help::Help;
use super::line_edit::LineEdit;
use super::message::{Change, Effect};
use super::open::Awaited;
use crate::model::{ArticleId, Correction, EntityId, EntityKind, Known, Mention, Tally};
use crate::text::fold;

/// Corrections offered to be taken back.
const UNDOABLE: usize = 5;
/// Names offered while one is typed.
pub const OFFERED: usize = 8;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is no name.
    Not,
    /// It is no name in this article.
    NotHere,
    /// It is of this class.
    Kind(EntityKind),
    /// It is somebody else of the same name in this article.
    Another,
    /// It is the same as an entity that is typed now.
    Same,
    /// A correction is taken back.
    TakeBack(Correction),
}

/// What is corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// How it is written, as a correction quotes it.
    pub spelling: String,
    /// Class.
    pub kind: EntityKind,
    /// Which entity it was taken for.
    pub entity: EntityId,
    /// Whether it is painted as one: what is not can be confirmed.
    pub sure: bool,
    /// In which article it stands.
    pub article: ArticleId,
}

/// A name that is being typed.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The line.
    pub edit: LineEdit,
    /// What fits.
    pub offered: Vec<Known>,
    /// Index of the selected one.
    pub selected: usize,
}

/// The open pop-up.
#[derive(Clone, Debug)]
pub struct Correcting {
    /// What is corrected; none where only corrections can be taken back.
    pub subject: Option<Subject>,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// Index of the selected one.
    pub selected: usize,
    /// The names of the entities that corrections speak of.
    pub entity_names: BTreeMap<EntityId, String>,
    /// The name that is typed, where it is to be the same as another.
    pub finding: Option<Finding>,
}

impl Correcting {
    fn new(subject: Option<Subject>) -> Self {
        let mut choices = Vec::new();
        if let Some(subject) = &subject {
            choices.push(Choice::Not);
            if EntityKind::NAMED.contains(&subject.kind) {
                let offered = |kind: &EntityKind| *kind != subject.kind || !subject.sure;
                choices.extend(EntityKind::NAMED.into_iter().filter(offered).map(Choice::Kind));
                choices.extend([Choice::Another, Choice::Same, Choice::NotHere]);
            }
        }
        Self { subject, choices, selected: 0, entity_names: BTreeMap::new(), finding: None }
    }

    /// Offers to take back what was said of the subject, and the newest correction.
    fn learn(&mut self, corrections: Vec<Correction>) {
        let newest = corrections.len().saturating_sub(1);
        let subject = self.subject.as_ref();
        let concerns = |correction: &Correction| subject.is_none_or(|subject| concerns(correction, subject));
        let offered = corrections.into_iter().enumerate().rev();
        let offered = offered.filter(|(at, correction)| *at == newest || concerns(correction));
        self.choices.retain(|choice| !matches!(choice, Choice::TakeBack(_)));
        self.choices.extend(offered.take(UNDOABLE).map(|(_, correction)| Choice::TakeBack(correction)));
        self.selected = self.selected.min(self.choices.len().saturating_sub(1));
    }
}

/// Whether a correction speaks of a name.
fn concerns(correction: &Correction, subject: &Subject) -> bool {
    let same = |text: &str| fold(text).as_str() == fold(&subject.spelling).as_str();
    if correction.article().is_some_and(|article| *article != subject.article) {
        return false;
    }
    match correction.everywhere() {
        Correction::Add { entity, .. } => *entity == subject.entity,
        Correction::Merge { entity, into, .. } => [entity, into].contains(&&subject.entity),
        Correction::Alias { spelling, .. }
        | Correction::Not { spelling }
        | Correction::Kind { spelling, .. }
        | Correction::Split { spelling, .. } => same(spelling),
        Correction::Within { .. } => false,
    }
}

impl App {
    /// Opens the pop-up on the current mention; without one, to take a correction back.
    pub(super) fn open_correction(&mut self) -> Vec<Effect> {
        let reader = self.reader.as_ref();
        let subject = reader.and_then(|reader| {
            let mention = reader.current_mention()?;
            Some(Subject {
                spelling: reader.current_spelling()?,
                kind: mention.kind,
                entity: mention.entity.clone(),
                sure: mention.confidence >= Mention::SURE,
                article: reader.id().clone(),
            })
        });
        self.correcting = Some(Correcting::new(subject));
        vec![Effect::Corrections]
    }

    pub(super) fn take_corrections(
        &mut self,
        corrections: Vec<Correction>,
        names: BTreeMap<EntityId, String>,
    ) -> Vec<Effect> {
        let Some(correcting) = &mut self.correcting else { return Vec::new() };
        correcting.entity_names = names;
        correcting.learn(corrections);
        if correcting.choices.is_empty() {
            self.correcting = None;
            self.tell(self.words().names.nothing_to_correct);
        }
        Vec::new()
    }

    pub(super) fn act_in_correction(&mut self, command: Command) -> Vec<Effect> {
        let Some(correcting) = &mut self.correcting else { return Vec::new() };
        let last = correcting.choices.len().saturating_sub(1);
        match command {
            Command::Down => correcting.selected = (correcting.selected + 1).min(last),
            Command::Up => correcting.selected = correcting.selected.saturating_sub(1),
            Command::Top => correcting.selected = 0,
            Command::Bottom => correcting.selected = last,
            Command::In | Command::Left => {
                let selected = correcting.selected;
                return self.choose_correction(selected);
            }
            Command::Back | Command::Leave | Command::Right | Command::Correct => self.correcting = None,
            Command::Help => self.help = Some(Help::default()),
            _ => {}
        }
        Vec::new()
    }

    /// Chooses by index.
    pub(super) fn choose_correction(&mut self, at: usize) -> Vec<Effect> {
        let Some(correcting) = &mut self.correcting else { return Vec::new() };
        let Some(choice) = correcting.choices.get(at).cloned() else { return Vec::new() };
        correcting.selected = at;
        let subject = correcting.subject.clone();
        let spelling = subject.as_ref().map(|subject| subject.spelling.clone()).unwrap_or_default();
        let within = |correction| match &subject {
            Some(Subject { article, .. }) => {
                Correction::Within { article: article.clone(), correction: Box::new(correction) }
            }
            None => correction,
        };
        match choice {
            Choice::NotHere => self.send_correction(Change::Write(within(Correction::Not { spelling }))),
            Choice::Not => self.send_correction(Change::Write(Correction::Not { spelling })),
            Choice::Kind(kind) => self.send_correction(Change::Write(Correction::Kind { spelling, kind })),
            Choice::Another => {
                let entity = subject.as_ref().map(another);
                self.send_correction(Change::Write(within(Correction::Split { spelling, entity })))
            }
            Choice::TakeBack(correction) => self.send_correction(Change::TakeBack(correction)),
            Choice::Same => {
                correcting.finding = Some(Finding::default());
                self.pending.clear();
                self.offer_names()
            }
        }
    }

    /// Keys wait from now on until it is written.
    fn send_correction(&mut self, change: Change) -> Vec<Effect> {
        self.wait_for(Awaited::Corrected);
        vec![Effect::Correct(change)]
    }

    pub(super) fn take_corrected(&mut self, change: &Change) -> Vec<Effect> {
        self.was_awaited(&Awaited::Corrected);
        self.correcting = None;
        let words = &self.words().names;
        self.tell(match change {
            Change::Write(_) => words.written,
            Change::TakeBack(_) => words.taken_back,
        });
        let open = self.reader.as_ref().map(|reader| Effect::Open(reader.id().clone()));
        open.into_iter().collect()
    }

    /// Whether a name is being typed.
    pub(super) fn finds(&self) -> bool {
        self.correcting.as_ref().is_some_and(|correcting| correcting.finding.is_some())
    }

    fn finding(&mut self) -> Option<&mut Finding> {
        self.correcting.as_mut()?.finding.as_mut()
    }

    pub(super) fn type_name(&mut self, text: &str) -> Vec<Effect> {
        if let Some(finding) = self.finding() {
            finding.edit.insert(text);
        }
        self.offer_names()
    }

    pub(super) fn act_in_finding(&mut self, command: Command) -> Vec<Effect> {
        let Some(finding) = self.finding() else { return Vec::new() };
        let last = finding.offered.len().saturating_sub(1);
        match command {
            Command::NextResult => finding.selected = (finding.selected + 1).min(last),
            Command::PreviousResult => finding.selected = finding.selected.saturating_sub(1),
            Command::Cancel => {
                if let Some(correcting) = &mut self.correcting {
                    correcting.finding = None;
                }
            }
            Command::Repaint => return vec![Effect::Repaint],
            Command::Suspend => return vec![Effect::Suspend],
            Command::Accept => return self.accept_name(),
            command => {
                if finding.edit.act(command) {
                    return self.offer_names();
                }
            }
        }
        Vec::new()
    }

    fn accept_name(&mut self) -> Vec<Effect> {
        let chosen = self.finding().and_then(|finding| finding.offered.get(finding.selected).cloned());
        let subject = self.correcting.as_ref().and_then(|correcting| correcting.subject.clone());
        let (Some(chosen), Some(subject)) = (chosen, subject) else {
            self.tell(self.words().names.no_such_name);
            return Vec::new();
        };
        let merge =
            Correction::Merge { entity: subject.entity, into: chosen.entity, name: Some(chosen.name) };
        self.send_correction(Change::Write(merge))
    }

    /// Offers the names of the article at once, and asks for those of the knowledge base.
    fn offer_names(&mut self) -> Vec<Effect> {
        let offered = self.names_here();
        let Some(finding) = self.finding() else { return Vec::new() };
        (finding.offered, finding.selected) = (offered, 0);
        vec![Effect::Names(finding.edit.text().to_owned())]
    }

    /// The entities of the article whose names hold what is typed.
    fn names_here(&self) -> Vec<Known> {
        let Some(correcting) = &self.correcting else { return Vec::new() };
        let (Some(finding), Some(subject), Some(reader)) =
            (&correcting.finding, &correcting.subject, &self.reader)
        else {
            return Vec::new();
        };
        let typed = fold(finding.edit.text().trim());
        let fits = |tally: &Tally| {
            EntityKind::NAMED.contains(&tally.kind)
                && tally.entity != subject.entity
                && fold(&tally.name).as_str().contains(typed.as_str())
        };
        let known =
            |Tally { entity, kind, name, .. }| Known { entity, kind, name, english: None, articles: 0 };
        let all = Tally::of(reader.opened.named()).into_iter();
        all.filter(fits).map(known).take(OFFERED).collect()
    }

    pub(super) fn take_names(&mut self, text: &str, names: Vec<Known>) -> Vec<Effect> {
        let here = self.names_here();
        let Some(correcting) = &mut self.correcting else { return Vec::new() };
        let own = correcting.subject.as_ref().map(|subject| subject.entity.clone());
        let Some(finding) = correcting.finding.as_mut().filter(|finding| finding.edit.text() == text) else {
            return Vec::new(); // more was typed meanwhile
        };
        let new = |known: &Known| {
            Some(&known.entity) != own.as_ref() && here.iter().all(|other| other.entity != known.entity)
        };
        let more = names.into_iter().filter(new).collect::<Vec<_>>();
        finding.offered = here.into_iter().chain(more).take(OFFERED).collect();
        Vec::new()
    }
}

/// An id for somebody of the same name in one article.
fn another(subject: &Subject) -> EntityId {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let article: String = subject.article.as_str().chars().map(plain).collect();
    EntityId::new(format!("{}-{article}", subject.entity))
}

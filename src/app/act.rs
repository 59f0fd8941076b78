//! What commands do, outside of prompts.
//!
//! Knows nothing of keys. *Invariant:* `Back` never ends the program.

use super::App;
use super::command::Command;
use super::geometry::Shape;
use super::help::Help;
use super::message::Effect;
use super::open::Place;
use super::pages::{Purpose, Step};
use super::reader::Reader;
use crate::model::{ArticleId, Summary};
use crate::text::Digits;

impl App {
    pub(super) fn act(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Quit => return vec![Effect::Quit],
            Command::Repaint => return vec![Effect::Repaint],
            Command::Suspend => return vec![Effect::Suspend],
            Command::NextStrategy => return vec![Effect::NextStrategy],
            Command::Calibrate => {
                self.calibration.open ^= true;
                return Vec::new();
            }
            _ => {}
        }
        if self.calibration.open {
            return self.act_in_calibration(command);
        }
        if self.help.is_some() {
            return self.act_in_help(command);
        }
        if self.popup.is_some() {
            return self.act_in_popup(command);
        }
        if self.correcting.is_some() {
            return self.act_in_correction(command);
        }
        if self.page().is_some() {
            return self.act_in_page(command);
        }
        if self.names.is_some() {
            return self.act_in_names(command);
        }
        match command {
            Command::In => self.go_in(),
            Command::Left if !self.reading => self.go_in(),
            Command::Back => self.back(),
            Command::Right if self.reading => self.back(),
            Command::Leave if self.reading || self.list.narrowed.is_some() => self.back(),
            Command::Leave => vec![Effect::Quit],
            Command::NextArticle => self.neighbour(1),
            Command::PreviousArticle => self.neighbour(-1),
            Command::NextMention => self.walk_mentions(true),
            Command::PreviousMention => self.walk_mentions(false),
            Command::NextOfSame => self.walk_same(true),
            Command::PreviousOfSame => self.walk_same(false),
            Command::Names => self.toggle_names(),
            Command::Correct => self.open_correction(),
            Command::Search => self.open_search(),
            Command::NextHit => self.walk_hits(true),
            Command::PreviousHit => self.walk_hits(false),
            Command::Related => self.ask_related(),
            Command::Thread => self.ask_thread(),
            Command::EntityPage
            | Command::Follow
            | Command::Followed
            | Command::OnlyThis
            | Command::KeepSearch => self.act_on_entity(command),
            Command::MarkRead => self.mark(true),
            Command::MarkUnread => self.mark(false),
            Command::Star => self.star(),
            Command::CopyLink => self.copy_link(),
            Command::CopyText => self.copy_paragraph(),
            Command::Select => self.start_selection(),
            Command::OpenLink => self.open_link(),
            Command::Zoom => self.zoom(),
            Command::Original => self.toggle_original(),
            Command::Marks => self.toggle_marks(),
            Command::Digits => self.cycle_digits(),
            Command::Justify => self.toggle_justify(),
            Command::Help => {
                self.help = Some(Help::default());
                Vec::new()
            }
            motion if self.reading => self.move_reader(motion),
            motion => self.move_list(motion),
        }
    }

    fn act_in_help(&mut self, command: Command) -> Vec<Effect> {
        let Some(help) = &mut self.help else { return Vec::new() };
        match command {
            Command::Down => help.scroll(1),
            Command::Up => help.scroll(-1),
            Command::HalfDown => help.scroll_halves(1),
            Command::HalfUp => help.scroll_halves(-1),
            Command::PageDown | Command::Advance => help.scroll_halves(2),
            Command::PageUp => help.scroll_halves(-2),
            Command::Top => help.top = 0,
            Command::Bottom => help.scroll(isize::MAX),
            Command::Help | Command::Back | Command::Leave | Command::Right => self.help = None,
            _ => {}
        }
        Vec::new()
    }

    fn act_in_calibration(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Back | Command::Leave | Command::Right => self.calibration.open = false,
            Command::Down => return vec![Effect::NextStrategy],
            Command::In => return self.choose_way(self.calibration.way),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn choose_way(&mut self, way: usize) -> Vec<Effect> {
        self.calibration.open = false;
        self.calibration.way = way;
        self.tell(self.words().way_chosen);
        vec![Effect::UseStrategy(way)]
    }

    fn act_in_popup(&mut self, command: Command) -> Vec<Effect> {
        let Some(popup) = &mut self.popup else { return Vec::new() };
        match command {
            Command::Down => popup.step(1),
            Command::Up => popup.step(-1),
            Command::Top => popup.step(isize::MIN),
            Command::Bottom => popup.step(isize::MAX),
            Command::In | Command::Left => {
                let Some(id) = popup.chosen().map(|article| article.id.clone()) else { return Vec::new() };
                let entity = popup.page.entity.clone();
                self.popup = None;
                return self.open(id, Place::Entity(entity), true);
            }
            Command::Back | Command::Leave | Command::Right => self.popup = None,
            Command::Help => self.help = Some(Help::default()),
            Command::EntityPage | Command::Follow | Command::OnlyThis | Command::KeepSearch => {
                return self.act_on_entity(command);
            }
            _ => {}
        }
        Vec::new()
    }

    fn go_in(&mut self) -> Vec<Effect> {
        if !self.reading {
            self.leave_trail();
            let selected = self.list.current().map(|article| article.id.clone());
            let place = self.list.mentioning().cloned().map_or(Place::Kept, Place::Entity);
            return selected.map_or_else(Vec::new, |id| self.open(id, place, true));
        }
        let mention = self.reader.as_ref().and_then(|reader| reader.current_mention());
        let Some(entity) = mention.map(|mention| mention.entity.clone()) else {
            self.tell(self.words().no_mention_chosen);
            return Vec::new();
        };
        self.ask_entity(entity, Purpose::Card)
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.came_from_page() {
            return self.step_back();
        }
        self.leave_trail();
        if self.reading {
            self.reading = false;
            self.full = false;
        } else if !self.list.widen(self.reader.as_ref().map(Reader::id)) {
            self.search.forget();
            self.relight();
        }
        Vec::new()
    }

    fn move_reader(&mut self, command: Command) -> Vec<Effect> {
        let Some(reader) = &mut self.reader else { return Vec::new() };
        match command {
            Command::Advance if reader.at_end() => return self.open_next_unread(),
            Command::Down => reader.scroll(1),
            Command::Up => reader.scroll(-1),
            Command::Advance | Command::PageDown => reader.scroll_pages(2),
            Command::PageUp => reader.scroll_pages(-2),
            Command::HalfDown => reader.scroll_pages(1),
            Command::HalfUp => reader.scroll_pages(-1),
            Command::Top => reader.scroll_to(0),
            Command::Bottom => reader.scroll_to(usize::MAX),
            _ => false,
        };
        Vec::new()
    }

    fn move_list(&mut self, command: Command) -> Vec<Effect> {
        let page = (self.list_size().rows / 4).max(1).cast_signed();
        let last = self.list.selected + 1 >= self.list.articles.len();
        match command {
            Command::Advance if last => {
                self.list.selected = self.list.next_unread(self.list.selected).unwrap_or(self.list.selected);
            }
            Command::Down => self.list.step(1),
            Command::Up => self.list.step(-1),
            Command::Advance | Command::PageDown => self.list.step(page),
            Command::PageUp => self.list.step(-page),
            Command::HalfDown => self.list.step((page / 2).max(1)),
            Command::HalfUp => self.list.step(-(page / 2).max(1)),
            Command::Top => self.list.step(isize::MIN),
            Command::Bottom => self.list.step(isize::MAX),
            _ => {}
        }
        Vec::new()
    }

    /// Whether an article that is opened now takes the keys: it does where it would not be seen
    /// otherwise.
    pub(super) fn enters(&self) -> bool {
        self.reading || self.geometry().shape == Shape::List
    }

    /// The index of the article that is being read, else of the selected one.
    fn here(&self) -> usize {
        let open = self.reader.as_ref().filter(|_| self.reading);
        open.and_then(|reader| self.list.position(reader.id())).unwrap_or(self.list.selected)
    }

    fn neighbour(&mut self, by: isize) -> Vec<Effect> {
        let next = self.here().checked_add_signed(by);
        let Some(id) = next.and_then(|at| self.list.articles.get(at)).map(|article| article.id.clone())
        else {
            let words = self.words();
            self.tell(if by > 0 { words.last_article } else { words.first_article });
            return Vec::new();
        };
        let enter = self.enters();
        self.open_keeping_shape(id, Place::Kept, enter)
    }

    fn open_next_unread(&mut self) -> Vec<Effect> {
        let next = self.list.next_unread(self.here()).and_then(|at| self.list.articles.get(at));
        let Some(id) = next.map(|article| article.id.clone()) else {
            self.tell(self.words().no_unread);
            return Vec::new();
        };
        self.open_keeping_shape(id, Place::Kept, true)
    }

    /// Opens an article in the pane where one is reading already: two panes stay two.
    pub(super) fn open_keeping_shape(&mut self, id: ArticleId, place: Place, enter: bool) -> Vec<Effect> {
        self.open(id, place, enter && !self.reading)
    }

    pub(super) fn walk_mentions(&mut self, forward: bool) -> Vec<Effect> {
        let walked = self.reader.as_mut().is_some_and(|reader| reader.walk_mentions(forward));
        if !walked {
            self.tell(self.words().no_mentions);
        } else if self.geometry().shape == Shape::List {
            self.enter();
        } else {
            self.reading = true; // the keys go where the mention is; two panes stay two
        }
        Vec::new()
    }

    /// The article that a command without a place speaks of: the one being read, else the selected one.
    pub(super) fn subject(&self) -> Option<&Summary> {
        let open = self.reader.as_ref().filter(|_| self.reading);
        open.map_or_else(|| self.list.current(), |reader| self.list.get(reader.id()))
    }

    fn mark(&mut self, read: bool) -> Vec<Effect> {
        let Some(id) = self.subject().map(|article| article.id.clone()) else { return Vec::new() };
        let words = self.words();
        self.tell(if read { words.marked_read } else { words.marked_unread });
        let mut effects = self.set_read(&id, read);
        if !read {
            effects.push(Effect::Alerts); // it may be one to which attention is to be drawn
        }
        effects
    }

    /// Marks an article, where that changes something.
    pub(super) fn set_read(&mut self, id: &ArticleId, read: bool) -> Vec<Effect> {
        let mut changed = false;
        for article in self.copies(id) {
            changed |= article.status.read != read;
            article.status.read = read;
        }
        if changed { vec![Effect::SetRead(id.clone(), read)] } else { Vec::new() }
    }

    fn star(&mut self) -> Vec<Effect> {
        let Some(article) = self.subject() else { return Vec::new() };
        let (id, starred) = (article.id.clone(), !article.status.starred);
        for article in self.copies(&id) {
            article.status.starred = starred;
        }
        let words = self.words();
        self.tell(if starred { words.starred } else { words.unstarred });
        vec![Effect::SetStarred(id, starred)]
    }

    /// An article's row in the list, among the results and on pages.
    fn copies<'a>(&'a mut self, id: &'a ArticleId) -> impl Iterator<Item = &'a mut Summary> {
        let hits = self.search.found.iter_mut().flat_map(|found| &mut found.hits).map(|hit| &mut hit.article);
        let pages = self.trail.iter_mut().flat_map(Step::articles_mut);
        self.list.rows_mut().chain(hits).chain(pages).filter(move |article| article.id == *id)
    }

    fn copy_link(&mut self) -> Vec<Effect> {
        let Some(article) = self.subject() else { return Vec::new() };
        let (link, title) = (article.url.clone(), article.title.clone());
        let words = self.words();
        self.tell(if link.is_some() { words.link_copied } else { words.title_copied });
        vec![Effect::Copy(link.unwrap_or(title))]
    }

    fn copy_paragraph(&mut self) -> Vec<Effect> {
        let paragraph = self.reader.as_ref().and_then(|reader| reader.paragraph()).map(str::to_owned);
        let Some(paragraph) = paragraph else { return Vec::new() };
        self.tell(self.words().paragraph_copied);
        vec![Effect::Copy(paragraph)]
    }

    fn open_link(&mut self) -> Vec<Effect> {
        if let Some(link) = self.subject().and_then(|article| article.url.clone()) {
            return vec![Effect::OpenLink(link)];
        }
        self.tell(self.words().no_link);
        Vec::new()
    }

    fn zoom(&mut self) -> Vec<Effect> {
        if self.geometry().shape == Shape::Reader {
            self.full = false;
            // With one pane only, leaving the full width is going back to the list.
            self.reading &= self.geometry().shape != Shape::Reader;
            return Vec::new();
        }
        if self.reader.is_some() {
            self.reading = true;
            self.full = true;
        }
        Vec::new()
    }

    fn toggle_original(&mut self) -> Vec<Effect> {
        let words = self.words();
        let Some(reader) = &mut self.reader else { return Vec::new() };
        reader.original = !reader.original;
        reader.relayout(&self.settings);
        let told = if reader.original { words.original_shown } else { words.original_hidden };
        self.tell(told);
        Vec::new()
    }

    fn toggle_marks(&mut self) -> Vec<Effect> {
        self.settings.marks = !self.settings.marks;
        let words = self.words();
        self.relayout(if self.settings.marks { words.marks_shown } else { words.marks_hidden })
    }

    fn cycle_digits(&mut self) -> Vec<Effect> {
        let words = self.words();
        let (digits, told) = match self.settings.digits {
            Digits::Keep => (Digits::Western, words.digits_western),
            Digits::Western => (Digits::Arabic, words.digits_arabic),
            Digits::Arabic => (Digits::Keep, words.digits_as_written),
        };
        self.settings.digits = digits;
        self.relayout(told)
    }

    fn toggle_justify(&mut self) -> Vec<Effect> {
        self.settings.justify = !self.settings.justify;
        let words = self.words();
        self.tell(if self.settings.justify { words.justified } else { words.ragged });
        Vec::new()
    }

    fn relayout(&mut self, told: &str) -> Vec<Effect> {
        if let Some(reader) = &mut self.reader {
            reader.relayout(&self.settings);
        }
        self.tell(told);
        Vec::new()
    }
}

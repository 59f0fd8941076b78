//! The closed list of commands: each exists once, with its name, its sentence in both languages and
//! its default keys. The help screen, the keymap and the README's table come from here.
//!
//! Knows nothing of what a command does (`app::act`) nor of what is on the screen.
//!
//! *Invariant:* every command of `Command` has exactly one entry. *Invariant:* no two entries of a mode
//! share a chord, and no chord that is whole is the beginning of another.

use super::Lang;

/// Where a chord is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Everywhere but in a prompt.
    Normal,
    /// While a prompt is open: what is no chord is typed.
    Prompt,
    /// While text is being selected.
    Select,
    /// Always.
    Any,
}

/// What a reader can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // `COMMANDS` says what each one does
pub enum Command {
    Down,
    Up,
    In,
    Left,
    Right,
    Back,
    Leave,
    Quit,
    Top,
    Bottom,
    Advance,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    NextArticle,
    PreviousArticle,
    NextMention,
    PreviousMention,
    NextOfSame,
    PreviousOfSame,
    Names,
    ToggleClass,
    Correct,
    Search,
    NextHit,
    PreviousHit,
    MarkRead,
    MarkUnread,
    Star,
    CopyLink,
    CopyText,
    Select,
    OpenLink,
    Zoom,
    Original,
    Marks,
    Digits,
    Justify,
    NextStrategy,
    Calibrate,
    Help,
    Repaint,
    Suspend,
    Accept,
    Cancel,
    NextResult,
    PreviousResult,
    CursorLeft,
    CursorRight,
    CursorStart,
    CursorEnd,
    WordBack,
    WordForward,
    EraseBack,
    EraseForward,
    EraseWord,
    EraseAll,
    SelectLeft,
    SelectRight,
    SelectDown,
    SelectUp,
    SelectNext,
    SelectPrevious,
    SelectNextWord,
    SelectWordEnd,
    SelectPreviousWord,
    SelectLineStart,
    SelectLineEnd,
    SelectHere,
    SelectOtherEnd,
    CopySelection,
    EndSelection,
    Related,
    Order,
    EarlierSearch,
    LaterSearch,
    Complete,
    CompleteBack,
    EntityPage,
    Follow,
    Followed,
    OnlyThis,
    KeepSearch,
    Thread,
}

/// A command as it is told to people.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which command.
    pub command: Command,
    /// Where its chords hold.
    pub mode: Mode,
    /// Its name in settings and tables: English, lower case, hyphens.
    pub name: &'static str,
    /// What it does, one sentence in Arabic.
    pub arabic: &'static str,
    /// What it does, one sentence in English.
    pub english: &'static str,
    /// Default chords in the notation of `keymap::parse`.
    pub chords: &'static [&'static str],
}

impl Entry {
    /// The sentence in a language.
    pub fn sentence(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ar => self.arabic,
            Lang::En => self.english,
        }
    }
}

const fn entry(
    mode: Mode,
    command: Command,
    name: &'static str,
    chords: &'static [&'static str],
    arabic: &'static str,
    english: &'static str,
) -> Entry {
    Entry { command, mode, name, arabic, english, chords }
}

/// All commands, in the order of the help screen.
#[rustfmt::skip]
pub const COMMANDS: &[Entry] = &[
    entry(Mode::Normal, Command::Down, "down", &["j", "<down>"], "سطر إلى أسفل، أو المقال التالي في القائمة.", "One line down, or the next article of the list."),
    entry(Mode::Normal, Command::Up, "up", &["k", "<up>"], "سطر إلى أعلى، أو المقال السابق في القائمة.", "One line up, or the previous article of the list."),
    entry(Mode::Normal, Command::In, "in", &["<ret>", "l"], "فتح المقال المحدد، أو بطاقة الاسم الحالي.", "Open the selected article, or the card of the current name."),
    entry(Mode::Normal, Command::Left, "left", &["<left>"], "إلى اليسار: من القائمة إلى المقال المحدد.", "To the left: from the list into the selected article."),
    entry(Mode::Normal, Command::Right, "right", &["<right>"], "إلى اليمين: من المقال إلى القائمة.", "To the right: from the article to the list."),
    entry(Mode::Normal, Command::Back, "back", &["h", "<esc>"], "العودة خطوة، ولا يُنهي البرنامج أبدًا.", "One step back; never ends the program."),
    entry(Mode::Normal, Command::Leave, "leave", &["q"], "العودة خطوة، ومن القائمة إنهاء البرنامج.", "One step back; from the list, end the program."),
    entry(Mode::Normal, Command::Quit, "quit", &["Q", "<C-c>"], "إنهاء البرنامج فورًا.", "End the program at once."),
    entry(Mode::Normal, Command::Top, "top", &["gg", "<home>"], "إلى البداية.", "To the beginning."),
    entry(Mode::Normal, Command::Bottom, "bottom", &["G", "<end>"], "إلى النهاية.", "To the end."),
    entry(Mode::Normal, Command::Advance, "advance", &["<space>"], "صفحة إلى أسفل، وفي آخر المقال: التالي غير المقروء.", "A page down; at the end of the article, the next unread one."),
    entry(Mode::Normal, Command::PageDown, "page-down", &["<pgdn>", "<C-f>"], "صفحة إلى أسفل.", "A page down."),
    entry(Mode::Normal, Command::PageUp, "page-up", &["<pgup>", "b", "<C-b>"], "صفحة إلى أعلى.", "A page up."),
    entry(Mode::Normal, Command::HalfDown, "half-page-down", &["<C-d>"], "نصف صفحة إلى أسفل.", "Half a page down."),
    entry(Mode::Normal, Command::HalfUp, "half-page-up", &["<C-u>"], "نصف صفحة إلى أعلى.", "Half a page up."),
    entry(Mode::Normal, Command::NextArticle, "next-article", &["J"], "فتح المقال التالي.", "Open the next article."),
    entry(Mode::Normal, Command::PreviousArticle, "previous-article", &["K"], "فتح المقال السابق.", "Open the previous article."),
    entry(Mode::Normal, Command::NextMention, "next-mention", &["<tab>"], "إلى الاسم التالي في المقال.", "To the next name in the article."),
    entry(Mode::Normal, Command::PreviousMention, "previous-mention", &["<S-tab>"], "إلى الاسم السابق في المقال.", "To the previous name in the article."),
    entry(Mode::Normal, Command::NextOfSame, "next-of-same", &["]"], "إلى الموضع التالي للاسم الحالي نفسه.", "To the next mention of the same name."),
    entry(Mode::Normal, Command::PreviousOfSame, "previous-of-same", &["["], "إلى الموضع السابق للاسم الحالي نفسه.", "To the previous mention of the same name."),
    entry(Mode::Normal, Command::Names, "names", &["e"], "قائمة أسماء المقال بأنواعها، وما يُشك فيه كذلك.", "List the names of the article by class, the doubtful ones too."),
    entry(Mode::Normal, Command::ToggleClass, "toggle-class", &["1", "2", "3", "4", "5", "6", "7", "8", "9"], "إظهار نوع من الأسماء أو إخفاؤه، بالأرقام التي في القائمة e.", "Show or hide a class of names, by the numbers of the list `e`."),
    entry(Mode::Normal, Command::Correct, "correct-name", &["x"], "تصحيح الاسم الحالي: ليس اسمًا، أو من نوع آخر، أو هو نفسه اسم آخر؛ أو التراجع عن تصحيح.", "Correct the current name: none at all, of another class, the same as another; or take a correction back."),
    entry(Mode::Normal, Command::Search, "search", &["/"], "البحث في كل المقالات.", "Search all articles."),
    entry(Mode::Normal, Command::NextHit, "next-hit", &["n"], "إلى النتيجة التالية.", "To the next match."),
    entry(Mode::Normal, Command::PreviousHit, "previous-hit", &["N"], "إلى النتيجة السابقة.", "To the previous match."),
    entry(Mode::Normal, Command::Related, "related", &["R"], "المقالات ذات الصلة بهذا المقال، وEsc يعيد القائمة كلها.", "Articles related to this one; Esc brings the whole list back."),
    entry(Mode::Normal, Command::Thread, "thread", &["t"], "قصة هذا المقال: ما كُتب عن الحدث نفسه، من الأقدم إلى الأحدث.", "The story of this article: what tells of the same event, oldest first."),
    entry(Mode::Normal, Command::EntityPage, "entity-page", &["E"], "صفحة الاسم الحالي في المكتبة كلها: ظهوره بالأشهر، ومن يرد معه، ومقالاته.", "The page of the current name over the whole library: its months, who stands beside it, its articles."),
    entry(Mode::Normal, Command::Follow, "follow", &["f"], "متابعة الاسم أو تركها؛ ما لم يُقرأ من مقالاته يُعلَّم بالعلامة ◆.", "Follow the name or stop following it; unread articles that mention it are marked ◆."),
    entry(Mode::Normal, Command::Followed, "followed", &["w"], "الأسماء المتابَعة وما لم يُقرأ عنها.", "The followed names, with what is unread about them."),
    entry(Mode::Normal, Command::OnlyThis, "only-this", &["i"], "حصر القائمة في مقالات الاسم، وEsc يعيد القائمة كلها.", "Narrow the list to the articles of the name; Esc brings the whole list back."),
    entry(Mode::Normal, Command::KeepSearch, "keep-search", &["S"], "حفظ بحث عن الاسم بين عمليات البحث السابقة.", "Keep a search for the name among the earlier searches."),
    entry(Mode::Normal, Command::MarkRead, "mark-read", &["r"], "وضع علامة مقروء.", "Mark as read."),
    entry(Mode::Normal, Command::MarkUnread, "mark-unread", &["u"], "وضع علامة غير مقروء.", "Mark as unread."),
    entry(Mode::Normal, Command::Star, "star", &["s"], "إضافة النجمة أو إزالتها.", "Give the star or take it away."),
    entry(Mode::Normal, Command::CopyLink, "copy-link", &["y"], "نسخ الرابط، وإلا فالعنوان.", "Copy the link, else the title."),
    entry(Mode::Normal, Command::CopyText, "copy-paragraph", &["Y"], "نسخ الفقرة بنصها الأصلي.", "Copy the paragraph in its original text."),
    entry(Mode::Normal, Command::Select, "select", &["c"], "تحديد نص في المقال لنسخه.", "Select text in the article, to copy it."),
    entry(Mode::Normal, Command::OpenLink, "open-link", &["o"], "فتح الرابط في المتصفح.", "Open the link in the browser."),
    entry(Mode::Normal, Command::Zoom, "zoom", &["z"], "التبديل بين اللوحين والعرض الكامل.", "Toggle two panes and full width."),
    entry(Mode::Normal, Command::Original, "original", &["v"], "إظهار النص الأصلي كاملًا، أو إخفاء زوائد الصفحة.", "Show the whole original, or hide page furniture."),
    entry(Mode::Normal, Command::Marks, "marks", &["m"], "إظهار الحركات أو إخفاؤها.", "Show or hide harakat."),
    entry(Mode::Normal, Command::Digits, "digits", &["d"], "تبديل الأرقام: كما كُتبت، 123، ١٢٣.", "Cycle digits: as written, 123, ١٢٣."),
    entry(Mode::Normal, Command::Justify, "justify", &["="], "ضبط السطور بالكشيدة أو تركها حرة.", "Justify lines with kashida, or leave them ragged."),
    entry(Mode::Normal, Command::NextStrategy, "next-strategy", &["<C-t>"], "تجربة طريقة العرض التالية إن بدت الحروف معكوسة.", "Try the next way of showing rows, where letters come out reversed."),
    entry(Mode::Normal, Command::Calibrate, "calibrate", &["T", "<F9>"], "اختيار طريقة العرض من سطور مرقمة.", "Choose how rows are shown, from numbered lines."),
    entry(Mode::Normal, Command::Help, "help", &["?", "<F1>"], "هذه المساعدة.", "This help."),
    entry(Mode::Any, Command::Repaint, "repaint", &["<C-l>"], "رسم الشاشة من جديد.", "Paint the screen anew."),
    entry(Mode::Any, Command::Suspend, "suspend", &["<C-z>"], "تعليق البرنامج والعودة إلى الصدفة.", "Suspend to the shell."),
    entry(Mode::Prompt, Command::Accept, "accept", &["<ret>"], "فتح النتيجة المحددة.", "Open the selected result."),
    entry(Mode::Prompt, Command::Cancel, "cancel", &["<esc>", "<C-c>"], "إغلاق البحث والعودة إلى حيث كنت.", "Close the search and return to where you were."),
    entry(Mode::Prompt, Command::NextResult, "next-result", &["<down>", "<C-n>"], "النتيجة التالية.", "The next result."),
    entry(Mode::Prompt, Command::PreviousResult, "previous-result", &["<up>", "<C-p>"], "النتيجة السابقة، وفي السطر الفارغ: البحث السابق.", "The previous result; in an empty line, the search before."),
    entry(Mode::Prompt, Command::EarlierSearch, "earlier-search", &["<A-p>", "<A-up>"], "بحث سابق.", "An earlier search."),
    entry(Mode::Prompt, Command::LaterSearch, "later-search", &["<A-n>", "<A-down>"], "بحث لاحق، وفي النهاية ما كُتب.", "A later search, in the end what was typed."),
    entry(Mode::Prompt, Command::Complete, "complete", &["<tab>"], "إكمال الكلمة المفتاحية أو قيمتها، ثم التالي مما يناسب.", "Complete a keyword or its value, then the next one that fits."),
    entry(Mode::Prompt, Command::CompleteBack, "complete-back", &["<S-tab>"], "إكمال بالسابق مما يناسب.", "Complete with the one before."),
    entry(Mode::Prompt, Command::Order, "order", &["<C-o>", "<F2>"], "الترتيب: الأقرب أولًا أو الأحدث أولًا.", "Order: best first or newest first."),
    entry(Mode::Prompt, Command::CursorLeft, "cursor-left", &["<left>"], "المؤشر إلى اليسار.", "The cursor to the left."),
    entry(Mode::Prompt, Command::CursorRight, "cursor-right", &["<right>"], "المؤشر إلى اليمين.", "The cursor to the right."),
    entry(Mode::Prompt, Command::CursorStart, "cursor-start", &["<home>", "<C-a>"], "إلى أول السطر.", "To the start of the line."),
    entry(Mode::Prompt, Command::CursorEnd, "cursor-end", &["<end>", "<C-e>"], "إلى آخر السطر.", "To the end of the line."),
    entry(Mode::Prompt, Command::WordBack, "word-back", &["<A-b>", "<C-right>"], "كلمة إلى الوراء.", "One word back."),
    entry(Mode::Prompt, Command::WordForward, "word-forward", &["<A-f>", "<C-left>"], "كلمة إلى الأمام.", "One word forward."),
    entry(Mode::Prompt, Command::EraseBack, "erase-back", &["<bs>", "<C-h>"], "حذف الحرف السابق.", "Erase the letter before the cursor."),
    entry(Mode::Prompt, Command::EraseForward, "erase-forward", &["<del>", "<C-d>"], "حذف الحرف التالي.", "Erase the letter at the cursor."),
    entry(Mode::Prompt, Command::EraseWord, "erase-word", &["<C-w>", "<A-bs>"], "حذف الكلمة السابقة.", "Erase the word before the cursor."),
    entry(Mode::Prompt, Command::EraseAll, "erase-all", &["<C-u>"], "تفريغ السطر.", "Empty the line."),
    entry(Mode::Select, Command::SelectLeft, "select-left", &["h", "<left>"], "خانة إلى اليسار، كما تُرى.", "One cell to the left, as it is seen."),
    entry(Mode::Select, Command::SelectRight, "select-right", &["l", "<right>"], "خانة إلى اليمين، كما تُرى.", "One cell to the right, as it is seen."),
    entry(Mode::Select, Command::SelectDown, "select-down", &["j", "<down>"], "سطر إلى أسفل.", "One line down."),
    entry(Mode::Select, Command::SelectUp, "select-up", &["k", "<up>"], "سطر إلى أعلى.", "One line up."),
    entry(Mode::Select, Command::SelectNext, "select-next", &["<space>"], "الحرف التالي في القراءة.", "The next letter in reading order."),
    entry(Mode::Select, Command::SelectPrevious, "select-previous", &["<bs>"], "الحرف السابق في القراءة.", "The letter before in reading order."),
    entry(Mode::Select, Command::SelectNextWord, "select-next-word", &["w"], "أول الكلمة التالية.", "The start of the next word."),
    entry(Mode::Select, Command::SelectWordEnd, "select-word-end", &["e"], "آخر الكلمة.", "The end of the word."),
    entry(Mode::Select, Command::SelectPreviousWord, "select-previous-word", &["b"], "أول الكلمة السابقة.", "The start of the word before."),
    entry(Mode::Select, Command::SelectLineStart, "select-line-start", &["0", "<home>"], "أول السطر.", "The start of the line."),
    entry(Mode::Select, Command::SelectLineEnd, "select-line-end", &["$", "<end>"], "آخر السطر.", "The end of the line."),
    entry(Mode::Select, Command::SelectHere, "select-here", &["c", "v"], "بدء التحديد من هنا.", "Begin the selection here."),
    entry(Mode::Select, Command::SelectOtherEnd, "select-other-end", &["o"], "الطرف الآخر للتحديد.", "The other end of the selection."),
    entry(Mode::Select, Command::CopySelection, "copy-selection", &["y", "<ret>"], "نسخ المحدد بنصه الأصلي.", "Copy what is selected, in its original text."),
    entry(Mode::Select, Command::EndSelection, "end-selection", &["<esc>", "q", "<C-c>"], "ترك التحديد.", "Leave the selection."),
];

#!/usr/bin/env python3
"""Pictures of Sahifa in real terminal emulators, judged cell by cell.

    cargo build --release
    SAHIFA_LAB=path/to/terminals tests/terminals/matrix.py [--only xterm,vte] [--readme]

Starts the program with no flag in every terminal of the lab, bare and inside tmux: once with an empty
home (list, reader, cards of three names, help, search box), once with a library of ten articles. The
lab's `judge` looks for the headlines, paragraph rows, names, help and the typed query that must be on
each picture. Prints the table, and with --readme writes it between the `matrix` markers of README.md (rows of
terminals beyond help stay as they were worded there). Pictures are left in target/matrix/.

`--via screen,mosh` goes through GNU screen and mosh instead (`--via bare,tmux` is the rule), in a
table of its own; nothing of that is counted.

Exit status: 0 when every setting is right; 1 when one is not; 2 when the lab or the binary is missing.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = ROOT / 'target' / 'release' / 'sahifa'
MEASURE = 64  # columns of running text, as the program starts
OUT = ROOT / 'target' / 'matrix'
TERMINALS = ['xterm', 'alacritty', 'foot', 'stterm', 'urxvt', 'vte', 'konsole', 'mlterm', 'pterm', 'kitty']
HOPELESS = ['qterminal']
# What may stand before the terminal, with the table's heading.
VIA = {'bare': 'bare', 'tmux': 'in tmux', 'screen': 'in screen', 'mosh': 'over mosh'}
# How the program is started there; the lab itself does it for tmux.
START = {
    'screen': """conf=$(mktemp)
printf 'startup_message off\\nvbell off\\ndefutf8 on\\n' > "$conf"
exec screen -U -c "$conf" "$@"
""",
    # Server and client on this machine, without SSH; what the terminal left in the environment would not
    # be there behind SSH.
    'mosh': """told=$(env -u VTE_VERSION -u KONSOLE_VERSION -u XTERM_VERSION -u KITTY_WINDOW_ID -u MLTERM \\
    mosh-server new -i 127.0.0.1 -- "$@" 2>/dev/null </dev/null)
set -- $(printf '%s\\n' "$told" | sed -n 's/^MOSH CONNECT //p')
MOSH_KEY=$2 exec mosh-client 127.0.0.1 "$1"
""",
}
QUERY = 'اوكرانيا'
# How often Tab is pressed before each card: to the first two names, and to one two further on.
TABS = (1, 1, 2)
MARKS = re.compile('[\u064b-\u065f\u0670]')


def fail(why):
    print(f'matrix: {why}', file=sys.stderr)
    sys.exit(2)


def places(home):
    """The environment of a home."""
    folders = {'HOME': '', 'XDG_DATA_HOME': 'data', 'XDG_CONFIG_HOME': 'config', 'XDG_STATE_HOME': 'state'}
    return {name: os.path.join(home, folder) for name, folder in folders.items()}


def sahifa(home, *args, stdin=None):
    """Output of one command, in that home."""
    env = dict(os.environ, **places(home))
    done = subprocess.run([BINARY, *args], env=env, input=stdin, capture_output=True, text=True, check=True)
    return done.stdout


def rows_of(text, width):
    """The rows into which a paragraph wraps, in reading order: slices of the text itself."""
    with tempfile.TemporaryDirectory() as home:
        out = sahifa(home, 'render', '--width', str(width), '--direction', 'rtl', '--cells', '-', stdin=text)
    rows = []
    for line in out.splitlines():
        ranges = [cell['source'] for cell in json.loads(line)]
        rows.append(MARKS.sub('', text[min(r[0] for r in ranges):max(r[1] for r in ranges)]).strip())
    return rows


def words(text, count):
    return ' '.join(MARKS.sub('', text).split()[:count])


def texts_of(article):
    return [article['body'][p['start']:p['end']] for p in article['paragraphs'] if p['kind'] == 'text']


def ten_articles(home):
    """A library of ten in that home: the five that come with the program, and five made of their last
    paragraphs. The headlines."""
    shown = [json.loads(line) for line in sahifa(home, 'list', '--json').splitlines()]
    for at, row in enumerate(shown):
        paragraphs = texts_of(json.loads(sahifa(home, 'show', row['id'], '--json')))[-3:]
        part = pathlib.Path(home) / f'part{at}.txt'
        part.write_text('\n\n'.join([words(paragraphs[-1], 8), *paragraphs]), encoding='utf-8')
        sahifa(home, 'add', str(part))
    return [json.loads(line)['title'] for line in sahifa(home, 'list', '--json').splitlines()]


def help_texts():
    """What the help screen says first, from the table of commands."""
    table = (ROOT / 'src' / 'app' / 'command.rs').read_text(encoding='utf-8')
    return re.findall(r'^ *(?:normal|always)\(.*?\], "([^"]+)"', table, re.M)[:6]


def expectations(ten):
    """What must be on each picture, from the program's own JSON and its wrapping (not its order)."""
    with tempfile.TemporaryDirectory() as home:
        articles = [json.loads(line) for line in sahifa(home, 'list', '--json').splitlines()]
        first = json.loads(sahifa(home, 'show', articles[0]['id'], '--json'))
    texts = texts_of(first)
    want = {
        'list': [words(a['title'], 3) for a in articles[:4]],
        'reader': rows_of(texts[0], MEASURE)[:2] + rows_of(texts[1], MEASURE)[:2],
        'help': [words(text, 3) for text in help_texts()],
        'search': [QUERY],
        'ten': [words(title, 3) for title in ten_articles(ten)],
    }
    at = -1
    for number, tabs in enumerate(TABS, 1):
        at += tabs
        want[f'card{number}'] = [words(first['mentions'][at]['name'], 3)]
    return want


def starter(via):
    """The command that starts the program behind that."""
    if via not in START:
        return [str(BINARY)]
    script = OUT / f'{via}.sh'
    script.write_text('#!/bin/sh\n' + START[via], encoding='utf-8')
    return ['sh', str(script), str(BINARY)]


def take(lab, terminal, via, home, rows, out, keys):
    """One run in one setting, with its pictures; why there are none, else nothing."""
    command = [lab / 'shot', '--terminal', terminal, '--cols', 100, '--rows', rows, '--timeout', 60,
               '--out', out, '--keys', keys]
    for name, value in places(home).items():
        command += ['--env', f'{name}={value}']
    command += ['--tmux'] if via == 'tmux' else []
    done = subprocess.run([*map(str, command), '--', *starter(via)], capture_output=True, text=True)
    return [f'shot failed: {(done.stderr or done.stdout).strip()[-200:]}'] if done.returncode else []


def shoot(lab, terminal, via, want, ten):
    """The pictures of one setting; the list of what was wrong on them."""
    name = terminal + ('' if via == 'bare' else f'-{via}')
    shots = {view: OUT / f'{name}-{view}.png' for view in want}
    keys = f'sleep:1 shot:{shots["list"]} Enter shot:{shots["reader"]} '
    for number, tabs in enumerate(TABS, 1):
        keys += 'Tab ' * tabs + f'Enter sleep:0.3 shot:{shots[f"card{number}"]} Esc sleep:0.2 '
    keys += f'? shot:{shots["help"]} Esc sleep:0.2 h / {QUERY} sleep:0.5'
    with tempfile.TemporaryDirectory() as home:
        failed = take(lab, terminal, via, home, 30, shots['search'], keys)
    with tempfile.TemporaryDirectory() as home:
        shutil.copytree(ten, home, dirs_exist_ok=True)
        failed = failed or take(lab, terminal, via, home, 50, shots['ten'], 'sleep:1')
    if failed:
        return failed
    wrong = []
    for view, shot in shots.items():
        texts = [part for text in want[view] for part in ('--text', text)]
        judged = subprocess.run([str(lab / 'judge'), 'expect', str(shot), *texts], capture_output=True, text=True)
        if judged.returncode != 0:
            wrong.append(f'{view}: {judged.stdout.strip() or judged.stderr.strip()}')
    return wrong


def versions(lab):
    """Package version by terminal name, as the lab lists them."""
    listed = subprocess.run([str(lab / 'shot'), '--list'], capture_output=True, text=True).stdout
    return {row.split()[0]: row.split()[2] for row in listed.splitlines() if len(row.split()) > 2}


def into_readme(table):
    """Writes the table into README.md; what stands there of terminals beyond help is worded by hand."""
    readme = ROOT / 'README.md'
    text = readme.read_text(encoding='utf-8')
    worded = {name: row for name in HOPELESS for row in text.splitlines() if row.startswith(f'| {name} |')}
    rows = [worded.get(row.split('|')[1].strip(), row) if row.startswith('|') else row for row in table]
    block = '<!-- matrix -->\n' + '\n'.join(rows) + '\n<!-- /matrix -->'
    readme.write_text(re.sub(r'<!-- matrix -->.*<!-- /matrix -->', lambda _: block, text, flags=re.S),
                      encoding='utf-8')


def main():
    options = argparse.ArgumentParser(description='Pictures of Sahifa in real terminals, judged.')
    options.add_argument('--only', help='terminals, separated by commas')
    options.add_argument('--via', default='bare,tmux', help='of ' + ', '.join(VIA))
    options.add_argument('--readme', action='store_true', help='write the table into README.md')
    options.add_argument('--jobs', type=int, default=2)
    options.add_argument('--binary', type=pathlib.Path, default=BINARY)
    opts = options.parse_args()
    globals()['BINARY'] = opts.binary.resolve()
    lab = os.environ.get('SAHIFA_LAB') or fail('SAHIFA_LAB is not set: give the folder that holds `shot` and `judge`')
    lab = pathlib.Path(lab)
    for tool in ('shot', 'judge'):
        if not os.access(lab / tool, os.X_OK):
            fail(f'{lab / tool} is missing')
    if not BINARY.exists():
        fail('target/release/sahifa is missing: run cargo build --release')
    OUT.mkdir(parents=True, exist_ok=True)
    ten = tempfile.TemporaryDirectory()
    want, known = expectations(ten.name), versions(lab)
    terminals = opts.only.split(',') if opts.only else TERMINALS + HOPELESS
    ways = opts.via.split(',')
    for way in ways:
        if way not in VIA or way in START and not shutil.which(way):
            fail(f'{way} is not known or not installed')
    settings = [(t, via) for t in terminals for via in ways]
    with concurrent.futures.ThreadPoolExecutor(opts.jobs) as pool:
        results = dict(zip(settings, pool.map(lambda s: shoot(lab, *s, want, ten.name), settings)))
    heads = ['terminal', 'version', *(VIA[via] for via in ways)]
    table = ['| ' + ' | '.join(heads) + ' |', '|---' * len(heads) + '|']
    for terminal in terminals:
        cells = []
        for via in ways:
            wrong = results[terminal, via]
            cells.append('right' if not wrong else 'wrong: ' + ', '.join(sorted({w.split(':')[0] for w in wrong})))
            for line in wrong:
                print(f'{terminal} {VIA[via]}: {line}', file=sys.stderr)
        table.append('| ' + ' | '.join([terminal, known.get(terminal, '?'), *cells]) + ' |')
    counted = [s for s in settings if s[0] not in HOPELESS]
    right = sum(not results[s] for s in counted)
    table.append('')
    left_out = [s for s in HOPELESS if s in terminals]
    note = f'; {", ".join(left_out)}, which nothing helps, is not counted' if left_out else ''
    table.append(f'{right} of {len(counted)} settings right with no flag{note}.')
    print('\n'.join(table))
    if opts.readme:
        into_readme(table)
    sys.exit(0 if right == len(counted) else 1)


if __name__ == '__main__':
    main()

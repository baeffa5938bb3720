//! The command as a user meets it: files, messages, exit codes.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const ARTICLE: &str =
    "Acme sues Initech\n\nAcme has sued Initech in Boston, a clerk said on Monday.\n";

/// An empty folder of its own for each test.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn kgraph(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kgraph"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = kgraph(folder, arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn writes_every_format_and_says_what_it_found() {
    let folder = folder("writes");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let (code, stdout, stderr) = run(&folder, &["build", "news.txt", "--threads", "1"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let written = names(&folder.join("out"));
    for file in ["news.dot", "news.jsonld", "news.svg"] {
        assert!(written.iter().any(|name| name == file), "{written:?}");
        assert!(stdout.contains(&format!("out/{file}")), "{stdout}");
    }
    assert!(stdout.starts_with("news.txt\n"));
    assert!(stdout.contains("headline 1, body 1"), "{stdout}");
    assert!(stdout.lines().all(|line| line.chars().count() <= 80), "{stdout}");
    assert!(!stdout.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn keeps_articles_of_one_name_apart() {
    let folder = folder("apart");
    for sub in ["a", "b"] {
        fs::create_dir(folder.join(sub)).unwrap();
        fs::write(folder.join(sub).join("news.txt"), ARTICLE).unwrap();
    }
    let (code, _, stderr) =
        run(&folder, &["build", "a/news.txt", "b/news.txt", "-o", "graphs", "-f", "dot"]);
    assert_eq!(code, Some(0));
    assert_eq!(names(&folder.join("graphs")), ["news-2.dot", "news.dot"]);
    assert!(stderr.contains("b/news.txt is written as news-2"), "{stderr}");
}

#[test]
fn reads_on_after_articles_that_it_cannot_read() {
    let folder = folder("reads_on");
    fs::create_dir(folder.join("sub")).unwrap();
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    fs::write(folder.join("empty.txt"), " \n").unwrap();
    fs::write(folder.join("program.txt"), b"\x7fELF\0\0\0").unwrap();
    fs::write(folder.join("large.txt"), vec![b'a'; 5_000_001]).unwrap();
    let german = "Der Vorstand hat am Montag beschlossen, das Werk in der Hauptstadt zu schließen, \
                  und die Gewerkschaft ruft deshalb alle Beschäftigten zu einem Streik auf.";
    fs::write(folder.join("german.txt"), german).unwrap();
    let bad = ["nws.txt", "empty.txt", "program.txt", "large.txt", "german.txt", "sub"];
    let arguments = [&["build", "-q", "-f", "dot"][..], &bad, &["news.txt"]].concat();
    let (code, stdout, stderr) = run(&folder, &arguments);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    let lines: Vec<_> = stderr.lines().collect();
    assert_eq!(lines.len(), 2 * bad.len(), "an error and a hint each:\n{stderr}");
    for (pair, name) in lines.chunks(2).zip(bad) {
        assert!(pair[0].starts_with(&format!("error: {name}: ")), "{stderr}");
        assert!(pair[1].starts_with("hint: "), "{stderr}");
    }
    assert!(stderr.contains("did you mean news.txt?"), "{stderr}");
    assert_eq!(names(&folder.join("out")), ["news.dot"], "and nothing half-written");
}

#[test]
fn refuses_a_command_line_that_makes_no_sense() {
    let folder = folder("refuses");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    for arguments in [
        &["build"][..],
        &["build", "news.txt", "-f", "dott"],
        &["build", "news.txt", "--threads", "0"],
        &["build", "news.txt", "--stdout", "dot", "-o", "out"],
        &["build", "news.txt", "news.txt", "--stdout", "dot"],
        &["bild", "news.txt"],
    ] {
        let (code, stdout, stderr) = run(&folder, arguments);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr.starts_with("error: "), "{stderr}");
    }
    assert_eq!(names(&folder), ["news.txt"], "nothing was written");
}

#[test]
fn writes_one_format_to_standard_output() {
    let folder = folder("standard");
    let mut child = kgraph(&folder, &["build", "-", "--stdout", "dot"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("digraph"));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("standard input\n"));
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
fn takes_a_closed_pipe_for_no_error() {
    let folder = folder("pipe");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let mut child = kgraph(&folder, &["build", "news.txt", "--stdout", "jsonld", "-q"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn writes_nowhere_else_if_it_cannot_write_there() {
    let folder = folder("nowhere");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let (code, _, stderr) = run(&folder, &["build", "news.txt", "-o", "news.txt/out"]);
    assert_eq!(code, Some(1));
    assert!(stderr.starts_with("error: news.txt/out: cannot write there"), "{stderr}");
    assert!(stderr.contains("hint: "), "{stderr}");
    assert_eq!(names(&folder), ["news.txt"]);
}

#[test]
fn never_replaces_an_article() {
    let folder = folder("replaces");
    fs::write(folder.join("news.dot"), ARTICLE).unwrap();
    let (code, _, stderr) = run(&folder, &["build", "news.dot", "-o", ".", "-f", "svg,dot"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("would replace an article"), "{stderr}");
    assert_eq!(names(&folder), ["news.dot"]);
    assert_eq!(fs::read_to_string(folder.join("news.dot")).unwrap(), ARTICLE);
}

#[test]
fn writes_the_same_bytes_with_any_number_of_threads() {
    let folder = folder("threads");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let write =
        |threads| run(&folder, &["build", "news.txt", "-o", threads, "--threads", threads]).0;
    assert_eq!((write("1"), write("3")), (Some(0), Some(0)));
    for name in names(&folder.join("1")) {
        let bytes = |threads| fs::read(folder.join(threads).join(&name)).unwrap();
        assert!(bytes("1") == bytes("3"), "{name} differs");
    }
}

#[test]
fn says_when_graphviz_is_not_there() {
    let folder = folder("graphviz");
    fs::write(folder.join("news.txt"), ARTICLE).unwrap();
    let output = kgraph(&folder, &["build", "news.txt", "--engine", "dot"])
        .env("PATH", &folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("no program `dot`") && stderr.contains("hint: install"), "{stderr}");
}

#[test]
fn does_what_its_papers_say() {
    trycmd::TestCases::new().case("README.md").case("docs/*.md").case("tests/cmd/*.trycmd");
}

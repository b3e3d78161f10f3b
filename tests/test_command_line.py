"""The command line: what it prints is inert in a terminal, and what goes wrong is said in words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import estimates as es
from estimates.__main__ import COMMANDS, main
from estimates.errors import ACTING, Fault

HOSTILE = "a\x1b[31m\u202e\u2066\x9b\x07z"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command; return all that it printed, in which nothing acts."""
    main(list(arguments))
    out = "".join(capsys.readouterr())
    assert not ACTING.search(out)
    return out


def test_nothing_of_the_data_or_a_files_name_acts_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "estimand,claimant,wording,source,note"
    good, bad = tmp_path / f"{HOSTILE}good.csv", tmp_path / f"{HOSTILE}bad.csv"
    good.write_text(f"{header}\ng\u202e,{HOSTILE[7:]},5000,w\u202e[{HOSTILE[7:]}],\n", encoding="utf-8")
    bad.write_text(f"{header},{HOSTILE}\ng,A,{HOSTILE},x[,\n", encoding="utf-8")
    assert "\\u202e" in printed(capsys, "check", str(good), str(bad))
    for command in ("show", "cite"):
        printed(capsys, command, str(good))
        printed(capsys, command, str(bad))
        assert HOSTILE[-1] in printed(capsys, command, str(tmp_path / HOSTILE))
        printed(capsys, command, "nanking-1937", HOSTILE)
    printed(capsys, "cite", "nanking-1937", "--style", HOSTILE)
    printed(capsys, "plot", "nanking-1937", "--output", str(tmp_path / HOSTILE))


@pytest.mark.parametrize("command", ["check", "show", "compare", "pool", "cite", "new", "datasets"])
def test_what_a_command_does_not_know_is_quoted_inert(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "nanking-1937", "garrison", f"--{HOSTILE}"])
    said = capsys.readouterr().err
    assert r"\x1b[31m\u202e" in said
    assert not ACTING.search(said)


def test_errors_and_faults_are_inert() -> None:
    for kind in (es.ClaimError, es.UnknownNameError, es.WriteError, es.MissingExtraError):
        assert str(kind(HOSTILE)) == r"a\x1b[31m\u202e\u2066\x9b\x07z"
    fault = Fault(f"{HOSTILE}\nb.csv: no faults", 3, f"{HOSTILE}\n", HOSTILE, HOSTILE)
    assert not ACTING.search(str(fault))
    assert "\n" not in str(fault)
    assert not ACTING.search(str(es.DatasetError([fault])))


# ---- every command ----------------------------------------------------------------------------------------------


def started(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process."""
    return subprocess.run(
        [sys.executable, "-m", "estimates", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        **more,
    )  # type: ignore[call-overload, no-any-return]  # passed on as given


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_every_command_runs(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    example = COMMANDS[name][2]
    assert main(example.split()[1:]) == 0
    assert capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"example: {example}" in " ".join(capsys.readouterr().out.split())


def test_version_and_completion(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("estimates ")
    for shell, sign in (("bash", "complete -"), ("zsh", "#compdef estimates")):
        with pytest.raises(SystemExit):
            main(["--print-completion", shell])
        script = capsys.readouterr().out
        assert sign in script
        assert all(name in script for name in COMMANDS)


def test_a_table_of_ones_own_is_read_with_its_own_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("Notes,,,\nThing,Who,Said,Ref\ng,A,5 to 9,Smith\n", encoding="utf-8")
    named = ["--columns", "Thing=estimand", "--columns", "Who=claimant", "--columns", "Said=wording"]
    assert main(["show", str(table), "--header", "2", *named, "--columns", "Ref=source"]) == 0
    assert "A: 5–9" in capsys.readouterr().out
    assert main(["show", str(table), "--columns", "Thing"]) == 1
    assert "--columns takes a name and a value" in capsys.readouterr().err


def test_faults_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("estimand,claimant,wording,source\ng,A,100.000,\n", encoding="utf-8")
    assert main(["check", str(table), "nanking-1937", "--format", "json"]) == 1
    mine, shipped = json.loads(capsys.readouterr().out)
    faults = [one for one in mine["found"] if one["kind"] == "fault"]
    assert (faults[0]["row"], faults[0]["column"], faults[0]["value"]) == (2, "wording", "100.000")
    assert not [one for one in shipped["found"] if one["kind"] == "fault"]


def test_standard_input_is_a_table() -> None:
    done = started("show", "-", input="estimand,claimant,wording,source\ng,A,5,\n")
    assert done.returncode == 0, done.stderr
    assert "A: 5" in done.stdout
    done = started("check", "-", input="")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell with pipes that close, and /dev/full")
def test_a_closed_pipe_is_quiet_and_a_full_disk_is_said() -> None:
    command = f"{sys.executable} -m estimates show nanking-1937"
    closed = subprocess.run(["bash", "-c", f"{command} | head -1"], capture_output=True, text=True, check=False)
    assert closed.stderr == ""
    assert len(closed.stdout.splitlines()) == 1
    full = subprocess.run(["bash", "-c", f"{command} > /dev/full"], capture_output=True, text=True, check=False)
    assert full.returncode == 1
    assert "cannot be written: no space left" in full.stderr.lower()
    assert "Traceback" not in full.stderr


def test_what_a_command_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("html", "tex", "csv", "docx"):
        target = tmp_path / f"t.{ending}"
        assert main(["table", "nanking-1937", "garrison", "-o", str(target)]) == 0
        assert target.stat().st_size > 100
    for arguments in (
        ["table", "nanking-1937", "-o", str(tmp_path / "t.rtf")],
        ["plot", "nanking-1937", "-o", str(tmp_path / "t.bmp")],
        ["plot", "nanking-1937", "--kind", "support", "-o", str(tmp_path / "t.svg")],
        ["report", "nanking-1937", "-o", str(tmp_path / "t.rtf")],
        ["pool", "nanking-1937", "garrison", "--method", "nope"],
        ["pool", "nanking-1937", "garrison", "--method", "linear"],
        ["cite", "nanking-1937", "garrison", "--style", "nope-nope"],
        ["show", str(tmp_path / "none.csv")],
        ["check", "x" * 5000],
        ["show", "nanking-1937", "none"],
    ):
        assert main(arguments) == 1
        assert "Traceback" not in "".join(capsys.readouterr())


def test_a_figure_for_a_journal_by_command_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "force.svg"
    options = ["--width", "single", "--lang", "de", "--title", "Die Garnison"]
    assert main(["plot", "nanking-1937", "garrison", *options, "-o", str(target)]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(target)
    assert told.err.startswith("the width is too narrow for the column")
    assert "Warning" not in told.err
    assert "Die Garnison" in target.read_text(encoding="utf-8")
    assert main(["plot", "nanking-1937", "--width", "7.5", "--kind", "overview", "-o", str(tmp_path / "all.svg")]) == 0
    assert main(["plot", "nanking-1937", "--width", "wide", "-o", str(target)]) == 1
    assert "'single', 'double' or a number of inches" in capsys.readouterr().err


def test_tables_are_merged_and_written_by_command_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("Battle,Author,wording,source\nX,A. Roe,5,Roe 1990\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("Battle,Author,wording,source\nY,B. Poe,6,Poe 1991\n", encoding="utf-8")
    target = tmp_path / "both.xlsx"
    asked = [
        "write",
        str(tmp_path / "a.csv"),
        str(tmp_path / "b.csv"),
        "--columns",
        "Battle=estimand",
        "-o",
        str(target),
    ]
    assert main(asked) == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert list(es.read(target)) == ["X", "Y"]
    assert main(asked) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert main([*asked, "--overwrite"]) == 0


def test_the_language_of_a_table_is_an_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("estimand;claimant;low;high;source\nx;A;2.500;3.500;s\n", encoding="utf-8")
    assert main(["show", str(path)]) == 1
    assert "--wording-lang 'de'" in capsys.readouterr().err
    assert main(["show", str(path), "--wording-lang", "de"]) == 0
    assert "A: 2,500–3,500" in capsys.readouterr().out


def test_two_pairs_behind_one_option_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "nanking-1937", "--columns", "A=claimant", "B=wording=x"])
    with pytest.raises(SystemExit):
        main(["datasets", "B=wording"])
    assert "--columns A=claimant --columns B=wording" in capsys.readouterr().err


def test_an_error_of_the_program_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(given: object) -> int:
        raise RuntimeError("\x1b[31mbroken")

    monkeypatch.setitem(COMMANDS, "datasets", (broken, "x", "y"))
    assert main(["datasets"]) == 2
    assert capsys.readouterr().err == "an error of this program, please report it: RuntimeError: \\x1b[31mbroken\n"


@pytest.mark.parametrize("command", ["check", "show"])
def test_what_a_fault_asks_is_answered_by_an_option(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("Figure,Author,Zahl,source\nlosses,Roe,5,a\n", encoding="utf-8")
    said = printed(capsys, command, str(path))
    assert '--columns "Figure=estimand"' in said
    assert '--columns "Figure="' in said
    assert "columns={" not in said
    answered = printed(capsys, "show", str(path), "--columns", "Figure=estimand", "--columns", "Zahl=wording")
    assert "Roe: 5" in answered
    path.write_bytes("estimand,claimant,wording,source\nlosses,R\xf6e,5,a\n".encode("latin-1"))
    assert "--encoding," in printed(capsys, command, str(path))


def test_the_name_of_a_shipped_dataset_or_a_file_that_is_misspelt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("garrison.csv").write_text("", encoding="utf-8")
    said = {name: printed(capsys, "show", name) for name in ("nanking", "garison.csv", "nothing-like-it.csv")}
    assert said["nanking"].endswith("no such file or folder; the dataset 'nanking-1937' is shipped\n")
    assert said["garison.csv"].endswith("did you mean 'garrison.csv'?\n")
    assert said["nothing-like-it.csv"].endswith("there is no such file or folder\n")
    (fault,) = es.check("Nanking 1937")
    assert fault.message.endswith("load('nanking-1937')")
    with pytest.raises(es.UnknownNameError, match=r"did you mean 'nanking-1937'\? A folder"):
        es.load("nanking")
    with pytest.raises(es.UnknownNameError, match="did you mean 'hata-garrison'"):
        es.load("nanking-1937")["garrison"]["hat"]


def test_a_pool_that_is_refused_says_once_which_option_serves(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pool", "nanking-1937", "--method", "linear"]) == 1
    said = capsys.readouterr().err
    assert "'linear' needs --assume coverage=" in said
    assert main(["pool", "nanking-1937", "--method", "lineal"]) == 1
    assert capsys.readouterr().err.count("did you mean 'linear'?") == 1
